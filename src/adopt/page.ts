import type { Definition, FootnoteDefinition, Heading, Nodes, Root } from 'mdast';
import { readFrontMatter } from '../text/front-matter.ts';
import type { FrontMatter, RawMap } from '../text/front-matter.ts';
import { headingText } from '../text/markdown/outline.ts';
import { parseMarkdown } from '../text/markdown/parse.ts';

/** A file that somebody wants to bring along, as it lies where it lies. */
export interface Original {
  /** From the top of the disk, with `/` and without the first one. */
  readonly path: string;
  /** The folder that was named on the command line, or in which the file lies that was; a path as well. */
  readonly top: string;
  readonly text: string;
}

/** A heading that stands by itself in a page, not inside a list or a quotation. Offsets are of the page's body. */
export interface PageHeading {
  readonly text: string;
  /** The same as it is written, on one line and without the marks that make it a heading. */
  readonly words: string;
  readonly depth: number;
  readonly start: number;
  readonly end: number;
}

/** Markdown from elsewhere, read: what its front matter says, and its body with LF for line ends. */
export interface Page {
  readonly path: string;
  /** The file's name without its ending. */
  readonly stem: string;
  readonly data: RawMap;
  readonly written: FrontMatter | null;
  /** The lines between the fences. */
  readonly frontLines: readonly string[];
  readonly body: string;
  readonly root: Root;
  /** The heading that is the page's title: its first one, where that is of the first level. */
  readonly title: PageHeading | null;
  /** The others, in order. */
  readonly headings: readonly PageHeading[];
  /** What links and footnotes refer to, wherever it stands. */
  readonly definitions: readonly { readonly node: Definition | FootnoteDefinition; readonly text: string }[];
}

const stemOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1).replace(/\.[a-z]{1,10}$/i, '');

/** Offsets of a node; a tree that was parsed has them everywhere. */
export const span = (node: Nodes): { start: number; end: number } => ({
  start: node.position?.start.offset ?? 0,
  end: node.position?.end.offset ?? 0,
});

/** Where the tree has the words: marks are not looked for, as what is underlined may begin and end with them. */
function wordsOf(heading: Heading, body: string): string {
  const [first, last] = [heading.children[0], heading.children.at(-1)];
  if (!first || !last) return '';
  return body
    .slice(span(first).start, span(last).end)
    .replaceAll(/[ \t]*\n[ \t]*/g, ' ')
    .trim();
}

/** A text with LF for line ends and without a byte-order mark. */
export const plainLines = (text: string): string => text.replace(/^\ufeff/, '').replaceAll(/\r\n?/g, '\n');

/** Reads a text as a page; or says why it is none. */
export function readPage({ path, text }: Pick<Original, 'path' | 'text'>): Page | { readonly problem: string } {
  const whole = plainLines(text);
  const { frontMatter, faults } = readFrontMatter(whole);
  const [fault] = faults;
  if (!frontMatter && fault) return { problem: `its front matter cannot be read: ${fault.message}` };
  const offset = frontMatter?.bodyOffset ?? 0;
  const body = whole.slice(offset);
  const tree = parseMarkdown(body, { frontMatter: false });
  if ('problem' in tree) return { problem: tree.problem };
  const { root } = tree;
  const headings = root.children.flatMap((node) =>
    node.type === 'heading'
      ? [{ text: headingText(node).text, words: wordsOf(node, body), depth: node.depth, ...span(node) }]
      : [],
  );
  const [first, ...others] = headings;
  const title = first?.depth === 1 ? first : null;
  return {
    path,
    stem: stemOf(path),
    data: frontMatter?.data ?? new Map(),
    written: frontMatter,
    frontLines: whole.slice(0, offset).split('\n').slice(1, -2),
    body,
    root,
    title,
    headings: title ? others : headings,
    definitions: root.children.flatMap((node) =>
      node.type === 'definition' || node.type === 'footnoteDefinition'
        ? [{ node, text: body.slice(span(node).start, span(node).end) }]
        : [],
    ),
  };
}
