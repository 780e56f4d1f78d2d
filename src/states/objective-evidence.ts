import type { Community } from '../model/community.ts';
import { every } from '../kinds/index.ts';
import type { DocumentOf } from '../kinds/index.ts';
import { isKept } from './note-state.ts';
import type { Kept } from './note-state.ts';
import type { States } from './index.ts';

/** What serves an objective: every part of it is some document's. */
export interface ObjectiveEvidence {
  readonly strategies: readonly DocumentOf<'strategy'>[];
  /** Issues that name it, whose loop was closed, and those whose loop was not. */
  readonly closed: readonly DocumentOf<'issue'>[];
  readonly open: readonly DocumentOf<'issue'>[];
  /** Notes and FAQ entries that cite it and are no drafts. */
  readonly notes: readonly Kept[];
}

/** Whether anything shows that somebody works towards the objective and gets to know how that goes. */
export const isServed = ({ closed, notes }: ObjectiveEvidence): boolean => closed.length > 0 || notes.length > 0;

export function objectiveEvidence(
  objective: DocumentOf<'objective'>,
  community: Community,
  states: States,
): ObjectiveEvidence {
  const serving = every(community, 'issue').filter(({ fields }) => fields.objective === objective.id);
  const citing = [...new Set(community.linksTo(objective).map(({ from }) => from))];
  return {
    strategies: every(community, 'strategy').filter(({ fields }) => fields.delivers.includes(objective.id)),
    closed: serving.filter((issue) => states.issue(issue).closed),
    open: serving.filter((issue) => !states.issue(issue).closed && issue.fields.withdrawn === null),
    notes: citing.filter(isKept).filter(({ fields }) => fields.draft !== true),
  };
}
