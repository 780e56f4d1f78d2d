import { SPACES_MISSING, WORDS } from './terms.ts';

/** Words that a practised reader takes in a minute, and letters where there are no spaces between words. */
const WORDS_A_MINUTE = 220;
const LETTERS_A_MINUTE = 450;

/** How long a text takes to read, in whole minutes, at least one. */
export function readingMinutes(text: string): number {
  let words = 0;
  let letters = 0;
  for (const [found] of text.matchAll(WORDS)) {
    if (SPACES_MISSING.test(found)) letters += found.length;
    else words += 1;
  }
  return Math.max(1, Math.round(words / WORDS_A_MINUTE + letters / LETTERS_A_MINUTE));
}
