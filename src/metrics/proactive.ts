import { every } from '../kinds/index.ts';
import { ALL_TIME, defineMeasure } from './measure.ts';
import { apartFrom } from '../text/grouped.ts';

/** Help that is wanted before something is done. */
const BEFORE = new Set(['ideas', 'challenge', 'decision-check']);

export const proactive = defineMeasure({
  id: 'proactive',
  title: 'Issues brought before it hurts',
  aspect: 'reactive',
  also: ['agenda', 'innovativeness'],
  definition:
    'Of the issues that say what help they want or which objective they have to do with, those that want ideas, a challenge or a check of a decision, or serve an objective. Asking for experience with something that is there already counts as reactive.',
  formula: 'issues with `help: ideas, challenge or decision-check` or an `objective` ÷ issues with either field',
  unit: 'a share of issues',
  window: ALL_TIME,
  direction: 'more',
  source: 'Ours; learning that is mostly reactive is a downside to watch for.',
  cannotTell: 'What made somebody ask: a plan, or a bad night.',
  measure(community) {
    const all = every(community, 'issue');
    const said = all.filter(({ fields }) => fields.help !== null || fields.objective !== null);
    const before = said.filter(({ fields }) => fields.objective !== null || BEFORE.has(fields.help ?? ''));
    return {
      form: 'share',
      counted: { label: 'before', documents: before },
      missed: { label: 'after', documents: apartFrom(said, before) },
      apart: [{ label: 'say neither', documents: apartFrom(all, said) }],
    };
  },
});
