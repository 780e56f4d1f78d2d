import type { Community } from '../model/community.ts';
import type { Entry, Passage } from '../model/entry.ts';
import { every, isKind } from '../kinds/index.ts';
import type { DocumentOf } from '../kinds/index.ts';
import { trackRecord } from '../states/advice-record.ts';
import type { TrackRecord } from '../states/advice-record.ts';
import { confidenceFrom } from '../states/note-state.ts';
import type { States } from '../states/index.ts';
import { inOrder } from '../states/thread.ts';
import type { Thread } from '../states/thread.ts';
import { sectionNamed } from '../text/markdown/outline.ts';
import { grouped } from '../text/grouped.ts';
import { byText } from '../text/words.ts';
import { passage } from './passage.ts';

export type FaqEntry = Entry<TrackRecord>;

/** All of a written entry's body; the heading `Answer` goes without saying, whatever else is there stays. */
function wholeBody(faq: DocumentOf<'faq'>): Passage[] {
  const body = faq.body();
  if (!body) return [];
  const answer = sectionNamed(body.outline, 'Answer');
  const nodes = body.root.children.filter(
    ({ type, position }) => type !== 'yaml' && !(type === 'heading' && position?.start.line === answer?.line),
  );
  return [{ document: faq, nodes, anchor: answer?.anchor ?? null }];
}

/** An entry that somebody wrote. */
function written(faq: DocumentOf<'faq'>, community: Community, states: States): FaqEntry {
  const state = states.note(faq);
  return {
    id: faq.id,
    question: faq.title,
    alsoAsked: faq.fields.also_asked,
    origin: faq,
    answer: wholeBody(faq),
    when: [],
    topics: faq.fields.topics,
    confidence: state.confidence,
    record: state.record,
    sources: faq.fields.from.flatMap((id) => community.byId.get(id) ?? []),
    reviewLapsed: state.reviewBy === null ? null : state.lapsed,
    suspectOf: state.suspectOf,
  };
}

/** An issue that was settled because some advice worked, as an entry; null where no advice is named. */
function settled({ issue, followups }: Thread, community: Community, states: States): FaqEntry | null {
  const last = followups.at(-1);
  if (last?.fields.outcome !== 'worked') return null;
  const worked = last.fields.tried.flatMap((id): DocumentOf<'advice'>[] => {
    const advice = community.byId.get(id);
    return advice && isKind(advice, 'advice') ? [advice] : [];
  });
  const answer = worked.flatMap((advice) => passage(advice, 'Advice'));
  if (answer.length === 0) return null;
  const reports = new Map(
    worked.flatMap((advice) => states.advice(advice).record.followups).map((one) => [one.id, one]),
  );
  const evidence = [...reports.values()].sort(inOrder);
  return {
    id: issue.id,
    question: issue.title,
    alsoAsked: [],
    origin: issue,
    answer,
    when: worked.flatMap((advice) => passage(advice, 'When it applies')),
    topics: issue.fields.topics,
    confidence: confidenceFrom(evidence, { community, threads: states.threads }),
    record: trackRecord(evidence),
    sources: [issue, ...worked, last],
    reviewLapsed: null,
    suspectOf: [],
  };
}

/** Entries that somebody wrote and stands by: a draft is for those who work on it. */
function entriesWritten(community: Community): DocumentOf<'faq'>[] {
  return every(community, 'faq').filter(({ fields }) => fields.draft !== true);
}

/** Issues that a written entry answers already: those it is from, by themselves, their advice or their follow-ups. */
function answered(community: Community): Set<string> {
  const ids = new Set<string>();
  for (const { fields } of entriesWritten(community)) {
    for (const id of fields.from) {
      const source = community.byId.get(id);
      if (!source) continue;
      ids.add(source.id);
      if (isKind(source, 'advice', 'followup')) ids.add(source.fields.issue);
    }
  }
  return ids;
}

/** The FAQ: what was written as such, and settled issues that nobody has made an entry of yet. By question. */
export function faqEntries(community: Community, states: States): FaqEntry[] {
  const covered = answered(community);
  const fromIssues = [...states.threads.values()]
    .filter(({ issue }) => !covered.has(issue.id) && issue.fields.withdrawn === null)
    .flatMap((thread) => settled(thread, community, states) ?? []);
  const all = [...entriesWritten(community).map((faq) => written(faq, community, states)), ...fromIssues];
  return all.sort((a, b) => byText(a.question.toLowerCase(), b.question.toLowerCase()) || byText(a.id, b.id));
}

/** Entries by their first topic, topics in order of their names; those without one come last. */
export function byTopic<T extends { readonly topics: readonly string[] }>(
  entries: readonly T[],
): [string | null, T[]][] {
  const groups = grouped<T, string | null>(entries, ({ topics }) => [topics[0] ?? null]);
  return [...groups].sort(([a], [b]) => (a === null ? 1 : b === null ? -1 : byText(a, b)));
}
