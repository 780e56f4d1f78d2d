import { dayOf } from '../model/document.ts';
import type { Document } from '../model/document.ts';
import type { Complaint } from '../model/finding.ts';
import type { Community } from '../model/community.ts';
import { every } from '../kinds/index.ts';
import type { Day } from '../text/day.ts';
import { aboutField, defineCheck } from './check.ts';

/** A day that has to come after another, and what that is. */
type Order = readonly [field: string, after: Day | null, what: string];

function* outOfOrder(document: Document, orders: readonly Order[]): Generator<Complaint> {
  for (const [field, after, what] of orders) {
    const day = document.fields[field] as Day | null;
    if (day === null || after === null || day >= after) continue;
    yield aboutField(
      'dates',
      document,
      [field],
      `Unexpected \`${day}\` as \`${field}\`, expected a day not before ${what} (${after})`,
    );
  }
}

function opened(id: string, community: Community): Day | null {
  const issue = community.byId.get(id);
  return issue ? dayOf(issue) : null;
}

/** The day on which the last of some advice was given. */
function lastGiven(ids: readonly string[], community: Community): Day | null {
  const days = ids.flatMap((id) => {
    const advice = community.byId.get(id);
    return (advice && dayOf(advice)) ?? [];
  });
  return days.sort().at(-1) ?? null;
}

export const dates = defineCheck(
  'dates',
  'warn',
  'Days are in the order in which things happen.',
  `Advice comes after its issue, a follow-up after the advice it tried, a review after what was written, and nothing that is
told of has happened tomorrow. A day out of order is a slip of the keyboard, and every waiting time rests on it. What is
dated later than today is in no list, state or figure until that day.`,
  'faces',
  function* find(community, { today }) {
    for (const document of community.documents) {
      const day = dayOf(document);
      if (day === null || day <= today) continue;
      const field = 'opened' in document.fields ? 'opened' : 'date';
      yield aboutField(
        'dates',
        document,
        [field],
        `Unexpected \`${day}\` as \`${field}\`, expected a day not after today (${today})`,
      );
    }
    for (const issue of every(community, 'issue')) {
      yield* outOfOrder(issue, [['needed_by', issue.fields.opened, 'the issue was opened']]);
    }
    for (const advice of every(community, 'advice')) {
      const { issue, date } = advice.fields;
      yield* outOfOrder(advice, [
        ['date', opened(issue, community), 'its issue was opened'],
        ['follow_up', date, 'it was given'],
      ]);
    }
    for (const followup of every(community, 'followup')) {
      const { issue, date, tried } = followup.fields;
      yield* outOfOrder(followup, [
        ['date', opened(issue, community), 'its issue was opened'],
        ['date', lastGiven(tried, community), 'the advice it tried was given'],
        ['next', date, 'it was told'],
      ]);
    }
    for (const member of every(community, 'member')) {
      yield* outOfOrder(member, [['left', member.fields.joined, 'the member joined']]);
    }
    for (const document of community.documents) {
      const written = (document.fields['date'] ?? null) as Day | null;
      const reviewed = (document.fields['reviewed'] ?? null) as Day | null;
      yield* outOfOrder(document, reviewed === null ? [] : [['reviewed', written, 'it was written']]);
      if (reviewed !== null && reviewed > today) {
        const message = `Unexpected \`${reviewed}\` as \`reviewed\`, expected a day not after today (${today})`;
        yield aboutField('dates', document, ['reviewed'], message);
      }
    }
  },
);
