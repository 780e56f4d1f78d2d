import { day, optional, required, text } from '../model/field.ts';
import { defineKind, section } from '../model/kind.ts';

export const pitch = defineKind({
  name: 'pitch',
  plural: 'pitches',
  role: 'charter',
  sentence: 'The value proposition on one page, ending with what is asked for.',
  folder: 'charter',
  id: 'named',
  title: { field: 'title' },
  fields: {
    audience: optional(text(), 'who is to be won over'),
    ask: optional(text(), 'what is asked of them, in one sentence'),
    date: required(day(), 'when it was written'),
  },
  sections: [
    section('The need', 'What is it like today, for whom?'),
    section('For the organisation', 'What does the organisation gain?'),
    section('For members', 'What does a member gain who gives an hour a week?'),
    section('A value story', 'One true case: the problem, the advice, what was done, what changed.'),
    section('The ask', 'What is needed, from whom, by when?'),
  ],
});
