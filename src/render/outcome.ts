import type { Community } from '../model/community.ts';
import type { DocumentOf } from '../kinds/index.ts';
import type { Outcome } from '../states/issue-state.ts';

/** An outcome as it ends a sentence that begins with what was tried, or with `it`. */
export const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = {
  worked: 'worked',
  partly: 'worked in part',
  'did-not-work': 'did not work',
  'not-tried': 'was not tried yet',
  unknown: 'nobody can tell yet',
};

/** The advice that a follow-up tried, by title: `“Dig deeper”, “Wait for rain”`; '' where it does not say. */
export function triedText({ fields }: DocumentOf<'followup'>, community: Community): string {
  return fields.tried.map((id) => `“${community.byId.get(id)?.title ?? id}”`).join(', ');
}
