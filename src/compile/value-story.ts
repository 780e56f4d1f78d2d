import type { Community } from '../model/community.ts';
import { namedBy } from '../kinds/index.ts';
import type { DocumentOf } from '../kinds/index.ts';
import { settledBy } from '../states/issue-state.ts';
import { isNote } from '../states/note-state.ts';
import type { Note } from '../states/note-state.ts';
import type { States } from '../states/index.ts';
import { byText } from '../text/words.ts';
import { opening } from './passage.ts';

/** One true story of value: a problem, the advice, what was done, what changed. Every part of it is some document's. */
export interface ValueStory {
  readonly issue: DocumentOf<'issue'>;
  readonly advice: readonly DocumentOf<'advice'>[];
  readonly followup: DocumentOf<'followup'>;
  /** The first words of what the follow-up says was done, and of what worked; '' where it does not say. */
  readonly done: string;
  readonly worked: string;
  /** Notes that were made of it. */
  readonly notes: readonly Note[];
}

/** How much of a passage a story tells, in characters. */
const LONGEST = 260;

/**
 * The story that is told best: of the loops that settled because advice by somebody else worked, one whose follow-up says what
 * was done and what worked, that serves an objective, and that left a note; of several such the last. Null where none settled.
 */
export function valueStory(community: Community, states: States): ValueStory | null {
  const stories = [...states.threads.values()].flatMap((thread): (ValueStory & { rank: number })[] => {
    const followup = settledBy(thread);
    if (!followup) return [];
    const { issue } = thread;
    const advice = namedBy(followup.fields.tried, 'advice', community).filter(
      ({ fields }) => fields.by !== issue.fields.by,
    );
    if (advice.length === 0) return [];
    const done = opening(followup, 'What we did', LONGEST);
    const worked = opening(followup, 'What worked', LONGEST);
    const notes = (states.loop(issue)?.notes() ?? []).filter(isNote).filter(({ fields }) => fields.draft !== true);
    const told = [done !== '', worked !== '', issue.fields.objective !== null, notes.length > 0];
    return [{ issue, advice, followup, done, worked, notes, rank: told.filter(Boolean).length }];
  });
  const [best] = stories.sort(
    (a, b) =>
      b.rank - a.rank || byText(b.followup.fields.date, a.followup.fields.date) || byText(a.issue.id, b.issue.id),
  );
  return best ?? null;
}
