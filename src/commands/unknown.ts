import { Refusal } from '../model/refusal.ts';
import { withArticle } from '../model/field.ts';
import { nearest } from '../text/nearest.ts';

/** The refusal of a word that is none of those there are, with the one that was probably meant. */
export function unknown(noun: string, word: string, known: readonly string[]): Refusal {
  const guess = nearest(word, known);
  return new Refusal(
    `\`${word}\` is not ${withArticle(noun)}.`,
    guess === null ? `There are ${known.join(', ')}.` : `Did you mean \`${guess}\`? There are ${known.join(', ')}.`,
  );
}
