import { levelled } from '../model/level.ts';
import { documentsOf, ripeForFollowUp } from './issues.ts';
import { ALL_TIME, defineMeasure } from './measure.ts';
import { apartFrom } from '../text/grouped.ts';

export const followedUp = defineMeasure({
  id: 'followed-up',
  title: 'Asked how it turned out',
  aspect: 'loops',
  also: ['value'],
  definition:
    'Of the answered issues whose day for asking has passed, those that have a follow-up. The day is the one agreed on with the advice, else `follow_up_after` the first answer.',
  formula: 'issues with a follow-up ÷ answered issues whose day for asking has passed',
  unit: 'a share of issues',
  window: ALL_TIME,
  direction: 'more',
  levels: levelled('at least 25 % of 4', 'at least 60 % of 10', 'at least 80 % of 20'),
  source: 'The learning loop of the practice dimension; the matured-cases rule is ours.',
  cannotTell: 'What was told in person and never written down.',
  measure(community, states) {
    const { ripe, later, withdrawn } = ripeForFollowUp(community, states);
    const done = ripe.filter(({ thread }) => thread.followups.length > 0);
    return {
      form: 'share',
      counted: { label: 'followed up', documents: documentsOf(done) },
      missed: { label: 'not followed up', documents: documentsOf(apartFrom(ripe, done)) },
      apart: [
        { label: 'their day has not come', documents: documentsOf(later) },
        { label: 'withdrawn', documents: documentsOf(withdrawn) },
      ],
    };
  },
});
