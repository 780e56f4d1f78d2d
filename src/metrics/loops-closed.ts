import { levelled } from '../model/level.ts';
import { documentsOf, ripeForFollowUp } from './issues.ts';
import { ALL_TIME, defineMeasure } from './measure.ts';

export const loopsClosed = defineMeasure({
  id: 'loops-closed',
  title: 'Loops closed',
  aspect: 'loops',
  also: ['value'],
  definition:
    'Of the answered issues whose day for asking has passed, those with a follow-up that says how it turned out: it worked, it worked in part, or it did not.',
  formula: 'issues with a known outcome ÷ answered issues whose day for asking has passed',
  unit: 'a share of issues',
  window: ALL_TIME,
  direction: 'more',
  levels: levelled('none', 'at least 50 % of 10', 'at least 70 % of 20'),
  source: 'Ours; of 122 actions promised in one public repository of incident reports, 6 show any sign of completion.',
  cannotTell: 'Whether the outcome had anything to do with the advice.',
  measure(community, states) {
    const { ripe, later, withdrawn } = ripeForFollowUp(community, states);
    return {
      form: 'share',
      counted: { label: 'closed', documents: documentsOf(ripe.filter(({ state }) => state.closed)) },
      missed: { label: 'not closed', documents: documentsOf(ripe.filter(({ state }) => !state.closed)) },
      apart: [
        { label: 'their day has not come', documents: documentsOf(later) },
        { label: 'withdrawn', documents: documentsOf(withdrawn) },
      ],
    };
  },
});
