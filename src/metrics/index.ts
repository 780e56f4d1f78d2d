import type { Community } from '../model/community.ts';
import type { Figure } from '../model/measure.ts';
import type { States } from '../states/index.ts';
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
import type { Measure } from './measure.ts';

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

export function measureAll(community: Community, states: States, measures = MEASURES): Measured[] {
  return measures.map((measure) => ({ measure, figure: measure.measure(community, states) }));
}
