import { list, reference, text } from '../model/field.ts';
import { defineKind, section } from '../model/kind.ts';
import { kept } from './note-fields.ts';

export const faq = defineKind({
  name: 'faq',
  plural: 'faq',
  role: 'faq',
  sentence: 'A question that keeps coming up, with the answer and what it rests on.',
  folder: 'faq',
  id: 'event',
  title: { field: 'title' },
  fields: {
    also_asked: list(text(), 'other words in which it is asked'),
    from: list(reference('any'), 'the issues, advice, follow-ups or notes it rests on', { required: true }),
    ...kept,
  },
  sections: [section('Answer', 'What is the answer, in a paragraph? When does it not hold?')],
});
