import { levelled } from '../model/level.ts';
import { dayOf } from '../model/document.ts';
import { isKind } from '../kinds/index.ts';
import { isKept, writtenOn } from '../states/note-state.ts';
import { ALL_TIME, defineMeasure } from './measure.ts';
import { apartFrom } from '../text/grouped.ts';

export const notesReused = defineMeasure({
  id: 'notes-reused',
  title: 'Notes that later issues built on',
  aspect: 'value',
  also: ['capturing', 'agenda'],
  definition:
    'Of the notes and FAQ entries that are no drafts, those that an issue, an advice or a follow-up cites that is dated later.',
  formula: 'notes and entries cited by a later thread ÷ notes and entries that are no drafts',
  unit: 'a share of notes and entries',
  window: ALL_TIME,
  direction: 'more',
  levels: levelled('at least 10 % of 5', 'at least 25 % of 10', 'at least 40 % of 20'),
  source: 'Ours; cf. reuse in knowledge-centred service (KCS), which counts links made in answering.',
  cannotTell: 'Who read a note and never had to ask.',
  measure(community) {
    const kept = community.documents.filter(isKept).filter(({ fields }) => fields.draft !== true);
    const reused = kept.filter((note) => {
      const written = writtenOn(note, community);
      return community
        .linksTo(note)
        .some(
          ({ from }) =>
            isKind(from, 'issue', 'advice', 'followup') && (written === null || (dayOf(from) ?? '') > written),
        );
    });
    return {
      form: 'share',
      counted: { label: 'cited later', documents: reused },
      missed: { label: 'not cited since', documents: apartFrom(kept, reused) },
      apart: [],
    };
  },
});
