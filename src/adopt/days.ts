import type { Day } from '../text/day.ts';
import { dayIn } from '../text/written-day.ts';
import type { Page } from './page.ts';

/** What told the day of something that was brought along. */
export type DayFrom =
  'front matter' | 'file name' | 'title' | 'a line “Date:”' | 'git' | '--date' | 'today' | 'the record';

export interface Dated {
  readonly day: Day;
  readonly from: DayFrom;
}

/** `Date: 2016-02-12`, also as an item of a list or in bold. */
const DATE_LINE =
  /^[ \t>*_-]{0,8}(?:date|date of incident|incident date)[*_]{0,3}[ \t]{0,4}:[*_]{0,3}[ \t]{0,4}(.{4,80})$/im;
/** How far down such a line may stand. */
const TOP = 2_000;

/** The day of a page, by the first of its places that has one: front matter, its name, its title, a line that says so. */
export function dayOfPage(page: Page, inFrontMatter: Day | null, title: string | null): Dated | null {
  if (inFrontMatter !== null) return { day: inFrontMatter, from: 'front matter' };
  const named = dayIn(page.stem);
  if (named !== null) return { day: named, from: 'file name' };
  const titled = dayIn(page.title?.text ?? title ?? '');
  if (titled !== null) return { day: titled, from: 'title' };
  const line = dayIn(DATE_LINE.exec(page.body.slice(0, TOP))?.[1] ?? '');
  return line === null ? null : { day: line, from: 'a line “Date:”' };
}
