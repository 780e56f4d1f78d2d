import { CONFIDENCES, isKept } from '../states/note-state.ts';
import { ALL_TIME, defineMeasure } from './measure.ts';

export const confidence = defineMeasure({
  id: 'confidence',
  title: 'How far notes can be relied on',
  aspect: 'capturing',
  also: ['value'],
  definition:
    'Notes and FAQ entries by confidence, which follows from follow-ups: validated when somebody other than the adviser reports that it worked, contradicted when anybody reports that it did not.',
  formula: 'notes and entries by confidence',
  unit: 'notes and entries',
  window: ALL_TIME,
  direction: 'neither',
  source: 'Knowledge-centred service (KCS), with confidence derived instead of declared.',
  cannotTell: 'Whether the conditions were the same.',
  measure(community, states) {
    const kept = community.documents.filter(isKept);
    return {
      form: 'counts',
      groups: CONFIDENCES.map((level) => ({
        label: level,
        documents: kept.filter((note) => states.note(note).confidence === level),
      })),
    };
  },
});
