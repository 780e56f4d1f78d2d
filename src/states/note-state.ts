import type { Community } from '../model/community.ts';
import { dayOf } from '../model/document.ts';
import type { Document } from '../model/document.ts';
import { isKind } from '../kinds/index.ts';
import type { DocumentOf } from '../kinds/index.ts';
import { addSpan } from '../text/day.ts';
import { once } from '../text/once.ts';
import type { Day, Span } from '../text/day.ts';
import { byText } from '../text/words.ts';
import { trackRecord } from './advice-record.ts';
import type { TrackRecord } from './advice-record.ts';
import { isKnown } from './issue-state.ts';
import { inOrder } from './thread.ts';
import type { Thread } from './thread.ts';

export const CONFIDENCES = ['draft', 'not validated', 'validated', 'contradicted', 'superseded'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

export type Note = DocumentOf<'case'> | DocumentOf<'failure'> | DocumentOf<'insight'> | DocumentOf<'summary'>;
/** What is kept, reviewed and cited. */
export type Kept = Note | DocumentOf<'faq'>;

export function isNote(document: Document): document is Note {
  return isKind(document, 'case', 'failure', 'insight', 'summary');
}

export function isKept(document: Document): document is Kept {
  return isNote(document) || isKind(document, 'faq');
}

/** What is true of a note or an FAQ entry. */
export interface NoteState {
  /**
   * How far it may be relied on, from the follow-ups it rests on: `validated` when somebody other than the adviser
   * reports that it worked, `contradicted` when anybody reports that it did not; both are in `record`.
   */
  readonly confidence: Confidence;
  readonly record: TrackRecord;
  readonly supersededBy: Document | null;
  /** The day on which it last turned out not to be relied on, and nobody has read it again since; else null. */
  readonly fellOn: Day | null;
  /** The day on which it is to be read again; null where it has no date to count from. */
  readonly reviewBy: Day | null;
  readonly lapsed: boolean;
  /** What it cites that was superseded or contradicted since it was last reviewed. Looks at every note on first use. */
  readonly suspectOf: readonly Document[];
}

export interface Grounds {
  readonly community: Community;
  readonly threads: ReadonlyMap<string, Thread>;
  readonly followupsTrying: ReadonlyMap<string, readonly DocumentOf<'followup'>[]>;
  readonly supersededBy: ReadonlyMap<string, Document>;
  readonly adviceCiting: (document: Document) => readonly DocumentOf<'advice'>[];
  /** See {@link evidence}; found once for each. */
  readonly evidence: (note: Kept) => readonly DocumentOf<'followup'>[];
  readonly fallen: () => Fallen;
}

/** Notes and entries that turned out not to be relied on, with the day on which they last did. */
export type Fallen = ReadonlyMap<Document, Day>;

/**
 * The follow-ups that speak to a note: those it is `from`; those that tried an advice it is `from`, or an advice that
 * cites it; and of an issue it is `from` without naming advice or follow-up of it, the last with a known outcome.
 */
export function evidence(note: Kept, grounds: Omit<Grounds, 'evidence' | 'fallen'>): readonly DocumentOf<'followup'>[] {
  const { community, threads, followupsTrying } = grounds;
  const sources = note.fields.from.flatMap((id) => community.byId.get(id) ?? []);
  const found = new Map<string, DocumentOf<'followup'>>();
  const add = (followups: readonly DocumentOf<'followup'>[]): void => {
    for (const followup of followups) found.set(followup.id, followup);
  };
  const told = new Set<string>();
  for (const source of sources) {
    if (isKind(source, 'followup')) add([source]);
    if (isKind(source, 'advice')) add(followupsTrying.get(source.id) ?? []);
    if (isKind(source, 'followup', 'advice')) told.add(source.fields.issue);
  }
  for (const source of sources) {
    if (!isKind(source, 'issue') || told.has(source.id)) continue;
    add((threads.get(source.id)?.followups ?? []).filter(({ fields }) => isKnown(fields.outcome)).slice(-1));
  }
  for (const advice of grounds.adviceCiting(note)) add(followupsTrying.get(advice.id) ?? []);
  return [...found.values()].sort(inOrder);
}

/**
 * Whether somebody other than the adviser reports that it worked. A follow-up that does not say what was tried is taken
 * to speak of all advice on its issue.
 */
function validates(
  { fields }: DocumentOf<'followup'>,
  { community, threads }: Pick<Grounds, 'community' | 'threads'>,
): boolean {
  const tried = fields.tried.flatMap((id) => community.byId.get(id) ?? []);
  const spoken = tried.length > 0 ? tried : (threads.get(fields.issue)?.advice ?? []);
  const advisers = spoken.flatMap((advice) => (isKind(advice, 'advice') ? [advice.fields.by] : []));
  return fields.outcome === 'worked' && !advisers.includes(fields.by);
}

/** What follow-ups alone say about how far something may be relied on. */
export function confidenceFrom(
  followups: readonly DocumentOf<'followup'>[],
  grounds: Pick<Grounds, 'community' | 'threads'>,
): Confidence {
  if (followups.some(({ fields }) => fields.outcome === 'did-not-work')) return 'contradicted';
  return followups.some((followup) => validates(followup, grounds)) ? 'validated' : 'not validated';
}

function confidence(note: Kept, followups: readonly DocumentOf<'followup'>[], grounds: Grounds): Confidence {
  if (note.fields.draft === true) return 'draft';
  if (grounds.supersededBy.has(note.id)) return 'superseded';
  return confidenceFrom(followups, grounds);
}

/** When it was last reviewed, as far as could be known on that day. */
function reviewedOn({ fields }: Kept, today: Day): Day | null {
  return fields.reviewed !== null && fields.reviewed <= today ? fields.reviewed : null;
}

/** When it was written: of an entry, which has no date of its own, the latest day of its sources; null without any. */
export function writtenOn(note: Kept, community: Community): Day | null {
  if (isNote(note)) return note.fields.date;
  const days = note.fields.from.flatMap((id) => {
    const source = community.byId.get(id);
    return (source && dayOf(source)) ?? [];
  });
  return days.sort().at(-1) ?? null;
}

/** When a note or entry last turned out not to be relied on, or null. */
export function fellOn(document: Kept, grounds: Omit<Grounds, 'fallen'>): Day | null {
  const successor = grounds.supersededBy.get(document.id);
  if (successor) return dayOf(successor);
  const against = grounds.evidence(document).findLast(({ fields }) => fields.outcome === 'did-not-work');
  return against?.fields.date ?? null;
}

function suspectOf(note: Kept, grounds: Grounds, today: Day): readonly Document[] {
  const { community } = grounds;
  // What takes another's place may well speak of it.
  const superseded = isNote(note) ? note.fields.supersedes : null;
  const since = reviewedOn(note, today) ?? '';
  const fallen = grounds.fallen();
  if (fallen.size === 0) return [];
  const cited = new Set(community.linksFrom(note).map((link) => community.follow(link)));
  return [...cited]
    .filter((document): document is Document => {
      const day = document ? fallen.get(document) : undefined;
      return day !== undefined && document !== note && document?.id !== superseded && since <= day;
    })
    .sort((a, b) => byText(a.path, b.path));
}

/** A day on which something happened, where nobody has reviewed it since. */
function unread(day: Day | null, reviewed: Day | null): Day | null {
  return day !== null && reviewed !== null && reviewed >= day ? null : day;
}

export function noteState(note: Kept, grounds: Grounds, reviewWithin: Span, today: Day): NoteState {
  const followups = grounds.evidence(note);
  const read = reviewedOn(note, today) ?? writtenOn(note, grounds.community);
  const suspects = once(() => suspectOf(note, grounds, today));
  const reviewBy = read && addSpan(read, note.fields.review_in ?? reviewWithin);
  return {
    confidence: confidence(note, followups, grounds),
    record: trackRecord(followups),
    supersededBy: grounds.supersededBy.get(note.id) ?? null,
    fellOn: unread(fellOn(note, grounds), reviewedOn(note, today)),
    reviewBy,
    lapsed: reviewBy !== null && today > reviewBy,
    get suspectOf() {
      return suspects();
    },
  };
}
