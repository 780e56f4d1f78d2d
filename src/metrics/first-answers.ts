import type { Config } from '../model/config.ts';
import type { Waiting } from '../model/measure.ts';
import { workingDaysBetween } from '../text/day.ts';
import type { Day } from '../text/day.ts';
import type { Looked } from './issues.ts';
import { waiting } from './kaplan-meier.ts';

/** How long some issues waited for their first answer, those that still do as long as they have. */
export function firstAnswers(some: readonly Looked[], { calendar }: Config, today: Day): Waiting {
  const waits = some.map(({ issue, state }) => ({
    document: issue,
    time: workingDaysBetween(issue.fields.opened, state.answeredOn ?? today, calendar),
    ended: state.answeredOn !== null,
  }));
  return waiting(waits, 'working days', { ended: 'answered', still: 'still waiting' });
}
