import { every } from '../kinds/index.ts';
import { reframed } from '../text/affirmative.ts';
import { aboutField, defineCheck } from './check.ts';

export const affirmative = defineCheck(
  'affirmative',
  'info',
  'The topic of an appreciative inquiry is something to grow.',
  `People find more of what they ask about. An inquiry into what goes wrong collects what goes wrong; one into when it went
well collects what made it so. Say the topic as what there is when the problem is not: not “fewer night calls” but “nights that
run through”.`,
  'faces',
  function* find(community) {
    for (const inquiry of every(community, 'inquiry')) {
      const other = reframed(inquiry.fields.topic);
      if (other === null) continue;
      yield aboutField(
        'affirmative',
        inquiry,
        ['topic'],
        `Unexpected problem as \`topic\`, expected something to grow`,
        other,
      );
    }
  },
);
