import type { Community } from '../../model/community.ts';
import { namedBy } from '../../kinds/index.ts';
import type { DocumentOf } from '../../kinds/index.ts';
import { trackRecord } from '../../states/advice-record.ts';
import { settledBy } from '../../states/issue-state.ts';
import { confidenceFrom } from '../../states/note-state.ts';
import type { States } from '../../states/index.ts';
import { inOrder } from '../../states/thread.ts';
import type { Thread } from '../../states/thread.ts';
import { passage } from '../passage.ts';
import { otherWords } from './askings.ts';
import type { FaqEntry } from './entry.ts';

/**
 * Issues that ask the same, as one entry, where some advice settled any of them; null where no advice is named. The
 * question is that of the first; the entry keeps its id, and whoever looks for another asking finds it there.
 */
export function settled(group: readonly DocumentOf<'issue'>[], community: Community, states: States): FaqEntry | null {
  const [first, ...again] = group;
  const reports = group.flatMap((issue) => settledBy(states.threads.get(issue.id) as Thread) ?? []);
  const tries = reports.flatMap(({ fields }) => fields.tried);
  const worked = namedBy(tries, 'advice', community);
  const answer = worked.flatMap((advice) => passage(advice, 'Advice'));
  if (!first || answer.length === 0) return null;
  const tried = new Map(worked.flatMap((advice) => states.advice(advice).record.followups).map((one) => [one.id, one]));
  const evidence = [...tried.values()].sort(inOrder);
  return {
    id: first.id,
    aliases: [...first.aliases, ...again.flatMap(({ id, aliases }) => [id, ...aliases])],
    question: first.title,
    alsoAsked: otherWords(
      first.title,
      again.map(({ title }) => title),
    ),
    origin: first,
    anchor: null,
    answer,
    when: worked.flatMap((advice) => passage(advice, 'When it applies')),
    topics: [...new Set(group.flatMap(({ fields }) => fields.topics))],
    confidence: confidenceFrom(evidence, { community, threads: states.threads }),
    record: trackRecord(evidence),
    askings: group,
    sources: [...group, ...worked, ...reports],
    reviewBy: null,
    reviewLapsed: null,
    suspectOf: [],
  };
}
