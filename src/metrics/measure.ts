import type { Community } from '../model/community.ts';
import type { Document } from '../model/document.ts';
import type { Asked } from '../model/level.ts';
import type { Figure } from '../model/measure.ts';
import type { States } from '../states/index.ts';

/** What a measure may speak to. `asked` is what of it only people can say. */
interface AspectSpec {
  readonly part: 'effort' | 'effect' | 'upside' | 'downside';
  readonly title: string;
  readonly question: string;
  readonly asked: string | null;
}

const aspect = (part: AspectSpec['part'], title: string, question: string, asked: string | null): AspectSpec => ({
  part,
  title,
  question,
  asked,
});

/**
 * What there is to see of the practice dimension: the three efforts by which a community pushes it, the effects that they
 * are made for, and what to confirm or to watch for.
 */
export const ASPECTS = {
  helping: aspect(
    'effort',
    'Helping each other',
    'Do members who bring a problem get advice, in time, and is doubt discussed?',
    null,
  ),
  loops: aspect('effort', 'Learning loops', 'Does the community ask how it turned out, and does it get to know?', null),
  capturing: aspect(
    'effort',
    'Capturing what is learned',
    'Is what was learned written down, relied on and kept true?',
    null,
  ),
  agenda: aspect(
    'effect',
    'Learning agenda',
    'Does what is learned follow what members struggle with?',
    'Whether the problems that matter most are brought at all.',
  ),
  value: aspect(
    'effect',
    'Value',
    'Is the advice good, and does practice improve?',
    'Whether the work got better by it: only those who do it can tell.',
  ),
  trust: aspect(
    'effect',
    'Trust',
    'Are the worst problems and failures brought?',
    'Trust itself, and what nobody dared to bring.',
  ),
  innovativeness: aspect(
    'effect',
    'Innovativeness',
    'Are ideas discussed that nobody has tested?',
    'How new an idea was to those who heard it.',
  ),
  identity: aspect(
    'effect',
    'Identity',
    'Do people act as practitioners, and are they recognised as such, beginners too?',
    'Whether they see themselves so, and whether others do.',
  ),
  relevant: aspect(
    'upside',
    'Relevant',
    'Is it about what members and the organisation need?',
    'Whether it is worth the time it takes.',
  ),
  responsive: aspect('upside', 'Responsive', 'Does who asks hear something soon?', null),
  mutual: aspect('upside', 'Mutual', 'Do those who take also give?', null),
  trying: aspect(
    'upside',
    'A place to try ideas in',
    'May something be tried that may not work?',
    'Whether it feels safe to.',
  ),
  narrow: aspect(
    'downside',
    'Too narrow',
    'Does it turn around few topics and few people of the local practice?',
    'What others elsewhere know that nobody here has heard of.',
  ),
  reactive: aspect('downside', 'Mostly reactive', 'Does learning wait for something to go wrong?', null),
  improving: aspect(
    'downside',
    'Improvement where change is needed',
    'Is the same mended again and again that should be made otherwise?',
    'Whether a radical change is called for.',
  ),
} as const satisfies Readonly<Record<string, AspectSpec>>;

export type Aspect = keyof typeof ASPECTS;

export const ASPECT_NAMES = Object.keys(ASPECTS) as readonly Aspect[];

/** Which way a figure goes where things get better; `neither` is for what is only to be known. */
export type Direction = 'more' | 'less' | 'neither';

/** One figure of the report, declared with what it means and what it cannot tell. */
export interface Measure {
  readonly id: string;
  readonly title: string;
  /** The aspect under which it stands in full. */
  readonly aspect: Aspect;
  /** Other aspects to which it speaks. */
  readonly also: readonly Aspect[];
  readonly definition: string;
  /** How it is computed, as a formula in words. */
  readonly formula: string;
  /** What its number is: `a share of issues`, `working days`. */
  readonly unit: string;
  /** The time that it looks at. */
  readonly window: string;
  /** Where the definition comes from. */
  readonly source: string;
  readonly direction: Direction;
  readonly cannotTell: string;
  /** What each level asks of it, the first level's first; empty where no level does. */
  readonly levels: readonly Asked[];
  /** Whether what was missed once is missed for ever, so that only new cases can make a share better. */
  readonly settled: boolean;
  /** Whether it speaks of one community alone: people and topics of two may be the same ones, and are not added up. */
  readonly local: boolean;
  /** What of its documents can still be worked on, where that is not what keeps the figure from being better. */
  readonly workOn: ((figure: Figure, states: States) => readonly Document[]) | null;
  /**
   * @param seen The community, as far as the window of the report shows it.
   * @param whole All of it, for what depends on what was before.
   */
  readonly measure: (seen: Community, states: States, whole: Community) => Figure;
}

/** The window of what counts everything there is up to the day of the report, or since a day. */
export const ALL_TIME = 'All time up to the day of the report, or from the day given with `--since`.';
/** The window of what is so on the day of the report, whenever it began. */
export const THAT_DAY = 'The day of the report.';

export function defineMeasure({
  levels = [],
  settled = false,
  local = false,
  workOn = null,
  ...measure
}: Omit<Measure, 'levels' | 'settled' | 'local' | 'workOn'> &
  Partial<Pick<Measure, 'levels' | 'settled' | 'local' | 'workOn'>>): Measure {
  return { ...measure, levels, settled, local, workOn };
}
