import type { Root } from 'mdast';
import type { Community } from '../../model/community.ts';
import type { Document } from '../../model/document.ts';
import { destination, relativeUrl } from '../../text/links.ts';
import { toHtml } from '../../text/markdown/html.ts';
import type { Fitting, SafeHtml } from '../../text/markdown/html.ts';
import { rewrite } from '../../text/markdown/tree.ts';
import type { LinkTarget } from '../../text/markdown/tree.ts';
import { isSafeAddress } from '../passages.ts';
import type { SiteUrls } from './urls.ts';

/** Images a browser shows without running anything. An SVG runs nothing inside an image element. */
const IMAGE = /\.(?:png|jpe?g|gif|webp|avif|svg)$/i;
/** Files a browser shows as text or picture, or saves; never pages that could run. */
const ATTACHMENT =
  /\.(?:png|jpe?g|gif|webp|avif|pdf|csv|tsv|txt|json|ya?ml|toml|sql|py|r|sh|ipynb|xlsx|docx|pptx|odt|ods|zip)$/i;

/** Turns bodies into HTML for a page of the site, and keeps book of the files they need. */
export interface Shower {
  /** @param at The page it will stand on. */
  readonly html: (root: Root, from: Pick<Document, 'path'>, at: string, fitting?: Fitting) => SafeHtml;
  /** The address of a document's page as seen from another page; null where it has none. */
  readonly href: (at: string, to: Document) => string | null;
  readonly attachments: ReadonlySet<string>;
  readonly unshown: () => readonly { readonly path: string; readonly target: string }[];
}

export const attachmentPath = (path: string): string => `files/${path}`;

export function shower(community: Community, urls: SiteUrls): Shower {
  const attachments = new Set<string>();
  const unshown = new Map<string, { path: string; target: string }>();
  const href = (at: string, to: Document, anchor: string | null = null): string | null => {
    const place = urls.of(to);
    if (!place) return null;
    const id = [place.anchor, anchor].filter((part) => part !== null && part !== '').join('-');
    const hash = id === '' ? '' : `#${encodeURIComponent(id)}`;
    return place.page === at && hash !== '' ? hash : relativeUrl(at, place.page) + hash;
  };
  const file = (path: string, at: string, allowed: RegExp): LinkTarget => {
    if (!community.files.has(path) || !allowed.test(path)) return null;
    attachments.add(path);
    return { href: relativeUrl(at, attachmentPath(path)) };
  };
  const resolve = (from: Pick<Document, 'path'>, url: string, at: string): LinkTarget => {
    if (isSafeAddress(url)) return { href: url };
    const leads = destination(from.path, url);
    if (leads.to !== 'file') return null;
    const to = community.at(leads.path);
    const found = to && href(at, to, leads.anchor);
    return found ? { href: found } : file(leads.path, at, ATTACHMENT);
  };
  const html: Shower['html'] = (root, from, at, fitting = {}) => {
    const miss = (target: string): null => {
      unshown.set(`${from.path}\n${target}`, { path: from.path, target });
      return null;
    };
    const rewritten = rewrite(root, {
      link: (url) => resolve(from, url, at) ?? miss(url),
      image: (url) => {
        const leads = isSafeAddress(url) ? null : destination(from.path, url);
        return leads?.to === 'file' ? (file(leads.path, at, IMAGE) ?? miss(url)) : null;
      },
      wiki: (id) => {
        const to = community.byId.get(id);
        return { href: to ? href(at, to) : null, title: to?.title ?? id };
      },
    });
    return toHtml(rewritten, fitting);
  };
  return { html, href: (at, to) => href(at, to), attachments, unshown: () => [...unshown.values()] };
}
