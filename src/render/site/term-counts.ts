import { SEARCHING, packedTerm } from '../../text/searching.ts';
import { byText } from '../../text/words.ts';

/** The terms of a text by their numbers, each followed by how often it stands there. */
export type TermCounts = Uint32Array;

const distinct = (counts: TermCounts): number => counts.length / 2;

/** Numbers for terms: of ten thousand pages the same few ten thousand words are held once. */
export class TermNumbers {
  readonly terms: string[];
  private readonly numbers: Map<string, number>;

  /** @param terms Those that have their numbers already, in the order of these. */
  constructor(terms: readonly string[] = []) {
    this.terms = [...terms];
    this.numbers = new Map(terms.map((term, number) => [term, number]));
  }

  private numberOf(term: string): number {
    const known = this.numbers.get(term);
    if (known !== undefined) return known;
    // A piece of a text keeps all of the text in memory, which a copy does not.
    const own = Buffer.from(term).toString();
    this.numbers.set(own, this.terms.length);
    return this.terms.push(own) - 1;
  }

  countsOf(text: string): TermCounts {
    const counts = new Map<number, number>();
    for (const term of SEARCHING.tokenize(text)) {
      const number = this.numberOf(term);
      counts.set(number, (counts.get(number) ?? 0) + 1);
    }
    const packed = new Uint32Array(counts.size * 2);
    let at = 0;
    for (const [number, count] of counts) {
      packed[at] = number;
      packed[at + 1] = count;
      at += 2;
    }
    return packed;
  }
}

/** No page keeps fewer words than these. */
const FEWEST_WORDS = 20;

/** How many pages have each term. */
function pagesWith(pages: readonly TermCounts[], { terms }: TermNumbers): Uint32Array {
  const found = new Uint32Array(terms.length);
  for (const counts of pages) {
    for (let at = 0; at < counts.length; at += 2) {
      const term = counts[at] as number;
      found[term] = (found[term] as number) + 1;
    }
  }
  return found;
}

/**
 * The terms of each page that tell most of it: those that it has often and others have not. Where all terms of a site fit
 * into its index, that is all of them.
 */
export function telling(pages: readonly TermCounts[], known: TermNumbers, mostPlaces: number): readonly TermCounts[] {
  if (pages.reduce((sum, counts) => sum + distinct(counts), 0) <= mostPlaces) return pages;
  const most = Math.max(FEWEST_WORDS, Math.floor(mostPlaces / pages.length));
  const rarity = Float64Array.from(pagesWith(pages, known), (count) => Math.log(1 + pages.length / (count || 1)));
  return pages.map((counts) => {
    if (distinct(counts) <= most) return counts;
    const worth = Float64Array.from(
      { length: distinct(counts) },
      (_, index) => (1 + Math.log(counts[index * 2 + 1] as number)) * (rarity[counts[index * 2] as number] as number),
    );
    const termAt = (index: number): string => known.terms[counts[index * 2] as number] as string;
    const best = Array.from(worth.keys())
      .sort((a, b) => (worth[b] as number) - (worth[a] as number) || byText(termAt(a), termAt(b)))
      .slice(0, most);
    return Uint32Array.from(best.flatMap((index) => [counts[index * 2] as number, counts[index * 2 + 1] as number]));
  });
}

/** Which pages have which term, in one field: the places of a term lie side by side, those of term 0 first. */
interface Places {
  readonly startOf: Uint32Array;
  readonly pages: Uint32Array;
  readonly counts: Uint32Array;
}

function placesOf(pages: readonly TermCounts[], known: TermNumbers): Places {
  const having = pagesWith(pages, known);
  const startOf = new Uint32Array(having.length + 1);
  for (const [term, count] of having.entries()) startOf[term + 1] = (startOf[term] as number) + count;
  const places = { pages: new Uint32Array(startOf.at(-1) ?? 0), counts: new Uint32Array(startOf.at(-1) ?? 0) };
  const next = startOf.slice();
  for (const [page, found] of pages.entries()) {
    for (let at = 0; at < found.length; at += 2) {
      const term = found[at] as number;
      const place = next[term] as number;
      places.pages[place] = page;
      places.counts[place] = found[at + 1] as number;
      next[term] = place + 1;
    }
  }
  return { startOf, ...places };
}

function* placesIn({ startOf, pages, counts }: Places, term: number): Generator<[page: number, count: number]> {
  for (let at = startOf[term] as number; at < (startOf[term + 1] as number); at += 1)
    yield [pages[at] as number, counts[at] as number];
}

/** Where each term stands in which field of which page, terms in the order of their letters. */
export function packedCounts(fields: readonly (readonly TermCounts[])[], known: TermNumbers): string {
  const places = fields.map((pages) => placesOf(pages, known));
  const has = ({ startOf }: Places, term: number): boolean => startOf[term] !== startOf[term + 1];
  return Array.from(known.terms.keys())
    .filter((term) => places.some((field) => has(field, term)))
    .sort((a, b) => byText(known.terms[a] as string, known.terms[b] as string))
    .map((term) =>
      packedTerm(
        known.terms[term] as string,
        [...places.entries()].flatMap(([number, field]) =>
          has(field, term) ? [[number, placesIn(field, term)] as const] : [],
        ),
      ),
    )
    .join('\n');
}
