import { choice, day, optional, reference, required } from '../model/field.ts';
import { defineKind, section } from '../model/kind.ts';

export const advice = defineKind({
  name: 'advice',
  plural: 'advice',
  role: 'thread',
  sentence: "What a member suggests on another's issue, or a reservation about somebody's advice.",
  folder: 'advice',
  id: 'event',
  title: { field: 'title', otherwise: 'Advice on “{issue}”' },
  fields: {
    issue: required(reference(['issue']), 'the issue it answers'),
    by: required(reference(['member']), 'who advises'),
    date: required(day(), 'when it was given'),
    stance: optional(
      choice('suggests', 'supports', 'reserves', 'disagrees'),
      'whether it suggests something, supports, reserves or disagrees with another advice',
    ),
    on: optional(reference(['advice']), 'the advice it speaks to'),
    basis: optional(choice('did-it', 'saw-it', 'reasoned', 'untested'), 'what it rests on'),
    follow_up: optional(day(), 'the day agreed on for looking back'),
  },
  asked: ['basis', 'follow_up'],
  sections: [
    section('Advice', 'What would you do?', { asked: true }),
    section('When it applies', 'Under which conditions does this hold, and when would you not do it?', { asked: true }),
  ],
});
