import { isKind } from '../kinds/index.ts';
import { every } from '../kinds/index.ts';
import { aboutField, checkable, defineCheck, heldTrueOn } from './check.ts';

export const visionFollows = defineCheck(
  'vision-follows',
  'warn',
  'A vision follows its purpose: there is one, and the vision was written or read again since.',
  `Why comes first: the sponsor says the purpose, and the vision that sponsor, core group and potential members make is one
of that purpose. A vision that is older than its purpose may dream of something else. Read it again with all three, change
what has to change, and \`cop reviewed VISION\` says so.`,
  'faces',
  function* find(community) {
    if (every(community, 'purpose').length === 0) {
      for (const document of checkable(community)) {
        if (document.kind !== 'vision') continue;
        const message = 'Unexpected vision without a purpose, expected why the community exists first';
        yield aboutField('vision-follows', document, ['purpose'], message, '`cop new purpose` begins it.');
      }
    }
    for (const vision of every(community, 'vision')) {
      const purpose = community.byId.get(vision.fields.purpose);
      const read = heldTrueOn(vision);
      if (!purpose || !isKind(purpose, 'purpose') || read === null || read >= purpose.fields.date) continue;
      const message = `Unexpected vision of ${read}, expected one written or read again since its purpose of ${purpose.fields.date}`;
      yield aboutField('vision-follows', vision, ['date'], message, `\`cop reviewed ${vision.id}\`, once you have.`);
    }
  },
);
