import { documentsOf, looked } from './issues.ts';
import { THAT_DAY, defineMeasure } from './measure.ts';

export const overdueNow = defineMeasure({
  id: 'overdue-now',
  title: 'Issues waiting now',
  aspect: 'helping',
  also: ['responsive'],
  definition: 'Issues that wait for a first answer or for a follow-up, and those of them past the promised day.',
  formula: 'issues by stage on the day of the report',
  unit: 'issues',
  window: THAT_DAY,
  direction: 'less',
  source: 'Ours.',
  cannotTell: 'Whether somebody is at work on it.',
  measure(_community, states) {
    const all = looked(states);
    const at = (stage: string, overdue: boolean) =>
      documentsOf(all.filter(({ state }) => state.stage === stage && state.overdue === overdue));
    return {
      form: 'counts',
      groups: [
        { label: 'waiting for an answer past the promised day', documents: at('waiting', true) },
        { label: 'waiting for an answer in time', documents: at('waiting', false) },
        { label: 'waiting for a follow-up past its day', documents: at('due', true) },
        { label: 'waiting for a follow-up today', documents: at('due', false) },
      ],
    };
  },
});
