import type { Nodes, Root } from 'mdast';
import { visit } from 'unist-util-visit';
import { wikiLinks } from './outline.ts';
import type { BodyLink } from './outline.ts';

/** Where a link of a page is written, so that it can be changed and nothing else with it. */
export interface Destination {
  readonly form: BodyLink['form'];
  /** A URL or an id, as the outline of the page has it. */
  readonly target: string;
  /** Offsets of the target in the page; null where it is written with escapes, of which nobody can tell which are its own. */
  readonly span: { readonly start: number; readonly end: number } | null;
}

/** Behind which signs a URL begins: `](url)`, `](<url>)`, `]: url`. */
const OPENINGS = { link: '](', image: '](', definition: ']:' } as const;

/** Where the URL of a node stands in the source. Of several places that look like it, the last is behind all words. */
function urlSpan(
  node: Nodes & { readonly url: string },
  source: string,
): { readonly start: number; readonly end: number } | null {
  const opening = OPENINGS[node.type as keyof typeof OPENINGS];
  const start = node.position?.start.offset ?? 0;
  const written = source.slice(start, node.position?.end.offset ?? 0);
  // What stands in the words of a link, or for a picture, may look like a URL as well; a title behind it hardly does.
  const last = node.type === 'link' ? (node.children.at(-1)?.position?.end.offset ?? start) - start : 0;
  const places: { start: number; end: number }[] = [];
  for (let at = written.indexOf(opening, last); at >= 0; at = written.indexOf(opening, at + 1)) {
    const behind = written.slice(at + opening.length);
    const space = /^[\s>]{0,20}<?/.exec(behind)?.[0].length ?? 0;
    if (!behind.startsWith(node.url, space)) continue;
    const from = start + at + opening.length + space;
    places.push({ start: from, end: from + node.url.length });
  }
  return (node.type === 'image' ? places.at(-1) : places[0]) ?? null;
}

/** Every link, image and `[[id]]` of a page, in the order in which they are written. */
export function destinations(root: Root, source: string): readonly Destination[] {
  const found: Destination[] = [];
  visit(root, (node: Nodes) => {
    if (node.type === 'link' || node.type === 'definition' || node.type === 'image') {
      const form = node.type === 'image' ? 'image' : 'link';
      found.push({ form, target: node.url, span: urlSpan(node, source) });
    } else if (node.type === 'text' && node.value.includes('[[') && node.position) {
      const start = node.position.start.offset ?? 0;
      const written = source.slice(start, node.position.end.offset);
      for (const wiki of wikiLinks(written)) {
        const from = start + wiki.start + written.slice(wiki.start).indexOf(wiki.id);
        found.push({ form: 'wiki', target: wiki.id, span: { start: from, end: from + wiki.id.length } });
      }
    }
  });
  return found;
}
