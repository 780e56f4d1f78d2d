/**
 * The words of a text as a search compares them: without case, accents and the endings of grammar, in any script.
 */
export interface Term {
  /** The word, folded. */
  readonly word: string;
  /** What is left of it without its ending; of a script without spaces, the same as the word. */
  readonly stem: string;
  /** Whether its script puts spaces between words; else it is a pair of letters. */
  readonly spaced: boolean;
}

/** Accents of Latin, Greek and Cyrillic; vowel points of Arabic and Hebrew, which writers leave out at will. */
const MARKS = /[\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u065f\u0670]/g;
const SAME: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ı: 'i',
  ς: 'σ',
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ى: 'ي',
  ة: 'ه',
  ی: 'ي',
  ک: 'ك',
};
const VARIANTS = new RegExp(`[${Object.keys(SAME).join('')}]`, 'g');
// oxlint-disable-next-line no-control-regex -- everything but ASCII is what takes more work
export const BEYOND_ASCII = /[^\0-\x7f]/;

/** The text without case, accents and other differences that do not make another word. */
export function folded(text: string): string {
  const lower = text.toLowerCase();
  if (!BEYOND_ASCII.test(lower)) return lower;
  return lower
    .normalize('NFKD')
    .replaceAll(MARKS, '')
    .normalize('NFC')
    .replaceAll(VARIANTS, (letter) => SAME[letter] ?? letter);
}

export const WORDS = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu;
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー]+/u;
export const SPACES_MISSING =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー]/u;

/**
 * Words that a question has whatever it is about. Of other languages the community's own texts tell which they are: they
 * stand in nearly all of them.
 */
const EMPTY_WORDS = new Set(
  `a about after again all also am an and any anybody anyone are as at be because been before being but by can cannot
  could did do does doing don done down each else ever every few for from get gets getting give go goes going good got
  had has have having he hello help her here hi him his how i if in into is it its just keep know let like ll look made
  make many may me might more most much must my need needs never no not now of off often on once one only or other our
  out over own people please put really right s same say see seem seems seen she should so some somebody someone
  something sometimes still such sure t take tell than thank thanks that the their them then there these they thing
  things this those though time to too tried try trying two under until up us use used using usually ve very want wants
  was way ways we well went were what when where which while who whose why will with within without would yes yet you
  your
  aber alle als am an auch auf aus bei bin bis da das dass dem den der des die doch du durch ein eine einem einen einer
  es fur habe haben hat ich ihr im in ist ja kann kein keine man mein mit nach nicht noch nur oder schon sehr sein sich
  sie sind so und uns unser unsere vom von vor wann warum was wenn wer werden wie wir wird wo zu zum zur
  au aux avec ce ces cette comment dans de des du elle en est et faire fait il ils je la le les leur mais ne nos notre
  nous on ou par pas plus pour pourquoi quand que quel quelle qui quoi sa se sur un une vous
  al como con cual cuando de del donde el ella en es esta este esto hacer hay la las lo los mas me mi muy no nos nuestra
  nuestro o para pero por porque puede que quien se si sin sobre su tiene un una y ya`.split(/\s+/),
);

/** Endings of grammar in languages with Latin letters, but for that of the plural. */
const ENDINGS =
  /(?:ization|isation|ation|ement|ment|ing|ingly|edly|ness|ity|able|ible|ungen|ung|eur|euse|ier|ied|er|est|eth|en|em|ed|ly|et|[aeiouyn])$/;

const LATIN = /^[a-z]+$/;

/** How much of a word in another script stays: most languages inflect at the end. */
const STAYING = 0.75;
const SHORTEST_CUT = 7;
/** No ending is taken from what would be left shorter. */
const SHORTEST_STEM = 3;

/** A word without its ending. Crude on purpose: it has to be the same for the forms of one word, not to be a word. */
export function stem(word: string): string {
  if (!LATIN.test(word)) return word.length < SHORTEST_CUT ? word : word.slice(0, Math.ceil(word.length * STAYING));
  if (word.length <= SHORTEST_STEM) return word;
  const single = word.replace(/(?<!s)s$/, '');
  const cut = single.replace(ENDINGS, '');
  const bare = cut.length >= SHORTEST_STEM ? cut : single;
  const core = bare.length > SHORTEST_STEM + 1 ? bare.replace(/[aeiouy]$/, '') : bare;
  // `running` and `run`, `stopped` and `stop`.
  return core.length > SHORTEST_STEM ? core.replace(/([b-df-hj-np-tv-z])\1$/, '$1') : core;
}

function pairs(run: string): string[] {
  const letters = Array.from(run);
  if (letters.length < 2) return letters;
  return letters.slice(1).map((letter, index) => `${letters[index]}${letter}`);
}

/** Longer words are no words that anybody asks by: a hash, an address, noise. */
const LONGEST_WORD = 60;

const UNSPACED_RUN = new RegExp(`(${UNSPACED.source})`, 'u');

const ASCII_WORDS = /[a-z0-9]+/g;

/** Calls back for each word of a text that was folded, in their order, but for words that say nothing. */
function eachWord(text: string, told: (word: string, spaced: boolean) => void): void {
  const add = (word: string): void => {
    if (word.length > 1 && word.length <= LONGEST_WORD && !EMPTY_WORDS.has(word)) told(word, true);
  };
  if (!BEYOND_ASCII.test(text)) {
    for (const found of text.match(ASCII_WORDS) ?? []) add(found);
    return;
  }
  for (const [found] of text.matchAll(WORDS)) {
    if (!SPACES_MISSING.test(found)) {
      add(found);
      continue;
    }
    for (const run of found.split(UNSPACED_RUN)) {
      if (UNSPACED.test(run)) for (const pair of pairs(run)) told(pair, false);
      else add(run);
    }
  }
}

/** A folded word of a script that puts spaces between words. */
export const spacedTerm = (word: string): Term => ({ word, stem: stem(word), spaced: true });

/** The words of a text that was folded, as {@link termsOf} has them. */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  eachWord(text, (word) => words.push(word));
  return words;
}

/** The terms of a text that was folded, in their order, without words that say nothing. */
export function termsOf(text: string): Term[] {
  const terms: Term[] = [];
  eachWord(text, (word, spaced) => terms.push(spaced ? spacedTerm(word) : { word, stem: word, spaced }));
  return terms;
}
