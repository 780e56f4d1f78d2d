import { distance } from 'fastest-levenshtein';
import { SPACES_MISSING, termsOf } from './terms.ts';
import type { Term } from './terms.ts';

/** Words that are shorter differ from too many others by one letter. */
export const SHORTEST_SLIP = 4;

/** From how many letters on a hand may slip twice. */
const TWO_SLIPS = 8;
/** As many letters as slips add or take away at most. */
const MOST_APART = 2;
/** So many words that a misspelt one may be are taken for it. */
const MOST_MEANT = 3;

const LETTER = /[\p{L}\p{N}\p{M}]/u;
const MARK = /\p{M}/u;
const FIRST_BEYOND_ASCII = 128;

/** The character that a unit of a text belongs to: beyond the first plane two units are one. */
function characterAt(text: string, at: number): string {
  const code = text.charCodeAt(at);
  if (code >= 0xd800 && code <= 0xdbff) return text.slice(at, at + 2);
  return code >= 0xdc00 && code <= 0xdfff ? text.slice(at - 1, at + 1) : (text[at] ?? '');
}

/** Whether a letter or digit stands there. Most texts are ASCII, which takes no expression. */
export function isLetter(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (Number.isNaN(code)) return false;
  if (code >= FIRST_BEYOND_ASCII) return LETTER.test(characterAt(text, at));
  return (code >= 48 && code <= 57) || (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

export function wordEnd(text: string, from: number): number {
  let at = from;
  while (isLetter(text, at)) at += 1;
  return at;
}

/** Whether a letter stands there of a script that puts spaces between words: a word ends where another begins. */
const isSpaced = (text: string, at: number): boolean =>
  isLetter(text, at) && !(text.charCodeAt(at) >= FIRST_BEYOND_ASCII && SPACES_MISSING.test(characterAt(text, at)));

/** The word that stands at a place; null where it is longer than `most` on either side. */
function wordAround(
  text: string,
  place: number,
  most: number,
): { readonly start: number; readonly end: number } | null {
  let start = place;
  while (place - start < most && isSpaced(text, start - 1)) start -= 1;
  let end = place;
  while (end - place < most && isSpaced(text, end)) end += 1;
  if (place - start === most || end - place === most) return null;
  // No word begins with a mark: it belongs to the sign before it.
  while (start < place && text.charCodeAt(start) >= FIRST_BEYOND_ASCII && MARK.test(characterAt(text, start)))
    start += 1;
  return { start, end };
}

const sorted = (word: string): string => word.split('').sort().join('');

/** Whether two words differ by what a hand does wrong: a letter more, fewer or another, two that are swapped, or one that is moved. */
function isSlip(asked: string, known: string): boolean {
  const longer = Math.max(asked.length, known.length);
  const apart = distance(asked, known);
  if (apart <= (longer < TWO_SLIPS ? 1 : MOST_APART)) return true;
  return apart === MOST_APART && asked.length === known.length && sorted(asked) === sorted(known);
}

/** Every word with two letters in each other's place, or one in another place. */
function* shuffled(word: string): Generator<string> {
  for (let first = 0; first < word.length; first += 1) {
    for (let second = 0; second < word.length; second += 1) {
      const letters = word.split('');
      const letter = letters[first] as string;
      yield letters.toSpliced(first, 1).toSpliced(second, 0, letter).join('');
      letters[first] = letters[second] as string;
      letters[second] = letter;
      yield letters.join('');
    }
  }
}

/** From how many letters on a third of a word is more than one of them. */
const WITH_THIRDS = 6;

/**
 * Pieces of which a word has at least one as it is if the asked one is a slip of it: whatever is done wrong, be it twice, leaves one of
 * three parts whole. Thirds of short words are single letters, which are everywhere: those are halves, of which one letter
 * leaves one, and what swapping or moving one makes of them is tried one by one.
 */
function piecesLeft(word: string): readonly string[] {
  const parts = (count: number): string[] =>
    Array.from({ length: count }, (_, index) =>
      word.slice(Math.floor((index * word.length) / count), Math.floor(((index + 1) * word.length) / count)),
    );
  return [...new Set(word.length < WITH_THIRDS ? [...parts(2), ...shuffled(word)] : parts(3))];
}

/** Whether a word, as it stands in a text, is one that can be asked for. */
const isWord = (text: string): boolean => {
  const [term, ...more] = termsOf(text);
  return term !== undefined && more.length === 0 && term.spaced && term.word === text;
};

/** The words that differ from a misspelt one by a slip, the nearest, of those the most frequent first. */
function meantBy(word: string, counts: ReadonlyMap<string, number>): string[] {
  const near: { known: string; count: number; apart: number }[] = [];
  for (const [known, count] of counts) {
    if (isSlip(word, known) && isWord(known)) near.push({ known, count, apart: distance(word, known) });
  }
  const best = Math.min(...near.map(({ apart }) => apart));
  return near
    .filter(({ apart }) => apart === best)
    .sort((a, b) => b.count - a.count || (a.known < b.known ? -1 : 1))
    .slice(0, MOST_MEANT)
    .map(({ known }) => known);
}

/**
 * The words of some folded texts that a misspelt one may be. A list of all words would take ten times as long as reading the
 * texts: only those are looked at that have a piece of the word as it is.
 */
export function wordsLike({ word, spaced }: Term, texts: Iterable<string>): string[] {
  if (!spaced || word.length < SHORTEST_SLIP) return [];
  const counts = new Map<string, number>();
  const pieces = piecesLeft(word);
  // Of a word without end no more is looked at than shows that it is too long.
  const most = word.length + MOST_APART + 1;
  for (const text of texts) {
    const starts = new Set<number>();
    for (const piece of pieces) {
      for (let at = text.indexOf(piece); at >= 0; at = text.indexOf(piece, at + 1)) {
        const around = wordAround(text, at, most);
        if (around === null || starts.has(around.start)) continue;
        const { start, end } = around;
        if (end - start < SHORTEST_SLIP || Math.abs(end - start - word.length) > MOST_APART) continue;
        starts.add(start);
        const found = text.slice(start, end);
        counts.set(found, (counts.get(found) ?? 0) + 1);
      }
    }
  }
  return meantBy(word, counts);
}
