import { Refusal } from '../model/refusal.ts';
import { parseDay } from '../text/day.ts';
import type { Day } from '../text/day.ts';

/** The day that an option says. @throws Refusal where there is no such day. */
export function dayFrom(text: unknown): Day {
  const day = typeof text === 'string' ? parseDay(text) : null;
  if (day === null) throw new Refusal(`\`${String(text)}\` is not a day.`, 'Write it as 2026-11-20.');
  return day;
}
