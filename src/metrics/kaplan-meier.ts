import type { Document } from '../model/document.ts';
import type { Wait, Waiting } from '../model/measure.ts';

/**
 * The share that still waits after each time at which some waits ended, as Kaplan and Meier estimate it: every wait
 * counts as at risk until it ends or is lost from sight.
 *
 * @see Kaplan and Meier, "Nonparametric Estimation from Incomplete Observations", JASA 53 (1958).
 */
export function stillWaiting(waits: readonly Wait[]): { readonly time: number; readonly share: number }[] {
  const inOrder = [...waits].sort((a, b) => a.time - b.time);
  const steps: { time: number; share: number }[] = [];
  let share = 1;
  for (let from = 0; from < inOrder.length;) {
    const { time } = inOrder[from] as Wait;
    let behind = from;
    let ended = 0;
    for (; inOrder[behind]?.time === time; behind += 1) if (inOrder[behind]?.ended === true) ended += 1;
    if (ended > 0) {
      share *= 1 - ended / (inOrder.length - from);
      steps.push({ time, share });
    }
    from = behind;
  }
  return steps;
}

/**
 * The time by which a share of waits have ended: the first at which the share still waiting is no more than the rest.
 *
 * @param share The share, such as 0.5 for the median.
 * @returns null where more are still waiting at the end, or where there is nothing to judge by.
 */
export function waitWithin(waits: readonly Wait[], share: number): number | null {
  // To within rounding: 1/2 reached by factors such as 2/3 and 3/4 is not exactly one half.
  return stillWaiting(waits).find((step) => step.share <= 1 - share + 1e-12)?.time ?? null;
}

/** The time by which half have ended; see {@link waitWithin}. */
export const medianWait = (waits: readonly Wait[]): number | null => waitWithin(waits, 0.5);

/** The time by which nine in ten have ended; see {@link waitWithin}. */
export const ninetiethWait = (waits: readonly Wait[]): number | null => waitWithin(waits, 0.9);

/** Waits as a figure, each with its document; `labels` say what those have in common that ended, and that did not. */
export function waiting(
  waits: readonly (Wait & { readonly document: Document })[],
  unit: Waiting['unit'],
  labels: { readonly ended: string; readonly still: string },
): Waiting {
  const where = (isEnded: boolean): Document[] =>
    waits.flatMap(({ document, ended }) => (ended === isEnded ? [document] : []));
  return {
    form: 'waiting',
    unit,
    waits: waits.map(({ time, ended }) => ({ time, ended })),
    median: medianWait(waits),
    ninetieth: ninetiethWait(waits),
    ended: { label: labels.ended, documents: where(true) },
    still: { label: labels.still, documents: where(false) },
    apart: [],
  };
}
