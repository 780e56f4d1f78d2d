import { TestRunner } from 'vitest';

/** The promises that have a figure; what each is, and how it is put into words, is in `test/fuzz.mjs`. */
type Promised =
  | 'cases'
  | 'mutated'
  | 'canaries'
  | 'scripts'
  | 'killed'
  | 'random kills'
  | 'refused'
  | 'writers'
  | 'output'
  | 'same bytes'
  | 'preview';

/** What a test counts while it runs. */
export interface Figure {
  readonly promise: Promised;
  /** How often the promise was put to the test. */
  tried: number;
  /** How often the control fired: what would break a program that does not hold the promise. */
  fired: number;
}

declare module 'vitest' {
  interface TaskMeta {
    figures?: Figure[];
  }
}

/** A count that the running test keeps; it goes into the runner's report, be the test good or bad. */
export function figure(promise: Promised): Figure {
  const counted: Figure = { promise, tried: 0, fired: 0 };
  const meta = TestRunner.getCurrentTest()?.meta;
  if (meta) meta.figures = [...(meta.figures ?? []), counted];
  return counted;
}
