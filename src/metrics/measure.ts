import type { Community } from '../model/community.ts';
import type { Figure } from '../model/measure.ts';
import type { States } from '../states/index.ts';

/** The three efforts by which a community pushes its practice. */
export const EFFORTS = {
  helping: {
    title: 'Helping each other',
    question: 'Do members who bring a problem get advice, in time, and is doubt discussed?',
  },
  loops: { title: 'Learning loops', question: 'Does the community ask how it turned out, and does it get to know?' },
  capturing: {
    title: 'Capturing what is learned',
    question: 'Is what was learned written down, relied on and kept true?',
  },
} as const;

export type Effort = keyof typeof EFFORTS;

/** One figure of the report, declared with what it means and what it cannot tell. */
export interface Measure {
  readonly id: string;
  readonly title: string;
  readonly effort: Effort;
  readonly definition: string;
  /** Where the definition comes from. */
  readonly source: string;
  readonly cannotTell: string;
  readonly measure: (community: Community, states: States) => Figure;
}

export function defineMeasure(measure: Measure): Measure {
  return measure;
}
