import { every, namedBy } from '../kinds/index.ts';
import { aboutField, defineCheck } from './check.ts';

export const selfValidation = defineCheck(
  'self-validation',
  'info',
  'Somebody other than its adviser tells that an advice worked.',
  `An answer is validated when somebody else reports that it worked; advisers who report on their own advice may be right,
and it counts as a trial, but not as a validation. Ask somebody else who tried it, or leave it as it is.`,
  'faces',
  function* find(community) {
    for (const followup of every(community, 'followup')) {
      const { by, outcome, tried } = followup.fields;
      const own = namedBy(tried, 'advice', community).find(({ fields }) => fields.by === by);
      if (outcome !== 'worked' || !own) continue;
      const message = `Unexpected report by the adviser of \`${own.id}\`, expected one by somebody else who tried it`;
      yield aboutField('self-validation', followup, ['by'], message);
    }
  },
);
