import { choice, day, list, optional, text } from '../model/field.ts';
import type { Day } from '../text/day.ts';
import { defineKind, section } from '../model/kind.ts';

export const member = defineKind({
  name: 'member',
  plural: 'members',
  role: 'people',
  sentence: 'Somebody who takes part: asks, advises, writes or answers for the community.',
  folder: 'members',
  id: 'plain',
  title: { field: 'name' },
  fields: {
    name: optional(text(), 'what the member is called'),
    roles: list(choice('sponsor', 'core', 'member', 'expert'), 'what the member does in the community'),
    joined: optional(day(), 'when the member joined'),
    left: optional(day(), 'when the member left'),
  },
  asked: ['roles'],
  sections: [section('About', 'What do you work on, and what could others ask you about?', { optional: true })],
});

/** Whether somebody is a member on a day: nobody has left before it comes. */
export function isPresent({ left }: { readonly left: Day | null }, today: Day): boolean {
  return left === null || left > today;
}
