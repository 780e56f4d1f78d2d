import { INDEX_FILE, wordsFile } from '../../text/searching.ts';
import type { SearchIndex } from '../../text/searching.ts';
import type { Shown } from './machine-files.ts';
import { TermNumbers, packedCounts, telling } from './term-counts.ts';
import type { TermCounts } from './term-counts.ts';
import type { SiteFile } from './site.ts';
import type { ScriptText } from '../../text/written.ts';

/** Pages whose words are loaded together for excerpts. */
export const BLOCK = 50;
/** How much of a page's words an excerpt is taken from, in characters. */
const LONGEST_WORDS = 4000;
/** How many places of words the index keeps; of larger sites the most telling words of each page. */
const MOST_PLACES = 500_000;

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

/** The files that a page loads to search the site. */
export interface SearchFiles {
  readonly index: SiteFile;
  /** The words of pages for excerpts, {@link BLOCK} pages a file. */
  readonly words: readonly SiteFile[];
}

/**
 * The index, and the words of pages for excerpts. Of the words of a page no more is held than their numbers, once those of
 * its block were asked for: best right after its pages were drawn, while what they show is at hand.
 */
export function searchFiles(pages: readonly Shown[]): SearchFiles {
  const known = new TermNumbers();
  const blocks = Array.from({ length: Math.ceil(pages.length / BLOCK) }, (_, number) => number);
  const counted: (readonly TermCounts[] | undefined)[] = blocks.map(() => undefined);
  const textsOf = (number: number): string[] => {
    const texts = pages.slice(number * BLOCK, (number + 1) * BLOCK).map(({ subject }) => subject.text());
    counted[number] = texts.map((text) => known.countsOf(text));
    return texts;
  };
  const countsIn = (number: number): readonly TermCounts[] => {
    if (!counted[number]) textsOf(number);
    return counted[number] ?? [];
  };
  return {
    index: {
      path: INDEX_FILE,
      text: () => script('index', indexOf(pages, blocks.flatMap(countsIn), known)),
    },
    words: blocks.map((number) => ({
      path: wordsFile(number * BLOCK, BLOCK),
      text: () => {
        const words = textsOf(number).map((text) => text.slice(0, LONGEST_WORDS));
        return script('words', number, words);
      },
    })),
  };
}

function indexOf(pages: readonly Shown[], texts: readonly TermCounts[], known: TermNumbers): SearchIndex {
  // In the order of the fields that are searched.
  const fields = [
    pages.map(({ title, subject }) => known.countsOf([title, ...subject.also].join('\n'))),
    pages.map(({ subject }) => known.countsOf(subject.topics.join('\n'))),
    telling(texts, known, MOST_PLACES),
  ];
  return {
    pages: pages.map(({ path, title, subject }) => [path, title, subject.kind, subject.state ?? '']),
    block: BLOCK,
    postings: packedCounts(fields, known),
  };
}
