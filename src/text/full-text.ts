import { excerptOf, marked } from './searching.ts';
import type { Piece } from './searching.ts';
import { isLetter, wordEnd, wordsLike } from './slips.ts';
import { SPACES_MISSING, WORDS, folded, spacedTerm, stem, termsOf } from './terms.ts';
import type { Term } from './terms.ts';

/** What there is to search in one document. */
export interface Searched {
  /** What it is called, and other ways of asking the same. */
  readonly titles: readonly string[];
  readonly topics: readonly string[];
  readonly text: string;
  /** How much it counts in the order of what was found; 1 for most. */
  readonly weight: number;
}

/** A word that was searched for, with the words taken for it where it is spelt like none that there is. */
export interface Asked {
  readonly word: string;
  readonly instead: readonly string[];
}

export interface Found<T> {
  /** Those that say most of the words first. */
  readonly items: readonly T[];
  /** How much each says of them: a number to be compared with those of the others. */
  readonly scores: readonly number[];
  /** Whether all of the words stand in each of them; else some do, since nothing has them all. */
  readonly all: boolean;
  readonly asked: readonly Asked[];
  /** A text with the words in it apart; of a long one so much as has most of them. */
  readonly marks: (text: string) => Piece[];
  readonly excerpt: (text: string, length: number) => Piece[];
}

/** As in the search box of a site: what a title and a topic count beside a word in the text. */
const TITLE_WEIGHT = 4;
const TOPIC_WEIGHT = 2;
/** A word as it was asked for, another form of it, and one that begins with it. */
const SAME = 1;
const FORM = 0.9;
const BEGINNING = 0.7;
/** How soon another mention of a word counts less, and how much a long text counts less for having one (BM25). */
const SATURATION = 1.2;
const LENGTH_COUNTS = 0.75;
/** So many mentions say as much as more. */
const MOST_COUNTED = 8;

/** As {@link folded}, for texts by the thousand: most are ASCII, which their length in bytes tells fastest. */
const foldedFast = (text: string): string =>
  Buffer.byteLength(text) === text.length ? text.toLowerCase() : folded(text);

/** How far a word of a text is the one that was asked for; 0 for another. Words come again: each is looked at once. */
function degreesOf({ word, stem: root }: Term): (found: string) => number {
  const known = new Map<string, number>();
  return (found) => {
    let degree = known.get(found);
    if (degree === undefined) {
      degree = found === word ? SAME : stem(found) === root ? FORM : found.startsWith(word) ? BEGINNING : 0;
      known.set(found, degree);
    }
    return degree;
  };
}

/** How often a folded text has a word, mentions in another form counting less. */
function mentions(text: string, term: Term, degree: (found: string) => number): number {
  let count = 0;
  for (let at = text.indexOf(term.stem); at >= 0 && count < MOST_COUNTED; at = text.indexOf(term.stem, at)) {
    if (!term.spaced) {
      count += SAME;
      at += term.stem.length;
    } else {
      const end = wordEnd(text, at);
      if (!isLetter(text, at - 1)) count += degree(text.slice(at, end));
      at = end;
    }
  }
  return count;
}

interface Held<T> {
  readonly item: T;
  readonly weight: number;
  readonly titles: string;
  readonly topics: string;
  readonly text: string;
}

/** The words of a question; where it has none that say anything, those it has. */
function termsIn(query: string): Term[] {
  const text = folded(query);
  const told = termsOf(text);
  const terms = told.length > 0 ? told : Array.from(text.matchAll(WORDS), ([word]) => spacedTerm(word));
  return [...new Map(terms.map((term) => [term.word, term])).values()];
}

/** Everything that has the words of a query, in the order of how much it says of them. It compares words, as they are written. */
export function search<T>(query: string, items: readonly T[], searched: (item: T) => Searched): Found<T> {
  const held = items.map((item): Held<T> => {
    const { titles, topics, text, weight } = searched(item);
    return {
      item,
      weight,
      titles: foldedFast(titles.join('\n')),
      topics: foldedFast(topics.join('\n')),
      text: foldedFast(text),
    };
  });
  const average = held.reduce((sum, { text }) => sum + text.length, 0) / Math.max(1, held.length);
  const scores = new Map<Held<T>, { score: number; met: number }>();
  const asked: Asked[] = [];
  const terms = termsIn(query);
  const counted: { term: Term; degree: (found: string) => number }[] = [];

  /** What each document that has one of some words scores for them. */
  const holders = (some: readonly Term[]): Map<Held<T>, number> => {
    const found = new Map<Held<T>, number>();
    for (const term of some) {
      const degree = degreesOf(term);
      counted.push({ term, degree });
      for (const one of held) {
        const inText = mentions(one.text, term, degree);
        const inTitles = mentions(one.titles, term, degree);
        const inTopics = mentions(one.topics, term, degree);
        if (inText + inTitles + inTopics === 0) continue;
        const length = 1 - LENGTH_COUNTS + (LENGTH_COUNTS * one.text.length) / average;
        const said = (inText * (SATURATION + 1)) / (inText + SATURATION * length);
        const score = said + TITLE_WEIGHT * Math.min(SAME, inTitles) + TOPIC_WEIGHT * Math.min(SAME, inTopics);
        found.set(one, Math.max(found.get(one) ?? 0, score));
      }
    }
    return found;
  };

  const texts = (): readonly string[] => held.flatMap(({ titles, text }) => [titles, text]);
  for (const term of terms) {
    let found = holders([term]);
    const instead = found.size === 0 ? wordsLike(term, texts()) : [];
    if (instead.length > 0) found = holders(instead.map(spacedTerm));
    asked.push({ word: term.word, instead });
    const tells = Math.log(1 + (held.length - found.size + 0.5) / (found.size + 0.5));
    for (const [one, score] of found) {
      const before = scores.get(one) ?? { score: 0, met: 0 };
      scores.set(one, { score: before.score + tells * score, met: before.met + 1 });
    }
  }
  const whole = [...scores].filter(([, { met }]) => met === terms.length);
  const some = whole.length > 0 ? whole : [...scores];
  const order = new Map(held.map((one, index) => [one, index]));
  const ranked = some
    .map(([one, { score }]) => ({ one, score: score * one.weight }))
    .sort((a, b) => b.score - a.score || (order.get(a.one) ?? 0) - (order.get(b.one) ?? 0));

  /** The words of a text that are among those searched for, as {@link marked} takes them. */
  const among = (text: string): Set<string> => {
    const words = new Set(counted.flatMap(({ term }) => (term.spaced ? [] : [term.word])));
    for (const [written] of text.matchAll(WORDS)) {
      if (SPACES_MISSING.test(written)) continue;
      const word = folded(written);
      if (counted.some(({ term, degree }) => term.spaced && degree(word) > 0)) words.add(word);
    }
    return words;
  };
  return {
    items: ranked.map(({ one }) => one.item),
    scores: ranked.map(({ score }) => score),
    all: whole.length > 0,
    asked,
    marks: (text) => marked(text, among(text)),
    excerpt: (text, length) => excerptOf(text, among(text), length),
  };
}
