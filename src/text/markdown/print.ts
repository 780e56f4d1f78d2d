import { markdownTable } from 'markdown-table';
import type { Code, Heading, Link, List, ListItem, PhrasingContent, Root, RootContent, Table, Text } from 'mdast';

/**
 * Prints what most of a tree is (words, links, simple lists, tables, code) without the library that prints all of Markdown. Whatever
 * might have to be escaped, and whatever is rare, is left to that library, block by block: `null` below says so. A test holds
 * the two equal (`test/printing.test.ts`).
 */

/** Signs that mean something in Markdown somewhere in a line, or that a forge makes something of. */
const MEANS_SOMETHING =
  /[\\*`~@[\]#\t\r]|[Ww]\.(?:[-.\w]|$)|[ps]:(?:\/|$)|[ps]$|&(?:[#A-Za-z]|$)|<(?:[!/?A-Za-z]|$)|!$/;
/** An underscore that is not inside a word, with something of the word on both sides. */
const NOT_IN_A_WORD = /(?<![A-Za-z\d]{2})_|_(?![A-Za-z\d]{2})/;
/** What a line must not begin with: lists, rules, headings under lines, numbers of lists, and space. */
const BEGINS_A_BLOCK = /^[\s\d+\-=:.)<>|]/;
const LINE_ENDS = /\s\n|\n[\s\d+\-=:.)<>|]/;
/** Behind or before a mark of emphasis, a letter or a digit needs no escape, whatever stands on the other side. */
const FROM_LETTER_TO_LETTER = /^[\p{L}\p{N}](?:.*[\p{L}\p{N}])?$/su;
const PLAIN_ADDRESS = /^[\w\-./#%:?=]+$/;

/** Prints any tree. */
type Printer = (root: Root) => string;

/** A rule behind a block, so that where the block ends is known whatever it ends with. */
const RULE: RootContent = { type: 'thematicBreak' };
const PRINTED_RULE = '\n\n---\n';

const printedAlone = (node: RootContent, library: Printer): string =>
  library({ type: 'root', children: [node, RULE] }).slice(0, -PRINTED_RULE.length);

/** Where a piece of text stands in its block. */
interface Standing {
  /** Whether a line begins with it. */
  readonly first: boolean;
  /** Whether the block ends with it. */
  readonly last: boolean;
}

function plainText(value: string, { first, last }: Standing): string | null {
  // At the end of a block nothing follows the letters that an address could begin with.
  if (MEANS_SOMETHING.test(last ? `${value} ` : value)) return null;
  if (value.includes('_') && NOT_IN_A_WORD.test(value)) return null;
  if (value.includes('\n') && LINE_ENDS.test(value)) return null;
  if (first && BEGINS_A_BLOCK.test(value)) return null;
  return last && /\s$/.test(value) ? null : value;
}

function plainCode(value: string): string | null {
  return value === '' || /[`\r\n\]|]|^ | $/.test(value) ? null : `\`${value}\``;
}

/** Texts beside each other are one text. */
const textOf = (nodes: readonly PhrasingContent[]): string | null =>
  nodes.reduce<string | null>((text, node) => (text !== null && node.type === 'text' ? text + node.value : null), '');

/** The words of a link or of something emphasised, where that is text or one piece of code. */
function plainWords(children: readonly PhrasingContent[]): string | null {
  const [only] = children;
  if (children.length === 1 && only?.type === 'inlineCode') return plainCode(only.value);
  const text = textOf(children);
  return text === null || text === '' ? null : plainText(text, { first: false, last: true });
}

function plainLink({ url, title, children }: Link): string | null {
  if (title !== null && title !== undefined) return null;
  const words = PLAIN_ADDRESS.test(url) ? plainWords(children) : null;
  // An address that is its own words is written without brackets.
  return words === null || words === url || `mailto:${words}` === url ? null : `[${words}](${url})`;
}

const isMarked = (node: PhrasingContent | undefined): boolean => node?.type === 'emphasis' || node?.type === 'strong';

/** @param beginsLine Whether a line begins with it. */
function plainPhrasing(children: readonly PhrasingContent[], beginsLine = true): string | null {
  let printed = '';
  for (let index = 0; index < children.length; index += 1) {
    const node = children[index] as PhrasingContent;
    let piece: string | null = null;
    if (node.type === 'text') {
      const first = index === 0 && beginsLine;
      let text = node.value;
      for (; children[index + 1]?.type === 'text'; index += 1) text += (children[index + 1] as Text).value;
      piece = text === '' ? null : plainText(text, { first, last: index === children.length - 1 });
    } else if (node.type === 'link') piece = plainLink(node);
    else if (node.type === 'inlineCode') piece = plainCode(node.value);
    else if (node.type === 'strong' || node.type === 'emphasis') {
      const mark = node.type === 'strong' ? '**' : '*';
      const words = isMarked(children[index - 1]) || textOf(node.children) === null ? null : plainWords(node.children);
      piece = words !== null && FROM_LETTER_TO_LETTER.test(words) ? mark + words + mark : null;
    }
    if (piece === null) return null;
    printed += piece;
  }
  return printed === '' ? null : printed;
}

