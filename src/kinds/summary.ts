import { defineKind, section } from '../model/kind.ts';
import { noteFields } from './note-fields.ts';

export const summary = defineKind({
  name: 'summary',
  plural: 'summaries',
  role: 'note',
  sentence: 'What a meeting or a period brought, for those who were there and those who were not.',
  folder: 'notes/summaries',
  id: 'event',
  title: { field: 'title' },
  fields: noteFields,
  asked: ['topics', 'from'],
  sections: [
    section('Highlights', 'What was worth coming for?'),
    section('Key points', 'What should somebody remember?'),
    section('Open questions', 'What is still open, and who could answer it?'),
  ],
});
