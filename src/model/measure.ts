import type { Document } from './document.ts';

/** Some documents that a figure counts, under the words for what they have in common. */
export interface Group {
  readonly label: string;
  readonly documents: readonly Document[];
}

/** How many of those whose time has come. Those not yet due are neither counted nor missed. */
export interface Share {
  readonly form: 'share';
  readonly counted: Group;
  readonly missed: Group;
  /** What could not be counted yet, or at all, with the reason. */
  readonly apart: readonly Group[];
}

/** One wait: how long, and whether it has ended or is known only to have lasted so long. */
export interface Wait {
  readonly time: number;
  readonly ended: boolean;
}

/**
 * A waiting time. Those still waiting are not dropped: they are known to have waited at least so long (right-censored),
 * and its median and ninetieth percentile are those of Kaplan and Meier.
 */
export interface Waiting {
  readonly form: 'waiting';
  readonly unit: 'working days' | 'days';
  readonly waits: readonly Wait[];
  /** Null where fewer than half have ended, so that no median can be known. */
  readonly median: number | null;
  /** The time within which nine in ten have ended; null where that many have not. */
  readonly ninetieth: number | null;
  readonly ended: Group;
  readonly still: Group;
  readonly apart: readonly Group[];
}

/** How many there are of each sort. */
export interface Counts {
  readonly form: 'counts';
  readonly groups: readonly Group[];
}

/** How many of something that is no document, each with the documents that make it what it is: topics by their advice. */
export interface Grouped {
  readonly form: 'grouped';
  /** What is counted: `topics`. */
  readonly noun: string;
  readonly counted: { readonly label: string; readonly groups: readonly Group[] };
  readonly missed: { readonly label: string; readonly groups: readonly Group[] };
}

/** The same figure for several parts of a community, side by side. */
export interface Parts {
  readonly form: 'parts';
  readonly parts: readonly { readonly label: string; readonly figure: Share | Waiting }[];
}

export type Figure = Share | Waiting | Counts | Grouped | Parts;

/** Those that a share counts, or that it does not: how many, and the documents behind them. */
export interface Side {
  readonly count: number;
  readonly documents: readonly Document[];
}

/** A share by its two sides, be it one of documents or of groups of them; null for what is no share. */
export function sidesOf(figure: Share | Grouped): Record<'yes' | 'no', Side>;
export function sidesOf(figure: Figure): Record<'yes' | 'no', Side> | null;
export function sidesOf(figure: Figure): Record<'yes' | 'no', Side> | null {
  if (figure.form === 'share') {
    const side = ({ documents }: Group): Side => ({ count: documents.length, documents });
    return { yes: side(figure.counted), no: side(figure.missed) };
  }
  if (figure.form !== 'grouped') return null;
  const side = ({ groups }: Grouped['counted']): Side => ({
    count: groups.length,
    documents: [...new Set(groups.flatMap(({ documents }) => documents))],
  });
  return { yes: side(figure.counted), no: side(figure.missed) };
}

/** Whether any document stands behind a figure. */
export const hasEvidence = (figure: Figure): boolean =>
  evidenceOf(figure).some(({ documents }) => documents.length > 0);

/** A figure's documents. Each stands once in it, but for what is told by parts or groups, in which it may take part twice. */
export function evidenceOf(figure: Figure): Group[] {
  if (figure.form === 'counts') return [...figure.groups];
  if (figure.form === 'share') return [figure.counted, figure.missed, ...figure.apart];
  if (figure.form === 'waiting') return [figure.ended, figure.still, ...figure.apart];
  if (figure.form === 'grouped') {
    return [figure.counted, figure.missed].flatMap(({ label, groups }) =>
      groups.map((group) => ({ ...group, label: `${label}: ${group.label}` })),
    );
  }
  return figure.parts.flatMap(({ label, figure: part }) =>
    evidenceOf(part).map((group) => ({ ...group, label: `${label}: ${group.label}` })),
  );
}
