import type { Community } from '../model/community.ts';
import type { Document } from '../model/document.ts';
import { every, isKind } from '../kinds/index.ts';
import { isReservation } from '../states/advice-record.ts';
import { WORTHS } from '../states/loop.ts';
import { isKept, isNote } from '../states/note-state.ts';
import type { Kept } from '../states/note-state.ts';
import type { States } from '../states/index.ts';
import { promiseDay } from '../text/day.ts';
import type { Day } from '../text/day.ts';
import { byText } from '../text/words.ts';
import { handles } from './reference.ts';

/** What a community owes: a first answer, a question how it went, a word on a doubt, a second reading, a note. */
export const PROMISES = ['answer', 'followup', 'reservation', 'review', 'note'] as const;

/** Why a loop is worth a note, or a note is to be read again before its time. */
export const REASONS = WORTHS;
export type Reason = (typeof REASONS)[number];

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
  readonly reasons: readonly Reason[];
  /** When an answer is of no more use to whoever asked, where that was said; null otherwise. */
  readonly neededBy: Day | null;
}

type Handle = (document: Document) => string;

const NOTHING_MORE = { reasons: [], neededBy: null } as const;

/** Issues that wait: for an answer at first, afterwards for a word on how it went. */
function loops(community: Community, states: States, name: Handle): Due[] {
  return every(community, 'issue').flatMap((issue): Due[] => {
    const { stage, answerBy, followUpOn, overdue } = states.issue(issue);
    const open = { ...NOTHING_MORE, document: issue, overdue };
    if (stage === 'waiting') {
      const { needed_by: neededBy } = issue.fields;
      return [{ ...open, promise: 'answer', day: answerBy, who: [], command: `cop advise ${name(issue)}`, neededBy }];
    }
    if (followUpOn === null) return [];
    const command = `cop followup ${name(issue)}`;
    return [{ ...open, promise: 'followup', day: followUpOn, who: [issue.fields.by], command }];
  });
}

/** A reservation is owed an answer within the time that an issue is. */
function reservations(community: Community, states: States, name: Handle): Due[] {
  const { commitments, calendar } = community.config;
  return every(community, 'advice').flatMap((advice): Due[] => {
    const issue = community.byId.get(advice.fields.issue);
    if (!isReservation(advice) || states.advice(advice).answered) return [];
    // Of what is no longer asked, no doubt has to be cleared up.
    if (!issue || (isKind(issue, 'issue') && states.issue(issue).withdrawn)) return [];
    const day = promiseDay(advice.fields.date, commitments.respondWithin, calendar);
    const on = advice.fields.on === null ? undefined : community.byId.get(advice.fields.on);
    const who = typeof on?.fields['by'] === 'string' ? [on.fields['by']] : [];
    const command = `cop advise ${name(issue)} --on ${name(advice)}`;
    return [
      { ...NOTHING_MORE, promise: 'reservation', document: advice, day, overdue: states.today > day, who, command },
    ];
  });
}

function keeper(kept: Kept): string[] {
  const member = kept.fields.owner ?? (isNote(kept) ? kept.fields.by : null);
  return member === null ? [] : [member];
}

/** Notes and entries to be read again: their time is over, or somebody reports that they do not hold. */
function reviews(community: Community, states: States, name: Handle): Due[] {
  const { commitments, calendar } = community.config;
  return community.documents.filter(isKept).flatMap((kept): Due[] => {
    const { confidence, fellOn, reviewBy } = states.note(kept);
    if (confidence === 'superseded' || confidence === 'draft') return [];
    const refuted = fellOn === null ? null : promiseDay(fellOn, commitments.respondWithin, calendar);
    const day = [refuted, reviewBy].flatMap((one) => one ?? []).sort()[0];
    if (day === undefined) return [];
    const open = { document: kept, day, overdue: states.today > day, who: keeper(kept), neededBy: null };
    const reasons: Reason[] = refuted === null ? [] : ['contradicted'];
    return [{ ...open, promise: 'review', command: `cop reviewed ${name(kept)}`, reasons }];
  });
}

/** Closed loops that are worth a note and have none, not even a draft. Nobody promised it: they are never overdue. */
function notes(community: Community, states: States, name: Handle): Due[] {
  return every(community, 'issue').flatMap((issue): Due[] => {
    const loop = states.loop(issue);
    if (!loop || loop.worth.length === 0 || loop.notes().length > 0) return [];
    const open = { document: issue, day: loop.closedOn, overdue: false, who: [], neededBy: null };
    return [{ ...open, promise: 'note', command: `cop capture ${name(issue)}`, reasons: loop.worth }];
  });
}

/** Every open promise, however far ahead: overdue ones first, then by day, loops worth a note last. */
export function promises(community: Community, states: States): Due[] {
  const name = handles(community);
  return [loops, reservations, reviews, notes]
    .flatMap((open) => open(community, states, name))
    .sort(
      (a, b) =>
        Number(b.overdue) - Number(a.overdue) ||
        Number(a.promise === 'note') - Number(b.promise === 'note') ||
        byText(a.day, b.day) ||
        byText(a.document.path, b.document.path),
    );
}

/**
 * What is to be done now: every open promise but follow-ups whose day has not come and reviews that nothing calls for.
 *
 * @param until With a day, what falls due up to then instead; loops worth a note have no such day, and stay.
 */
export function due(community: Community, states: States, until: Day | null = null): Due[] {
  return promises(community, states).filter(({ promise, day, overdue, reasons }) => {
    if (promise === 'note') return true;
    if (until !== null) return day <= until;
    if (promise === 'review') return overdue || reasons.length > 0;
    return promise !== 'followup' || day <= states.today;
  });
}

/**
 * Whether a promise is one that a member could keep. What anybody can answer is asked of everybody but the asker; a note
 * may well be the asker's.
 */
export function concerns({ who, document, promise }: Due, member: string): boolean {
  return who.length > 0 ? who.includes(member) : promise === 'note' || document.fields['by'] !== member;
}
