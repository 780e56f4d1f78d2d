import { every } from '../kinds/index.ts';
import { VOICES, missingVoices } from '../kinds/vision.ts';
import { aboutField, defineCheck } from './check.ts';

export const voices = defineCheck(
  'voices',
  'warn',
  'A vision is made by all three voices: the sponsor, a first core group, and people who may join.',
  `A vision that its sponsor has not helped to make is not backed; one without the core group is not carried; one without
those who might join is a plan for other people. \`co_created_with\` names all three. \`cop agree VISION\` notes the day on
which they agreed, and does not while a voice is missing.`,
  'faces',
  function* find(community) {
    for (const vision of every(community, 'vision')) {
      for (const voice of missingVoices(vision.fields)) {
        const message = `Unexpected vision without the voice of ${VOICES[voice]}, expected \`co_created_with.${voice}\``;
        yield aboutField('voices', vision, ['co_created_with', voice], message);
      }
    }
  },
);
