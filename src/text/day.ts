import type { Temporal } from 'temporal-polyfill';
import { remembered, rememberedOf } from './once.ts';
import { plainDate } from './plain-date.ts';

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
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:[T ]\d{2}:\d{2}.{0,24})?$/.exec(text);
  if (!match) return null;
  const day = Number(match[3]);
  return day > 0 && day <= daysInMonth(Number(match[1]), Number(match[2])) ? (text.slice(0, 10) as Day) : null;
}

const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** How many days a month of the Gregorian calendar has, January = 1; 0 for what is no month. */
function daysInMonth(year: number, month: number): number {
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return (LENGTHS[month - 1] ?? 0) + (leap ? 1 : 0);
}

/** The length of time that a text says, or null. A bare `day` is a calendar day. */
export function parseSpan(text: string): Span | null {
  const match = /^(\d{1,4}) (working day|day|week|month|year)s?$/.exec(text.trim().toLowerCase());
  return match ? { count: Number(match[1]), unit: match[2] as Span['unit'] } : null;
}

export function spanText(span: Span): string {
  return `${span.count} ${span.unit}${span.count === 1 ? '' : 's'}`;
}

/** Of all days that could be, a community names the same few again and again. */
const plain = remembered((day: Day): Temporal.PlainDate => plainDate(day));

export function isWorkingDay(day: Day, calendar: WorkCalendar): boolean {
  return !calendar.weekend.has(plain(day).dayOfWeek) && !calendar.holidays.has(day);
}

/** How far a search for a working day goes before a calendar without any is taken at its word. */
const LONGEST_BREAK = 400;

function stepToWorkingDay(day: Day, calendar: WorkCalendar): Day {
  if (calendar.weekend.size === 7) return day;
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
export function promiseDay(day: Day, { count, unit }: Span, calendar: WorkCalendar): Day {
  return promisesBy(calendar)(`${day} ${count} ${unit}`);
}

/** A community promises the same from the same days again and again. */
const promisesBy = rememberedOf((calendar: WorkCalendar) => remembered((sum: string) => promised(sum, calendar)));

function promised(sum: string, calendar: WorkCalendar): Day {
  const [day, written, ...unit] = sum.split(' ');
  const span = { count: Number(written), unit: unit.join(' ') as Span['unit'] };
  if (span.unit !== 'working day') return stepToWorkingDay(addSpan(day as Day, span), calendar);
  let next = day as Day;
  for (let left = span.count; left > 0; left -= 1) {
    next = stepToWorkingDay(addSpan(next, { count: 1, unit: 'day' }), calendar);
  }
  return next;
}

/** The day from which a length of time lasts until `day`; working days are taken as calendar days. */
export function spanBefore(day: Day, span: Span): Day {
  const unit = span.unit === 'working day' ? 'days' : `${span.unit}s`;
  return plain(day)
    .subtract({ [unit]: span.count })
    .toString() as Day;
}

/** The day on which a length of time from `day` is over; only working days look at the calendar. */
export function spanEnd(day: Day, span: Span, calendar: WorkCalendar): Day {
  return span.unit === 'working day' ? promiseDay(day, span, calendar) : addSpan(day, span);
}

/** The last day that ISO text can hold in four digits of a year: later ones would not compare as text. */
const LAST_DAY = '9999-12-31' as Day;

/** Calendar arithmetic; working days are taken as calendar days here, see {@link promiseDay}. */
export const addSpan = (day: Day, { count, unit }: Span): Day => added(`${day} ${count} ${unit}`);

const added = remembered((sum: string): Day => {
  const [day, count, ...unit] = sum.split(' ');
  const later = plain(day as Day).add({ [`${unit.at(-1)}s`]: Number(count) });
  return later.year > 9999 ? LAST_DAY : (later.toString() as Day);
});

/** A time from a day up to and including another. */
export interface Period {
  readonly since: Day;
  readonly until: Day;
}

/** A quarter of a year; `number` is 1 to 4. */
export interface Quarter extends Period {
  readonly year: number;
  readonly number: number;
}

const MONTHS_OF_A_QUARTER = 3;

/** The quarter that a day lies in. */
export function quarterOf(day: Day): Quarter {
  const { year, month } = plain(day);
  const number = Math.ceil(month / MONTHS_OF_A_QUARTER);
  const first = plain(day).with({ month: MONTHS_OF_A_QUARTER * (number - 1) + 1, day: 1 });
  const last = first.add({ months: MONTHS_OF_A_QUARTER }).subtract({ days: 1 });
  return { year, number, since: first.toString() as Day, until: last.toString() as Day };
}

/** The last days of so many quarters before the one that a day lies in, the earliest first. */
export function quarterEndsBefore(day: Day, count: number): Day[] {
  const first = plain(quarterOf(day).since);
  return Array.from(
    { length: count },
    (_, index) => first.subtract({ months: MONTHS_OF_A_QUARTER * (count - 1 - index), days: 1 }).toString() as Day,
  );
}

/** Calendar days from one day to another; negative where that is earlier. */
export const daysBetween = (from: Day, to: Day): number => plain(from).until(plain(to), { largestUnit: 'days' }).days;

/** Working days after `from`, up to and including `to`; 0 when `to` is not later. */
export function workingDaysBetween(from: Day, to: Day, calendar: WorkCalendar): number {
  if (to <= from) return 0;
  const days = plain(from).until(plain(to), { largestUnit: 'days' }).days;
  const first = plain(from).dayOfWeek;
  const free = (offset: number): boolean => calendar.weekend.has(((first - 1 + offset) % 7) + 1);
  // Whole weeks have the same number of working days, wherever they begin.
  const rest = Array.from({ length: days % 7 }, (_, index) => index + 1).filter((offset) => !free(offset)).length;
  const holidays = [...calendar.holidays].filter(
    (holiday) => holiday > from && holiday <= to && !calendar.weekend.has(plain(holiday as Day).dayOfWeek),
  ).length;
  return Math.floor(days / 7) * (7 - calendar.weekend.size) + rest - holidays;
}
