import type { Community } from '../model/community.ts';
import type { DocumentOf } from '../kinds/index.ts';
import { firstAnswer, firstFollowUpDay } from '../states/issue-state.ts';
import type { IssueState } from '../states/issue-state.ts';
import type { States } from '../states/index.ts';
import type { Thread } from '../states/thread.ts';
import { byText } from '../text/words.ts';

/** An issue with its thread and state, as the measures look at it. */
export interface Looked {
  readonly issue: DocumentOf<'issue'>;
  readonly thread: Thread;
  readonly state: IssueState;
}

export function looked(states: States): Looked[] {
  return [...states.threads.values()]
    .map((thread) => ({ thread, issue: thread.issue, state: states.issue(thread.issue) }))
    .sort((a, b) => byText(a.issue.fields.opened, b.issue.fields.opened) || byText(a.issue.id, b.issue.id));
}

/** Withdrawn before anybody answered: when is not known, so that neither a wait nor a promise can be judged. */
export function withdrawnUnanswered({ issue, thread }: Looked): boolean {
  return issue.fields.withdrawn !== null && firstAnswer(thread) === null;
}

/**
 * Issues that were answered, and whose day for asking how it went has passed: for them a follow-up could have been
 * made. `later`: those whose day is still to come. `withdrawn`: those that nobody has to be asked about.
 */
export function ripeForFollowUp(
  community: Community,
  states: States,
): Record<'ripe' | 'later' | 'withdrawn', Looked[]> {
  const ripe: Looked[] = [];
  const later: Looked[] = [];
  const withdrawn: Looked[] = [];
  for (const one of looked(states)) {
    const day = firstFollowUpDay(one.thread, community.config);
    if (day === null) continue;
    if (one.issue.fields.withdrawn !== null) withdrawn.push(one);
    else (day < states.today ? ripe : later).push(one);
  }
  return { ripe, later, withdrawn };
}

export const documentsOf = (found: readonly Looked[]): DocumentOf<'issue'>[] => found.map(({ issue }) => issue);
