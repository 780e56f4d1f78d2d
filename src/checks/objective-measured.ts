import { every } from '../kinds/index.ts';
import { isPresent } from '../kinds/member.ts';
import { isPast } from '../kinds/objective.ts';
import { aboutField, defineCheck, heldTrueOn } from './check.ts';

export const objectiveMeasured = defineCheck(
  'objective-measured',
  'warn',
  'An objective says who sees to it, what is measured and by when, and its day has not gone by.',
  `An objective that nobody owns, measures or dates is a wish. \`owner\` is a member, \`measure\` what is counted or asked,
\`due\` a day. \`now\` says where the measure stands. When the day has come, say in \`now\` where it got to, in the text how it
turned out, and \`cop reviewed OBJECTIVE\`; or move \`due\`, with the reason.`,
  'faces',
  function* find(community, { today }) {
    for (const objective of every(community, 'objective')) {
      for (const field of ['owner', 'measure', 'due'] as const) {
        if (objective.fields[field] !== null) continue;
        const message = `Unexpected objective without \`${field}\`, expected one that says it`;
        yield aboutField('objective-measured', objective, [], message);
      }
      const { due, now, owner } = objective.fields;
      const member = every(community, 'member').find(({ id }) => id === owner);
      if (member && !isPresent(member.fields, today)) {
        const message = `Unexpected \`${owner}\` as \`owner\`, who left on ${member.fields.left}, expected somebody who is there`;
        yield aboutField('objective-measured', objective, ['owner'], message);
      }
      const isTold = due !== null && now !== null && (heldTrueOn(objective) ?? due) > due;
      if (isPast(objective.fields, today) && !isTold) {
        const message = `Unexpected day ${due}, which has gone by, expected how it turned out and what comes next`;
        yield aboutField('objective-measured', objective, ['due'], message);
      }
    }
  },
);
