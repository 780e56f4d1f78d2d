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
import { quarterOf } from '../text/day.ts';
import type { Day, Period, Quarter } from '../text/day.ts';
import { grouped } from '../text/grouped.ts';
import { byText } from '../text/words.ts';
import { concerns, due } from './due.ts';
import type { Due } from './due.ts';

type Issue = DocumentOf<'issue'>;

/** An issue with the advice that was given on it in the time of a digest. */
export interface Answered {
  readonly issue: Issue;
  readonly advice: readonly DocumentOf<'advice'>[];
}

/** What happened in a time, for somebody who was away. */
export interface Digest extends Period {
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
  /** Promises that are open now, whenever they were made; none where the time was over before today. */
  readonly open: readonly Due[];
  /** Those of them that are asked of whoever reads it; empty where that is not known. */
  readonly mine: readonly Due[];
}

function fell(kept: Kept, states: States, within: (day: Day | null) => boolean): boolean {
  const { confidence, record, supersededBy } = states.note(kept);
  if (supersededBy) return within(dayOf(supersededBy));
  return (
    confidence === 'contradicted' &&
    record.followups.some(({ fields }) => fields.outcome === 'did-not-work' && within(fields.date))
  );
}

/** The quarters in which anything is dated, the newest first; the last of them is not over before it is. */
export function quarters(community: Community, today: Day): Quarter[] {
  const days = community.documents.flatMap((document) =>
    isKept(document) ? (writtenOn(document, community) ?? []) : (dayOf(document) ?? []),
  );
  // Of the many days of a month one tells the quarter.
  const months = new Map(days.map((day) => [day.slice(0, 7), day]));
  const known = new Map([...months.values()].map(quarterOf).map((quarter) => [quarter.since, quarter]));
  return [...known.values()]
    .filter(({ since }) => since <= today)
    .sort((a, b) => byText(b.since, a.since))
    .map((quarter) => ({ ...quarter, until: quarter.until > today ? today : quarter.until }));
}

/** @param member Whoever reads it, for what is asked of them; null where that is not known. */
export function digest(community: Community, states: States, { since, until }: Period, member: string | null): Digest {
  const within = (day: Day | null): boolean => day !== null && day >= since && day <= until;
  const advice = every(community, 'advice').filter(({ fields }) => within(fields.date));
  const onIssues = grouped([...advice].sort(inOrder), ({ fields }) => [fields.issue]);
  const reported = every(community, 'followup')
    .filter(({ fields }) => within(fields.date))
    .sort(inOrder);
  const kept = community.documents.filter(isKept);
  const open = until < states.today ? [] : due(community, states);
  const isDraft = (one: Kept): boolean => states.note(one).confidence === 'draft';
  const written = kept.filter((one) => within(writtenOn(one, community))).sort(byDay);
  return {
    since,
    until,
    asked: every(community, 'issue')
      .filter(({ fields }) => within(fields.opened))
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
        return report !== null && within(report.fields.date);
      })
      .sort(byDay),
    learned: written.filter((one) => !isDraft(one)),
    drafts: written.filter(isDraft),
    fallen: kept.filter((one) => fell(one, states, within)).sort(byDay),
    thanked: reported.filter(({ fields }) => fields.thanks.length > 0),
    joined: every(community, 'member').filter(({ fields }) => within(fields.joined)),
    left: every(community, 'member').filter(({ fields }) => within(fields.left)),
    open,
    mine: member === null ? [] : open.filter((one) => concerns(one, member)),
  };
}
