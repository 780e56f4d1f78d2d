import type { BodyLink, Heading, Outline, SectionText } from './outline.ts';
import { anchors } from '../anchors.ts';
import { linesBefore } from '../lines.ts';

/** What begins a line of words: nothing that could be a heading, a list, a quote, a table's rule or code. */
const WORDS = /^[\p{L}\p{N}("'“‘«„[!`*_$€£%§…–—/|]/u;
/** A line of one mark: a rule, or what makes a heading of the line above. */
const RULE = /^[-=*_ ]+$/;
const HEADING = /^(#{1,6}) +(\S(?:.*\S)?) *$/;
/** What in a heading is more than words. */
const MARKED = /[`*_~[\]<>&\\{}@#]|:\/\/|www\./i;
const FENCE = /^(`{3,}|~{3,})([^`]*)$/;
const BULLET = /^[-+*]( {1,3})(?! )/;
const NUMBER = /^(\d{1,2})([.)]) (?! )/;
const ANY_NUMBER = /^\d{1,9}[.)](?: |$)/;
const BOX = /^\[[ xX]\] (?! )/;

/** The mark of a quote. */
const QUOTE = /^>(?: (?! )|(?![ >]))/;

/** A wiki link or a link as nearly everybody writes them, and a piece of code in a line. */
const PIECES =
  /`([^`]*)`|\[\[([\p{L}\p{N}](?:[\p{L}\p{N} ._/-]{0,198}[\p{L}\p{N}])?)\]\](?![([:])|(!?)\[([^[\]`<>\\@!]*)\]\(([^\s()<>\\&`[\]]+)\)/gu;
/** What may be more than words and stands in few texts, and what in addition in a line. */
const RARE = /[<\\\t@]|:\/\/|www\.|mailto:|xmpp:/i;
const MORE = /[<\\`\t[\]]|:\/\/|www\.|@|mailto:|xmpp:/i;
const ADDRESS = /:\/\/|www\./i;

/** Longer texts, and lines, are left to the parser, which knows when they are too much. */
const LONGEST = 16 * 1024;

const NO_LINKS: readonly BodyLink[] = [];

/** The links in a line of words of a text that has something rare or not; null where it takes the parser to know. */
function linksIn(words: string, line: number, column: number, hasRare: boolean): readonly BodyLink[] | null {
  if (!words.includes('[') && !words.includes('`')) {
    return words.includes(']') || (hasRare && MORE.test(words)) ? null : NO_LINKS;
  }
  // A cell of a table ends wherever there is a bar, also in code.
  if (words.includes('|') && words.includes('`')) return null;
  const links: BodyLink[] = [];
  let rest = '';
  let from = 0;
  for (const match of words.matchAll(PIECES)) {
    const [whole, code, wiki, mark, text, target] = match;
    rest += `${words.slice(from, match.index)} `;
    from = match.index + whole.length;
    const at = { line, column: column + match.index };
    if (code !== undefined) {
      // Two marks, or three, are another sort of code.
      if (code === '' || words[match.index - 1] === '`' || words[from] === '`') return null;
    } else if (wiki !== undefined) {
      if (words.includes('|')) return null;
      links.push({ ...at, form: 'wiki', target: wiki });
    } else if (target !== undefined) {
      if (ADDRESS.test(text ?? '') || whole.includes('|')) return null;
      links.push({ ...at, form: mark === '!' ? 'image' : 'link', target });
    }
  }
  rest += words.slice(from);
  return MORE.test(rest) ? null : links;
}

const SPACE = 32;

/** Whether a character is a letter of ASCII, as most lines begin. */
function isLetter(unit: number): boolean {
  const lower = unit | 32;
  return lower >= 97 && lower <= 122 && unit < 128;
}

/**
 * The outline of a text that is written plainly: headings, paragraphs, lists, tables, blocks of code and links as nearly
 * everybody writes them. Many times as fast as parsing it, to which it is held equal by a test.
 *
 * @param from Where the body begins.
 * @returns null where there is anything else in it: the parser will know.
 */
export function plainOutline(text: string, from: number): Outline | null {
  if (text.length - from > LONGEST || text.includes('\r') || !isPlainStart(text, from)) return null;
  const hasRare = RARE.test(from === 0 ? text : text.slice(from));
  const slugOf = anchors();
  const headings: Heading[] = [];
  const links: BodyLink[] = [];
  const code: (readonly [number, number])[] = [];
  const sections: { title: string; anchor: string; line: number; column: number; start: number; end: number }[] = [];
  let state: 'none' | 'words' | 'list' = 'none';
  let wasBlank = true;
  /** How far the text of the last item is indented, and what stands behind its number. */
  let indented = 0;
  let numbering = '';
  /** Whether the lines above may be a table, which does not go on as a paragraph does. */
  let hasBar = false;
  let fence: { readonly mark: string; readonly line: number } | null = null;
  let open: (typeof sections)[number] | null = null;
  let line = linesBefore(text, from);
  for (let start = from; start < text.length;) {
    const feed = text.indexOf('\n', start);
    const end = feed < 0 ? text.length : feed;
    const written = text.slice(start, end);
    const begins = start;
    line += 1;
    start = end + 1;
    if (fence) {
      const close = /^ {0,3}(`{3,}|~{3,}) *$/.exec(written)?.[1];
      if (close?.startsWith(fence.mark)) {
        code.push([fence.line, line]);
        fence = null;
        state = 'none';
        wasBlank = false;
      }
      continue;
    }
    let indent = 0;
    while (written.charCodeAt(indent) === SPACE) indent += 1;
    if (indent === written.length) {
      if (state === 'words') state = 'none';
      wasBlank = true;
      continue;
    }
    const isPlain = isLetter(written.charCodeAt(indent));
    if (!isPlain && RULE.test(written)) return null;
    if (indent === 0 && !isPlain) {
      const heading = HEADING.exec(written);
      if (heading) {
        const [, marks = '', words = ''] = heading;
        if (MARKED.test(words)) return null;
        const found = { depth: marks.length, text: words, anchor: slugOf(words), line, column: 1 };
        headings.push(found);
        if (found.depth <= 2) {
          if (open) open.end = begins;
          open = {
            title: words,
            anchor: found.anchor,
            line,
            column: 1,
            start: Math.min(start, text.length),
            end: text.length,
          };
          if (found.depth === 2) sections.push(open);
        }
        state = 'none';
        wasBlank = false;
        continue;
      }
      const opening = FENCE.exec(written);
      if (opening) {
        fence = { mark: opening[1] as string, line };
        continue;
      }
    }
    // What is indented belongs to an item, or goes on with a paragraph; else it may be code.
    const isInside = wasBlank ? state === 'list' && indent >= indented && indent < 6 : state !== 'none' && !hasBar;
    if (indent > 0 && !isInside) return null;
    let words = indent === 0 ? written : written.slice(indent);
    let column = indent + 1;
    const quote = indent === 0 && !isPlain ? QUOTE.exec(words)?.[0].length : undefined;
    if (quote !== undefined) {
      words = words.slice(quote);
      column += quote;
      // What is listed in a quote is for the parser to tell.
      if (BULLET.test(words) || ANY_NUMBER.test(words)) return null;
      state = 'words';
    }
    const number = isPlain ? null : NUMBER.exec(words);
    const item = isPlain ? null : (BULLET.exec(words) ?? number);
    if (item) {
      const goesOn = state === 'list' && number?.[2] === numbering;
      // Words are not interrupted by a number, unless it is 1.
      if (number && number[1] !== '1' && indent === 0 && !wasBlank && state !== 'none' && !goesOn) return null;
      if (indent > 0 && state !== 'list') return null;
      if (indent === 0) {
        indented = item[0].length;
        numbering = number?.[2] ?? '';
      }
      state = 'list';
      const inside = words.slice(item[0].length);
      const box = BOX.exec(inside)?.[0].length ?? 0;
      words = inside.slice(box);
      column += item[0].length + box;
    } else if (wasBlank && indent === 0) state = 'words';
    else if (state === 'none') state = 'words';
    // What begins with a letter begins nothing else.
    if (
      !isLetter(words.charCodeAt(0)) &&
      (!WORDS.test(words) || ANY_NUMBER.test(words) || FENCE.test(words) || BULLET.test(words) || RULE.test(words))
    )
      return null;
    const found = linksIn(words, line, column, hasRare);
    if (found === null) return null;
    if (found.length > 0) links.push(...found);
    hasBar = (hasBar && !wasBlank) || words.includes('|');
    wasBlank = false;
  }
  if (fence) return null;
  return {
    headings,
    anchors: new Set(headings.map(({ anchor }) => anchor)),
    links,
    sections: sections.map(({ start, end, ...section }): SectionText => ({
      ...section,
      text: text.slice(start, end).trim(),
    })),
    code,
  };
}

/** Whether the front matter, where there is any, is what a parser of Markdown takes for it. */
function isPlainStart(text: string, from: number): boolean {
  if (from === 0) return !/^[-\ufeff]/.test(text);
  return text.startsWith('---\n') && text.slice(0, from).endsWith('\n---\n');
}
