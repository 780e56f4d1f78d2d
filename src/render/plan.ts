import { createTwoFilesPatch } from 'diff';
import type { Change, Plan } from '../model/plan.ts';
import { bad, faint, good, ink, strong } from '../text/ink.ts';
import type { Ink } from '../text/ink.ts';

function patch(change: Change): string {
  if (change.type === 'edit') {
    return createTwoFilesPatch(`a/${change.path}`, `b/${change.path}`, change.before, change.after);
  }
  return createTwoFilesPatch('/dev/null', `b/${change.path}`, '', change.text);
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
