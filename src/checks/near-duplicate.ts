import type { Document } from '../model/document.ts';
import { isKept } from '../states/note-state.ts';
import { folded } from '../text/terms.ts';
import { defineCheck } from './check.ts';

/** So many words in a row make a piece by which texts are compared. */
const PIECE = 5;
/** From this share of common pieces on, two texts are nearly the same. */
const SAME = 0.5;
/** A piece that stands in more notes than this is a phrase of the house, and tells nothing. */
const COMMON = 8;
const SHORTEST = 30;

/** A text without its comments: the questions of a template say nothing of whoever was asked them. */
function withoutComments(text: string): string {
  let said = '';
  for (let from = 0; ;) {
    const open = text.indexOf('<!--', from);
    const close = open < 0 ? -1 : text.indexOf('-->', open);
    if (close < 0) return said + text.slice(from);
    said += `${text.slice(from, open)} `;
    from = close + 3;
  }
}

/** The words of a note as they are written, in their order: whoever copies a text copies its marks as well. */
function wordsOf(note: Document): string[] {
  const written = note.source.text.slice(note.written?.bodyOffset ?? 0);
  return folded(withoutComments(written)).match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** A word as a number, added to the number of the words before it; of a billion others one has the same. */
function mixed(number: number, word: number): number {
  const mix = Math.imul(number ^ word, 0x9e_37_79_b1);
  return mix ^ (mix >>> 15);
}

/** The pieces of a text, every run of five words as a number of thirty bits. */
function pieces(words: readonly string[]): Set<number> {
  const found = new Set<number>();
  if (words.length < SHORTEST) return found;
  const numbers = words.map((word) => {
    let number = word.length;
    for (let at = 0; at < word.length; at += 1) number = mixed(number, word.charCodeAt(at));
    return number;
  });
  for (let at = 0; at + PIECE <= numbers.length; at += 1) {
    let piece = 0;
    for (let step = at; step < at + PIECE; step += 1) piece = mixed(piece, numbers[step] as number);
    found.add(piece >>> 2);
  }
  return found;
}

/** Runs of notes that have a piece in common, by the numbers of the notes. */
function* sharing(notes: readonly { readonly has: ReadonlySet<number> }[]): Generator<readonly number[]> {
  // A piece and the note it stands in as one number, which is exact up to some millions of notes.
  const room = 2 ** 23;
  const places = new Float64Array(notes.reduce((sum, { has }) => sum + has.size, 0));
  let filled = 0;
  for (const [index, { has }] of notes.entries()) for (const piece of has) places[filled++] = piece * room + index;
  places.sort();
  for (let from = 0; from < places.length;) {
    const piece = Math.floor((places[from] as number) / room);
    let end = from + 1;
    while (end < places.length && Math.floor((places[end] as number) / room) === piece) end += 1;
    if (end - from > 1 && end - from <= COMMON) yield Array.from(places.subarray(from, end), (place) => place % room);
    from = end;
  }
}

const supersedes = ({ fields }: Document): unknown => fields['supersedes'];

export const nearDuplicate = defineCheck(
  'near-duplicate',
  'info',
  'No two notes say nearly the same.',
  `Two notes with the same text grow apart: one is read again, the other is found. Join them (the older one says
\`supersedes\`), or let one link to the other and say only what is its own. Compared are runs of five words.`,
  function* find(community) {
    const notes = community.documents
      .filter(isKept)
      .map((note) => ({ note, has: pieces(wordsOf(note)) }))
      .filter(({ has }) => has.size > 0);
    const common = new Map<number, number>();
    for (const held of sharing(notes)) {
      held.forEach((a, at) => {
        for (const b of held.slice(at + 1)) {
          const pair = a * notes.length + b;
          common.set(pair, (common.get(pair) ?? 0) + 1);
        }
      });
    }
    for (const [pair, count] of common) {
      const [first, second] = [Math.floor(pair / notes.length), pair % notes.length].map((index) => notes[index]);
      if (!first || !second || count / (first.has.size + second.has.size - count) < SAME) continue;
      if (supersedes(first.note) === second.note.id || supersedes(second.note) === first.note.id) continue;
      yield {
        rule: 'near-duplicate',
        place: { path: second.note.path, line: 1, column: 1 },
        message: `Unexpected text that is nearly that of ${first.note.path}, expected one note of both`,
        hint: null,
      };
    }
  },
);
