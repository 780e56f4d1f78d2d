import { SPACES_MISSING, WORDS, folded, wordsOf } from './terms.ts';

/**
 * How a site is searched, said once for whoever builds the index and for the page that asks it: both have to take texts
 * apart in the same way. Scripts without spaces are taken in pairs of letters, which is the same in every version of every
 * browser, as words found by a dictionary are not.
 */
export const SEARCHING = {
  fields: ['title', 'topics', 'text'] as const,
  tokenize: (text: string): string[] => wordsOf(folded(text)),
  processTerm: (term: string): string => term,
};

/** A page in a search index: its path in the site, its title, what it is, its state ('' where it has none). */
export type SearchedPage = readonly [path: string, title: string, kind: string, state: string];

/** What a page loads to search a site. */
export interface SearchIndex {
  readonly pages: readonly SearchedPage[];
  /** How many pages have their words together in one file, see {@link wordsFile}. */
  readonly block: number;
  /** Where each term stands, see {@link packed}. */
  readonly postings: string;
}

/** The file that holds the index. */
export const INDEX_FILE = 'assets/search-index.js';

/** The file that holds the words of page number `page`, for excerpts. */
export const wordsFile = (page: number, block: number): string => `assets/search-words-${Math.floor(page / block)}.js`;

/** Where a term stands: for each field, the pages that have it and how often, in the order of the pages. */
export type Postings = ReadonlyMap<string, Map<number, Map<number, number>>>;

const BASE = 36;

/**
 * Postings as one text, a tenth of what the same takes as JSON before it is compressed: a line for each term, a part for
 * each field, and in it the steps from page to page, with how often where that is more than once.
 */
export function packed(postings: Postings): string {
  const lines: string[] = [];
  for (const [term, fields] of postings) lines.push(packedTerm(term, fields));
  return lines.join('\n');
}

/** The line of one term: the fields that have it, each with its pages and how often they do, in their order. */
export function packedTerm(
  term: string,
  fields: Iterable<readonly [field: number, pages: Iterable<readonly [page: number, count: number]>]>,
): string {
  let line = term;
  for (const [field, pages] of fields) {
    let before = 0;
    let separator = `\t${field}:`;
    for (const [page, count] of pages) {
      line += separator + (page - before).toString(BASE);
      if (count > 1) line += `*${count.toString(BASE)}`;
      before = page;
      separator = ' ';
    }
  }
  return line;
}

/** Where each term of a packed text stands, and how many terms each field of each of so many pages has. */
export function unpacked(text: string, pages: number): { postings: Postings; lengths: number[][] } {
  const postings = new Map<string, Map<number, Map<number, number>>>();
  const lengths = Array.from({ length: pages }, () => SEARCHING.fields.map(() => 0));
  for (const line of text === '' ? [] : text.split('\n')) {
    const [term = '', ...parts] = line.split('\t');
    const fields = new Map<number, Map<number, number>>();
    for (const part of parts) {
      const colon = part.indexOf(':');
      const field = Number(part.slice(0, colon));
      const counts = new Map<number, number>();
      let page = 0;
      for (const step of part.slice(colon + 1).split(' ')) {
        const star = step.indexOf('*');
        page += Number.parseInt(star < 0 ? step : step.slice(0, star), BASE);
        counts.set(page, star < 0 ? 1 : Number.parseInt(step.slice(star + 1), BASE));
        const own = lengths[page];
        if (own) own[field] = (own[field] ?? 0) + 1;
      }
      fields.set(field, counts);
    }
    postings.set(term, fields);
  }
  return { postings, lengths };
}

/** A piece of a text; `hit` where it is a word that was searched for. */
export interface Piece {
  readonly text: string;
  readonly hit: boolean;
}

/** How much of a text an excerpt shows, in characters, and how much of it before the first hit. */
const EXCERPT = 180;
const BEFORE = 40;
/** How many hits are looked at together. */
const MOST_NEAR = 40;

/** Where the words of a text stand that are among some terms. */
function hitsIn(text: string, terms: ReadonlySet<string>): { start: number; end: number; term: string }[] {
  const hits: { start: number; end: number; term: string }[] = [];
  for (const match of text.matchAll(WORDS)) {
    const [word] = match;
    const whole = folded(word);
    if (terms.has(whole)) hits.push({ start: match.index, end: match.index + word.length, term: whole });
    else if (SPACES_MISSING.test(word)) {
      for (let at = 0; at + 1 < word.length; at += 1) {
        const pair = folded(word.slice(at, at + 2));
        if (!terms.has(pair)) continue;
        const last = hits.at(-1);
        const start = match.index + at;
        if (last && last.end > start) hits[hits.length - 1] = { ...last, end: start + 2 };
        else hits.push({ start, end: start + 2, term: pair });
      }
    }
  }
  return hits;
}

/** A stretch of a text in pieces, the hits in it apart. */
function piecesOf(text: string, hits: ReturnType<typeof hitsIn>, from: number, to: number): Piece[] {
  const pieces: Piece[] = [];
  let at = from;
  for (const { start, end } of hits) {
    if (start < at || end > to) continue;
    pieces.push({ text: text.slice(at, start), hit: false }, { text: text.slice(start, end), hit: true });
    at = end;
  }
  pieces.push({ text: text.slice(at, to), hit: false });
  return pieces.filter(({ text: piece }) => piece !== '');
}

/** All of a text in pieces, the words that are among some terms apart. */
export const marked = (text: string, terms: ReadonlySet<string>): Piece[] =>
  piecesOf(text, hitsIn(text, terms), 0, text.length);

/** The stretch of a text that has most of the terms, in pieces; its beginning where it has none. */
export function excerptOf(text: string, terms: ReadonlySet<string>, length = EXCERPT): Piece[] {
  const hits = hitsIn(text, terms);
  let best = { at: 0, found: 0 };
  for (const [index, { start }] of hits.entries()) {
    const near = hits.slice(index, index + MOST_NEAR).filter(({ end }) => end <= start + length - BEFORE);
    const found = new Set(near.map(({ term }) => term)).size;
    if (found > best.found) best = { at: start, found };
  }
  // Words stay whole where there are spaces between them.
  const wanted = Math.max(0, best.at - BEFORE);
  const space = wanted === 0 ? 0 : text.indexOf(' ', wanted) + 1;
  const from = space > 0 && space <= best.at ? space : wanted;
  const last = from + length;
  const cut = text.lastIndexOf(' ', last);
  const to = last >= text.length ? text.length : cut > from + length / 2 ? cut : last;
  const pieces = piecesOf(text, hits, from, to);
  if (from > 0) pieces.unshift({ text: '… ', hit: false });
  if (to < text.length) pieces.push({ text: ' …', hit: false });
  return pieces;
}
