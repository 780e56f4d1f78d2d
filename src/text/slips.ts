import { distance } from 'fastest-levenshtein';
import { termsOf } from './terms.ts';
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
const FIRST_BEYOND_ASCII = 128;

/** Whether a letter or digit stands there. Most texts are ASCII, which takes no expression. */
export function isLetter(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (Number.isNaN(code)) return false;
  if (code >= FIRST_BEYOND_ASCII) return LETTER.test(text[at] ?? '');
  return (code >= 48 && code <= 57) || (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

export function wordEnd(text: string, from: number, most = text.length): number {
  let at = from;
  while (at - from < most && isLetter(text, at)) at += 1;
  return at;
}

function wordStart(text: string, from: number, most: number): number {
  let at = from;
  while (from - at < most && isLetter(text, at - 1)) at -= 1;
  return at;
}

const sorted = (word: string): string => word.split('').sort().join('');

/** Whether two words differ by what a hand does wrong: a letter more, fewer or another, or two that are swapped. */
function isSlip(asked: string, known: string): boolean {
  const longer = Math.max(asked.length, known.length);
  const apart = distance(asked, known);
  if (apart <= (longer < TWO_SLIPS ? 1 : MOST_APART)) return true;
  return apart === MOST_APART && asked.length === known.length && sorted(asked) === sorted(known);
}

/** Every word that becomes another one by two of its letters in each other's place. */
function* swapped(word: string): Generator<string> {
  for (let first = 0; first < word.length; first += 1) {
    for (let second = first + 1; second < word.length; second += 1) {
      const letters = word.split('');
      [letters[first], letters[second]] = [word[second] as string, word[first] as string];
      yield letters.join('');
    }
  }
}

/**
 * Pieces of which a word has at least one as it is if the asked one is a slip of it: two slips, or two letters that are swapped,
 * leave one of three parts whole. Thirds of short words are single letters, which are everywhere: they are halves, and
 * their swaps are tried one by one.
 */
export function piecesLeft(word: string): readonly string[] {
  const parts = (count: number): string[] => {
    const length = Math.ceil(word.length / count);
    return Array.from({ length: count }, (_, index) => word.slice(index * length, (index + 1) * length));
  };
  return [...new Set(word.length > 5 ? parts(3) : [...parts(2), ...swapped(word)])].filter((part) => part !== '');
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
        const start = wordStart(text, at, most);
        const end = wordEnd(text, at, most);
        const length = end - start;
        if (length < SHORTEST_SLIP || Math.abs(length - word.length) > MOST_APART || starts.has(start)) continue;
        starts.add(start);
        const found = text.slice(start, end);
        counts.set(found, (counts.get(found) ?? 0) + 1);
      }
    }
  }
  return meantBy(word, counts);
}
