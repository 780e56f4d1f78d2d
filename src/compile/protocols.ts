/** Who takes part in a session, by what they do there. */
export type Part = 'asker' | 'facilitator' | 'advisers' | 'everybody';

export interface Step {
  readonly minutes: number;
  readonly title: string;
  readonly who: Part;
  /** What happens, as the facilitator would say it. */
  readonly doing: string;
}

/** A way of helping one member with one issue in a fixed time. */
export interface Protocol {
  readonly name: string;
  readonly title: string;
  /** One sentence: what it is good for. */
  readonly sentence: string;
  /** What the asker and those who help are called in it. */
  readonly asker: string;
  readonly advisers: string;
  /** How many may help; beyond the most, everybody has less time to speak. */
  readonly fewest: number;
  readonly most: number;
  readonly steps: readonly Step[];
}

/**
 * The protocols by which practitioners help each other, as they are commonly run; the words are ours. Sources: the case
 * clinic of the Presencing Institute, the peer assist of Collison and Parcell (Learning to Fly), Troika Consulting of
 * Liberating Structures.
 */
export const PROTOCOLS: readonly Protocol[] = [
  {
    name: 'case-clinic',
    title: 'Case clinic',
    sentence: 'A small group listens to one case in depth before anybody advises.',
    asker: 'case giver',
    advisers: 'coaches',
    fewest: 2,
    most: 5,
    steps: [
      {
        minutes: 5,
        title: 'Begin',
        who: 'facilitator',
        doing:
          'Read the issue aloud, say who has which part, and agree that what is said here stays a gift, not a verdict.',
      },
      {
        minutes: 10,
        title: 'The case',
        who: 'asker',
        doing: 'Tell where it sticks, what you tried, what it means to you, and what kind of help you want.',
      },
      {
        minutes: 5,
        title: 'Questions',
        who: 'advisers',
        doing: 'Ask what you need to understand. No advice in the shape of a question.',
      },
      {
        minutes: 5,
        title: 'Silence',
        who: 'everybody',
        doing: 'Write down what struck you, and what you would not have expected.',
      },
      {
        minutes: 10,
        title: 'What we heard',
        who: 'advisers',
        doing: 'Say what struck you, without solving it. The case giver listens.',
      },
      {
        minutes: 15,
        title: 'Advice',
        who: 'advisers',
        doing:
          'Say what you would do, when it applies and when it does not, and whether you did it, saw it or reasoned it.',
      },
      {
        minutes: 5,
        title: 'Reservations',
        who: 'everybody',
        doing: 'What speaks against it? Name the advice you would not follow, and why.',
      },
      {
        minutes: 5,
        title: 'What now',
        who: 'asker',
        doing:
          'Say what you will try first, and agree on the day to tell how it turned out. Thank whom you want to thank.',
      },
    ],
  },
  {
    name: 'peer-assist',
    title: 'Peer assist',
    sentence: 'Before something is begun, those who did the like share what they know.',
    asker: 'host',
    advisers: 'visitors',
    fewest: 3,
    most: 8,
    steps: [
      {
        minutes: 5,
        title: 'Welcome',
        who: 'facilitator',
        doing: 'Say what the host is about to do, what is decided already and what is still open.',
      },
      {
        minutes: 15,
        title: 'What the host plans',
        who: 'asker',
        doing: 'Tell what is planned, what you are unsure about, and what would make it fail.',
      },
      {
        minutes: 10,
        title: 'Questions',
        who: 'advisers',
        doing: 'Ask until you could explain the plan to somebody else.',
      },
      {
        minutes: 20,
        title: 'What we did in the like case',
        who: 'advisers',
        doing: 'Tell your own cases: situation, what you did, how it turned out. No opinions yet.',
      },
      {
        minutes: 15,
        title: 'What it means here',
        who: 'everybody',
        doing: 'What carries over to the host’s situation, and what does not? Work on a board all can see.',
      },
      {
        minutes: 15,
        title: 'Advice',
        who: 'advisers',
        doing: 'Each says what to do and what to leave, with the conditions. Doubts about others’ advice are said now.',
      },
      {
        minutes: 10,
        title: 'What the host takes along',
        who: 'asker',
        doing: 'Say what changes in the plan, and agree on the day to tell how it turned out.',
      },
    ],
  },
  {
    name: 'troika',
    title: 'Troika',
    sentence: 'Three people, a quarter of an hour: quick help from two others.',
    asker: 'client',
    advisers: 'consultants',
    fewest: 2,
    most: 2,
    steps: [
      { minutes: 2, title: 'The question', who: 'asker', doing: 'Say your question and what you tried.' },
      { minutes: 2, title: 'Questions', who: 'advisers', doing: 'Ask only what you need to understand.' },
      {
        minutes: 6,
        title: 'Over the shoulder',
        who: 'advisers',
        doing:
          'The client turns away. Talk with each other about what you would do, when it applies, and what you doubt.',
      },
      {
        minutes: 3,
        title: 'What was useful',
        who: 'asker',
        doing: 'Turn back and say what helps, and what you will try first.',
      },
      { minutes: 2, title: 'What now', who: 'everybody', doing: 'Agree on the day to tell how it turned out.' },
    ],
  },
];

export const PROTOCOL_NAMES: readonly string[] = PROTOCOLS.map(({ name }) => name);

/** How long a session takes, in minutes. */
export function lengthOf({ steps }: Protocol): number {
  return steps.reduce((sum, { minutes }) => sum + minutes, 0);
}
