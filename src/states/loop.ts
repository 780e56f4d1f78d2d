import type { DocumentOf } from '../kinds/index.ts';
import type { Day } from '../text/day.ts';
import { once } from '../text/once.ts';
import type { AdviceState } from './advice-record.ts';
import { isKnown } from './issue-state.ts';
import type { Kept } from './note-state.ts';
import type { Thread } from './thread.ts';

/** Why a loop is worth telling: it came up again, advice worked for one and not for another, or it went wrong. */
export const WORTHS = ['recurring', 'contradicted', 'failure'] as const;
export type Worth = (typeof WORTHS)[number];

/** A loop that was closed, as whoever writes things down looks at it. */
export interface LoopState {
  /** When it was last reported how it turned out. */
  readonly closedOn: Day;
  /** Notes and FAQ entries that cite its issue, or any advice or follow-up on it; drafts among them. */
  readonly notes: () => readonly Kept[];
  /** What makes it worth a note; empty where nothing does. */
  readonly worth: readonly Worth[];
}

export interface LoopGrounds {
  /** Issues that say they repeat another, under the id of that other. */
  readonly repeating: ReadonlyMap<string, readonly DocumentOf<'issue'>[]>;
  readonly advice: (advice: DocumentOf<'advice'>) => AdviceState;
  readonly notesCiting: (document: DocumentOf<'issue' | 'advice' | 'followup'>) => readonly Kept[];
}

/** What is true of a thread as a loop, or null while nobody has said how it turned out. */
export function loopState(thread: Thread, grounds: LoopGrounds): LoopState | null {
  const { issue, advice, followups } = thread;
  const known = followups.filter(({ fields }) => isKnown(fields.outcome));
  const last = known.at(-1);
  if (!last) return null;
  const tried = new Set(known.flatMap(({ fields }) => fields.tried));
  const records = advice.filter(({ id }) => tried.has(id)).map((one) => grounds.advice(one).record);
  const worth: Readonly<Record<Worth, boolean>> = {
    recurring: issue.fields.repeats !== null || grounds.repeating.has(issue.id),
    contradicted: records.some(({ worked, didNot }) => worked > 0 && didNot > 0),
    failure: known.some(({ fields }) => fields.outcome === 'did-not-work'),
  };
  const notes = once(() => [...new Set([issue, ...advice, ...followups].flatMap(grounds.notesCiting))]);
  return { closedOn: last.fields.date, notes, worth: WORTHS.filter((reason) => worth[reason]) };
}
