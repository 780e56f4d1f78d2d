import type { Counts, Figure, Grouped, Share, Waiting } from '../model/measure.ts';
import { wilson } from '../metrics/wilson.ts';

/** Below this many, a percentage would pretend to a precision that is not there. */
const ENOUGH_FOR_PERCENT = 10;

const NONE = 'none to judge by yet';

const percent = (share: number): number => Math.round(100 * share);

function shareText({ counted: yes, missed }: Share): string {
  const counted = yes.documents.length;
  const of = counted + missed.documents.length;
  if (of === 0) return NONE;
  const interval = wilson(counted, of);
  const told =
    of >= ENOUGH_FOR_PERCENT && interval
      ? ` (${percent(counted / of)} %; 95 % interval ${percent(interval.lower)} to ${percent(interval.upper)} %)`
      : '';
  return `${counted} of ${of}${told}`;
}

function waitingText({ median, ninetieth, ended, still, unit }: Waiting): string {
  if (ended.documents.length + still.documents.length === 0) return NONE;
  const waiting = `${ended.documents.length} ${ended.label}, ${still.documents.length} ${still.label}`;
  if (median === null) return `no median yet: ${waiting}`;
  const days = median === 1 ? unit.replace(/s$/, '') : unit;
  return `median ${median} ${days}${ninetieth === null ? '' : `, nine in ten within ${ninetieth}`} (${waiting})`;
}

function countsText({ groups }: Counts): string {
  const told = groups.filter(({ documents }) => documents.length > 0);
  return told.length === 0 ? 'none' : told.map(({ label, documents }) => `${documents.length} ${label}`).join(', ');
}

function groupedText({ counted, missed, noun }: Grouped): string {
  const of = counted.groups.length + missed.groups.length;
  return of === 0 ? NONE : `${counted.groups.length} of ${of} ${noun}`;
}

/** A figure in a few words: `3 of 4`, `median 2 working days (1 still waiting)`, `4 worked, 1 partly`. */
export function figureText(figure: Figure): string {
  if (figure.form === 'share') return shareText(figure);
  if (figure.form === 'waiting') return waitingText(figure);
  if (figure.form === 'counts') return countsText(figure);
  if (figure.form === 'grouped') return groupedText(figure);
  const told = figure.parts.map(({ label, figure: part }) => `${label}: ${figureText(part)}`);
  return told.length === 0 ? NONE : told.join('; ');
}
