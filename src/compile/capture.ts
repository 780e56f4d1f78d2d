import type { Document } from '../model/document.ts';
import type { Passage } from '../model/entry.ts';
import type { Community } from '../model/community.ts';
import { isKind, namedBy } from '../kinds/index.ts';
import type { DocumentOf } from '../kinds/index.ts';
import { isReservation } from '../states/advice-record.ts';
import { isKnown } from '../states/issue-state.ts';
import type { States } from '../states/index.ts';
import type { Thread } from '../states/thread.ts';
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
  /** Reservations about the advice. */
  readonly doubts: readonly DocumentOf<'advice'>[];
}

type Telling = (loop: Loop) => readonly Passage[];

const ofIssue =
  (...sections: readonly string[]): Telling =>
  ({ issue }) =>
    sections.flatMap((section) => passage(issue, section));

/** Some passages with a heading above the first, so that they can be told from what stands above. */
function under(title: string, passages: readonly Passage[]): Passage[] {
  return passages.map((one, index) => (index === 0 ? { ...one, nodes: [heading(3, title), ...one.nodes] } : one));
}

/** What each advice says, under its title where there are several. */
const ofAdvice =
  (section: string): Telling =>
  ({ advice }) =>
    advice.flatMap((one) => {
      const said = passage(one, section);
      return advice.length > 1 ? under(one.title, said) : said;
    });

const ofFollowups =
  (...sections: readonly string[]): Telling =>
  ({ followups }) =>
    followups.flatMap((one) => sections.flatMap((section) => passage(one, section)));

/** The conditions of all advice, under one heading. */
const conditions: Telling = ({ advice }) =>
  under(
    'When the advice applies',
    advice.flatMap((one) => passage(one, 'When it applies')),
  );

/** What others have against the advice, be it answered or not. */
const reservations: Telling = ({ doubts }) =>
  under(
    'What speaks against it',
    doubts.flatMap((one) => passage(one, 'Advice')),
  );

const both =
  (...tellings: readonly Telling[]): Telling =>
  (loop) =>
    tellings.flatMap((telling) => telling(loop));

const named =
  (title: string, telling: Telling): Telling =>
  (loop) =>
    under(title, telling(loop));

/** Where each heading of a note finds its words. What is not named here is for a person to write. */
const TELLINGS: Readonly<Record<CaptureKind, Readonly<Record<string, Telling>>>> = {
  case: {
    Situation: ofIssue('Challenge', 'Context'),
    'What was done': both(ofAdvice('Advice'), named('What came of it', ofFollowups('What we did'))),
    'How it turned out': ofFollowups('What worked', 'What did not'),
    'What others can use': both(ofFollowups('What we learned'), conditions, reservations),
  },
  failure: {
    'What was intended': both(ofIssue('Challenge'), named('What was advised', ofAdvice('Advice'))),
    'What happened': ofFollowups('What we did', 'What did not'),
    'Why it made sense': ofAdvice('When it applies'),
    'What we learned': ofFollowups('What we learned'),
  },
  insight: {
    'The insight': ofFollowups('What we learned'),
    'Where it comes from': both(ofIssue('Challenge'), ofFollowups('What we did')),
    'When it holds': both(ofAdvice('When it applies'), reservations),
  },
  faq: {
    Answer: both(
      ofAdvice('Advice'),
      conditions,
      named('What did not work', ofFollowups('What did not')),
      named('What was learned', ofFollowups('What we learned')),
      reservations,
    ),
  },
};

/** The kind of note that suits a loop: what came up again belongs in the FAQ, what went wrong is a failure. */
export function suitableKind(issue: DocumentOf<'issue'>, states: States): CaptureKind {
  if (states.issue(issue).outcome === 'did-not-work') return 'failure';
  return states.loop(issue)?.worth.includes('recurring') ? 'faq' : 'case';
}

/** The follow-ups that a note of a kind tells of: a failure of what failed, where anything did. */
function told(followups: readonly DocumentOf<'followup'>[], kind: CaptureKind): readonly DocumentOf<'followup'>[] {
  const failed = followups.filter(({ fields }) => fields.outcome === 'did-not-work');
  const unsuccessful = followups.filter(({ fields }) => fields.outcome !== 'worked');
  if (kind === 'failure' && unsuccessful.length > 0) return failed.length > 0 ? failed : unsuccessful;
  return followups;
}

/** The advice that some follow-ups tried; where none says, what was suggested. An answer is what was tried last. */
function triedIn(
  followups: readonly DocumentOf<'followup'>[],
  kind: CaptureKind,
  thread: Thread,
  community: Community,
): readonly DocumentOf<'advice'>[] {
  const last = followups.at(-1)?.fields.tried ?? [];
  const ids = kind === 'faq' && last.length > 0 ? last : followups.flatMap(({ fields }) => fields.tried);
  const tried = namedBy(ids, 'advice', community);
  return tried.length > 0 ? tried : thread.advice.filter((one) => !isReservation(one));
}

/** A closed loop as a note of a kind; null while nobody has said how it turned out. */
export function capture(
  issue: DocumentOf<'issue'>,
  kind: CaptureKind,
  community: Community,
  states: States,
): Capture | null {
  const thread = states.threads.get(issue.id);
  const known = (thread?.followups ?? []).filter(({ fields }) => isKnown(fields.outcome));
  if (!thread || known.length === 0) return null;
  const followups = told(known, kind);
  const advice = triedIn(followups, kind, thread, community);
  const doubts = advice.flatMap((one) => states.advice(one).spoken).filter(isReservation);
  const loop: Loop = { issue, advice, followups, doubts };
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
