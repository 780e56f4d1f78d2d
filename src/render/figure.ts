import type { Figure, Share } from '../model/measure.ts';

/** Below this many, a percentage would pretend to a precision that is not there. */
const ENOUGH_FOR_PERCENT = 10;

function shareText({ counted: yes, missed }: Share): string {
  const of = yes.documents.length + missed.documents.length;
  if (of === 0) return 'none to judge by yet';
  const percent = of >= ENOUGH_FOR_PERCENT ? ` (${Math.round((100 * yes.documents.length) / of)} %)` : '';
  return `${yes.documents.length} of ${of}${percent}`;
}

/** A figure in a few words: `3 of 4`, `median 2 working days (1 still waiting)`, `4 worked, 1 partly`. */
export function figureText(figure: Figure): string {
  if (figure.form === 'share') return shareText(figure);
  if (figure.form === 'waiting') {
    const { median, ended, still, unit } = figure;
    if (ended.documents.length + still.documents.length === 0) return 'none to judge by yet';
    const waiting = `${ended.documents.length} ${ended.label}, ${still.documents.length} ${still.label}`;
    const days = median === 1 ? unit.replace(/s$/, '') : unit;
    return median === null ? `no median yet: ${waiting}` : `median ${median} ${days} (${waiting})`;
  }
  const told = figure.groups.filter(({ documents }) => documents.length > 0);
  return told.length === 0 ? 'none' : told.map(({ label, documents }) => `${documents.length} ${label}`).join(', ');
}
