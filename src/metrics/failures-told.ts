import { every, isKind } from '../kinds/index.ts';
import { ALL_TIME, defineMeasure } from './measure.ts';

export const failuresTold = defineMeasure({
  id: 'failures-told',
  title: 'Failures told',
  aspect: 'capturing',
  also: ['trust'],
  definition: 'Follow-ups reporting that something did not work, and the failure notes that were written.',
  formula: 'failure notes, and follow-ups that did not work by whether a failure note tells of them',
  unit: 'documents',
  window: ALL_TIME,
  direction: 'neither',
  source: 'Ours; that the worst problems and failures are brought is a sign of trust.',
  cannotTell: 'Trust itself: it has to be asked for. Nor the failures that nobody told.',
  measure(community) {
    const didNot = every(community, 'followup').filter(({ fields }) => fields.outcome === 'did-not-work');
    const notes = every(community, 'failure').filter(({ fields }) => fields.draft !== true);
    const cited = (followup: (typeof didNot)[number]): boolean => {
      const issue = community.byId.get(followup.fields.issue);
      return [followup, ...(issue ? [issue] : [])].some((told) =>
        community.linksTo(told).some(({ from }) => isKind(from, 'failure') && from.fields.draft !== true),
      );
    };
    return {
      form: 'counts',
      groups: [
        { label: 'written as a failure note', documents: notes },
        { label: '“did not work”, told in a failure note', documents: didNot.filter(cited) },
        { label: '“did not work”, in no failure note', documents: didNot.filter((one) => !cited(one)) },
      ],
    };
  },
});
