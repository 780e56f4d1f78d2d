import { SEARCHING, packed, wordsFile } from '../../text/searching.ts';
import type { Postings, SearchIndex } from '../../text/searching.ts';
import { once } from '../../text/once.ts';
import { byText } from '../../text/words.ts';
import type { Shown } from './machine-files.ts';
import type { SiteFile } from './site.ts';

/** Pages whose words are loaded together for excerpts. */
const BLOCK = 50;
/** How much of a page's words an excerpt is taken from, in characters. */
const LONGEST_WORDS = 4000;
/** How many places of words the index keeps; of larger sites the most telling words of each page. */
const MOST_PLACES = 500_000;
/** No page keeps fewer words than these. */
const FEWEST_WORDS = 20;

export const INDEX_FILE = 'assets/search-index.js';

/** A text as a literal of JavaScript, whatever stands in it. */
function literal(text: string): string {
  const escaped = text.replaceAll(/[\\'\n\r\u2028\u2029]/g, (character) =>
    character === '\\' || character === "'"
      ? `\\${character}`
      : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `'${escaped}'`;
}

/**
 * The words of each page that tell most of it: those that it has often and others have not. Where all words of a site fit
 * into its index, that is all of them.
 */
function telling(texts: readonly string[]): string[][] {
  const counted = texts.map((text) => {
    const counts = new Map<string, number>();
    for (const term of SEARCHING.tokenize(text)) counts.set(term, (counts.get(term) ?? 0) + 1);
    return counts;
  });
  const places = counted.reduce((sum, counts) => sum + counts.size, 0);
  const spread = (counts: ReadonlyMap<string, number>, terms: Iterable<string>): string[] =>
    [...terms].flatMap((term) => Array.from({ length: counts.get(term) ?? 0 }, () => term));
  if (places <= MOST_PLACES) return counted.map((counts) => spread(counts, counts.keys()));
  const pagesWith = new Map<string, number>();
  for (const counts of counted) for (const term of counts.keys()) pagesWith.set(term, (pagesWith.get(term) ?? 0) + 1);
  const most = Math.max(FEWEST_WORDS, Math.floor(MOST_PLACES / texts.length));
  return counted.map((counts) => {
    const worth = (term: string): number =>
      (1 + Math.log(counts.get(term) ?? 1)) * Math.log(1 + texts.length / (pagesWith.get(term) ?? 1));
    const best = [...counts.keys()].sort((a, b) => worth(b) - worth(a) || byText(a, b)).slice(0, most);
    return spread(counts, best);
  });
}

/** Where each term stands in which field of which page, terms in the order of their letters. */
function postingsOf(fields: readonly (readonly (readonly string[])[])[]): Postings {
  const postings = new Map<string, Map<number, Map<number, number>>>();
  for (const [field, pages] of fields.entries()) {
    for (const [page, terms] of pages.entries()) {
      for (const term of terms) {
        const held = postings.get(term) ?? new Map<number, Map<number, number>>();
        postings.set(term, held);
        const counts = held.get(field) ?? new Map<number, number>();
        held.set(field, counts);
        counts.set(page, (counts.get(page) ?? 0) + 1);
      }
    }
  }
  return new Map([...postings].sort(([a], [b]) => byText(a, b)));
}

function indexOf(pages: readonly Shown[], texts: readonly string[]): SearchIndex {
  const { tokenize } = SEARCHING;
  // In the order of the fields that are searched.
  const fields = [
    pages.map(({ title, subject }) => tokenize([title, ...subject.also].join('\n'))),
    pages.map(({ subject }) => tokenize(subject.topics.join('\n'))),
    telling(texts),
  ];
  return {
    pages: pages.map(({ path, title, subject }) => [path, title, subject.kind, subject.state ?? '']),
    block: BLOCK,
    postings: packed(postingsOf(fields)),
  };
}

/** The files that a page loads to search the site: the index, and the words of pages for excerpts, block by block. */
export function searchFiles(pages: readonly Shown[]): SiteFile[] {
  const texts = once(() => pages.map(({ subject }) => subject.text()));
  const blocks = Array.from({ length: Math.ceil(pages.length / BLOCK) }, (_, number) => number);
  return [
    { path: INDEX_FILE, text: () => `copSearch.index(${literal(JSON.stringify(indexOf(pages, texts())))});\n` },
    ...blocks.map((number) => ({
      path: wordsFile(number * BLOCK, BLOCK),
      text: (): string => {
        const words = texts()
          .slice(number * BLOCK, (number + 1) * BLOCK)
          .map((text) => text.slice(0, LONGEST_WORDS));
        return `copSearch.words(${number}, ${literal(JSON.stringify(words))});\n`;
      },
    })),
  ];
}
