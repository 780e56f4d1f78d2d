import type { Root, RootContent } from 'mdast';
import type { Community } from '../../model/community.ts';
import type { Document } from '../../model/document.ts';
import { destination, relativeUrl } from '../../text/links.ts';
import { toHtml } from '../../text/markdown/html.ts';
import type { Fitting, SafeHtml } from '../../text/markdown/html.ts';
import { rewrite } from '../../text/markdown/tree.ts';
import type { LinkTarget } from '../../text/markdown/tree.ts';
import { plainText, withWikiWords } from '../../text/markdown/words.ts';
import { remembered } from '../../text/once.ts';
import { byText } from '../../text/words.ts';
import { isSafeAddress } from '../passages.ts';
import type { Copy, Drawing, Needs, Unshown } from './site.ts';
import type { SiteUrls } from './urls.ts';

/** Images a browser shows without running anything. An SVG runs nothing inside an image element. */
const IMAGE = /\.(?:png|jpe?g|gif|webp|avif|svg)$/i;
/** Files a browser shows as text or picture, or saves; never pages that could run. */
const ATTACHMENT =
  /\.(?:png|jpe?g|gif|webp|avif|pdf|csv|tsv|txt|json|ya?ml|toml|sql|py|r|sh|ipynb|xlsx|docx|pptx|odt|ods|zip)$/i;

/** Turns bodies into HTML for a page of the site, and keeps book of the files they need. */
export interface Shower {
  /**
   * A body as it reads on a page: its links lead to pages of the site or nowhere. Changes the tree it is given.
   *
   * @param at The page it will stand on.
   */
  readonly tree: (root: Root, from: Pick<Document, 'path'>, at: string) => Root;
  /** What {@link Shower.tree} made, as HTML for the page it was made for. */
  readonly html: (shown: Root, at: string, fitting?: Fitting) => SafeHtml;
  /** The words of some nodes as they are shown, without marks. */
  readonly words: (nodes: readonly RootContent[]) => string;
  /** The address of a document's page as seen from another page; null where it has none. */
  readonly href: (at: string, to: Document) => string | null;
  /** Files that the pages shown so far need, and what they are called in the site. */
  readonly copies: () => readonly Copy[];
  readonly drawings: () => readonly Drawing[];
  readonly unshown: () => readonly Unshown[];
  /** What was needed and not shown since this was last asked. */
  readonly needs: () => Needs;
}

/** How a site names what it shows of the community. */
export interface Naming {
  /** What the picture of a diagram is called; the same text has the same picture. */
  readonly drawing: (text: string) => string;
  /** What a file that pages show or link to is called in the site. */
  readonly file: (path: string) => string;
  /** The words for a document that is named by its id and has no page here. */
  readonly absent: (id: string) => string;
}

/** Files keep their paths, and what is missing is called what it was called. */
export const plainNaming = (drawing: Naming['drawing']): Naming => ({
  drawing,
  file: (path) => path,
  absent: (id) => id,
});

/** Draws a Mermaid diagram as SVG; null where it cannot be drawn. */
export type Draw = (text: string) => string | null;

export const attachmentPath = (path: string): string => `files/${path}`;

export function shower(community: Community, urls: SiteUrls, naming: Naming, draw: Draw | null): Shower {
  const drawings = new Map<string, Drawing>();
  const picture = remembered((text: string): Drawing | null => {
    const svg = draw?.(text) ?? null;
    return svg === null ? null : { path: `assets/diagrams/${naming.drawing(text)}.svg`, svg };
  });
  const drawnFor =
    (at: string) =>
    (text: string): string | null => {
      const made = picture(text);
      if (made === null) return null;
      drawings.set(made.path, made);
      return relativeUrl(at, made.path);
    };
  const copies = new Map<string, Copy>();
  const unshown = new Map<string, Unshown>();
  let needed: { copies: Copy[]; unshown: Unshown[] } = { copies: [], unshown: [] };
  const href = (at: string, to: Document, anchor: string | null = null): string | null => {
    const place = urls.of(to);
    if (!place) return null;
    const id = [place.anchor, anchor].filter((part) => part !== null && part !== '').join('-');
    const hash = id === '' ? '' : `#${encodeURIComponent(id)}`;
    return place.page === at && hash !== '' ? hash : relativeUrl(at, place.page) + hash;
  };
  const file = (path: string, at: string, allowed: RegExp): LinkTarget => {
    // Settings, and what begins with a dot, are for those who work on it.
    const isHidden = path === 'cop.yml' || path.split('/').some((step) => step.startsWith('.'));
    if (isHidden || !community.files.has(path) || !allowed.test(path)) return null;
    const copy = { path: attachmentPath(naming.file(path)), copyOf: path };
    copies.set(path, copy);
    needed.copies.push(copy);
    return { href: relativeUrl(at, copy.path) };
  };
  const resolve = (from: Pick<Document, 'path'>, url: string, at: string): LinkTarget => {
    if (isSafeAddress(url)) return { href: url };
    // What is compiled leads to places of its own.
    if (url.startsWith('#') && !community.byPath.has(from.path)) return { href: url };
    const leads = destination(from.path, url);
    if (leads.to !== 'file') return null;
    const to = community.at(leads.path);
    const found = to && href(at, to, leads.anchor);
    return found ? { href: found } : file(leads.path, at, ATTACHMENT);
  };
  const called = (id: string): string => community.byId.get(id)?.title ?? naming.absent(id);
  const tree: Shower['tree'] = (root, from, at) => {
    const miss = (target: string): null => {
      const one = { path: from.path, target };
      unshown.set(`${one.path}\n${target}`, one);
      needed.unshown.push(one);
      return null;
    };
    return rewrite(root, {
      link: (url) => resolve(from, url, at) ?? miss(url),
      image: (url) => {
        const leads = isSafeAddress(url) ? null : destination(from.path, url);
        return leads?.to === 'file' ? (file(leads.path, at, IMAGE) ?? miss(url)) : null;
      },
      wiki: (id) => {
        const to = community.byId.get(id);
        return { href: to ? href(at, to) : null, title: called(id) };
      },
    });
  };
  return {
    tree,
    words: (nodes) => withWikiWords(plainText(nodes), called),
    html: (shown, at, fitting = {}) => toHtml(shown, draw === null ? fitting : { ...fitting, drawn: drawnFor(at) }),
    href: (at, to) => href(at, to),
    drawings: () => [...drawings.values()].sort((a, b) => byText(a.path, b.path)),
    copies: () => [...copies.values()].sort((a, b) => byText(a.path, b.path)),
    unshown: () => [...unshown.values()],
    needs: () => {
      const since = needed;
      needed = { copies: [], unshown: [] };
      return since;
    },
  };
}
