import fc from 'fast-check';
import { distance } from 'fastest-levenshtein';
import { describe, expect, test } from 'vitest';
import { search } from '../src/text/full-text.ts';
import type { Searched } from '../src/text/full-text.ts';
import { alike } from '../src/text/likeness.ts';
import { readingMinutes } from '../src/text/reading-time.ts';
import { wordsLike } from '../src/text/slips.ts';
import { folded, stem, termsOf } from '../src/text/terms.ts';
import { SEED, TIMES } from './chance.ts';

const words = (text: string): string[] => termsOf(folded(text)).map(({ word }) => word);

describe('terms', () => {
  test.each([
    ['The Batteries of an E-bike', ['batteries', 'bike']],
    ['Nähmaschine, größer', ['nahmaschine', 'grosser']],
    ['Ёлка и й', ['елка']],
    ['İstanbul ısıtma', ['istanbul', 'isitma']],
    ['السِّكّين', ['السكين']],
    ['炊飯器', ['炊飯', '飯器']],
    ['Wi-Fi 6のルーター', ['wi', 'fi', 'のル', 'ルー', 'ータ', 'ター']],
    ['', []],
    ['???', []],
  ])('of %j', (text, expected) => expect(words(text)).toEqual(expected));

  test.each([
    ['running', 'run'],
    ['stopped', 'stops'],
    ['batteries', 'battery'],
    ['tensions', 'tension'],
    ['leaking', 'leaks'],
    ['machines', 'machine'],
    ['broken', 'broke'],
    ['voitures', 'voiture'],
    ['schrauben', 'schraube'],
  ])('%s and %s have one stem', (one, other) => expect(stem(one)).toBe(stem(other)));

  test.each([
    ['station', 'stating'],
    ['cat', 'car'],
    ['lamp', 'lump'],
  ])('%s and %s have not', (one, other) => expect(stem(one)).not.toBe(stem(other)));

  test('take as long to read as people do', () => {
    expect(readingMinutes('')).toBe(1);
    expect(readingMinutes('word '.repeat(2200))).toBe(10);
    expect(readingMinutes('字'.repeat(4500))).toBe(10);
  });
});

const ASKED = [
  { questions: ['Sewing machine skips stitches on denim'], text: 'Thick seams, new needle.' },
  { questions: ['Kettle switches off before it boils'], text: 'Lime on the thermostat.' },
  { questions: ['Which glue holds a shoe sole?', 'My boot falls apart'], text: 'Contact cement, pressed for a day.' },
  { questions: ['炊飯器のご飯が固い'], text: '保温が切れる。' },
  { questions: ['Der Staubsauger riecht verbrannt'], text: 'Die Kohlebürsten des Motors sind am Ende.' },
] as const;

const likest = (question: string): string | null => alike(question, ASKED, (one) => one)[0]?.item.questions[0] ?? null;

describe('likeness', () => {
  test.each([
    ['the machine is skipping a stitch in jeans and denim', 0],
    ['sewingmachine skips', 0],
    ['ketle swiches of to erly', 1],
    ['hiking boots falling apart', 2],
    ['glueing soles', 2],
    ['ご飯が固くなる', 3],
    ['Staubsaugermotor verbrannt', 4],
    ['Kohlebuersten', 4],
  ])('%j is likest to what was asked', (question, index) =>
    expect(likest(question)).toBe(ASKED[index as 0]?.questions[0]),
  );

  test('of what has nothing in common is none', () => {
    expect(alike('xylophone quartet', ASKED, (one) => one)).toEqual([]);
    expect(alike('', ASKED, (one) => one)).toEqual([]);
    expect(alike('the of and', ASKED, (one) => one)).toEqual([]);
  });

  test('is 1 for the same words, and between 0 and 1 for all others', () => {
    expect(alike('Kettle switches off before it boils', ASKED, (one) => one)[0]?.score).toBeCloseTo(1);
    const question = fc.array(fc.constantFrom('kettle', 'glue', 'zzz', 'denim', 'shoes', 'ご飯', 'boil'), {
      maxLength: 9,
    });
    fc.assert(
      fc.property(question, (some) => {
        for (const { score } of alike(some.join(' '), ASKED, (one) => one)) {
          expect(score).toBeGreaterThan(0);
          expect(score).toBeLessThanOrEqual(1.000_001);
        }
      }),
    );
  });

  test('does not depend on the order in which things lie', () => {
    const question = 'kettle glue boot denim';
    const scores = new Map(alike(question, ASKED, (one) => one).map(({ item, score }) => [item.questions[0], score]));
    const shuffled = fc.shuffledSubarray([...ASKED], { minLength: ASKED.length });
    fc.assert(
      fc.property(shuffled, (order) => {
        for (const { item, score } of alike(question, order, (one) => one)) {
          expect(score).toBe(scores.get(item.questions[0]));
        }
      }),
    );
  });
});

