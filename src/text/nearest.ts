import { distance } from 'fastest-levenshtein';
import { grouped } from './grouped.ts';
import { once, remembered } from './once.ts';

/** Longer words are nobody's slip of the keyboard. */
const LONGEST = 60;

/** The letters of a text, each as a bit, and what is no letter as one of six more; never two bits for one letter. */
function lettersOf(text: string): number {
  let letters = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    const letter = (unit | 32) - 97;
    letters |= 1 << (letter >= 0 && letter < 26 && unit < 128 ? letter : 26 + (unit % 6));
  }
  return letters;
}

/** How many bits of a number are set. */
function bits(number: number): number {
  const pairs = number - ((number >>> 1) & 0x55_55_55_55);
  const fours = (pairs & 0x33_33_33_33) + ((pairs >>> 2) & 0x33_33_33_33);
  return Math.imul((fours + (fours >>> 4)) & 0x0f_0f_0f_0f, 0x01_01_01_01) >>> 24;
}

/** No two texts are nearer to each other than this: what one has and the other has not was put there. */
const leastApart = (a: number, b: number): number => Math.max(bits(a & ~b), bits(b & ~a));

/** Known words of one length, in their order, with the letters of each. */
interface Shelf {
  readonly words: readonly { readonly text: string; readonly order: number }[];
  readonly letters: Int32Array;
}

function shelvesOf(known: readonly string[]): ReadonlyMap<number, Shelf> {
  const byLength = grouped(
    known.map((text, order) => ({ text, order })),
    ({ text }) => [text.length],
  );
  return new Map(
    [...byLength].map(([length, words]) => [
      length,
      { words, letters: Int32Array.from(words, ({ text }) => lettersOf(text)) },
    ]),
  );
}

/**
 * For a word, the known one that a person most likely meant, or null when none is near: of several that are as near, the first.
 * For whoever asks about many words, since the known ones are sorted out once.
 */
export function guesser(known: readonly string[]): (word: string) => string | null {
  const shelves = once(() => shelvesOf(known));
  // What is gone, or called otherwise now, is mostly asked for in many places.
  return remembered((written) => {
    if (written.length > LONGEST) return null;
    const word = written.toLowerCase();
    const own = lettersOf(word);
    let best = { apart: Math.max(1, Math.floor(written.length / 3)) + 1, order: -1, text: '' };
    const look = (length: number): void => {
      const shelf = shelves().get(length);
      if (!shelf) return;
      for (let at = 0; at < shelf.letters.length; at += 1) {
        if (leastApart(own, shelf.letters[at] as number) > best.apart) continue;
        const { text, order } = shelf.words[at] as Shelf['words'][number];
        const apart = distance(word, text);
        if (apart < best.apart || (apart === best.apart && order < best.order)) best = { apart, order, text };
      }
    };
    look(written.length);
    // What is longer or shorter by more is further away than that, and the nearer the best is, the less is worth measuring.
    for (let more = 1; more <= best.apart; more += 1) {
      look(written.length - more);
      look(written.length + more);
    }
    return best.order < 0 ? null : best.text;
  });
}

/** The known word that a person most likely meant, or null when none is near. */
export const nearest = (word: string, known: readonly string[]): string | null => guesser(known)(word);
