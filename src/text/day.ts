import { Temporal } from 'temporal-polyfill';

/** A calendar day as ISO text, `2026-11-20`: days compare as text, and no time zone ever shifts one. */
export type Day = string & { readonly __day: unique symbol };

/** A length of time as a community writes it: `3 working days`, `6 weeks`, `6 months`. */
export interface Span {
  readonly count: number;
  readonly unit: 'working day' | 'day' | 'week' | 'month' | 'year';
}

/** Which days nobody is expected to answer. `weekend` counts from Monday = 1 to Sunday = 7. */
export interface WorkCalendar {
  readonly weekend: ReadonlySet<number>;
  readonly holidays: ReadonlySet<string>;
}

/** The names of the days of the week as `cop.yml` writes them, Monday first. */
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/**
 * A day as written, or null where there is no such day (`2026-02-30`, `soon`). A time of day behind the date is left
 * out of account: the day is the one that was written, in whatever zone.
 */
export function parseDay(text: string): Day | null {
  const match = /^(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}.{0,24})?$/.exec(text);
  if (!match) return null;
  try {
    return Temporal.PlainDate.from(match[1] as string, { overflow: 'reject' }).toString() as Day;
  } catch {
    return null;
  }
}

/** The length of time that a text says, or null. A bare `day` is a calendar day. */
export function parseSpan(text: string): Span | null {
  const match = /^(\d{1,4}) (working day|day|week|month|year)s?$/.exec(text.trim().toLowerCase());
  return match ? { count: Number(match[1]), unit: match[2] as Span['unit'] } : null;
}

export function spanText(span: Span): string {
  return `${span.count} ${span.unit}${span.count === 1 ? '' : 's'}`;
}

const plain = (day: Day): Temporal.PlainDate => Temporal.PlainDate.from(day);

export function isWorkingDay(day: Day, calendar: WorkCalendar): boolean {
  return !calendar.weekend.has(plain(day).dayOfWeek) && !calendar.holidays.has(day);
}

/** How far a search for a working day goes before a calendar without any is taken at its word. */
const LONGEST_BREAK = 400;

function stepToWorkingDay(day: Day, calendar: WorkCalendar): Day {
  let next = plain(day);
  for (let step = 0; step < LONGEST_BREAK && !isWorkingDay(next.toString() as Day, calendar); step += 1) {
    next = next.add({ days: 1 });
  }
  return next.toString() as Day;
}

/**
 * The day on which a promise made on `day` falls due. Working days are counted from the day after; a length in calendar
 * days, weeks, months or years that ends on a free day moves to the next working day.
 */
export function promiseDay(day: Day, span: Span, calendar: WorkCalendar): Day {
  if (span.unit !== 'working day') return stepToWorkingDay(addSpan(day, span), calendar);
  let next = day;
  for (let left = span.count; left > 0; left -= 1) {
    next = stepToWorkingDay(plain(next).add({ days: 1 }).toString() as Day, calendar);
  }
  return next;
}

/** Calendar arithmetic; working days are taken as calendar days here, see {@link promiseDay}. */
export function addSpan(day: Day, span: Span): Day {
  const unit = span.unit === 'working day' ? 'days' : `${span.unit}s`;
  return plain(day)
    .add({ [unit]: span.count })
    .toString() as Day;
}

/** Calendar days from one day to a later one; negative when it is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return plain(from).until(plain(to), { largestUnit: 'days' }).days;
}

/** Working days after `from`, up to and including `to`; 0 when `to` is not later. */
export function workingDaysBetween(from: Day, to: Day, calendar: WorkCalendar): number {
  let count = 0;
  const last = plain(to);
  for (let day = plain(from).add({ days: 1 }); Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 })) {
    if (isWorkingDay(day.toString() as Day, calendar)) count += 1;
  }
  return count;
}
