import { INDEX_FILE, SEARCHING, packed, wordsFile } from '../../text/searching.ts';
import type { Postings, SearchIndex } from '../../text/searching.ts';
import { once } from '../../text/once.ts';
import { byText } from '../../text/words.ts';
import type { Shown } from './machine-files.ts';
import type { SiteFile } from './site.ts';
import type { ScriptText } from '../../text/written.ts';

/** Pages whose words are loaded together for excerpts. */
const BLOCK = 50;
/** How much of a page's words an excerpt is taken from, in characters. */
const LONGEST_WORDS = 4000;
/** How many places of words the index keeps; of larger sites the most telling words of each page. */
const MOST_PLACES = 500_000;
/** No page keeps fewer words than these. */
const FEWEST_WORDS = 20;

/** A text as a literal of JavaScript, whatever stands in it. */
function literal(text: string): string {
  const escaped = text.replaceAll(/[\\'\n\r\u2028\u2029]/g, (character) =>
    character === '\\' || character === "'"
      ? `\\${character}`
      : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `'${escaped}'`;
}

/** A call of the script that searches, with values as JSON: a number as it is, whatever else as a text to be parsed. */
const script = (called: string, ...values: readonly (number | object)[]): ScriptText =>
  `copSearch.${called}(${values
    .map((value) => (typeof value === 'number' ? value : literal(JSON.stringify(value))))
    .join(', ')});\n` as ScriptText;

/** How often each term stands in a text. */
type TermCounts = ReadonlyMap<string, number>;

function countsOf(text: string): TermCounts {
  const counts = new Map<string, number>();
  for (const term of SEARCHING.tokenize(text)) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}

/**
 * The terms of each page that tell most of it: those that it has often and others have not. Where all terms of a site fit
 * into its index, that is all of them.
 */
function telling(pages: readonly TermCounts[]): readonly TermCounts[] {
  if (pages.reduce((sum, counts) => sum + counts.size, 0) <= MOST_PLACES) return pages;
  const pagesWith = new Map<string, number>();
  for (const counts of pages) for (const term of counts.keys()) pagesWith.set(term, (pagesWith.get(term) ?? 0) + 1);
  const most = Math.max(FEWEST_WORDS, Math.floor(MOST_PLACES / pages.length));
  const worth = ([term, count]: readonly [string, number]): number =>
    (1 + Math.log(count)) * Math.log(1 + pages.length / (pagesWith.get(term) ?? 1));
  return pages.map(
    (counts) => new Map([...counts].sort((a, b) => worth(b) - worth(a) || byText(a[0], b[0])).slice(0, most)),
  );
}

/** Where each term stands in which field of which page, terms in the order of their letters. */
function postingsOf(fields: readonly (readonly TermCounts[])[]): Postings {
  const postings = new Map<string, Map<number, Map<number, number>>>();
  for (const [field, pages] of fields.entries()) {
    for (const [page, counts] of pages.entries()) {
      for (const [term, count] of counts) {
        const held = postings.get(term) ?? new Map<number, Map<number, number>>();
        postings.set(term, held);
        held.set(field, (held.get(field) ?? new Map<number, number>()).set(page, count));
      }
    }
  }
  return new Map([...postings].sort(([a], [b]) => byText(a, b)));
}

function indexOf(pages: readonly Shown[], texts: readonly string[]): SearchIndex {
  // In the order of the fields that are searched.
  const fields = [
    pages.map(({ title, subject }) => countsOf([title, ...subject.also].join('\n'))),
    pages.map(({ subject }) => countsOf(subject.topics.join('\n'))),
    telling(texts.map(countsOf)),
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
    { path: INDEX_FILE, text: () => script('index', indexOf(pages, texts())) },
    ...blocks.map((number) => ({
      path: wordsFile(number * BLOCK, BLOCK),
      text: () => {
        const words = texts()
          .slice(number * BLOCK, (number + 1) * BLOCK)
          .map((text) => text.slice(0, LONGEST_WORDS));
        return script('words', number, words);
      },
    })),
  ];
}