function plainHeading({ depth, children }: Heading): string | null {
  const words = plainPhrasing(children);
  // A heading of several lines is written above a line of its own.
  return words === null || words.includes('\n') ? null : `${'#'.repeat(depth)} ${words}`;
}

function plainBlockOfCode({ value, lang, meta }: Code): string | null {
  if (meta || value.includes('```') || (lang && !/^[\w+-]+$/.test(lang))) return null;
  return `\`\`\`${lang ?? ''}\n${value === '' ? '' : `${value}\n`}\`\`\``;
}

/** Lines behind the first of an item stand below its words. */
const indented = (text: string, by: number): string =>
  text.includes('\n') ? text.replaceAll(/\n(?=[^\n])/g, `\n${' '.repeat(by)}`) : text;

function plainItem({ children, spread, checked }: ListItem, mark: string, library: Printer): string | null {
  const [first, second] = children;
  if (typeof spread !== 'boolean' || first?.type !== 'paragraph') return null;
  // What stands close together in an item may run together.
  const isClose = children.length > 1 && !spread;
  if (isClose && (children.length > 2 || second?.type !== 'list' || (second.ordered && second.start !== 1)))
    return null;
  const blocks: string[] = [];
  for (const [index, child] of children.entries()) {
    if (child.type === 'list' && children[index - 1]?.type === 'list') return null;
    const block = plainBlock(child, library);
    if (block === null) return null;
    blocks.push(block);
  }
  const box = typeof checked === 'boolean' ? `[${checked ? 'x' : ' '}] ` : '';
  return `${mark} ${box}${indented(blocks.join(isClose ? '\n' : '\n\n'), mark.length + 1)}`;
}

function plainList(list: List, library: Printer): string | null {
  const { ordered, start, spread, children } = list;
  // What an item begins with may ask for another mark in front of all of them.
  const isUsual = children.length > 0 && children.every((item) => item.children[0]?.type === 'paragraph');
  if (typeof spread !== 'boolean' || !isUsual) return null;
  const from = typeof start === 'number' && start > -1 ? start : 1;
  return children
    .map((item, index) => {
      const number = from + index;
      return (
        plainItem(item, ordered ? `${number}.` : '-', library) ??
        printedAlone({ ...list, start: number, children: [item] }, library)
      );
    })
    .join(spread ? '\n\n' : '\n');
}

/** What stands in a cell, between two bars and their spaces; a line neither begins nor ends there. */
function plainCell(children: readonly PhrasingContent[]): string | null {
  if (children.length === 0) return '';
  const words = plainPhrasing(children, false);
  return words === null || /[|\n]/.test(words) ? null : words;
}

function plainTable({ align, children }: Table): string | null {
  const rows: string[][] = [];
  for (const row of children) {
    const cells: string[] = [];
    for (const cell of row.children) {
      const words = plainCell(cell.children);
      if (words === null) return null;
      cells.push(words);
    }
    // As every table is that was read: whoever makes another leaves it to the library.
    if (cells.length === 0 || cells.length !== align?.length) return null;
    rows.push(cells);
  }
  return rows.length === 0 ? null : markdownTable(rows, { align: align ?? [] });
}

/** A block as Markdown; null where the library has to print it. */
function plainBlock(node: RootContent, library: Printer): string | null {
  if (node.type === 'paragraph') return plainPhrasing(node.children);
  if (node.type === 'heading') return plainHeading(node);
  if (node.type === 'list') return plainList(node, library);
  if (node.type === 'code') return plainBlockOfCode(node);
  if (node.type === 'table') return plainTable(node);
  return node.type === 'thematicBreak' ? '---' : null;
}

/** Blocks of which each is printed in the same way whatever stands around it. */
const APART = new Set(['paragraph', 'heading', 'list', 'code', 'thematicBreak', 'blockquote', 'table', 'html']);

/** What takes other marks behind a list than elsewhere: a list, and a quote that may begin with one. */
const BEHIND_LISTS = new Set(['list', 'blockquote']);

const isApart = ({ children }: Root): boolean =>
  children.every(
    ({ type }, index) => APART.has(type) && !(BEHIND_LISTS.has(type) && children[index - 1]?.type === 'list'),
  );

/**
 * A tree as Markdown, just as a library prints it.
 *
 * @param library Prints any tree, with dashes for rules and bullets, and fences around code.
 */
export function printedWith(root: Root, library: Printer): string {
  if (root.children.length === 0 || !isApart(root)) return library(root);
  const text = root.children.map((node) => plainBlock(node, library) ?? printedAlone(node, library)).join('\n\n');
  return text === '' || /[\r\n]$/.test(text) ? text : `${text}\n`;
}
