import type { Due, Reason } from '../compile/due.ts';
import type { Community } from '../model/community.ts';
import { listed } from '../text/words.ts';
import { nameOf } from './record.ts';

interface PromiseWords {
  /** What is open, for lists. */
  readonly open: string;
  /** In a word or two, for badges. */
  readonly badge: string;
  /** For a calendar, before a colon and a title. */
  readonly event: string;
}

const WORDS: Readonly<Record<Due['promise'], PromiseWords>> = {
  answer: { open: 'answer awaited', badge: 'waiting', event: 'Answer awaited' },
  followup: { open: 'follow-up due', badge: 'due', event: 'Follow up' },
  reservation: { open: 'reservation unanswered', badge: 'reservation', event: 'Reservation to answer' },
  review: { open: 'review due', badge: 'review', event: 'Read again' },
  note: { open: 'worth a note', badge: 'worth a note', event: 'Worth a note' },
};

/** What an open promise is called. */
export function promiseWords({ promise, overdue, reasons }: Due): PromiseWords {
  const words = WORDS[promise];
  if (promise !== 'review') return words;
  if (reasons.includes('contradicted')) return { ...words, open: 'contradicted' };
  return overdue ? { ...words, open: 'review lapsed' } : words;
}

const LOOP_REASONS: Readonly<Record<Reason, string>> = {
  recurring: 'it came up again',
  contradicted: 'the same advice worked and did not',
  failure: 'something did not work',
};

/** Why a loop is worth a note, or a note to be read again before its time; '' where nothing more is to be said. */
export function reasonsText({ promise, reasons }: Due): string {
  if (promise === 'review') return reasons.length === 0 ? '' : 'somebody reports that it did not work';
  return listed(reasons.map((reason) => LOOP_REASONS[reason]));
}

/** Who could act, by name; `anybody` where nobody in particular is asked. */
export function whoText({ who }: Due, community: Community): string {
  return who.length === 0 ? 'anybody' : who.map((id) => nameOf(community, id)).join(', ');
}
