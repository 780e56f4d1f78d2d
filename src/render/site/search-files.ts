import { INDEX_FILE, wordsFile } from '../../text/searching.ts';
import type { SearchIndex } from '../../text/searching.ts';
import { noting, recalled } from '../../text/noting.ts';
import type { Shown } from './machine-files.ts';
import { TermNumbers, packedCounts, telling } from './term-counts.ts';
import type { TermCounts } from './term-counts.ts';
import type { Counted, KnownSite, SiteFile } from './site.ts';
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
  readonly counted: () => Counted;
}

/**
 * The index, and the words of pages for excerpts. Of the words of a page no more is held than their numbers, once those of
 * its block were asked for: best right after its pages were drawn, while what they show is at hand.
 *
 * @param before What was counted when the site was last built.
 */
export function searchFiles(pages: readonly Shown[], before: KnownSite | null): SearchFiles {
  const known = new TermNumbers(before?.counted.terms);
  const isSame = (paths: ReadonlySet<string>): boolean => ![...paths].some((path) => before?.edited.has(path));
  const counted = new Map([...(before?.counted.pages ?? [])].filter(([, { looked }]) => isSame(looked)));
  const textOf = ({ path, subject }: Shown): string => {
    const { value: text, looked } = noting(() => subject.text());
    counted.set(path, { counts: known.countsOf(text), looked });
    return text;
  };
  const countsOf = (page: Shown): TermCounts => {
    if (!counted.has(page.path)) textOf(page);
    const { counts, looked } = counted.get(page.path) ?? { counts: new Uint32Array(), looked: null };
    return recalled({ value: counts, looked });
  };
  const blocks = Array.from({ length: Math.ceil(pages.length / BLOCK) }, (_, number) => number);
  return {
    index: {
      path: INDEX_FILE,
      text: () => script('index', indexOf(pages, pages.map(countsOf), known)),
    },
    words: blocks.map((number) => ({
      path: wordsFile(number * BLOCK, BLOCK),
      text: () => {
        const words = pages.slice(number * BLOCK, (number + 1) * BLOCK).map(textOf);
        return script(
          'words',
          number,
          words.map((text) => text.slice(0, LONGEST_WORDS)),
        );
      },
    })),
    counted: () => ({ terms: known.terms, pages: counted }),
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
