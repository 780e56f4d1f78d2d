import { firstAnswers } from './first-answers.ts';
import { looked, withdrawnUnanswered } from './issues.ts';
import type { Looked } from './issues.ts';
import { ALL_TIME, defineMeasure } from './measure.ts';
import { firstIssues } from './people.ts';

export const newcomersAnswered = defineMeasure({
  id: 'newcomers-answered',
  title: 'The first answer to newcomers, and to others',
  aspect: 'identity',
  also: ['helping', 'responsive'],
  definition:
    'Working days to the first advice by somebody else, for the first issue that a member ever asked and for all later ones.',
  formula: 'the time to the first answer, apart for first issues of members and for others',
  unit: 'working days',
  window: ALL_TIME,
  direction: 'less',
  source: 'CHAOSS “Time to First Response” and “New Contributors”; quantiles by Kaplan and Meier (1958).',
  cannotTell: 'How the answer was meant, and how it was taken.',
  measure(community, states, whole) {
    const first = firstIssues(whole);
    const judged = looked(states).filter((one) => !withdrawnUnanswered(one));
    const waiting = (some: readonly Looked[]) => firstAnswers(some, community.config, states.today);
    return {
      form: 'parts',
      parts: [
        { label: 'first issues', figure: waiting(judged.filter(({ issue }) => first.has(issue))) },
        { label: 'later issues', figure: waiting(judged.filter(({ issue }) => !first.has(issue))) },
      ],
    };
  },
});
