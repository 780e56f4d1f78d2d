import { levelled } from '../model/level.ts';
import { documentsOf, looked, withdrawnUnanswered } from './issues.ts';
import { ALL_TIME, defineMeasure } from './measure.ts';
import { apartFrom } from '../text/grouped.ts';

export const answeredInTime = defineMeasure({
  id: 'answered-in-time',
  title: 'Answered within the promise',
  aspect: 'helping',
  also: ['responsive'],
  definition:
    'Of the issues whose promised day has passed, those that had advice by somebody other than the asker by that day. The promise is `respond_within` in cop.yml, in working days.',
  formula: 'answered by the promised day ÷ issues whose promised day has passed',
  unit: 'a share of issues',
  window: ALL_TIME,
  direction: 'more',
  levels: levelled('at least 50 % of 5', 'at least 80 % of 10', 'at least 90 % of 20'),
  source: 'The commitment to answer within a given time is the community’s own; cf. CHAOSS “Time to First Response”.',
  settled: true,
  workOn: (_figure, states) =>
    documentsOf(looked(states).filter(({ state }) => state.stage === 'waiting' && state.answerBy >= states.today)),
  cannotTell: 'Whether the answer was any good, and what was answered in talk and never written down.',
  measure(_community, states) {
    const all = looked(states);
    const judged = all.filter((one) => !withdrawnUnanswered(one));
    const ripe = judged.filter(({ state }) => state.answerBy < states.today);
    const inTime = ripe.filter(({ state }) => state.answeredOn !== null && state.answeredOn <= state.answerBy);
    return {
      form: 'share',
      counted: { label: 'answered in time', documents: documentsOf(inTime) },
      missed: { label: 'late or not at all', documents: documentsOf(apartFrom(ripe, inTime)) },
      apart: [
        { label: 'their time has not come', documents: documentsOf(apartFrom(judged, ripe)) },
        { label: 'withdrawn unanswered', documents: documentsOf(all.filter(withdrawnUnanswered)) },
      ],
    };
  },
});
