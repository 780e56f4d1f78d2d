import { day, optional, reference, required, text } from '../model/field.ts';
import { defineKind, section } from '../model/kind.ts';
import type { Day } from '../text/day.ts';

export const objective = defineKind({
  name: 'objective',
  plural: 'objectives',
  role: 'charter',
  sentence: 'A change the vision calls for, with an owner, a measure and a day.',
  folder: 'charter/objectives',
  id: 'plain',
  title: { field: 'title' },
  fields: {
    serves: required(reference(['vision']), 'the vision it serves'),
    owner: optional(reference(['member']), 'the member who sees to it'),
    measure: optional(text(), 'what is counted or asked to know how far it is'),
    baseline: optional(text(), 'where the measure stood at the start'),
    target: optional(text(), 'where it is to get to'),
    now: optional(text(), 'where the measure stands'),
    due: optional(day(), 'by when'),
    date: required(day(), 'when it was set'),
    reviewed: optional(day(), 'when it was last read again and found true'),
  },
  sections: [
    section('What changes', 'What will members do differently?'),
    section('How we will know', 'What is measured or asked, by whom, how often?'),
  ],
});

/** Whether the day of an objective has gone by. */
export const isPast = ({ due }: { readonly due: Day | null }, today: Day): boolean => due !== null && due < today;
