import type { Verdict } from '../checks/verdict.ts';
import { openStore, packed, unpacked } from './cache.ts';
import type { Standing } from './standing.ts';

/** What was found in a community on a day, and what else is told of it. */
export interface Judged<Told> {
  readonly verdict: Verdict;
  readonly told: Told;
}

/** What is kept, beside a number for every word that was judged. */
interface Head<Told> {
  /** What documents showed to others. */
  readonly faces: string;
  readonly judged: Judged<Told>;
}

const keyOf = (root: string, day: string): string => JSON.stringify([root, day]);

/** Keeps what was found for the next run. */
export function keepVerdict<Told>(
  env: NodeJS.ProcessEnv,
  root: string,
  day: string,
  { verdict, told }: Judged<Told>,
  now: Standing,
): void {
  const faces = now.digest('outline');
  if (faces === null) return;
  const { places, notes } = verdict.pieces;
  const judged = { verdict: { ...verdict, pieces: { notes, places: new Float64Array() } }, told };
  const head: Head<Told> = { faces, judged };
  openStore('verdicts', env)?.put(keyOf(root, day), packed(head, places, now.texts()));
}

/**
 * What was found before, where documents show the same to others; with those whose own words are others now.
 *
 * @returns null where that is not known.
 */
export function verdictBefore<Told>(
  env: NodeJS.ProcessEnv,
  root: string,
  day: string,
  standing: Standing,
): (Judged<Told> & { readonly edited: ReadonlySet<string> }) | null {
  const bytes = openStore('verdicts', env)?.get(keyOf(root, day));
  if (!bytes) return null;
  const { head, numbers, rest } = unpacked(bytes);
  const { faces, judged } = head as Head<Told>;
  if (standing.digest('outline') !== faces) return null;
  const { verdict, told } = judged;
  return {
    verdict: { ...verdict, pieces: { ...verdict.pieces, places: numbers } },
    told,
    edited: standing.editedSince(rest),
  };
}
