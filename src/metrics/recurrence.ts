import { every } from '../kinds/index.ts';
import { ALL_TIME, defineMeasure } from './measure.ts';
import { apartFrom } from '../text/grouped.ts';

export const recurrence = defineMeasure({
  id: 'recurrence',
  title: 'Issues that came up before',
  aspect: 'improving',
  also: ['agenda', 'capturing'],
  definition: 'Of all issues, those that say they repeat an earlier one.',
  formula: 'issues with `repeats` ÷ issues',
  unit: 'a share of issues',
  window: ALL_TIME,
  direction: 'less',
  source: 'Ours.',
  cannotTell: 'Which issues repeat another and do not say so; `cop seen` finds the likely ones.',
  measure(community) {
    const all = every(community, 'issue');
    const repeats = all.filter(({ fields }) => fields.repeats !== null);
    return {
      form: 'share',
      counted: { label: 'came up before', documents: repeats },
      missed: { label: 'new, as far as they say', documents: apartFrom(all, repeats) },
      apart: [],
    };
  },
});
