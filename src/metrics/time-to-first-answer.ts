import { workingDaysBetween } from '../text/day.ts';
import { documentsOf, looked, withdrawnUnanswered } from './issues.ts';
import { medianWait } from './kaplan-meier.ts';
import { defineMeasure } from './measure.ts';

export const timeToFirstAnswer = defineMeasure({
  id: 'time-to-first-answer',
  title: 'Time to the first answer',
  effort: 'helping',
  definition:
    'Working days from the day an issue was opened to the first advice by somebody other than the asker; the median, with issues nobody has answered yet counted as still waiting.',
  source: 'CHAOSS “Time to First Response”; median by Kaplan and Meier (1958).',
  cannotTell: 'How long somebody waited before asking.',
  measure({ config }, states) {
    const all = looked(states);
    const judged = all.filter((one) => !withdrawnUnanswered(one));
    const waits = judged.map(({ issue, state }) => ({
      time: workingDaysBetween(issue.fields.opened, state.answeredOn ?? states.today, config.calendar),
      ended: state.answeredOn !== null,
    }));
    return {
      form: 'waiting',
      unit: 'working days',
      median: medianWait(waits),
      ended: { label: 'answered', documents: documentsOf(judged.filter(({ state }) => state.answeredOn !== null)) },
      still: {
        label: 'still waiting',
        documents: documentsOf(judged.filter(({ state }) => state.answeredOn === null)),
      },
      apart: [{ label: 'withdrawn unanswered', documents: documentsOf(all.filter(withdrawnUnanswered)) }],
    };
  },
});
