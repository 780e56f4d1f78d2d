import type { Community } from '../model/community.ts';
import type { States } from '../states/index.ts';
import type { Day } from '../text/day.ts';
import { MEASURES, measureAll } from './index.ts';
import type { Measured } from './index.ts';
import { aspectLevels } from './levels.ts';
import type { AspectLevel } from './levels.ts';
import { sliders } from './sliders.ts';
import type { Slider } from './sliders.ts';

/** The figures as they were on another day. */
export interface Past {
  readonly day: Day;
  readonly measured: readonly Measured[];
}

/** All that a report tells, before it is put into words or pictures. */
export interface Report {
  readonly community: Community;
  /** The day of the report. */
  readonly today: Day;
  /** Only what is dated from this day on is counted; null where all is. */
  readonly since: Day | null;
  /** How long ago that is, where it was said so: then a window of the same length ends on each other day. */
  readonly ago: string | null;
  readonly measured: readonly Measured[];
  /** The same measures on other days, the earliest first. */
  readonly past: readonly Past[];
  readonly levels: readonly AspectLevel[];
  readonly sliders: readonly Slider[];
}

/** What a community and its states tell on the day of the states. */
export function reportOf(
  community: Community,
  states: States,
  {
    since = null,
    ago = null,
    past = [],
    measures = MEASURES,
  }: Partial<Pick<Report, 'since' | 'ago' | 'past'>> & { measures?: typeof MEASURES } = {},
): Report {
  const measured = measureAll(community, states, measures, since);
  return {
    community,
    today: states.today,
    since,
    ago,
    measured,
    past,
    // A level is of all its criteria, and never of some.
    levels: measures === MEASURES ? aspectLevels(measured, community, states) : [],
    sliders: measures === MEASURES ? sliders(community) : [],
  };
}
