import type { Nodes, Root } from 'mdast';
import { once } from '../once.ts';
import { markdownToMdast } from './native.ts';
import { printedWith } from './print.ts';
import { count, during } from '../work.ts';
import type { MarkdownText } from '../written.ts';
import { parseByRemark, printByRemark } from './remark.ts';
import type { Parser } from './remark.ts';
import { isTangled } from './tangled.ts';

/**
 * The same tree from a parser in Rust, about fifteen times as fast and linear where remark is not: a test holds the two equal.
 * It comes as a binary for most systems; null where there is none.
 */
export const nativeParser = once((): Parser | null => {
  const parse: Parser = (text, frontmatter) => markdownToMdast(text, { features: { gfm: true, frontmatter } });
  try {
    parse('', false);
    return parse;
  } catch {
    return null;
  }
});

/** A Markdown tree, or why there is none. */
export type Tree = { readonly root: Root } | { readonly problem: string };

/** How deep quotes and lists may lie in each other: nobody reads what is deeper, and parsers take long over it. */
const DEEPEST = 100;
const TOO_DEEP = { problem: 'Unexpected nesting too deep to read, expected Markdown that a person would write' };

/** A line that begins with more marks of quotes and lists than that. */
const NESTED = new RegExp(`^(?:[ \\t]{0,3}(?:>|[-+*][ \\t]|\\d{1,9}[.)][ \\t])){${DEEPEST}}`, 'm');

/** More nodes than that are a book, or nothing that a person wrote: half a megabyte of prose has fewer. */
const MOST_NODES = 20_000;
const TOO_MANY = { problem: `Unexpected Markdown of more than ${MOST_NODES} pieces, expected several pages` };

/** Why a tree is too much for whoever goes through it; null where it is not. */
function excess(root: Root): { readonly problem: string } | null {
  let level: readonly Nodes[] = [root];
  let count = 0;
  for (let depth = 0; level.length > 0; depth += 1) {
    count += level.length;
    if (count > MOST_NODES) return TOO_MANY;
    if (depth > DEEPEST * 3) return TOO_DEEP;
    level = level.flatMap((node) => ('children' in node ? (node.children as Nodes[]) : []));
  }
  return null;
}

/**
 * The syntax tree of a whole file, front matter included, so that every position is one of the file. Without
 * `frontMatter`, two rules at the top of a page are two rules.
 *
 * Nesting that no reader follows, and pieces by the ten thousand, are a problem to report, not a crash.
 */
export function parseMarkdown(text: string, { frontMatter }: { readonly frontMatter: boolean }): Tree {
  if (NESTED.test(text) || isTangled(text)) return TOO_DEEP;
  count('tree');
  try {
    return during('parsing', () => {
      const parse = nativeParser() ?? parseByRemark;
      // A NUL is no character of a text; CommonMark has this one in its place, which is as long. (`replaceAll` takes the
      // square of the time where there are a hundred thousand.)
      const root = parse(text.split('\0').join('\ufffd'), frontMatter);
      return excess(root) ?? { root };
    });
  } catch (error) {
    if (error instanceof RangeError) return TOO_DEEP;
    throw error;
  }
}

/** The first line of a GitHub alert, which a printer that does not know alerts takes for a bracket to escape. */
const ESCAPED_ALERT = /^(> *)\\(\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\])$/gm;

/** A tree as Markdown text. */
export function printMarkdown(root: Root): MarkdownText {
  return printedWith(root, printByRemark).replace(ESCAPED_ALERT, '$1$2') as MarkdownText;
}
