import type { Community } from '../../model/community.ts';
import { isKind } from '../../kinds/index.ts';
import type { DocumentOf } from '../../kinds/index.ts';
import { trackRecord } from '../../states/advice-record.ts';
import { confidenceFrom } from '../../states/note-state.ts';
import type { States } from '../../states/index.ts';
import { inOrder } from '../../states/thread.ts';
import { passage } from '../passage.ts';
import { otherWords } from './askings.ts';
import type { FaqEntry } from './entry.ts';

/** The follow-up that settled an issue because something worked, or null. */
function settling(issue: DocumentOf<'issue'>, states: States): DocumentOf<'followup'> | null {
  const last = states.threads.get(issue.id)?.followups.at(-1);
  return issue.fields.withdrawn === null && last?.fields.outcome === 'worked' ? last : null;
}

/**
 * Issues that ask the same, as one entry, where some advice settled any of them; null where no advice is named. The
 * question is that of the first; the entry keeps its id, and whoever looks for another asking finds it there.
 */
export function settled(group: readonly DocumentOf<'issue'>[], community: Community, states: States): FaqEntry | null {
  const [first, ...again] = group;
  const reports = group.flatMap((issue) => settling(issue, states) ?? []);
  const ids = [...new Set(reports.flatMap(({ fields }) => fields.tried))];
  const worked = ids.flatMap((id): DocumentOf<'advice'>[] => {
    const advice = community.byId.get(id);
    return advice && isKind(advice, 'advice') ? [advice] : [];
  });
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
