import type { Community } from '../model/community.ts';
import type { Document } from '../model/document.ts';
import { every } from '../kinds/index.ts';
import { isReservation } from '../states/advice-record.ts';
import { isKept, isNote } from '../states/note-state.ts';
import type { Kept } from '../states/note-state.ts';
import type { States } from '../states/index.ts';
import { promiseDay } from '../text/day.ts';
import type { Day } from '../text/day.ts';
import { byText } from '../text/words.ts';

export const PROMISES = ['answer', 'followup', 'reservation', 'review'] as const;

/** Something the community promised, and that is still to be done. */
export interface Due {
  readonly promise: (typeof PROMISES)[number];
  readonly document: Document;
  /** By when. */
  readonly day: Day;
  readonly overdue: boolean;
  /** Ids of the members who could act; empty where anybody can. */
  readonly who: readonly string[];
  /** The command that keeps the promise. */
  readonly command: string;
}

function answers(community: Community, states: States): Due[] {
  return every(community, 'issue').flatMap((issue): Due[] => {
    const { stage, answerBy, overdue } = states.issue(issue);
    if (stage !== 'waiting') return [];
    return [{ promise: 'answer', document: issue, day: answerBy, overdue, who: [], command: `cop advise ${issue.id}` }];
  });
}

function followups(community: Community, states: States): Due[] {
  return every(community, 'issue').flatMap((issue): Due[] => {
    const { stage, followUpOn, overdue } = states.issue(issue);
    if (stage !== 'due' || followUpOn === null) return [];
    const command = `cop followup ${issue.id}`;
    return [{ promise: 'followup', document: issue, day: followUpOn, overdue, who: [issue.fields.by], command }];
  });
}

/** A reservation is owed an answer within the time that an issue is. */
function reservations(community: Community, states: States): Due[] {
  const { commitments, calendar } = community.config;
  return every(community, 'advice').flatMap((advice): Due[] => {
    if (!isReservation(advice) || states.advice(advice).answered) return [];
    const day = promiseDay(advice.fields.date, commitments.respondWithin, calendar);
    const on = advice.fields.on === null ? undefined : community.byId.get(advice.fields.on);
    const who = typeof on?.fields['by'] === 'string' ? [on.fields['by']] : [];
    const command = `cop advise ${advice.fields.issue} --on ${advice.id}`;
    return [{ promise: 'reservation', document: advice, day, overdue: states.today > day, who, command }];
  });
}

function keeper(kept: Kept): string[] {
  const member = kept.fields.owner ?? (isNote(kept) ? kept.fields.by : null);
  return member === null ? [] : [member];
}

function reviews(community: Community, states: States): Due[] {
  return community.documents.filter(isKept).flatMap((kept): Due[] => {
    const { confidence, lapsed, reviewBy } = states.note(kept);
    if (!lapsed || reviewBy === null || confidence === 'superseded') return [];
    const command = `cop reviewed ${kept.id}`;
    return [{ promise: 'review', document: kept, day: reviewBy, overdue: true, who: keeper(kept), command }];
  });
}

/** Every open promise, overdue ones first, then by day. */
export function due(community: Community, states: States): Due[] {
  return [answers, followups, reservations, reviews]
    .flatMap((promises) => promises(community, states))
    .sort(
      (a, b) =>
        Number(b.overdue) - Number(a.overdue) || byText(a.day, b.day) || byText(a.document.path, b.document.path),
    );
}
