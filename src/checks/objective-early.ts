import { every, isKind } from '../kinds/index.ts';
import { aboutField, defineCheck } from './check.ts';

export const objectiveEarly = defineCheck(
  'objective-early',
  'warn',
  'Objectives come after their vision is agreed.',
  `What is to be reached follows from what all three voices want to become. An objective that was set before they had
agreed binds people to somebody's idea of it. \`cop agree VISION\` notes the agreement; an objective from before it is read
again, and \`cop reviewed OBJECTIVE\` says so.`,
  'faces',
  function* find(community) {
    for (const objective of every(community, 'objective')) {
      const vision = community.byId.get(objective.fields.serves);
      if (!vision || !isKind(vision, 'vision')) continue;
      const { agreed } = vision.fields;
      const { date, reviewed } = objective.fields;
      if (agreed === null) {
        const message = `Unexpected objective before its vision is agreed, expected \`agreed\` in ${vision.path}`;
        yield aboutField(
          'objective-early',
          objective,
          ['serves'],
          message,
          `\`cop agree ${vision.id}\`, once all have.`,
        );
      } else if (date < agreed && (reviewed === null || reviewed < agreed)) {
        const message = `Unexpected objective of ${date}, expected one set or read again since its vision was agreed on ${agreed}`;
        yield aboutField('objective-early', objective, ['date'], message);
      }
    }
  },
);
