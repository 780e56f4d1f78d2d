import { day, list, optional, parts, reference, required, word } from '../model/field.ts';
import { defineKind, section } from '../model/kind.ts';

export const vision = defineKind({
  name: 'vision',
  plural: 'visions',
  role: 'charter',
  sentence:
    'What the community is to become, made together by the sponsor, a first core group and people who may join.',
  folder: 'charter',
  id: 'named',
  title: { field: 'title' },
  fields: {
    purpose: required(reference(['purpose']), 'the purpose it follows from'),
    co_created_with: required(
      parts({
        sponsor: required(reference(['member']), 'the sponsor who took part'),
        core_group: list(reference(['member']), 'the preliminary core group', { required: true }),
        potential_members: list(word(), 'people who might join and were heard, by name or member id', {
          required: true,
        }),
      }),
      'whose voices made it',
    ),
    agreed: optional(day(), 'when all three voices had agreed to it'),
    from: list(reference(['inquiry']), 'the inquiries it grew out of'),
    date: required(day(), 'when it was written'),
    reviewed: optional(day(), 'when it was last read again and found true'),
  },
  sections: [
    section('The challenge', 'What about the practice is hard enough to need a community?'),
    section('What success looks like', 'It is two years from now and it worked: what can be seen?'),
    section('Needs', 'What do members need that they do not have?'),
    section('Challenges', 'What stands in the way?'),
    section('Opportunities', 'What is there already to build on?'),
  ],
});
