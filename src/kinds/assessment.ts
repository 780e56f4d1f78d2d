import { day, reference, required, sliders } from '../model/field.ts';
import { defineKind, section } from '../model/kind.ts';

export const assessment = defineKind({
  name: 'assessment',
  plural: 'assessments',
  role: 'assessment',
  sentence: "One member's view, on one day, of how far each dimension is turned up and how far it ought to be.",
  folder: 'assessments',
  id: 'event',
  title: { field: 'title', otherwise: '{by}, {date}' },
  fields: {
    by: required(reference(['member']), 'whose view it is'),
    date: required(day(), 'when it was given'),
    sliders: required(sliders(), 'for each dimension: now and ideal from 0 to 5, and why'),
  },
  sections: [section('What we saw', 'What did you see that made you set them so?')],
});
