import { defineKind, section } from '../model/kind.ts';
import { noteFields } from './note-fields.ts';

export const insight = defineKind({
  name: 'insight',
  plural: 'insights',
  role: 'note',
  sentence: 'One thing that was understood, with where it comes from and when it holds.',
  folder: 'notes/insights',
  id: 'event',
  title: { field: 'title' },
  fields: noteFields,
  asked: ['topics', 'from'],
  sections: [
    section('The insight', 'What did you understand? One paragraph.'),
    section('Where it comes from', 'Which cases or conversations does it rest on?'),
    section('When it holds', 'Under which conditions, and when not?'),
  ],
});
