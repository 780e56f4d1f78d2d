import { CHARTER_KINDS } from '../kinds/index.ts';
import type { Community } from '../model/community.ts';
import type { Document } from '../model/document.ts';
import type { States } from '../states/index.ts';
import { isKept } from '../states/note-state.ts';
import { spanEnd } from '../text/day.ts';
import type { Day } from '../text/day.ts';
import { aboutField, defineCheck, heldTrueOn } from './check.ts';

/** What is to be read again, with the day up to which the last reading holds. */
function* readUntil(community: Community, states: States): Generator<readonly [Document, Day | null]> {
  const { calendar, commitments } = community.config;
  for (const document of community.documents) {
    if (isKept(document)) {
      const { confidence, reviewBy } = states.note(document);
      // Nobody relies on a draft, nor on what has been superseded.
      if (confidence !== 'draft' && confidence !== 'superseded') yield [document, reviewBy];
    } else if (CHARTER_KINDS.includes(document.kind) && 'reviewed' in (document.declaration?.fields ?? {})) {
      const read = heldTrueOn(document);
      yield [document, read && spanEnd(read, commitments.reviewWithin, calendar)];
    }
  }
}

export const reviewLapsed = defineCheck(
  'review-lapsed',
  'warn',
  'What a community relies on is read again in time.',
  `A charter that nobody reads is no charter, and an answer that held last year may not hold now. Within \`commitments:
{review_within}\` of cop.yml (six months unless it says otherwise), or what a note says in \`review_in\`, somebody reads each of
it again: is it still so? \`cop reviewed ID\` notes the day. Drafts and what has been superseded are nothing to rely on.`,
  'faces',
  function* find(community, { today, states }) {
    for (const [document, until] of readUntil(community, states())) {
      if (until === null || until >= today) continue;
      const message = `Unexpected ${document.kind} that nobody has read again by ${until}, expected a review`;
      const data = document.written?.data;
      const field = ['reviewed', 'date', 'from'].find((name) => data?.has(name)) ?? 'date';
      yield aboutField('review-lapsed', document, [field], message, `\`cop reviewed ${document.id}\`, once you have.`);
    }
  },
);
