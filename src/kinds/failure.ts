import { defineKind, section } from '../model/kind.ts';
import { noteFields } from './note-fields.ts';

export const failure = defineKind({
  name: 'failure',
  plural: 'failures',
  role: 'note',
  sentence: 'Something that went wrong, told without blame: it asks what, not who.',
  folder: 'notes/failures',
  id: 'event',
  title: { field: 'title' },
  fields: noteFields,
  asked: ['topics', 'from'],
  sections: [
    section('What was intended', 'What was meant to happen?'),
    section('What happened', 'What happened instead? Facts and times, no names.'),
    section('Why it made sense', 'Why did it seem right at the time to those who were there?'),
    section('What we learned', 'What do we know now that we did not know then?'),
    section('What we change', 'What will be different, and when will we look whether it helped?'),
  ],
});
