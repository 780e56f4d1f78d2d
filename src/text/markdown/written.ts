import type { MarkdownText } from '../written.ts';
import { paragraph, root } from './build.ts';
import { printMarkdown } from './parse.ts';

/** A stranger's words, as text that stands in a paragraph. */
export const asText = (text: string): MarkdownText => printMarkdown(root([paragraph(text)])).trim() as MarkdownText;

/** Markdown of the program's own words, with what is Markdown already between them. */
export function inMarkdown(words: TemplateStringsArray, ...texts: readonly MarkdownText[]): MarkdownText {
  return words.map((word, index) => `${word}${texts[index] ?? ''}`).join('') as MarkdownText;
}

/** The same with no comment in it: what looks like one is a text or the text of some code. */
export const withoutComments = (text: MarkdownText): MarkdownText =>
  text.replaceAll('\\<!--', '&lt;!--').replaceAll('<!--', '<! --') as MarkdownText;
