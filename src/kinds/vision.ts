import { day, list, optional, parts, reference, required, word } from '../model/field.ts';
import { defineKind, section } from '../model/kind.ts';
import type { Held } from '../model/kind.ts';

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
        sponsor: optional(reference(['member']), 'the sponsor who took part'),
        core_group: list(reference(['member']), 'the preliminary core group'),
        potential_members: list(word(), 'people who might join and were heard, by name or member id'),
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

/** The three voices that make a vision, as they are spoken of. */
export const VOICES = {
  sponsor: 'the sponsor',
  core_group: 'the core group',
  potential_members: 'people who may join',
} as const;

export type Voice = keyof typeof VOICES;

/** The voices that a vision lacks. The same person does not speak for two of them. */
export function missingVoices({ co_created_with: heard }: Held<typeof vision>): Voice[] {
  const others = (some: readonly string[], taken: readonly (string | null)[]): boolean =>
    some.some((one) => !taken.includes(one));
  const isMissing: Readonly<Record<Voice, boolean>> = {
    sponsor: heard.sponsor === null,
    core_group: !others(heard.core_group, [heard.sponsor]),
    potential_members: !others(heard.potential_members, [heard.sponsor, ...heard.core_group]),
  };
  return (Object.keys(VOICES) as Voice[]).filter((voice) => isMissing[voice]);
}
