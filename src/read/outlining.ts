import { outline, withoutTree } from '../text/markdown/outline.ts';
import type { Outline } from '../text/markdown/outline.ts';
import { parseMarkdown } from '../text/markdown/parse.ts';
import { plainOutline } from '../text/markdown/plain-outline.ts';

function byParsing(text: string, bodyOffset: number | null): Outline | null {
  const tree = parseMarkdown(text, { frontMatter: bodyOffset !== null });
  return 'root' in tree ? withoutTree(outline(tree.root, text)) : null;
}

/**
 * What others ask of a body; null where it cannot be parsed.
 *
 * @param bodyOffset Where the body begins behind its front matter; null where there is none.
 * @param exactly The same by a parser, for a body that is not plain.
 */
export const outlineOf = (
  text: string,
  bodyOffset: number | null,
  exactly = (): Outline | null => byParsing(text, bodyOffset),
): Outline | null => plainOutline(text, bodyOffset ?? 0) ?? exactly();