const found = (text: string): Searched => ({ titles: [], topics: [], text, weight: 1 });

describe('the words that a misspelt one may be', () => {
  /** All words of some texts looked at one by one: the measure of looking for pieces. */
  function bruteForce(asked: string, texts: readonly string[]): string[] {
    const counts = new Map<string, number>();
    for (const word of texts.join(' ').split(' ')) if (word.length > 3) counts.set(word, (counts.get(word) ?? 0) + 1);
    const letters = (word: string): string => word.split('').sort().join('');
    const near = [...counts].flatMap(([word, count]) => {
      const apart = distance(asked, word);
      const slips = Math.max(asked.length, word.length) < 8 ? 1 : 2;
      const isSwap = apart === 2 && asked.length === word.length && letters(asked) === letters(word);
      return apart <= slips || isSwap ? [{ word, count, apart }] : [];
    });
    const best = Math.min(...near.map(({ apart }) => apart));
    return near
      .filter(({ apart }) => apart === best)
      .sort((a, b) => b.count - a.count || (a.word < b.word ? -1 : 1))
      .slice(0, 3)
      .map(({ word }) => word);
  }

  test('are those that all words one by one would give', () => {
    // None of them spells a word that says nothing, of which `wordsLike` takes none.
    const letter = fc.constantFrom('b', 'k', 'q', 'x', 'z');
    const word = fc.array(letter, { minLength: 4, maxLength: 11 }).map((letters) => letters.join(''));
    const edit = fc.tuple(fc.constantFrom('more', 'fewer', 'another', 'swap'), fc.nat(), fc.nat(), letter);
    const edited = (text: string, [how, first, second, other]: readonly [string, number, number, string]): string => {
      const letters = text.split('');
      const at = first % letters.length;
      const to = second % letters.length;
      if (how === 'more') letters.splice(at, 0, other);
      else if (how === 'fewer') letters.splice(at, 1);
      else if (how === 'another') letters[at] = other;
      else [letters[at], letters[to]] = [letters[to] as string, letters[at] as string];
      return letters.join('');
    };
    let found = 0;
    fc.assert(
      fc.property(
        word,
        fc.array(fc.array(edit, { minLength: 1, maxLength: 2 }), { maxLength: 4 }),
        word,
        (asked, slips, more) => {
          const texts = [[...slips.map((edits) => edits.reduce(edited, asked)), more].join(' '), more];
          if (texts.join(' ').split(' ').includes(asked)) return;
          const wanted = bruteForce(asked, texts);
          expect(wordsLike({ word: asked, stem: asked, spaced: true }, texts)).toEqual(wanted);
          found += Math.min(1, wanted.length);
        },
      ),
      { numRuns: 3_000 * TIMES, seed: SEED },
    );
    expect(found).toBeGreaterThan(1_000 * TIMES);
  });

  test('are found between other scripts, behind a sign with a mark, and in scripts beyond the first plane', () => {
    const like = (word: string, text: string): string[] => wordsLike({ word, stem: word, spaced: true }, [text]);
    expect(like('kubrenetes', '我们使用kubernetes部署')).toEqual(['kubernetes']);
    expect(like('kubrenetes', '⚠️kubernetes rocks')).toEqual(['kubernetes']);
    expect(like('abcd', 'bcad is it')).toEqual(['bcad']);
    expect(like('abcdefg', 'abdcefg')).toEqual(['abdcefg']);
    expect(alike('git', ['⚠️git rocks'], (text) => ({ questions: [], text }))).toHaveLength(1);
    const adlam = '\u{1E922}\u{1E923}\u{1E924}\u{1E925}';
    expect(search(adlam, [`${adlam} and more`, 'nothing'], found).items).toHaveLength(1);
  });

  test('are found in the time that their pieces take, also where a text is one word', () => {
    const term = { word: 'ababababax', stem: 'ababababax', spaced: true };
    // Half a minute, were each piece to go through the whole word.
    expect(wordsLike(term, [`${'ab'.repeat(250_000)} ababababay`])).toEqual(['ababababay']);
  });

  test('are none that say nothing, and none of a script without spaces', () => {
    expect(wordsLike({ word: 'woth', stem: 'woth', spaced: true }, ['with wath'])).toEqual(['wath']);
    expect(wordsLike({ word: '夜行', stem: '夜行', spaced: false }, ['夜行バス'])).toEqual([]);
    expect(wordsLike({ word: 'abx', stem: 'abx', spaced: true }, ['aby'])).toEqual([]);
  });
});
