import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { alike } from '../src/text/likeness.ts';
import { readingMinutes } from '../src/text/reading-time.ts';
import { folded, stem, termsOf } from '../src/text/terms.ts';

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
