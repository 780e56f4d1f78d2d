import type { Aspect } from './measure.ts';

/**
 * Something that no figure shows and a member can stand for: it counts towards a level from the day on which it was
 * attested, with a link to where it can be seen.
 */
export interface Statement {
  readonly id: string;
  readonly aspect: Aspect;
  readonly level: number;
  readonly says: string;
}

/** The statements that ship. A community adds its own in `cop.yml`. */
export const STATEMENTS: readonly Statement[] = [
  {
    id: 'members-set-agenda',
    aspect: 'agenda',
    level: 1,
    says: 'What the last session was about came out of issues that members had brought.',
  },
  {
    id: 'hardest-problems',
    aspect: 'agenda',
    level: 2,
    says: 'Members were asked whether the problems that matter most to them are brought here, and most said yes.',
  },
  {
    id: 'work-got-better',
    aspect: 'value',
    level: 2,
    says: 'Somebody has written down what got better in their work by what they learned here.',
  },
  {
    id: 'others-asked',
    aspect: 'value',
    level: 3,
    says: 'Somebody who is no member has asked for what was learned here, and used it.',
  },
  {
    id: 'risky-problem',
    aspect: 'trust',
    level: 2,
    says: 'Somebody brought a problem that could have been held against them, and says that it was right to.',
  },
  {
    id: 'idea-tried',
    aspect: 'innovativeness',
    level: 1,
    says: 'An idea that nobody had tested was tried because it was talked over here, however it turned out.',
  },
  {
    id: 'half-finished',
    aspect: 'innovativeness',
    level: 2,
    says: 'Members were asked whether they bring ideas that are not finished, and most said yes.',
  },
  {
    id: 'beginner-recognised',
    aspect: 'identity',
    level: 2,
    says: 'Somebody in their first year here was asked for advice because of what they know.',
  },
];
