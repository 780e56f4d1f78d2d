import { x } from 'xastscript';
import { toXml } from 'xast-util-to-xml';
import { encodedPath } from '../../text/links.ts';
import { printable } from '../../text/printable.ts';
import type { News } from './machine-files.ts';
import type { Frame } from './parts.tsx';
import type { SiteFile } from './site.ts';
import type { XmlText } from '../../text/written.ts';

type Tree = Parameters<typeof toXml>[0];

/** A tree as XML; `]]>` may stand in no text, which its writer does not see to. */
const printed = (tree: Tree): XmlText =>
  `${toXml(tree, { closeEmptyElements: true }).replaceAll(']]>', ']]&gt;')}\n` as XmlText;

/** Names a thing for ever, wherever the site is published: a UUID (RFC 9562, version 8) of a text's fingerprint. */
function urn(fingerprint: string): string {
  const hex = fingerprint.slice(0, 32).split('');
  hex[12] = '8';
  hex[16] = '89ab'[Number.parseInt(hex[16] as string, 16) % 4] as string;
  const at = (from: number, to: number): string => hex.slice(from, to).join('');
  return `urn:uuid:${at(0, 8)}-${at(8, 12)}-${at(12, 16)}-${at(16, 20)}-${at(20, 32)}`;
}

export const FEED = 'feed.xml';

/**
 * What was learned, as an Atom feed (RFC 4287). Entries keep their ids when the site moves. Without an address of the
 * site its links are relative to the feed.
 */
export function feed(learned: () => readonly News[], frame: Frame, fingerprint: (text: string) => string): SiteFile {
  const { title, baseUrl, today, language } = frame;
  const address = (path: string): string => (baseUrl ?? '') + encodedPath(path);
  const stamp = (day: string): string => `${day}T00:00:00Z`;
  const text = (): XmlText => {
    const entries = learned();
    const tree = x(null, [
      { type: 'instruction', name: 'xml', value: 'version="1.0" encoding="utf-8"' },
      x('feed', { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': language }, [
        x('id', urn(fingerprint(`feed:${title}`))),
        x('title', printable(title)),
        x('updated', stamp(entries[0]?.day ?? today)),
        x('author', [x('name', printable(title))]),
        x('link', { rel: 'alternate', type: 'text/html', href: address('index.html') }),
        x('link', { rel: 'self', type: 'application/atom+xml', href: address(FEED) }),
        ...entries.map(({ path, id, title: called, day, summary, topics }) =>
          x('entry', [
            x('id', urn(fingerprint(`document:${id}`))),
            x('title', printable(called)),
            x('published', stamp(day)),
            x('updated', stamp(day)),
            x('link', { rel: 'alternate', type: 'text/html', href: address(path) }),
            ...topics.map((topic) => x('category', { term: printable(topic) })),
            x('summary', { type: 'text' }, printable(summary)),
          ]),
        ),
      ]),
    ]);
    return printed(tree);
  };
  return { path: FEED, text };
}

/** Where every page is, for search engines (https://www.sitemaps.org); they take absolute addresses only. */
export function sitemap(pages: readonly string[], baseUrl: string): SiteFile {
  const text = (): XmlText => {
    const tree = x(null, [
      { type: 'instruction', name: 'xml', value: 'version="1.0" encoding="utf-8"' },
      x(
        'urlset',
        { xmlns: 'http://www.sitemaps.org/schemas/sitemap/0.9' },
        pages.map((path) => x('url', [x('loc', baseUrl + encodedPath(path))])),
      ),
    ]);
    return printed(tree);
  };
  return { path: 'sitemap.xml', text };
}
