import type { Document } from '../model/document.ts';
import { folded } from '../text/terms.ts';

/** So many words in a row make a piece by which texts are compared. */
const PIECE = 5;
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
function piecesIn(words: readonly string[]): Set<number> {
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

/** A piece and the note it stands in as one number, which is exact up to some millions of notes. */
const ROOM = 2 ** 23;

// A remainder takes ten times as long.
const noteAt = (place: number): number => place - Math.floor(place / ROOM) * ROOM;

/** A note as far as others are compared with it. */
export interface Compared {
  readonly path: string;
  readonly id: string;
  readonly supersedes: unknown;
  /** How many pieces it has. */
  readonly size: number;
}

/** Notes by their pieces. */
export interface Pieces {
  readonly notes: readonly Compared[];
  /** Every piece of every note with the number of the note, in their order. */
  readonly places: Float64Array;
}

function placesOf(all: readonly (readonly [index: number, has: ReadonlySet<number>])[]): Float64Array {
  const places = new Float64Array(all.reduce((sum, [, has]) => sum + has.size, 0));
  let filled = 0;
  for (const [index, has] of all) for (const piece of has) places[filled++] = piece * ROOM + index;
  return places.sort();
}

const compared = ({ path, id, fields }: Document, { size }: ReadonlySet<number>): Compared => ({
  path,
  id,
  supersedes: fields['supersedes'] ?? null,
  size,
});

export function piecesOf(notes: readonly Document[]): Pieces {
  const all = notes.map((note) => [note, piecesIn(wordsOf(note))] as const);
  return {
    notes: all.map(([note, has]) => compared(note, has)),
    places: placesOf(all.map(([, has], index) => [index, has])),
  };
}

/** The same after the words of some notes have changed. */
export function withChanged({ notes, places }: Pieces, changed: readonly Document[]): Pieces {
  const now = new Map(changed.map((note) => [note.path, piecesIn(wordsOf(note))]));
  const fresh = placesOf(
    notes.flatMap(({ path }, index) => {
      const has = now.get(path);
      return has ? [[index, has] as const] : [];
    }),
  );
  const gone = new Set(notes.flatMap(({ path }, index) => (now.has(path) ? [index] : [])));
  // Both are in their order, and there are hundreds of thousands.
  const joined = new Float64Array(places.length + fresh.length);
  let filled = 0;
  let next = 0;
  for (let at = 0; at < places.length; at += 1) {
    const place = places[at] as number;
    while (next < fresh.length && (fresh[next] as number) < place) joined[filled++] = fresh[next++] as number;
    if (!gone.has(noteAt(place))) joined[filled++] = place;
  }
  while (next < fresh.length) joined[filled++] = fresh[next++] as number;
  return {
    notes: notes.map((before) => {
      const has = now.get(before.path);
      return has ? { ...before, size: has.size } : before;
    }),
    places: joined.subarray(0, filled),
  };
}

/** Runs of notes that have a piece in common, by the numbers of the notes. */
function* sharing(places: Float64Array): Generator<readonly number[]> {
  for (let from = 0; from < places.length;) {
    const piece = Math.floor((places[from] as number) / ROOM);
    let end = from + 1;
    while (end < places.length && Math.floor((places[end] as number) / ROOM) === piece) end += 1;
    if (end - from > 1 && end - from <= COMMON) yield Array.from(places.subarray(from, end), noteAt);
    from = end;
  }
}

/** Every two notes that have pieces in common, and which share of all that the two have. */
export function* alike({
  notes,
  places,
}: Pieces): Generator<readonly [first: Compared, second: Compared, share: number]> {
  const common = new Map<number, number>();
  for (const held of sharing(places)) {
    held.forEach((a, at) => {
      for (const b of held.slice(at + 1)) {
        const pair = a * notes.length + b;
        common.set(pair, (common.get(pair) ?? 0) + 1);
      }
    });
  }
  for (const [pair, count] of common) {
    const first = notes[Math.floor(pair / notes.length)];
    const second = notes[pair % notes.length];
    if (first && second) yield [first, second, count / (first.size + second.size - count)];
  }
}
