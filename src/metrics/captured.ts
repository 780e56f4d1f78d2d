import type { Community } from '../model/community.ts';
import { isKept, isNote } from '../states/note-state.ts';
import { documentsOf, looked } from './issues.ts';
import type { Looked } from './issues.ts';
import { defineMeasure } from './measure.ts';

/** Whether a note or FAQ entry cites the issue, or any advice or follow-up on it. */
function isCaptured({ issue, thread }: Looked, community: Community): boolean {
  return [issue, ...thread.advice, ...thread.followups].some((document) =>
    community.linksTo(document).some(({ from }) => isKept(from) && !(isNote(from) && from.fields.draft === true)),
  );
}

export const captured = defineMeasure({
  id: 'captured',
  title: 'Loops that left a note',
  effort: 'capturing',
  definition:
    'Of the loops that were closed, those whose issue, advice or follow-up a note or FAQ entry cites. Drafts do not count.',
  source: 'Ours.',
  cannotTell: 'Whether a loop deserved a note: not every one does.',
  measure(community, states) {
    const closed = looked(states).filter(({ state }) => state.closed);
    return {
      form: 'share',
      counted: { label: 'with a note', documents: documentsOf(closed.filter((one) => isCaptured(one, community))) },
      missed: { label: 'without', documents: documentsOf(closed.filter((one) => !isCaptured(one, community))) },
      apart: [],
    };
  },
});
