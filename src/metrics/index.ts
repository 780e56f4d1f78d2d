import type { Community } from '../model/community.ts';
import type { Figure } from '../model/measure.ts';
import type { States } from '../states/index.ts';
import type { Day } from '../text/day.ts';
import { adviceByTopic } from './advice-by-topic.ts';
import { adviceTried } from './advice-tried.ts';
import { answeredInTime } from './answered-in-time.ts';
import { askAndAdvise } from './ask-and-advise.ts';
import { captureLag } from './capture-lag.ts';
import { captured } from './captured.ts';
import { charterChain } from './charter-chain.ts';
import { confidence } from './confidence.ts';
import { failureAuthors } from './failure-authors.ts';
import { failuresTold } from './failures-told.ts';
import { followedUp } from './followed-up.ts';
import { freshness } from './freshness.ts';
import { loopsClosed } from './loops-closed.ts';
import { newcomersAnswered } from './newcomers-answered.ts';
import { newcomersReturn } from './newcomers-return.ts';
import { notesReused } from './notes-reused.ts';
import { objectivesServed } from './objectives-served.ts';
import { outcomes } from './outcomes.ts';
import { overdueNow } from './overdue-now.ts';
import { proactive } from './proactive.ts';
import { recurrence } from './recurrence.ts';
import { reservationsAnswered } from './reservations-answered.ts';
import { timeToFirstAnswer } from './time-to-first-answer.ts';
import { topicConcentration } from './topic-concentration.ts';
import { topicsAtRisk } from './topics-at-risk.ts';
import { untestedTried } from './untested-tried.ts';
import { THAT_DAY } from './measure.ts';
import type { Measure } from './measure.ts';
import { seenSince } from './since.ts';

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
  captureLag,
  confidence,
  freshness,
  failuresTold,
  adviceByTopic,
  notesReused,
  failureAuthors,
  untestedTried,
  newcomersAnswered,
  newcomersReturn,
  objectivesServed,
  charterChain,
  askAndAdvise,
  topicsAtRisk,
  topicConcentration,
  proactive,
  recurrence,
];

export interface Measured {
  readonly measure: Measure;
  readonly figure: Figure;
}

/**
 * The figures of a community as of the day of its states.
 *
 * @param since Counts only what is dated on that day or later; what is so on the day of the report is told as it is.
 */
export function measureAll(
  community: Community,
  states: States,
  measures = MEASURES,
  since: Day | null = null,
): Measured[] {
  const seen = since === null ? { community, states } : seenSince(community, states, since);
  return measures.map((measure) => ({
    measure,
    figure:
      measure.window === THAT_DAY
        ? measure.measure(community, states, community)
        : measure.measure(seen.community, seen.states, community),
  }));
}
