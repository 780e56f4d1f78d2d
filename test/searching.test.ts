import fc from 'fast-check';
import MiniSearch from 'minisearch';
import { describe, expect, test } from 'vitest';
import { Opened } from '../src/browser/opened.ts';
import { buildSite } from '../src/render/site/build.ts';
import { deriveStates } from '../src/states/index.ts';
import { SEARCHING, excerptOf, marked, packed, unpacked } from '../src/text/searching.ts';
import type { SearchIndex } from '../src/text/searching.ts';
import { MAKING, demoCommunity, today } from './community.ts';

/** The index of the demo community as a page gets it. */
function demoIndex(): SearchIndex {
  const community = demoCommunity();
  const { files } = buildSite(community, deriveStates(community, today()), MAKING);
  const text = files.find(({ path }) => path === 'assets/search-index.js')?.text() ?? '';
  const [, literal = ''] = /^copSearch\.index\('([^]*)'\);\n$/.exec(text) ?? [];
  const json = literal.replaceAll(/\\u([0-9a-f]{4})|\\(.)/g, (_, code: string | undefined, character: string) =>
    code === undefined ? character : String.fromCharCode(Number.parseInt(code, 16)),
  );
  return JSON.parse(json) as SearchIndex;
}

describe('the index of a site', () => {
  test('is the same unpacked as it was before it was packed', () => {
    const counts = fc.uniqueArray(fc.tuple(fc.nat(5000), fc.integer({ min: 1, max: 90 })), {
      selector: ([page]) => page,
      minLength: 1,
    });
    const fields = fc.uniqueArray(fc.tuple(fc.nat(2), counts), { selector: ([field]) => field, minLength: 1 });
    const terms = fc.uniqueArray(fc.tuple(fc.stringMatching(/^[a-zäé測定ا]{1,9}$/u), fields), {
      selector: ([term]) => term,
    });
    fc.assert(
      fc.property(terms, (made) => {
        const postings = new Map(
          made.map(([term, held]) => [
            term,
            new Map(held.map(([field, pages]) => [field, new Map([...pages].sort(([a], [b]) => a - b))])),
          ]),
        );
        const read = unpacked(packed(postings), 5001);
        expect(read.postings).toEqual(postings);
        const places = [...postings.values()].flatMap((held) => [...held.values()].map(({ size }) => size));
        expect(read.lengths.flat().reduce((sum, count) => sum + count, 0)).toBe(
          places.reduce((sum, size) => sum + size, 0),
        );
      }),
    );
  });

  test('finds, in the same order and with the same weights, what MiniSearch finds that indexed the words itself', () => {
    const index = demoIndex();
    const { postings } = unpacked(index.postings, index.pages.length);
    const words = index.pages.map(() => SEARCHING.fields.map(() => [] as string[]));
    for (const [term, fields] of postings) {
      for (const [field, pages] of fields) {
        for (const [page, count] of pages) words[page]?.[field]?.push(...Array.from({ length: count }, () => term));
      }
    }
    const plain = new MiniSearch({
      fields: [...SEARCHING.fields],
      tokenize: (text) => text.split(' ').filter(Boolean),
      processTerm: SEARCHING.processTerm,
    });
    plain.addAll(
      words.map((held, id) => ({
        id,
        ...Object.fromEntries(SEARCHING.fields.map((name, field) => [name, held[field]?.join(' ')])),
      })),
    );
    const opened = new Opened(index);
    for (const query of ['trip', 'timetabel relase', 'ferry late', 'rerun', 'boardings double', 'gtfs', 'zzzz']) {
      const options = { prefix: true, fuzzy: 0.2, boost: { title: 4 } };
      const found = (search: MiniSearch) =>
        search
          .search(query, { ...options, tokenize: SEARCHING.tokenize })
          .map(({ id, score }) => [id as number, Math.round(score * 1e6)]);
      expect(found(opened), query).toEqual(found(plain));
    }
    expect(opened.search('trip').length).toBeGreaterThan(3);
  });
});

describe('an excerpt', () => {
  const told = (text: string, ...terms: readonly string[]): string =>
    excerptOf(text, new Set(terms))
      .map(({ text: piece, hit }) => (hit ? `[${piece}]` : piece))
      .join('');

  test('shows where most of the words stand, with whole words around them', () => {
    const text = `${'before and '.repeat(40)}the Ferry came late to the harbour${' and after'.repeat(40)}`;
    const shown = told(text, 'ferry', 'late');
    expect(shown).toMatch(/^… (?:and|before) .*the \[Ferry\] came \[late\] to the harbour and after .* …$/);
    expect(shown.length).toBeLessThan(210);
  });

  test.each([
    ['nothing of it', ['ferry'], 'nothing of it'],
    ['', ['ferry'], ''],
    ['Fähre spät', ['fahre'], '[Fähre] spät'],
    ['夜間の処理が遅れる', ['処理', '遅れ'], '夜間の[処理]が[遅れ]る'],
    ['夜間処理', ['夜間', '間処', '処理'], '[夜間処理]'],
  ])('of «%s» for %j', (text, terms, expected) => {
    expect(told(text, ...terms)).toBe(expected);
  });

  test('loses no letter of a text, whatever is searched for', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.array(fc.string({ maxLength: 4 })), (text, terms) => {
        expect(
          marked(text, new Set(terms))
            .map(({ text: piece }) => piece)
            .join(''),
        ).toBe(text);
      }),
    );
  });
});
