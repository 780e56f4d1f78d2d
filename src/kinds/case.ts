import { defineKind, section } from '../model/kind.ts';
import { noteFields } from './note-fields.ts';

export const caseNote = defineKind({
  name: 'case',
  plural: 'cases',
  role: 'note',
  sentence: 'The story of one case, told so that others can use it.',
  folder: 'notes/cases',
  id: 'event',
  title: { field: 'title' },
  fields: noteFields,
  asked: ['topics', 'from'],
  sections: [
    section('Situation', 'What was the situation, and what made it hard?'),
    section('What was done', 'What was done, in which order?'),
    section('How it turned out', 'What came of it, and how do you know?'),
    section('What others can use', 'What carries over to other situations, and what does not?'),
  ],
});
