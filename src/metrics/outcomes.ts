import { every } from '../kinds/index.ts';
import { OUTCOMES } from '../kinds/followup.ts';
import { ALL_TIME, defineMeasure } from './measure.ts';

export const outcomes = defineMeasure({
  id: 'outcomes',
  title: 'How it turned out',
  aspect: 'loops',
  also: ['value', 'trust'],
  definition: 'Follow-ups by what they report.',
  formula: 'follow-ups by outcome',
  unit: 'follow-ups',
  window: ALL_TIME,
  direction: 'neither',
  source: 'Ours.',
  cannotTell: 'Success: a community that only tries what is sure to work shows nothing but “worked”.',
  measure(community) {
    const all = every(community, 'followup');
    return {
      form: 'counts',
      groups: OUTCOMES.map((outcome) => ({
        label: outcome.replaceAll('-', ' '),
        documents: all.filter(({ fields }) => fields.outcome === outcome),
      })),
    };
  },
});
