import type { Config } from '../model/config.ts';
import type { DocumentOf } from '../kinds/index.ts';
import { promiseDay } from '../text/day.ts';
import type { Day } from '../text/day.ts';
import type { Thread } from './thread.ts';

export const STAGES = ['waiting', 'advised', 'due', 'followed up', 'settled'] as const;
export type Stage = (typeof STAGES)[number];
export type Outcome = DocumentOf<'followup'>['fields']['outcome'];

/** Where an issue's loop stands. It follows from the documents and the day alone and is never stored. */
export interface IssueState {
  /**
   * `waiting`: no advice by another than the asker. `advised`: answered, and not yet time to ask how it went. `due`: the
   * day to ask has come. `followed up`: asked, and it could not be told. `settled`: it worked, or it was withdrawn.
   */
  readonly stage: Stage;
  /** Past the promised day: of the answer while waiting, of the follow-up while due. */
  readonly overdue: boolean;
  /** By when the community promised a first answer. */
  readonly answerBy: Day;
  /** The first advice by another than the asker, or null. */
  readonly answeredOn: Day | null;
  /** When to ask how it went; null while waiting, and when nothing is left to ask. */
  readonly followUpOn: Day | null;
  /** The outcome that was reported last, or null. */
  readonly outcome: Outcome | null;
  /** Whether it was withdrawn, which settles it whatever was reported. */
  readonly withdrawn: boolean;
  /** Whether any follow-up says how it turned out: it worked, it worked in part, or it did not. */
  readonly closed: boolean;
}

/** Whether an outcome tells how it turned out. */
export function isKnown(outcome: Outcome): boolean {
  return outcome === 'worked' || outcome === 'partly' || outcome === 'did-not-work';
}

/** The advice that counts as an answer: a note to oneself is none. */
export function answersAmong(
  advice: readonly DocumentOf<'advice'>[],
  issue: DocumentOf<'issue'>,
): DocumentOf<'advice'>[] {
  return advice.filter(({ fields }) => fields.by !== issue.fields.by);
}

/** The first answer, or null. */
export function firstAnswer({ issue, advice }: Thread): DocumentOf<'advice'> | null {
  return answersAmong(advice, issue)[0] ?? null;
}

/** The follow-up that settled an issue because something worked; null for one that was withdrawn or is open. */
export function settledBy({ issue, followups }: Thread): DocumentOf<'followup'> | null {
  const last = followups.at(-1);
  return issue.fields.withdrawn === null && last?.fields.outcome === 'worked' ? last : null;
}

/** The day for asking (again) that the latest advice given since the last follow-up names, or null. */
function agreedDay({ advice, followups }: Thread): Day | null {
  const last = followups.at(-1)?.fields;
  const agreed = advice.findLast(
    ({ id, fields }) => fields.follow_up !== null && (!last || (fields.date >= last.date && !last.tried.includes(id))),
  );
  return agreed?.fields.follow_up ?? null;
}

/** The day on which to ask (again): what a newer advice or the last follow-up names, else what is promised. */
function nextFollowUp(thread: Thread, answeredOn: Day, config: Config): Day {
  const last = thread.followups.at(-1)?.fields;
  const promised = promiseDay(last?.date ?? answeredOn, config.commitments.followUpAfter, config.calendar);
  return agreedDay(thread) ?? last?.next ?? promised;
}

/**
 * The day on which it was first to be asked how it went, whether or not anybody did; null while unanswered. What was
 * agreed after somebody had already asked does not put that day off.
 */
export function firstFollowUpDay(thread: Thread, config: Config): Day | null {
  const answeredOn = firstAnswer(thread)?.fields.date;
  if (answeredOn === undefined) return null;
  const asked = thread.followups[0]?.fields.date;
  const before = thread.advice.filter(({ fields }) => asked === undefined || fields.date <= asked);
  return nextFollowUp({ ...thread, advice: before, followups: [] }, answeredOn, config);
}

export function issueState(thread: Thread, config: Config, today: Day): IssueState {
  const { fields } = thread.issue;
  const last = thread.followups.at(-1)?.fields ?? null;
  const answeredOn = firstAnswer(thread)?.fields.date ?? null;
  const answerBy = promiseDay(fields.opened, config.commitments.respondWithin, config.calendar);
  const facts = {
    answerBy,
    answeredOn,
    outcome: last?.outcome ?? null,
    withdrawn: fields.withdrawn !== null,
    closed: thread.followups.some((followup) => isKnown(followup.fields.outcome)),
  };
  if (facts.withdrawn || last?.outcome === 'worked') {
    return { ...facts, stage: 'settled', overdue: false, followUpOn: null };
  }
  if (answeredOn === null) return { ...facts, stage: 'waiting', overdue: today > answerBy, followUpOn: null };
  if (last?.outcome === 'unknown' && last.next === null && agreedDay(thread) === null) {
    return { ...facts, stage: 'followed up', overdue: false, followUpOn: null };
  }
  const followUpOn = nextFollowUp(thread, answeredOn, config);
  return { ...facts, stage: today >= followUpOn ? 'due' : 'advised', overdue: today > followUpOn, followUpOn };
}
