import type { Blockquote, Heading, List, Paragraph, PhrasingContent, Root, RootContent, Table } from 'mdast';

/** Markdown put together as a tree, so that a stranger's words are escaped by whoever prints it. */
export type Words = string | PhrasingContent;

const phrasing = (words: readonly Words[]): PhrasingContent[] =>
  words.map((word) => (typeof word === 'string' ? { type: 'text', value: word } : word));

/** Our own prose, in which backticks mark what is typed as it stands. */
export function prose(text: string): Words[] {
  return text
    .split('`')
    .map((value, index): Words => (index % 2 === 1 ? { type: 'inlineCode', value } : value))
    .filter((words) => words !== '');
}

export const root = (children: readonly RootContent[]): Root => ({ type: 'root', children: [...children] });

export const heading = (depth: Heading['depth'], ...words: readonly Words[]): Heading => ({
  type: 'heading',
  depth,
  children: phrasing(words),
});

export const paragraph = (...words: readonly Words[]): Paragraph => ({ type: 'paragraph', children: phrasing(words) });

export const quote = (...children: readonly Paragraph[]): Blockquote => ({
  type: 'blockquote',
  children: [...children],
});

export const strong = (...words: readonly Words[]): PhrasingContent => ({ type: 'strong', children: phrasing(words) });

export const emphasis = (...words: readonly Words[]): PhrasingContent => ({
  type: 'emphasis',
  children: phrasing(words),
});

export const link = (url: string, ...words: readonly Words[]): PhrasingContent => ({
  type: 'link',
  url,
  children: phrasing(words),
});

const listOf = (ordered: boolean, items: readonly (readonly Words[])[]): List => ({
  type: 'list',
  ordered,
  spread: false,
  children: items.map((words) => ({ type: 'listItem', spread: false, children: [paragraph(...words)] })),
});

export const bullets = (items: readonly (readonly Words[])[]): List => listOf(false, items);

export const numbered = (items: readonly (readonly Words[])[]): List => listOf(true, items);

/** A table; the first row is its head. */
export const table = (rows: readonly (readonly (readonly Words[])[])[]): Table => ({
  type: 'table',
  children: rows.map((cells) => ({
    type: 'tableRow',
    children: cells.map((words) => ({ type: 'tableCell', children: phrasing(words) })),
  })),
});

/** Pieces of text with others between them: `a, b, c`. */
export function between(pieces: readonly Words[], separator: string): Words[] {
  return pieces.flatMap((piece, index) => (index === 0 ? [piece] : [separator, piece]));
}

/** What a forge makes something of: `@name`, and issues and requests as `#1`, `owner/name#1`, `!1` and `GH-1`. */
const CALLS =
  /(@[\p{L}\p{N}][\p{L}\p{N}/_-]*(?:[#!]\d+)*|(?<![\w.-])(?:(?:[\w.-]{1,100}\/[\w.-]{1,100})?|GH-\d+)(?:[#!]\d+)+|(?<![\w.-])GH-\d+)/iu;

/**
 * A stranger's words for a comment on a forge: `@name` and `#1` stand as code there, so that nobody is called who was not
 * meant to be, and no issue is said to be mentioned.
 */
export function uncalled(text: string): Words[] {
  return text
    .split(CALLS)
    .map((value, index): Words => (index % 2 === 1 ? { type: 'inlineCode', value } : value))
    .filter((words) => words !== '');
}
