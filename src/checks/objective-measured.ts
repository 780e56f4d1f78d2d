import { every } from '../kinds/index.ts';
import { aboutField, defineCheck } from './check.ts';

export const objectiveMeasured = defineCheck(
  'objective-measured',
  'warn',
  'An objective says who sees to it, what is measured and by when, and its day has not gone by.',
  `An objective that nobody owns, measures or dates is a wish. \`owner\` is a member, \`measure\` what is counted or asked,
\`due\` a day. When the day has come, say how it turned out: move \`due\` with a reason in the text, or write the objective
that follows. \`now\` says where the measure stands.`,
  function* find(community, { today }) {
    for (const objective of every(community, 'objective')) {
      for (const field of ['owner', 'measure', 'due'] as const) {
        if (objective.fields[field] !== null) continue;
        const message = `Unexpected objective without \`${field}\`, expected one that says it`;
        yield aboutField('objective-measured', objective, [], message);
      }
      const { due } = objective.fields;
      if (due !== null && due < today) {
        const message = `Unexpected day ${due}, which has gone by, expected how it turned out and what comes next`;
        yield aboutField('objective-measured', objective, ['due'], message);
      }
    }
  },
);
