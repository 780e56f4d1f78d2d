import type { DocumentOf } from '../kinds/index.ts';
import type { Outcome } from './issue-state.ts';

/** How often something was tried and how it turned out, with the follow-ups that say so. */
export interface TrackRecord {
  readonly tried: number;
  readonly worked: number;
  readonly partly: number;
  readonly didNot: number;
  readonly followups: readonly DocumentOf<'followup'>[];
}

/** What is true of an advice. */
export interface AdviceState {
  readonly record: TrackRecord;
  /** For a reservation: whether a later advice speaks to it; null where the advice is none. */
  readonly answered: boolean | null;
  /** Advice that is `on` this one, in the order of a conversation. */
  readonly spoken: readonly DocumentOf<'advice'>[];
  /** Other advice that it speaks for or cites, in the order of their ids: their records bear on it. */
  readonly leansOn: () => readonly DocumentOf<'advice'>[];
}

/** Counts outcomes. What was not tried does not count as tried. */
export function trackRecord(followups: readonly DocumentOf<'followup'>[]): TrackRecord {
  const tried = followups.filter(({ fields }) => fields.outcome !== 'not-tried');
  const count = (outcome: Outcome): number => tried.filter(({ fields }) => fields.outcome === outcome).length;
  return {
    tried: tried.length,
    worked: count('worked'),
    partly: count('partly'),
    didNot: count('did-not-work'),
    followups: tried,
  };
}

/** Stances of a reservation about somebody's advice, be it a doubt or a plain no. */
const RESERVING: ReadonlySet<unknown> = new Set(['reserves', 'disagrees']);

export function isReserving(stance: unknown): boolean {
  return RESERVING.has(stance);
}

export function isReservation({ fields }: DocumentOf<'advice'>): boolean {
  return isReserving(fields.stance);
}

/** Whether an advice that is `on` a reservation answers it: given later, and not what the reservation is about. */
function answers(other: DocumentOf<'advice'>, { fields }: DocumentOf<'advice'>): boolean {
  return other.fields.date >= fields.date && fields.on !== other.id;
}

/** @param speaking Advice that is `on` this one. */
export function adviceState(
  advice: DocumentOf<'advice'>,
  followups: readonly DocumentOf<'followup'>[],
  speaking: readonly DocumentOf<'advice'>[],
  leansOn: () => readonly DocumentOf<'advice'>[],
): AdviceState {
  return {
    record: trackRecord(followups),
    answered: isReservation(advice) ? speaking.some((other) => answers(other, advice)) : null,
    spoken: speaking,
    leansOn,
  };
}
