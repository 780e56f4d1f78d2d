import type { Community } from '../model/community.ts';
import { byDay, dayOf } from '../model/document.ts';
import { every, isKind } from '../kinds/index.ts';
import type { DocumentOf } from '../kinds/index.ts';
import { answersAmong, settledBy } from '../states/issue-state.ts';
import { isKept, writtenOn } from '../states/note-state.ts';
import type { Kept } from '../states/note-state.ts';
import type { States } from '../states/index.ts';
import { inOrder } from '../states/thread.ts';
import type { Thread } from '../states/thread.ts';
import type { Day } from '../text/day.ts';
import { grouped } from '../text/grouped.ts';
import { concerns, due } from './due.ts';
import type { Due } from './due.ts';

type Issue = DocumentOf<'issue'>;

/** An issue with the advice that was given on it in the time of a digest. */
export interface Answered {
  readonly issue: Issue;
  readonly advice: readonly DocumentOf<'advice'>[];
}

/** What happened from a day on, up to and including today, for somebody who was away. */
export interface Digest {
  readonly since: Day;
  readonly asked: readonly Issue[];
  readonly answered: readonly Answered[];
  /** Follow-ups: how it turned out. */
  readonly reported: readonly DocumentOf<'followup'>[];
  /** Issues whose last follow-up, in that time, settled them. */
  readonly settled: readonly Issue[];
  readonly learned: readonly Kept[];
  /** What is being written and was begun in that time. */
  readonly drafts: readonly Kept[];
  /** Notes and entries that turned out in that time not to be relied on. */
  readonly fallen: readonly Kept[];
  /** Follow-ups that thank somebody. */
  readonly thanked: readonly DocumentOf<'followup'>[];
  readonly joined: readonly DocumentOf<'member'>[];
  readonly left: readonly DocumentOf<'member'>[];
  /** Promises that are open now, whenever they were made. */
  readonly open: readonly Due[];
  /** Those of them that are asked of whoever reads it; empty where that is not known. */
  readonly mine: readonly Due[];
}

function fellSince(kept: Kept, states: States, since: Day): boolean {
  const { confidence, record, supersededBy } = states.note(kept);
  if (supersededBy) return (dayOf(supersededBy) ?? '') >= since;
  return (
    confidence === 'contradicted' &&
    record.followups.some(({ fields }) => fields.outcome === 'did-not-work' && fields.date >= since)
  );
}

/** @param member Whoever reads it, for what is asked of them; null where that is not known. */
export function digest(community: Community, states: States, since: Day, member: string | null): Digest {
  const advice = every(community, 'advice').filter(({ fields }) => fields.date >= since);
  const onIssues = grouped([...advice].sort(inOrder), ({ fields }) => [fields.issue]);
  const reported = every(community, 'followup')
    .filter(({ fields }) => fields.date >= since)
    .sort(inOrder);
  const kept = community.documents.filter(isKept);
  const open = due(community, states);
  const within = (day: Day | null): boolean => day !== null && day >= since && day <= states.today;
  const isDraft = (one: Kept): boolean => states.note(one).confidence === 'draft';
  const written = kept.filter((one) => within(writtenOn(one, community))).sort(byDay);
  return {
    since,
    asked: every(community, 'issue')
      .filter(({ fields }) => fields.opened >= since)
      .sort(byDay),
    answered: [...onIssues].flatMap(([id, given]): Answered[] => {
      const issue = community.byId.get(id);
      if (!issue || !isKind(issue, 'issue')) return [];
      const answers = answersAmong(given, issue);
      return answers.length === 0 ? [] : [{ issue, advice: answers }];
    }),
    reported,
    settled: every(community, 'issue')
      .filter((issue) => {
        // When an issue was withdrawn nobody wrote down.
        const report = settledBy(states.threads.get(issue.id) as Thread);
        return report !== null && report.fields.date >= since;
      })
      .sort(byDay),
    learned: written.filter((one) => !isDraft(one)),
    drafts: written.filter(isDraft),
    fallen: kept.filter((one) => fellSince(one, states, since)).sort(byDay),
    thanked: reported.filter(({ fields }) => fields.thanks.length > 0),
    joined: every(community, 'member').filter(({ fields }) => within(fields.joined)),
    left: every(community, 'member').filter(({ fields }) => within(fields.left)),
    open,
    mine: member === null ? [] : open.filter((one) => concerns(one, member)),
  };
}
