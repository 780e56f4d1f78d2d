import type { Community } from '../model/community.ts';
import type { Figure } from '../model/measure.ts';
import type { States } from '../states/index.ts';
import { adviceTried } from './advice-tried.ts';
import { answeredInTime } from './answered-in-time.ts';
import { captured } from './captured.ts';
import { confidence } from './confidence.ts';
import { failuresTold } from './failures-told.ts';
import { followedUp } from './followed-up.ts';
import { freshness } from './freshness.ts';
import { loopsClosed } from './loops-closed.ts';
import type { Measure } from './measure.ts';
import { outcomes } from './outcomes.ts';
import { overdueNow } from './overdue-now.ts';
import { reservationsAnswered } from './reservations-answered.ts';
import { timeToFirstAnswer } from './time-to-first-answer.ts';

/** Every measure, in the order of the report. */
export const MEASURES: readonly Measure[] = [
  answeredInTime,
  timeToFirstAnswer,
  overdueNow,
  reservationsAnswered,
  followedUp,
  loopsClosed,
  outcomes,
  adviceTried,
  captured,
  confidence,
  freshness,
  failuresTold,
];

export interface Measured {
  readonly measure: Measure;
  readonly figure: Figure;
}

export function measureAll(community: Community, states: States): Measured[] {
  return MEASURES.map((measure) => ({ measure, figure: measure.measure(community, states) }));
}
