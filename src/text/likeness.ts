import { SHORTEST_SLIP, wordsLike } from './slips.ts';
import { folded, spacedTerm, termsOf } from './terms.ts';
import type { Term } from './terms.ts';

/** What there is to compare a question with. */
export interface Wording {
  /** The short forms in which it asks, or says what it is about: a title, other askings. */
  readonly questions: readonly string[];
  /** Everything else it says. */
  readonly text: string;
}

export interface Likeness<T> {
  readonly item: T;
  /** From 0, nothing in common, to 1, the same words. */
  readonly score: number;
  /** The same of its questions alone: much text has many words, of which some are always the ones. */
  readonly asQuestion: number;
}

/** A word that was asked for, with the words that count as it where it is spelt like no word there is. */
interface Wanted {
  readonly terms: readonly Term[];
  /** How much it says: what few texts have says much. */
  readonly weight: number;
}

/** How many texts are compared word by word; the others share less with the question. */
const COMPARED = 150;
/** How many of its words tell what a question is about. */
const TELLING = 12;
/** How much it counts that a title says little else, and how much the title counts beside all the text. */
const BREVITY = 0.4;
const QUESTION = 0.4;
/** Beyond how many words a text counts less for what is in it, and how much less: a guide has a word of everything. */
const LONG = 300;
const LENGTH_COUNTS = 0.25;
/** How many different words of a question are looked at; of a long story the first ones. */
const MOST_WORDS = 48;

const isLetter = (text: string, index: number): boolean => /[\p{L}\p{N}]/u.test(text[index] ?? '');

/** Whether a word with this stem occurs in a folded text. Short ones have to begin a word, or they occur everywhere. */
function occurs(text: string, { stem: key, spaced }: Pick<Term, 'stem' | 'spaced'>): boolean {
  for (let at = text.indexOf(key); at >= 0; at = text.indexOf(key, at + 1)) {
    if (!spaced || key.length > 4 || !isLetter(text, at - 1)) return true;
  }
  return false;
}

interface Held<T> {
  readonly item: T;
  readonly questions: readonly string[];
  readonly all: string;
}

/** `keyboard` for `key board`, `sewing machine` for `sewingmachine`: what was written apart or together by mistake. */
function halves({ word }: Term, isKnown: (term: Term) => boolean): Term[] | null {
  for (let at = word.length - 3; at >= 3; at -= 1) {
    const parts = [spacedTerm(word.slice(0, at)), spacedTerm(word.slice(at))];
    if (parts.every(isKnown)) return parts;
  }
  return null;
}

