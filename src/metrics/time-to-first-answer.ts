import { firstAnswers } from './first-answers.ts';
import { documentsOf, looked, withdrawnUnanswered } from './issues.ts';
import { ALL_TIME, defineMeasure } from './measure.ts';

export const timeToFirstAnswer = defineMeasure({
  id: 'time-to-first-answer',
  title: 'Time to the first answer',
  aspect: 'helping',
  also: ['responsive'],
  definition:
    'Working days from the day an issue was opened to the first advice by somebody other than the asker; the time within which half, and nine in ten, were answered, with issues nobody has answered yet counted as still waiting.',
  formula:
    'Kaplan–Meier quantile of (first advice by another − opened), unanswered issues censored at the day of the report',
  unit: 'working days',
  window: ALL_TIME,
  direction: 'less',
  source: 'CHAOSS “Time to First Response”; quantiles by Kaplan and Meier (1958).',
  cannotTell: 'How long somebody waited before asking.',
  measure({ config }, states) {
    const all = looked(states);
    const judged = all.filter((one) => !withdrawnUnanswered(one));
    return {
      ...firstAnswers(judged, config, states.today),
      apart: [{ label: 'withdrawn unanswered', documents: documentsOf(all.filter(withdrawnUnanswered)) }],
    };
  },
});
