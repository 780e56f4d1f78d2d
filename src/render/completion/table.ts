/**
 * What a shell completes, as a table that four shells are told in their own words. Everything in it is ours: what stands in
 * a community is read by the shell itself when somebody asks, as names of files and never as code.
 */
export interface CompletionTable {
  /** What may be typed after some words: `''`, `site`, `show`, `new case`. */
  readonly places: readonly Place[];
  /** The folder of each kind, unless `folders:` in `cop.yml` moves it. */
  readonly folders: readonly (readonly [kind: string, folder: string])[];
}

/** What is offered: words, the ids of some kinds, files, or nothing. */
export type Offer =
  | { readonly of: 'words'; readonly words: readonly string[] }
  | { readonly of: 'ids'; readonly kinds: readonly string[] }
  | { readonly of: 'files' }
  | { readonly of: 'nothing' };

export interface Place {
  readonly path: string;
  readonly flags: readonly string[];
  /** What comes behind those flags that take a value. */
  readonly values: readonly (readonly [flag: string, offer: Offer])[];
  /** What each word behind the path may be. */
  readonly operands: readonly Offer[];
  /** Whether the last of them may come again. */
  readonly again: boolean;
}

/** What words of ours are made of. Anything else would have to be quoted by the rules of each shell. */
const OURS = /^[A-Za-z0-9][\w.,/ +-]*$|^-{1,2}[A-Za-z][\w-]*$/;

/** An offer in one text: `words a b`, `ids issue`, `files`, or nothing. @throws Error where a word needs quotes. */
export function offerText(offer: Offer): string {
  if (offer.of === 'words') return `words ${offer.words.map(plain).join(' ')}`;
  if (offer.of === 'ids') return `ids ${offer.kinds.map(plain).join(' ')}`;
  return offer.of === 'files' ? 'files' : '';
}

/** A word of ours that no shell reads as anything but a word. */
export function plain(word: string): string {
  if (!OURS.test(word)) throw new Error(`\`${word}\` cannot stand in a shell's script`);
  return word;
}

/** Flags of a place that take a value, with what comes behind them in a text; those with the same are together. */
export function valuesByOffer({ values }: Place): (readonly [offer: string, flags: readonly string[]])[] {
  const together = new Map<string, string[]>();
  for (const [flag, offer] of values) {
    const text = offerText(offer);
    if (text === '') continue;
    together.set(text, [...(together.get(text) ?? []), plain(flag)]);
  }
  return [...together];
}
