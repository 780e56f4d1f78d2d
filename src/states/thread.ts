import type { Community } from '../model/community.ts';
import { every, isKind } from '../kinds/index.ts';
import type { DocumentOf } from '../kinds/index.ts';
import { byText } from '../text/words.ts';

/** An issue with what came of it, each in the order of their days. */
export interface Thread {
  readonly issue: DocumentOf<'issue'>;
  readonly advice: readonly DocumentOf<'advice'>[];
  readonly followups: readonly DocumentOf<'followup'>[];
}

type Dated = DocumentOf<'advice'> | DocumentOf<'followup'>;

/** Of what was reported on one day, the better outcome stands last: whoever reports twice has gone on trying. */
const RANKS: Readonly<Record<DocumentOf<'followup'>['fields']['outcome'], number>> = {
  'not-tried': 0,
  unknown: 1,
  'did-not-work': 2,
  partly: 3,
  worked: 4,
};

const rankOf = (turn: Dated): number => (isKind(turn, 'followup') ? RANKS[turn.fields.outcome] : 0);

/**
 * By day, then by outcome, then by id: an order that the set of documents decides, not the order in which they were
 * written, which days do not tell and which two branches would not agree on.
 */
export function inOrder(a: Dated, b: Dated): number {
  return byText(a.fields.date, b.fields.date) || rankOf(a) - rankOf(b) || byText(a.id, b.id);
}

/** Everything that was said on an issue, in the order of a conversation: an advice comes after the one it is `on`. */
export function turns({ advice, followups }: Thread): readonly Dated[] {
  const byId = new Map(advice.map((one) => [one.id, one]));
  const depth = (one: DocumentOf<'advice'>, left = advice.length): number => {
    const on = one.fields.on === null ? undefined : byId.get(one.fields.on);
    // Advice that goes round in circles ends where it has gone round once.
    return on && left > 0 ? 1 + depth(on, left - 1) : 0;
  };
  const rank = (turn: Dated): number => (turn.kind === 'advice' ? depth(turn) : advice.length + 1);
  return [...advice, ...followups].sort(
    (a, b) => byText(a.fields.date, b.fields.date) || rank(a) - rank(b) || inOrder(a, b),
  );
}

/** The thread of each issue, under the issue's id. */
export function threads(community: Community): ReadonlyMap<string, Thread> {
  const all = new Map(
    every(community, 'issue').map((issue) => [
      issue.id,
      { issue, advice: [] as DocumentOf<'advice'>[], followups: [] as DocumentOf<'followup'>[] },
    ]),
  );
  for (const advice of every(community, 'advice')) all.get(advice.fields.issue)?.advice.push(advice);
  for (const followup of every(community, 'followup')) all.get(followup.fields.issue)?.followups.push(followup);
  for (const thread of all.values()) {
    thread.advice.sort(inOrder);
    thread.followups.sort(inOrder);
  }
  return all;
}
