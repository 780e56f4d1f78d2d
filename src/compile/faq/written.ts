import type { Community } from '../../model/community.ts';
import { passageOf } from '../../model/entry.ts';
import type { Passage } from '../../model/entry.ts';
import { every, isKind } from '../../kinds/index.ts';
import type { DocumentOf } from '../../kinds/index.ts';
import type { States } from '../../states/index.ts';
import { sectionNamed } from '../../text/markdown/outline.ts';
import { otherWords } from './askings.ts';
import type { FaqEntry } from './entry.ts';

type Issue = DocumentOf<'issue'>;

/** Entries that somebody wrote and stands by: a draft is for those who work on it. */
export function entriesWritten(community: Community): DocumentOf<'faq'>[] {
  return every(community, 'faq').filter(({ fields }) => fields.draft !== true);
}

/** Issues that a written entry answers: those it is from, by themselves, their advice or their follow-ups. */
export function issuesOf({ fields }: DocumentOf<'faq'>, community: Community): string[] {
  return fields.from.flatMap((id) => {
    const source = community.byId.get(id);
    if (!source) return [];
    return isKind(source, 'advice', 'followup') ? [source.fields.issue] : [source.id];
  });
}

/** All of a written entry's body; the heading `Answer` goes without saying, whatever else is there stays. */
function wholeBody(faq: DocumentOf<'faq'>): Passage[] {
  const outline = faq.outline();
  if (!outline) return [];
  const answer = sectionNamed(outline, 'Answer');
  return [
    passageOf(faq, answer?.anchor ?? null, ({ root }) =>
      root.children.filter(
        ({ type, position }) => type !== 'yaml' && !(type === 'heading' && position?.start.line === answer?.line),
      ),
    ),
  ];
}

/** An entry that somebody wrote. Where its issue came up again, the other askings are forms of its question, too. */
export function written(
  faq: DocumentOf<'faq'>,
  asked: ReadonlyMap<string, readonly Issue[]>,
  community: Community,
  states: States,
): FaqEntry {
  const state = states.note(faq);
  const groups = new Set(issuesOf(faq, community).flatMap((id) => asked.get(id) ?? []));
  const recurring = [...groups].filter(({ id }) => (asked.get(id)?.length ?? 0) > 1);
  return {
    id: faq.id,
    // An issue that was an entry by itself, before somebody wrote this one, leads here.
    aliases: [...faq.aliases, ...[...groups].flatMap(({ id, aliases }) => [id, ...aliases])],
    question: faq.title,
    alsoAsked: otherWords(faq.title, [...faq.fields.also_asked, ...recurring.map(({ title }) => title)]),
    origin: faq,
    anchor: null,
    answer: wholeBody(faq),
    when: [],
    topics: faq.fields.topics,
    confidence: state.confidence,
    record: state.record,
    askings: [...groups],
    sources: faq.fields.from.flatMap((id) => community.byId.get(id) ?? []),
    reviewBy: state.reviewBy,
    reviewLapsed: state.reviewBy === null ? null : state.lapsed,
    suspectOf: state.suspectOf,
  };
}
