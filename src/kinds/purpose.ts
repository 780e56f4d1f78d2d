import { day, list, optional, reference, required, text } from '../model/field.ts';
import { defineKind, section } from '../model/kind.ts';

export const purpose = defineKind({
  name: 'purpose',
  plural: 'purposes',
  role: 'charter',
  sentence: 'Why the community exists and which business goals it serves, said by its sponsor.',
  folder: 'charter',
  id: 'named',
  title: { field: 'title' },
  fields: {
    sponsor: required(reference(['member']), 'the member who answers for the community to the organisation'),
    decided_with: list(reference(['member']), 'members who had a say in it'),
    business_goals: list(text(), 'goals of the organisation that the community serves', { required: true }),
    date: required(day(), 'when it was decided'),
    reviewed: optional(day(), 'when it was last read again and found true'),
  },
  sections: [
    section('Why we exist', 'What would be missing, and for whom, if this community did not exist?'),
    section('Business goals served', 'Which goals of the organisation does it serve, and how would one notice?'),
    section('In scope', 'Which work, questions and people is it for?'),
    section('Out of scope', 'What does it leave to others on purpose?'),
  ],
});
