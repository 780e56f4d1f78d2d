import type { Document } from '../model/document.ts';
import type { Passage } from '../model/entry.ts';
import type { Community } from '../model/community.ts';
import { isKind } from '../kinds/index.ts';
import type { DocumentOf } from '../kinds/index.ts';
import { isReservation } from '../states/advice-record.ts';
import { isKnown } from '../states/issue-state.ts';
import type { States } from '../states/index.ts';
import { heading } from '../text/markdown/build.ts';
import { passage } from './passage.ts';

export const CAPTURES = ['case', 'failure', 'insight', 'faq'] as const;
export type CaptureKind = (typeof CAPTURES)[number];

/** A closed loop, as a draft of a note: what its documents say, under the headings of the note. */
export interface Capture {
  readonly kind: CaptureKind;
  readonly title: string;
  /** The issue, the advice that was tried, and the follow-ups that say how it turned out. */
  readonly from: readonly Document[];
  readonly topics: readonly string[];
  readonly alsoAsked: readonly string[];
  /** What goes under each heading; a heading that nothing is known for is not among them. */
  readonly sections: ReadonlyMap<string, readonly Passage[]>;
}

/** What there is to tell of a closed loop. */
interface Loop {
  readonly issue: DocumentOf<'issue'>;
  readonly advice: readonly DocumentOf<'advice'>[];
  readonly followups: readonly DocumentOf<'followup'>[];
}

type Telling = (loop: Loop) => readonly Passage[];

const ofIssue =
  (...sections: readonly string[]): Telling =>
  ({ issue }) =>
    sections.flatMap((section) => passage(issue, section));

const ofAdvice =
  (...sections: readonly string[]): Telling =>
  ({ advice }) =>
    advice.flatMap((one) => sections.flatMap((section) => passage(one, section)));

const ofFollowups =
  (...sections: readonly string[]): Telling =>
  ({ followups }) =>
    followups.flatMap((one) => sections.flatMap((section) => passage(one, section)));

const both =
  (...tellings: readonly Telling[]): Telling =>
  (loop) =>
    tellings.flatMap((telling) => telling(loop));

/** The first of some passages under a heading of its own, so that it can be told from what stands above. */
const under =
  (title: string, telling: Telling): Telling =>
  (loop) =>
    telling(loop).map((one, index) => (index === 0 ? { ...one, nodes: [heading(3, title), ...one.nodes] } : one));

/** Where each heading of a note finds its words. What is not named here is for a person to write. */
const TELLINGS: Readonly<Record<CaptureKind, Readonly<Record<string, Telling>>>> = {
  case: {
    Situation: ofIssue('Challenge', 'Context'),
    'What was done': both(ofAdvice('Advice'), ofFollowups('What we did')),
    'How it turned out': ofFollowups('What worked', 'What did not'),
    'What others can use': both(
      ofFollowups('What we learned'),
      under('When the advice applies', ofAdvice('When it applies')),
    ),
  },
  failure: {
    'What was intended': both(ofIssue('Challenge'), ofAdvice('Advice')),
    'What happened': ofFollowups('What we did', 'What did not'),
    'Why it made sense': ofAdvice('When it applies'),
    'What we learned': ofFollowups('What we learned'),
  },
  insight: {
    'The insight': ofFollowups('What we learned'),
    'Where it comes from': both(ofIssue('Challenge'), ofFollowups('What we did')),
    'When it holds': ofAdvice('When it applies'),
  },
  faq: {
    Answer: both(
      ofAdvice('Advice'),
      under('When it applies', ofAdvice('When it applies')),
      under('What did not work', ofFollowups('What did not')),
    ),
  },
};

/** The kind of note that suits a loop: what came up again belongs in the FAQ, what went wrong is a failure. */
export function suitableKind(issue: DocumentOf<'issue'>, states: States): CaptureKind {
  if (states.issue(issue).outcome === 'did-not-work') return 'failure';
  return states.loop(issue)?.worth.includes('recurring') ? 'faq' : 'case';
}

/** A closed loop as a note of a kind; null while nobody has said how it turned out. */
export function capture(
  issue: DocumentOf<'issue'>,
  kind: CaptureKind,
  community: Community,
  states: States,
): Capture | null {
  const thread = states.threads.get(issue.id);
  const followups = (thread?.followups ?? []).filter(({ fields }) => isKnown(fields.outcome));
  if (!thread || followups.length === 0) return null;
  const last = followups.at(-1)?.fields.tried ?? [];
  const named = kind === 'faq' && last.length > 0 ? last : followups.flatMap(({ fields }) => fields.tried);
  const tried = [...new Set(named)].flatMap((id) => {
    const advice = community.byId.get(id);
    return advice && isKind(advice, 'advice') ? [advice] : [];
  });
  // Where nobody said what was tried, it is taken to be what was suggested.
  const advice = tried.length > 0 ? tried : thread.advice.filter((one) => !isReservation(one));
  const loop = { issue, advice, followups };
  const sections = Object.entries(TELLINGS[kind]).map(([title, telling]) => [title, telling(loop)] as const);
  const again = community.documents.filter(
    (other) => isKind(other, 'issue') && other.fields.repeats === issue.id && other.title !== issue.title,
  );
  return {
    kind,
    title: issue.title,
    from: [issue, ...advice, ...followups],
    topics: issue.fields.topics,
    alsoAsked: again.map(({ title }) => title),
    sections: new Map(sections.filter(([, passages]) => passages.length > 0)),
  };
}
