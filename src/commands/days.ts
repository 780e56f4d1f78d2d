import { Refusal } from '../model/refusal.ts';
import { parseDay, parseSpan, spanBefore } from '../text/day.ts';
import type { Day, Span } from '../text/day.ts';

/** The day that an option says. @throws Refusal where there is no such day. */
export function dayFrom(text: unknown): Day {
  const day = typeof text === 'string' ? parseDay(text) : null;
  if (day === null) throw new Refusal(`\`${String(text)}\` is not a day.`, 'Write it as 2026-11-20.');
  return day;
}

/** The words of an option that takes several, or one. */
const wordsOf = (value: unknown): string => (Array.isArray(value) ? value.join(' ') : String(value));

/** The length of time that an option says; a bare number is one of days. @throws Refusal where it says none. */
export function spanFrom(value: unknown): Span {
  const words = wordsOf(value);
  const span = parseSpan(/^\d+$/.test(words) ? `${words} days` : words);
  if (span === null) {
    throw new Refusal(`\`${words}\` is no length of time.`, 'Write it as 14 days, 2 weeks or 3 working days.');
  }
  return span;
}

/** What an option says where it is a length of time; null where it is a day. */
export const agoFrom = (value: unknown): string | null => (parseDay(wordsOf(value)) === null ? wordsOf(value) : null);

/** The day that an option says, or the one so long ago. @throws Refusal where it says neither, or a day to come. */
export function sinceFrom(value: unknown, today: Day): Day {
  const words = wordsOf(value);
  const day = parseDay(words);
  if (day !== null && day > today) throw new Refusal(`${day} is after today, ${today}.`);
  if (day !== null) return day;
  const span = parseSpan(words);
  if (span === null)
    throw new Refusal(`\`${words}\` is neither a day nor a time ago.`, 'Write it as 2026-11-20 or 2 weeks.');
  const since = spanBefore(today, span);
  if (!/^\d{4}-/.test(since)) throw new Refusal(`\`${words}\` is longer ago than days are counted.`);
  return since;
}
