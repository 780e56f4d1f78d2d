import { day, list, reference, required, text } from '../model/field.ts';
import { defineKind, section } from '../model/kind.ts';

export const inquiry = defineKind({
  name: 'inquiry',
  plural: 'inquiries',
  role: 'charter',
  sentence: 'An appreciative inquiry: five phases from an affirmative topic to who does what next.',
  folder: 'charter/inquiries',
  id: 'plain',
  title: { field: 'title' },
  fields: {
    topic: required(text(), 'what there should be more of, phrased affirmatively'),
    participants: list(reference(['member']), 'members who took part'),
    date: required(day(), 'when it was held'),
  },
  sections: [
    section('Define', 'What do we want more of? Say it as something to grow, not as something to get rid of.'),
    section('Discover', 'When was it at its best? Tell the stories: what happened, what made it possible?'),
    section('Dream', 'Imagine it is like that every day: what do you see?'),
    section('Design', 'What will be true of us? Statements in the present tense.'),
    section('Destiny', 'Who does what next, by when?'),
  ],
});
