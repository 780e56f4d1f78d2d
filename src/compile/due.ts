import type { Community } from '../model/community.ts';
import type { Document } from '../model/document.ts';
import { every } from '../kinds/index.ts';
import { isReservation } from '../states/advice-record.ts';
import type { Worth } from '../states/loop.ts';
import { isKept, isNote } from '../states/note-state.ts';
import type { Kept } from '../states/note-state.ts';
import type { States } from '../states/index.ts';
import { promiseDay } from '../text/day.ts';
import type { Day } from '../text/day.ts';
import { byText } from '../text/words.ts';

/** What a community owes: a first answer, a question how it went, a word on a doubt, a second reading, a note. */
export const PROMISES = ['answer', 'followup', 'reservation', 'review', 'note'] as const;

/** Something the community promised, and that is still to be done. */
export interface Due {
  readonly promise: (typeof PROMISES)[number];
  readonly document: Document;
  /** By when; of a loop worth a note, which nobody promised, since when it is closed. */
  readonly day: Day;
  readonly overdue: boolean;
  /** Ids of the members who could act; empty where anybody can. */
  readonly who: readonly string[];
  /** The command that keeps the promise. */
  readonly command: string;
  /** Of a loop, what makes it worth a note. */
  readonly worth: readonly Worth[];
}

/** Issues whose promise is the next step of their loop: an answer while they wait, afterwards a follow-up. */
function loops(community: Community, states: States): Due[] {
  return every(community, 'issue').flatMap((issue): Due[] => {
    const { stage, answerBy, followUpOn, overdue } = states.issue(issue);
    const open = { document: issue, overdue, worth: [] };
    if (stage === 'waiting') {
      return [{ ...open, promise: 'answer', day: answerBy, who: [], command: `cop advise ${issue.id}` }];
    }
    if (followUpOn === null) return [];
    const command = `cop followup ${issue.id}`;
    return [{ ...open, promise: 'followup', day: followUpOn, who: [issue.fields.by], command }];
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
    return [{ promise: 'reservation', document: advice, day, overdue: states.today > day, who, command, worth: [] }];
  });
}

function keeper(kept: Kept): string[] {
  const member = kept.fields.owner ?? (isNote(kept) ? kept.fields.by : null);
  return member === null ? [] : [member];
}

function reviews(community: Community, states: States): Due[] {
  return community.documents.filter(isKept).flatMap((kept): Due[] => {
    const { confidence, lapsed, reviewBy } = states.note(kept);
    if (reviewBy === null || confidence === 'superseded') return [];
    const command = `cop reviewed ${kept.id}`;
    return [
      { promise: 'review', document: kept, day: reviewBy, overdue: lapsed, who: keeper(kept), command, worth: [] },
    ];
  });
}

/** Closed loops that are worth a note and have none, not even a draft. Nobody promised it: they are never overdue. */
function notes(community: Community, states: States): Due[] {
  return every(community, 'issue').flatMap((issue): Due[] => {
    const loop = states.loop(issue);
    if (!loop || loop.worth.length === 0 || loop.notes.length > 0) return [];
    const command = `cop capture ${issue.id}`;
    const open = { document: issue, day: loop.closedOn, overdue: false };
    return [{ ...open, promise: 'note', who: [], command, worth: loop.worth }];
  });
}

/** Every open promise, however far ahead: overdue ones first, then by day, loops worth a note last. */
export function promises(community: Community, states: States): Due[] {
  return [loops, reservations, reviews, notes]
    .flatMap((open) => open(community, states))
    .sort(
      (a, b) =>
        Number(b.overdue) - Number(a.overdue) ||
        Number(a.promise === 'note') - Number(b.promise === 'note') ||
        byText(a.day, b.day) ||
        byText(a.document.path, b.document.path),
    );
}

/**
 * What is to be done now: every open promise but follow-ups and reviews whose day has not come.
 *
 * @param until With a day, what falls due up to then instead; loops worth a note have no such day, and stay.
 */
export function due(community: Community, states: States, until: Day | null = null): Due[] {
  return promises(community, states).filter(({ promise, day, overdue }) => {
    if (promise === 'note') return true;
    if (until !== null) return day <= until;
    if (promise === 'review') return overdue;
    return promise !== 'followup' || day <= states.today;
  });
}
