import type { Document } from './document.ts';

/** Some documents that a figure counts, under the words for what they have in common. */
export interface Group {
  readonly label: string;
  readonly documents: readonly Document[];
}

/** How many of those whose time has come. `of` is the denominator; those not yet due are in neither. */
export interface Share {
  readonly form: 'share';
  readonly counted: Group;
  readonly missed: Group;
  /** What could not be counted yet, or at all, with the reason. */
  readonly apart: readonly Group[];
}

/**
 * A waiting time. Those still waiting are not dropped: they are known to have waited at least so long (right-censored),
 * and the median is that of Kaplan and Meier.
 */
export interface Waiting {
  readonly form: 'waiting';
  readonly unit: 'working days';
  /** Null where fewer than half have ended, so that no median can be known. */
  readonly median: number | null;
  readonly ended: Group;
  readonly still: Group;
  readonly apart: readonly Group[];
}

/** How many there are of each sort. */
export interface Counts {
  readonly form: 'counts';
  readonly groups: readonly Group[];
}

export type Figure = Share | Waiting | Counts;

/** A figure's documents, once each. */
export function evidenceOf(figure: Figure): Group[] {
  if (figure.form === 'counts') return [...figure.groups];
  const [first, second] = figure.form === 'share' ? [figure.counted, figure.missed] : [figure.ended, figure.still];
  return [first, second, ...figure.apart];
}
