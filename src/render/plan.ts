import { createTwoFilesPatch } from 'diff';
import type { Change, Plan } from '../model/plan.ts';
import { bad, faint, good, ink, strong } from '../text/ink.ts';
import type { Ink } from '../text/ink.ts';

type Side = readonly [path: string, text: string] | null;

/** What a change takes away: the name and the text; null where there was no file. */
function before(change: Change): Side {
  if (change.type === 'create') return null;
  return [change.type === 'move' ? change.from : change.path, change.before];
}

/** What it puts there. */
function after(change: Change): Side {
  if (change.type === 'remove') return null;
  return [change.path, change.type === 'create' ? change.text : change.after];
}

function patch(change: Change): string {
  const [was, is] = [before(change), after(change)];
  const name = (letter: string, side: Side): string => (side ? `${letter}/${side[0]}` : '/dev/null');
  return createTwoFilesPatch(name('a', was), name('b', is), was?.[1] ?? '', is?.[1] ?? '');
}

/** A plan as a unified diff. */
export function planLines(plan: Plan): Ink[] {
  return plan.changes.flatMap((change) =>
    patch(change)
      .split('\n')
      .filter((line) => !line.startsWith('====') && line !== '')
      .map((line) => {
        if (line.startsWith('---') || line.startsWith('+++')) return strong(line);
        if (line.startsWith('+')) return good(line);
        if (line.startsWith('-')) return bad(line);
        return line.startsWith('@@') ? faint(line) : ink`${line}`;
      }),
  );
}
