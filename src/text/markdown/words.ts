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
