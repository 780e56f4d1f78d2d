import type { RootContent } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { ALERT_MARK } from './admonitions.ts';
import { isComment, wikiLinks } from './outline.ts';
import { withoutTags } from './raw-html.ts';

/** One text: what stands in it is not apart. */
const textOf = (nodes: readonly RootContent[]): string =>
  nodes
    .map((node) => {
      if (node.type === 'html') return isComment(node) ? '' : withoutTags(node.value);
      if (node.type === 'break') return ' ';
      return 'children' in node ? textOf(node.children) : toString(node);
    })
    .join('');

/** The words that some nodes show, without marks of any sort, blocks apart by a space. */
export function plainText(nodes: readonly RootContent[]): string {
  const parts: string[] = [];
  // Code comes last: an excerpt is taken from prose where that has the same words.
  const inOrder = [...nodes.filter(({ type }) => type !== 'code'), ...nodes.filter(({ type }) => type === 'code')];
  for (const node of inOrder) {
    if (node.type === 'yaml' || node.type === 'definition') continue;
    if (node.type === 'html') parts.push(isComment(node) ? '' : withoutTags(node.value));
    else if ('children' in node && !TEXTUAL.has(node.type)) parts.push(plainText(node.children));
    else if ('children' in node) parts.push(textOf(node.children).replace(ALERT_MARK, ''));
    else parts.push(toString(node));
  }
  return parts
    .filter((part) => part !== '')
    .join(' ')
    .replaceAll(/\s+/g, ' ');
}

/** A link between its words and its address, and an id that stands for itself. */
const LINKS = /\[\[([^[\]|\n]*)\]\](?![([:])|\[([^[\]\n]*)\]\([^()\s]*\)/g;
/** Signs behind which something stands that is no word of the text, and words that a sign takes apart or does not. */
const MARKED = /[<&\\~!\t]|[\p{L}\p{N}]\*+[\p{L}\p{N}]/u;
/** Code in a line, apart from the words around it. */
const CODE = /(^|[\s("'])`([^`\n[\]()]*)`(?=$|[\s.,;:?)"'])/gm;
/** Brackets that are left, and addresses that are links by themselves, which end where only the parser knows. */
const LEFT = /[[\]`]|:\/\/|www\.|@|[\p{L}\p{N}]\*+[\p{L}\p{N}]/iu;
/** A line of code by its indentation, which is told last. */
const INDENTED = /^[ >+*-]{0,40} {4}/m;
/** A number that a list has and its words have not, unless it is one of them. */
const NUMBER = /^[ >+*-]{0,40}\d{1,9}[.)](?:\s|$)/m;

/**
 * The words of a body that is written plainly, in the order in which {@link plainText} has them; between them stands whatever
 * is no letter and no digit. Null where it takes the parser to tell.
 */
export function plainWords(body: string): string | null {
  if (MARKED.test(body) || INDENTED.test(body) || NUMBER.test(body)) return null;
  if (!/[[`]/.test(body)) return body;
  const words = body
    .replaceAll(CODE, '$1 $2 ')
    .replaceAll(LINKS, (_, id?: string, text = '') => (id === undefined ? text : ` ${id} `));
  return LEFT.test(words) ? null : words;
}

/** A text with what each `[[id]]` in it is called. */
export function withWikiWords(text: string, called: (id: string) => string): string {
  let told = '';
  let from = 0;
  for (const { id, words, start, end } of wikiLinks(text)) {
    told += text.slice(from, start) + (words === '' ? called(id) : words);
    from = end;
  }
  return told + text.slice(from);
}

/** Nodes whose children are parts of one text. */
const TEXTUAL = new Set<string>(['paragraph', 'heading', 'tableCell']);

/** The words of some nodes' first paragraph, cut at a word where they are too many; '' where there are none. */
export function firstWords(nodes: readonly RootContent[], limit: number): string {
  const first = nodes.find(({ type }) => type === 'paragraph' || type === 'list' || type === 'blockquote');
  // Items of a list, which have no stop of their own, are kept apart.
  const parts = first?.type === 'list' ? first.children : first ? [first] : [];
  const words = parts
    .map((part) => toString(part).replaceAll(/\s+/g, ' ').trim())
    .reduce((told, part) => (told === '' ? part : `${told}${/[.!?…。！？]$/.test(told) ? '' : ';'} ${part}`), '');
  if (words.length <= limit) return words;
  const cut = words.slice(0, limit);
  return `${cut.slice(0, Math.max(1, cut.lastIndexOf(' ')))} …`;
}
