/**
 * What the run of a test may be told, all of it by the environment: `npm run fuzz` sets it. By itself a test takes the same
 * seed each time, so that what fails once fails again.
 */
const number = (name: string, usual: number): number => Number(process.env[name] || usual);

/** `COP_SEED`: where every number made up begins. */
export const SEED = number('COP_SEED', 20261120);

/** `COP_CASES`: how many mutated files are read. */
export const CASES = number('COP_CASES', 10_000);

/** `COP_KILLS`: how many processes are killed at a moment made up. */
export const KILLS = number('COP_KILLS', 16);

/** `COP_ROUNDS`: how often 64 processes write at once. */
export const ROUNDS = number('COP_ROUNDS', 1);

/** `COP_TIMES`: how many times as often as usual a property is tried. */
export const TIMES = number('COP_TIMES', 1);

/** `COP_TEST_ALL=1`: what takes minutes as well. */
export const ALL = process.env['COP_TEST_ALL'] === '1';
