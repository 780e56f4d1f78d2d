import { CHARTER_KINDS } from '../kinds/index.ts';
import { spanEnd, spanText } from '../text/day.ts';
import { aboutField, defineCheck, heldTrueOn } from './check.ts';

export const reviewLapsed = defineCheck(
  'review-lapsed',
  'warn',
  'Purpose, vision, objectives and strategies are read again in time.',
  `A charter that nobody reads is no charter. Within \`commitments: {review_within}\` of cop.yml (six months unless it says
otherwise) somebody reads each of it again: is it still so? \`cop reviewed ID\` notes the day. Notes and FAQ entries have the
same promise; \`cop due\` holds those up.`,
  function* find(community, { today }) {
    const { calendar, commitments } = community.config;
    for (const document of community.documents) {
      if (!CHARTER_KINDS.includes(document.kind) || !('reviewed' in (document.declaration?.fields ?? {}))) continue;
      const read = heldTrueOn(document);
      const until = read && spanEnd(read, commitments.reviewWithin, calendar);
      if (until === null || until >= today) continue;
      const message = `Unexpected ${document.kind} last read on ${read}, expected a review within ${spanText(commitments.reviewWithin)}`;
      const field = document.written?.data.has('reviewed') ? 'reviewed' : 'date';
      yield aboutField('review-lapsed', document, [field], message, `\`cop reviewed ${document.id}\`, once you have.`);
    }
  },
);
