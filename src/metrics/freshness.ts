import { levelled } from '../model/level.ts';
import { isKept } from '../states/note-state.ts';
import { THAT_DAY, defineMeasure } from './measure.ts';

export const freshness = defineMeasure({
  id: 'freshness',
  title: 'Notes that are kept true',
  aspect: 'capturing',
  also: [],
  definition:
    'Of the notes and FAQ entries that hold (drafts and superseded ones apart), those read again within `review_within`, or written since.',
  formula: 'notes and entries whose review has not lapsed ÷ those that hold',
  unit: 'a share of notes and entries',
  window: THAT_DAY,
  direction: 'more',
  levels: levelled('none', 'at least 60 % of 5', 'at least 80 % of 10'),
  source: 'Ours.',
  cannotTell: 'How closely it was read.',
  measure(community, states) {
    const kept = community.documents.filter(isKept).map((note) => ({ note, state: states.note(note) }));
    const holds = kept.filter(({ state }) => state.confidence !== 'draft' && state.confidence !== 'superseded');
    const dated = holds.filter(({ state }) => state.reviewBy !== null);
    return {
      form: 'share',
      counted: { label: 'fresh', documents: dated.filter(({ state }) => !state.lapsed).map(({ note }) => note) },
      missed: { label: 'review lapsed', documents: dated.filter(({ state }) => state.lapsed).map(({ note }) => note) },
      apart: [
        {
          label: 'no day to count from',
          documents: holds.filter(({ state }) => state.reviewBy === null).map(({ note }) => note),
        },
      ],
    };
  },
});