/** How far a word of a text counts as one that was asked for: 1 for the same word, 0 for another. */
function agreement(asked: Term, found: Term): number {
  if (asked.word === found.word) return 1;
  if (asked.spaced !== found.spaced || !asked.spaced) return 0;
  if (asked.stem === found.stem) return 0.95;
  const [short, long] = asked.word.length < found.word.length ? [asked, found] : [found, asked];
  if (short.stem.length >= 4 && long.word.startsWith(short.stem)) return 0.7;
  // Compounds, and the articles that some languages write with the word.
  if (short.stem.length >= 5 && long.word.includes(short.stem)) return 0.6;
  if (
    /[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(short.word) &&
    short.word.length >= 3 &&
    long.word.includes(short.word)
  )
    return 0.8;
  return 0;
}

interface Share {
  /** Of what was asked, by weight, how much is there. */
  readonly asked: number;
  /** Of what is there, how much was asked. */
  readonly there: number;
  /** Of what is there, in words that say something. */
  readonly length: number;
}

/** What a question says at most: a long story has more words than its question, and need not share them all. */
function most(wanted: readonly Wanted[]): number {
  const weights = wanted.map(({ weight }) => weight).sort((a, b) => b - a);
  return weights.slice(0, TELLING).reduce((sum, weight) => sum + weight, 0);
}

function shared(wanted: readonly Wanted[], text: string): Share {
  const terms = termsOf(text);
  const total = most(wanted);
  if (terms.length === 0 || total === 0) return { asked: 0, there: 0, length: terms.length };
  const met = new Set<number>();
  let asked = 0;
  for (const one of wanted) {
    let best = 0;
    terms.forEach((found, index) => {
      const degree = Math.max(...one.terms.map((term) => agreement(term, found)));
      if (degree > 0) met.add(index);
      best = Math.max(best, degree);
    });
    asked += best * one.weight;
  }
  return { asked: Math.min(1, asked / total), there: met.size / terms.length, length: terms.length };
}

/** How like a question one text is. */
function likenessOf<T>(wanted: readonly Wanted[], held: Held<T>): Likeness<T> {
  const forms = held.questions.map((question) => {
    const { asked, there } = shared(wanted, question);
    return asked ** (1 - BREVITY) * there ** BREVITY;
  });
  const asQuestion = Math.max(0, ...forms);
  const { asked, length } = shared(wanted, held.all);
  const discount = Math.min(1, (LONG / Math.max(1, length)) ** LENGTH_COUNTS);
  return { item: held.item, asQuestion, score: QUESTION * asQuestion + (1 - QUESTION) * asked * discount };
}

function wantedIn<T>(question: string, held: readonly Held<T>[]): { wanted: Wanted[]; met: Map<Held<T>, number> } {
  const asked = new Map(termsOf(folded(question)).map((term) => [term.stem, term]));
  const terms = [...asked.values()].slice(0, MOST_WORDS);
  const holders = (some: readonly Term[]): Held<T>[] =>
    held.filter(({ all }) => some.some((term) => occurs(all, term)));
  const isKnown = (term: Term): boolean => held.some(({ all }) => occurs(all, term));
  const alternatives = (term: Term): Term[] => {
    if (!term.spaced || term.word.length < SHORTEST_SLIP) return [];
    const inTitles = wordsLike(
      term,
      held.flatMap(({ questions }) => questions),
    );
    if (inTitles.length > 0) return inTitles.map(spacedTerm);
    const anywhere = wordsLike(
      term,
      held.map(({ all }) => all),
    );
    return anywhere.length > 0 ? anywhere.map(spacedTerm) : (halves(term, isKnown) ?? []);
  };
  const met = new Map<Held<T>, number>();
  const wanted = terms.map((term): Wanted => {
    let counted: Term[] = [term];
    let found = holders(counted);
    if (found.length === 0) {
      counted = [term, ...alternatives(term)];
      found = counted.length > 1 ? holders(counted) : [];
    }
    const weight = Math.log(1 + (held.length - found.length + 0.5) / (found.length + 0.5));
    for (const one of found) met.set(one, (met.get(one) ?? 0) + weight);
    return { terms: counted, weight };
  });
  return { wanted, met };
}

/** The items whose wording is like a question, the likest first. Depends on nothing but the words. */
export function alike<T>(question: string, items: readonly T[], wording: (item: T) => Wording): Likeness<T>[] {
  const held = items.map((item): Held<T> => {
    const { questions, text } = wording(item);
    const asked = questions.map(folded);
    return { item, questions: asked, all: `${asked.join('\n')}\n${folded(text)}` };
  });
  const { wanted, met } = wantedIn(question, held);
  const order = new Map(held.map((one, index) => [one, index]));
  const byOrder = (a: Held<T>, b: Held<T>): number => (order.get(a) ?? 0) - (order.get(b) ?? 0);
  return [...met]
    .sort(([a, x], [b, y]) => y - x || byOrder(a, b))
    .slice(0, COMPARED)
    .map(([one]) => ({ one, likeness: likenessOf(wanted, one) }))
    .sort((a, b) => b.likeness.score - a.likeness.score || byOrder(a.one, b.one))
    .map(({ likeness }) => likeness);
}
