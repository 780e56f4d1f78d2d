import { parseDay } from './day.ts';
import type { Day } from './day.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH = `(${MONTHS.join('|')})[a-z]{0,6}\\.?`;

/** Ways to write a day of which the parts cannot be mistaken for each other: `02/01/2023` is none of them. */
const WAYS: readonly { readonly pattern: RegExp; readonly order: readonly [number, number, number] }[] = [
  { pattern: /(?<!\d)(\d{4})[-/_](\d{1,2})[-/_](\d{1,2})(?!\d)/g, order: [1, 2, 3] },
  { pattern: /(?<!\d)((?:19|20)\d{2})(\d{2})(\d{2})(?!\d)/g, order: [1, 2, 3] },
  // Points stand between day, month and year wherever they stand at all.
  { pattern: /(?<![\d.])(\d{1,2})\.(\d{1,2})\.(\d{4})(?![\d.]\d)/g, order: [3, 2, 1] },
  { pattern: new RegExp(`\\b${MONTH} {1,3}(\\d{1,2})(?:st|nd|rd|th)?,? {1,3}(\\d{4})(?!\\d)`, 'gi'), order: [3, 1, 2] },
  {
    pattern: new RegExp(`(?<!\\d)(\\d{1,2})(?:st|nd|rd|th)?\\.? {1,3}(?:of )?${MONTH},? {1,3}(\\d{4})(?!\\d)`, 'gi'),
    order: [3, 2, 1],
  },
];

/** Further in, a day is a part of what is told, and not when it was told. */
const FAR = 300;

function monthNumber(word: string): string {
  const named = MONTHS.indexOf(word.slice(0, 3).toLowerCase());
  return named < 0 ? word : String(named + 1);
}

/** The first day that is written in a name or a line of text, whatever the way; null where none is. */
export function dayIn(text: string): Day | null {
  const found = WAYS.flatMap(({ pattern, order: [year, month, day] }) =>
    [...text.slice(0, FAR).matchAll(pattern)].flatMap((match) => {
      const parts = [match[year] ?? '', monthNumber(match[month] ?? ''), match[day] ?? ''];
      const written = parseDay(parts.map((part, index) => part.padStart(index === 0 ? 4 : 2, '0')).join('-'));
      return written === null || written < '1970' || written > '2100' ? [] : [{ at: match.index, written }];
    }),
  );
  return found.sort((a, b) => a.at - b.at)[0]?.written ?? null;
}
