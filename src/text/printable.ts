import type { JsonText } from './written.ts';

/**
 * What a terminal, a log reader or a pager could take for an order: C0 and C1 controls, DEL, line and paragraph
 * separators, bidirectional controls, the byte-order mark inside text, Unicode tag characters, lone surrogates, and the two
 * code points that are no characters, which XML does not take.
 * The zero-width joiner stays, since emoji are built with it.
 */
const UNSAFE =
  // oxlint-disable-next-line no-control-regex -- naming the control characters is this expression's purpose
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff]|[\u{e0000}-\u{e007f}]|\p{Cs}/gu;

const escaped = (character: string): string => `\\u{${character.codePointAt(0)?.toString(16)}}`;

/** Most of all texts, told apart sooner. */
const ASCII = /^[ -~]*$/;

/** A stranger's text on one line: every unsafe character, line breaks and tabs too, is shown as `\u{..}`. */
export function printable(text: string): string {
  return ASCII.test(text) ? text : text.replace(UNSAFE, escaped);
}

/** A stranger's text on many lines: as {@link printable}, but line feeds and tabs stay and CRLF becomes LF. */
export function printableLines(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replace(UNSAFE, (character) => (character === '\n' || character === '\t' ? character : escaped(character)));
}

/** GitHub's and Azure's runners and TeamCity obey these anywhere in a line: `##[`, `##vso[`, `##teamcity[`. */
const ORDER = /(##[A-Za-z]{0,20})\[/g;

/** A line that begins with `::`, behind blanks and colours: a log that takes colours away has it as its beginning. */
// oxlint-disable-next-line no-control-regex -- as above
const BEGINNING = /^((?:[^\S\n]|\u001b\[[\d;]{0,20}m)*)::/gm;

/**
 * Text that a runner's log does not take for orders: it obeys lines that begin with `::`, and `##[` anywhere. What is
 * shown differs from what was written by one backslash, which Markdown takes away again.
 */
export function unordered(text: string): string {
  return unbracketed(text).replace(BEGINNING, '$1\\::');
}

/** The same where no line begins with a stranger's text, with another sign between what would be an order. */
export function unbracketed(text: string, between = '\\'): string {
  return text.replace(ORDER, (_, start: string) => `${start}${between}[`);
}

/** A stranger's text on many lines, for a terminal or a log. */
export function safeLines(text: string): string {
  return unordered(printableLines(text));
}

/**
 * JSON that is the same value to a parser and harmless to a terminal: unsafe characters inside strings are written as
 * `\uXXXX`, which JSON allows anywhere in a string.
 */
export function printableJson(value: unknown): JsonText {
  const text = JSON.stringify(value, null, 2).replace(ORDER, '$1\\u005b');
  return text.replace(UNSAFE, (character) =>
    character === '\n'
      ? character
      : [...Array(character.length).keys()]
          .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`)
          .join(''),
  ) as JsonText;
}

/** The same as a whole file. */
export const jsonFile = (value: unknown): JsonText => `${printableJson(value)}\n` as JsonText;
