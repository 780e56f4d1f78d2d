import type { Root } from 'mdast';
import { remark } from 'remark';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';

/** A parser of Markdown into the tree that remark makes. */
export type Parser = (text: string, frontMatter: boolean) => Root;

const settings = { bullet: '-', rule: '-', fences: true, listItemIndent: 'one' } as const;
const plain = remark().use(remarkGfm).data('settings', settings).freeze();
const withFrontMatter = remark().use(remarkFrontmatter).use(remarkGfm).data('settings', settings).freeze();

/** The measure of every other parser, and what parses where no other is there. */
export function parseByRemark(text: string, frontMatter: boolean): Root {
  return (frontMatter ? withFrontMatter : plain).parse(text);
}

/** The measure of every other printer. */
export function printByRemark(root: Root): string {
  return plain.stringify(root);
}
