import { list, scalar } from './field.ts';
import type { Shape } from './field.ts';

/** The levels that a part of the practice may reach, from the first on; what each means is what its criteria say. */
export const LEVELS = ['begun', 'steady', 'second nature'] as const;

/** Something that a figure has to show, so that anybody can check whether it does. */
export interface Criterion {
  readonly bound: 'at least' | 'at most';
  readonly value: number;
  /** `percent`: of a share. `days`: the median of a waiting time. `count`: how many the figure counts. */
  readonly unit: 'percent' | 'days' | 'count';
  /** Of how many, at least, for the figure to be judged; 0 for a count. */
  readonly of: number;
}

const WRITTEN = /^(at least|at most) (\d{1,4}(?:\.\d)?)(?:( ?%| days?) of (\d{1,5}))?$/;

/** Reads `at least 80 % of 10`, `at most 3 days of 10` or `at least 3`; null for anything else. */
export function parseCriterion(text: string): Criterion | null {
  const [, bound, written, unit = '', of = '0'] = WRITTEN.exec(text.trim()) ?? [];
  const value = Number(written);
  const sort = unit === '' ? 'count' : unit.includes('%') ? 'percent' : 'days';
  const usable = sort === 'percent' ? value <= 100 : sort === 'days' || Number.isInteger(value);
  if (bound === undefined || !usable || (sort !== 'count' && Number(of) === 0)) return null;
  // What nothing at all would meet asks nothing.
  if (bound === 'at least' ? value === 0 : sort === 'count' || (sort === 'percent' && value === 100)) return null;
  return { bound: bound as Criterion['bound'], value, unit: sort, of: Number(of) };
}

/** A criterion as it is written in `cop.yml`. */
export function criterionText({ bound, value, unit, of }: Criterion): string {
  if (unit === 'count') return `${bound} ${value}`;
  return `${bound} ${value} ${unit === 'percent' ? '%' : value === 1 ? 'day' : 'days'} of ${of}`;
}

/**
 * A criterion for people: `at least 80 %, of 10 or more`.
 *
 * @param days The days that a median is of: `working days`.
 */
export function criterionWords({ bound, value, unit, of }: Criterion, days = 'days'): string {
  if (unit === 'count') return `${bound} ${value}`;
  if (unit === 'percent') return `${bound} ${value} %, of ${of} or more`;
  return `a median of ${bound} ${value} ${value === 1 ? days.replace(/s$/, '') : days}, of ${of} or more`;
}

/** What a level asks of a measure; null where it asks nothing of it. */
export type Asked = Criterion | null;

/** A criterion in `cop.yml`; `none` where a level asks nothing. It is held in a box, since null would mean unreadable. */
function criterion(): Shape<{ readonly asked: Asked }> {
  return scalar(
    '`at least 80 % of 10`, `at most 3 days of 10`, `at least 3` or `none`',
    { by: 'text' },
    { type: 'string', pattern: '^(none|(at least|at most) \\d{1,4}(\\.\\d)?(( ?%| days?) of \\d{1,5})?)$' },
    (text) => {
      if (text === 'none') return { asked: null };
      const asked = parseCriterion(text);
      return asked && { asked };
    },
  );
}

/**
 * The criteria of a measure, the first level's first.
 *
 * @throws Error where one is not written as a criterion: a mistake in our own sources.
 */
export function levelled(...texts: readonly string[]): readonly Asked[] {
  return texts.map((text) => {
    const asked = text === 'none' ? null : parseCriterion(text);
    if (asked === null && text !== 'none') throw new Error(`No criterion: ${text}`);
    return asked;
  });
}

/** The criteria of a measure in `cop.yml`, the first level's first. One that cannot be read spoils them all: the others would move up. */
export function criteria(): Shape<readonly Asked[]> {
  const items = list(criterion(), 'what each level asks of it');
  const { expected, entering, json } = items;
  return {
    expected: `a list, each of it ${expected}`,
    entering,
    json: { ...json, maxItems: LEVELS.length },
    read: (written) => {
      const { held, issues } = items.read(written);
      const isWhole = issues.every(({ problem }) => problem === 'single');
      return { held: held !== null && isWhole ? held.map(({ asked }) => asked) : null, issues };
    },
  };
}
