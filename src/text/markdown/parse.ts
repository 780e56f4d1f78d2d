import type { Root } from 'mdast';
import { remark } from 'remark';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';

const settings = { bullet: '-', rule: '-', fences: true, listItemIndent: 'one' } as const;
const plain = remark().use(remarkGfm).data('settings', settings).freeze();
const withFrontMatter = remark().use(remarkFrontmatter).use(remarkGfm).data('settings', settings).freeze();

/** A Markdown tree, or why there is none. */
export type Tree = { readonly root: Root } | { readonly problem: string };

/**
 * The syntax tree of a whole file, front matter included, so that every position is one of the file. Without
 * `frontMatter`, two rules at the top of a page are two rules.
 *
 * Nesting that exhausts the parser's stack is a problem to report, not a crash.
 */
export function parseMarkdown(text: string, { frontMatter }: { readonly frontMatter: boolean }): Tree {
  try {
    return { root: (frontMatter ? withFrontMatter : plain).parse(text) };
  } catch (error) {
    if (error instanceof RangeError) {
      return { problem: 'Unexpected nesting too deep to read, expected Markdown that a person would write' };
    }
    throw error;
  }
}

/** The first line of a GitHub alert, which a printer that does not know alerts takes for a bracket to escape. */
const ESCAPED_ALERT = /^(> *)\\(\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\])$/gm;

/** A tree as Markdown text. */
export function printMarkdown(root: Root): string {
  return plain.stringify(root).replace(ESCAPED_ALERT, '$1$2');
}
