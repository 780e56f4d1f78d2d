import { levelled } from '../model/level.ts';
import type { States } from '../states/index.ts';
import { documentsOf, looked } from './issues.ts';
import type { Looked } from './issues.ts';
import { ALL_TIME, defineMeasure } from './measure.ts';

/** Whether a note or FAQ entry that is no draft any more tells of the loop. */
function isCaptured({ issue }: Looked, states: States): boolean {
  return (states.loop(issue)?.notes() ?? []).some((note) => note.fields.draft !== true);
}

export const captured = defineMeasure({
  id: 'captured',
  title: 'Loops that left a note',
  aspect: 'capturing',
  also: ['agenda'],
  definition:
    'Of the loops that were closed, those whose issue, advice or follow-up a note or FAQ entry cites. Drafts do not count.',
  formula: 'closed loops that a note or entry cites ÷ closed loops',
  unit: 'a share of issues',
  window: ALL_TIME,
  direction: 'more',
  levels: levelled('at least 25 % of 4', 'at least 50 % of 10', 'at least 70 % of 20'),
  source: 'Ours.',
  cannotTell: 'Whether a loop deserved a note: not every one does.',
  measure(_community, states) {
    const closed = looked(states).filter(({ state }) => state.closed);
    return {
      form: 'share',
      counted: { label: 'with a note', documents: documentsOf(closed.filter((one) => isCaptured(one, states))) },
      missed: { label: 'without', documents: documentsOf(closed.filter((one) => !isCaptured(one, states))) },
      apart: [],
    };
  },
});
