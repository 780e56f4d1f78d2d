import { day, list, optional, reference, required, word } from '../model/field.ts';
import { defineKind, section } from '../model/kind.ts';

export const strategy = defineKind({
  name: 'strategy',
  plural: 'strategies',
  role: 'charter',
  sentence: 'The efforts and rhythm by which one or more objectives are to be reached.',
  folder: 'charter/strategies',
  id: 'plain',
  title: { field: 'title' },
  fields: {
    delivers: list(reference(['objective']), 'the objectives it works towards', { required: true }),
    pushes: list(word(), 'the dimensions it turns up, as named in cop.yml'),
    owner: optional(reference(['member']), 'the member who sees to it'),
    date: required(day(), 'when it was decided'),
    reviewed: optional(day(), 'when it was last read again and found true'),
  },
  sections: [
    section('Efforts', 'What will be done, and by whom?'),
    section('Rituals and rhythm', 'What happens every day, week, month?'),
    section('Resources', 'Whose time, which tools, how much?'),
    section('Risks', 'What could make it fail, and how would it be noticed early?'),
  ],
});
