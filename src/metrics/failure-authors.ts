import { levelled } from '../model/level.ts';
import { every } from '../kinds/index.ts';
import { grouped } from '../text/grouped.ts';
import { ALL_TIME, defineMeasure } from './measure.ts';

export const failureAuthors = defineMeasure({
  id: 'failure-authors',
  title: 'How many people tell of failures',
  aspect: 'trust',
  also: ['trying'],
  definition:
    'The failure notes that are no drafts, by whether their author has written one before: as many people tell of failures as there are first ones.',
  formula: 'first failure notes of their authors, and further ones',
  unit: 'failure notes',
  window: ALL_TIME,
  direction: 'neither',
  levels: levelled('at least 1', 'at least 3', 'at least 5'),
  source: 'Ours; that many tell of failures, and not one brave member, is a sign of trust.',
  cannotTell: 'Trust itself, and the failures that nobody told.',
  measure(community) {
    const notes = every(community, 'failure')
      .filter(({ fields }) => fields.draft !== true)
      .toSorted((a, b) => (a.fields.date < b.fields.date || (a.fields.date === b.fields.date && a.id < b.id) ? -1 : 1));
    const first = new Set([...grouped(notes, ({ fields }) => [fields.by]).values()].flatMap(([one]) => one ?? []));
    return {
      form: 'counts',
      groups: [
        { label: 'first by their author', documents: notes.filter((note) => first.has(note)) },
        { label: 'further by the same people', documents: notes.filter((note) => !first.has(note)) },
      ],
    };
  },
});
