import type { Counts, Figure, Grouped, Share, Waiting } from '../model/measure.ts';
import { sidesOf } from '../model/measure.ts';
import { wilson } from '../metrics/wilson.ts';

/** Below this many, a percentage or nine in ten would pretend to a precision that is not there. */
export const ENOUGH_FOR_PERCENT = 10;

const NONE = 'none to judge by yet';

/** Whole per cent; neither none nor all where it is not. */
function percent(share: number): number {
  const rounded = Math.round(100 * share);
  return share > 0 && rounded === 0 ? 1 : share < 1 && rounded === 100 ? 99 : rounded;
}

function shareText({ counted: yes, missed }: Share, isShort: boolean): string {
  const counted = yes.documents.length;
  const of = counted + missed.documents.length;
  if (of === 0) return NONE;
  const interval = wilson(counted, of);
  if (of < ENOUGH_FOR_PERCENT || !interval) return `${counted} of ${of}`;
  const between = `; 95 % interval ${percent(interval.lower)} to ${percent(interval.upper)} %`;
  return `${counted} of ${of} (${percent(counted / of)} %${isShort ? '' : between})`;
}

function waitingText({ median, ninetieth, ended, still, unit }: Waiting, isShort: boolean): string {
  if (ended.documents.length + still.documents.length === 0) return NONE;
  const waiting = `${ended.documents.length} ${ended.label}, ${still.documents.length} ${still.label}`;
  if (median === null) return `no median yet: ${waiting}`;
  const days = median === 1 ? unit.replace(/s$/, '') : unit;
  if (isShort) return `median ${median} ${days}`;
  const isEnough = ended.documents.length + still.documents.length >= ENOUGH_FOR_PERCENT;
  return `median ${median} ${days}${ninetieth === null || !isEnough ? '' : `, nine in ten within ${ninetieth}`} (${waiting})`;
}

function countsText({ groups }: Counts): string {
  const told = groups.filter(({ documents }) => documents.length > 0);
  return told.length === 0 ? 'none' : told.map(({ label, documents }) => `${documents.length} ${label}`).join(', ');
}

function groupedText({ counted, missed, noun }: Grouped): string {
  const of = counted.groups.length + missed.groups.length;
  return of === 0 ? NONE : `${counted.groups.length} of ${of} ${noun}`;
}

/**
 * A figure in a few words: `3 of 4`, `median 2 working days (1 still waiting)`, `4 worked, 1 partly`.
 *
 * @param isShort For a table: without intervals, and without who still waits.
 */
export function figureText(figure: Figure, isShort = false): string {
  if (figure.form === 'share') return shareText(figure, isShort);
  if (figure.form === 'waiting') return waitingText(figure, isShort);
  if (figure.form === 'counts') return countsText(figure);
  if (figure.form === 'grouped') return groupedText(figure);
  const told = figure.parts.map(({ label, figure: part }) => `${label}: ${figureText(part, isShort)}`);
  return told.length === 0 ? NONE : told.join('; ');
}

/** How far along a figure is, from 0 to 1; null for what is no share. */
export function shareOf(figure: Figure): number | null {
  const sides = sidesOf(figure);
  const of = sides ? sides.yes.count + sides.no.count : 0;
  return sides === null || of === 0 ? null : sides.yes.count / of;
}
