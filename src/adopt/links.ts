import type { Definition, Image, Link, Nodes } from 'mdast';
import { withEdits } from '../text/edits.ts';
import type { TextEdit } from '../text/edits.ts';
import { destination, relativeUrl, withoutBrackets } from '../text/links.ts';
import { wikiLinks } from '../text/markdown/outline.ts';
import { parseMarkdown } from '../text/markdown/parse.ts';
import { mapNodes } from '../text/markdown/tree.ts';
import { span } from './page.ts';

/** Where things are now that were elsewhere. */
export interface Moved {
  /** The original’s own path, and the folder that an address with a leading `/` is meant from. */
  readonly from: string;
  readonly top: string;
  /** The path in the community of the new document. */
  readonly to: string;
  /** The path in the community of what lay at a path elsewhere; null where it did not come along. */
  readonly pathOf: (path: string) => string | null;
  /** The id of what `[[…]]` leads to; null where it leads nowhere. */
  readonly idOf: (target: string) => string | null;
}

export interface Relinked {
  readonly text: string;
  /** Links that lead to the new place of what they led to. */
  readonly moved: number;
  /** Links whose other end did not come along: their words stay, with the address as code. */
  readonly cut: number;
}

/** A text as code in a line, whatever backticks it has. */
function inCode(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const ticks = '`'.repeat(longest + 1);
  return longest === 0 ? `\`${line}\`` : `${ticks} ${line} ${ticks}`;
}

/** The new address of one elsewhere: as it is where that is on the web or in the same page, null where nothing is there. */
function addressOf(url: string, { from, top, to, pathOf }: Moved): string | null {
  const leads =
    url.startsWith('/') && !url.startsWith('//') ? destination(`${top}/x`, url.slice(1)) : destination(from, url);
  if (leads.to === 'web') return url;
  if (leads.to === 'outside') return null;
  if (leads.path === from && url.startsWith('#')) return url;
  // Site generators leave the ending away, or call a page by its folder.
  const ways = ['', '.md', '.markdown', '/index.md', '/README.md'].map((ending) =>
    pathOf(leads.path.replace(/\.html$/, '') + ending),
  );
  const path = pathOf(leads.path) ?? ways.find((way) => way !== null) ?? null;
  if (path === null) return null;
  const anchor = leads.anchor === null || leads.anchor === '' ? '' : `#${encodeURIComponent(leads.anchor)}`;
  return withoutBrackets(relativeUrl(to, path)) + anchor;
}

/** A link or an image as it is written: where its words begin and end, and where its address and title stand behind them. */
interface Anatomy {
  readonly words: { readonly start: number; readonly end: number };
  readonly end: number;
}

function anatomyOf(node: Link | Image, text: string): Anatomy {
  const { start, end } = span(node);
  const [first, last] = node.type === 'link' ? [node.children[0], node.children.at(-1)] : [];
  if (first && last) return { words: { start: span(first).start, end: span(last).end }, end };
  const source = text.slice(start, end);
  const address = source.lastIndexOf(node.url);
  const turn = source.lastIndexOf('](', address < 0 ? source.length : address);
  const opening = node.type === 'image' ? 2 : 1;
  return { words: { start: start + opening, end: start + Math.max(opening, turn) }, end };
}

/**
 * A body whose links lead where their other ends are now, changing addresses and no other character; of those whose other
 * end did not come along, the words stay, and the address as code.
 */
export function relinked(text: string, moved: Moved): Relinked {
  // Most texts link nowhere, and parsing is what takes time.
  if (!/\]\(|\[\[|\]:/.test(text)) return { text, moved: 0, cut: 0 };
  const tree = parseMarkdown(text, { frontMatter: false });
  if ('problem' in tree) return { text, moved: 0, cut: 0 };
  const edits: TextEdit[] = [];
  const count = { moved: 0, cut: 0 };
  const replace = (start: number, end: number, put: string): void => void edits.push({ start, end, text: put });
  /** Puts another address in place of the one that stands between two offsets, if it stands there as it is meant. */
  const readdress = (node: Link | Image | Definition, from: number, end: number, address: string): void => {
    const at = text.slice(from, end).indexOf(node.url);
    const title = typeof node.title === 'string' ? ` ${JSON.stringify(node.title)}` : '';
    count.moved += 1;
    if (at >= 0) replace(from + at, from + at + node.url.length, address);
    else if (node.type === 'definition') replace(from, end, `]: ${address}${title}`);
    else replace(from, end, `](${address}${title})`);
  };
  const inDefinition = (node: Definition): void => {
    const { start, end } = span(node);
    const address = addressOf(node.url, moved);
    if (address === node.url) return;
    const source = text.slice(start, end);
    if (address !== null) return readdress(node, start + source.indexOf(']:'), end, address);
    count.cut += 1;
    replace(start, end, inCode(source));
  };
  const inLink = (node: Link | Image): void => {
    const address = addressOf(node.url, moved);
    if (address === node.url) return;
    const { words, end } = anatomyOf(node, text);
    if (address !== null) return readdress(node, words.end, end, address);
    count.cut += 1;
    const behind = text.slice(words.end, end).replace(/^\]\(/, '').replace(/\)$/, '');
    replace(span(node).start, words.start, '');
    replace(words.end, end, words.start === words.end ? inCode(behind) : ` (${inCode(behind)})`);
  };
  const inText = (node: Nodes): void => {
    const { start, end } = span(node);
    for (const { id, words, start: first, end: last } of wikiLinks(text.slice(start, end))) {
      const found = moved.idOf(id);
      const written = text.slice(start + first, start + last);
      if (found === null) count.cut += 1;
      replace(
        start + first,
        start + last,
        found === null ? inCode(written) : `[[${found}${words === '' ? '' : `|${words}`}]]`,
      );
    }
  };
  mapNodes(tree.root, (node: Nodes) => {
    if (node.type === 'definition') inDefinition(node);
    else if (node.type === 'link' || node.type === 'image') inLink(node);
    else if (node.type === 'text') inText(node);
  });
  return { text: withEdits(text, edits), ...count };
}
