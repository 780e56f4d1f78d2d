import type { Config } from '../model/config.ts';
import type { Waiting } from '../model/measure.ts';
import { workingDaysBetween } from '../text/day.ts';
import type { Day } from '../text/day.ts';
import { documentsOf } from './issues.ts';
import type { Looked } from './issues.ts';
import { medianWait, ninetiethWait } from './kaplan-meier.ts';

/** How long some issues waited for their first answer, those that still do as long as they have. */
export function firstAnswers(some: readonly Looked[], { calendar }: Config, today: Day): Waiting {
  const waits = some.map(({ issue, state }) => ({
    time: workingDaysBetween(issue.fields.opened, state.answeredOn ?? today, calendar),
    ended: state.answeredOn !== null,
  }));
  const where = (isAnswered: boolean) =>
    documentsOf(some.filter(({ state }) => (state.answeredOn !== null) === isAnswered));
  return {
    form: 'waiting',
    unit: 'working days',
    median: medianWait(waits),
    ninetieth: ninetiethWait(waits),
    ended: { label: 'answered', documents: where(true) },
    still: { label: 'still waiting', documents: where(false) },
    apart: [],
  };
}
