import type { Community } from '../model/community.ts';
import { isKind } from '../kinds/index.ts';
import type { DocumentOf } from '../kinds/index.ts';
import { every } from '../kinds/index.ts';
import { isPresent } from '../kinds/member.ts';
import { PAGE, topicsOf } from '../model/document.ts';
import type { Document } from '../model/document.ts';
import type { Finding } from '../model/finding.ts';
import { isKept } from '../states/note-state.ts';
import type { Kept } from '../states/note-state.ts';
import type { States } from '../states/index.ts';
import { byText } from '../text/words.ts';
import { due } from './due.ts';
import type { Due } from './due.ts';
import { opening } from './passage.ts';

/** A community on a day with what is true of it. */
export interface Standing {
  readonly community: Community;
  readonly states: States;
}

/** A point that a reviewer looks at; `open` says what is missing, and is null where nothing is. */
export interface Point {
  readonly what: string;
  readonly open: string | null;
}

/** Something whose state is another after merging. */
export interface Turn {
  readonly document: Document;
  readonly before: string;
  readonly now: string;
}

/** Somebody who may have something to say to it, and why. */
export interface Suggested {
  readonly member: DocumentOf<'member'>;
  readonly because: string;
}

/** What a branch changes, as a reviewer wants to see it. */
export interface Review {
  readonly added: readonly Document[];
  readonly changed: readonly Document[];
  /** What is no more, as it was. */
  readonly removed: readonly Document[];
  readonly notes: readonly { readonly note: Kept; readonly points: readonly Point[] }[];
  readonly turns: readonly Turn[];
  /** Issues whose loop is closed by it. */
  readonly closed: readonly DocumentOf<'issue'>[];
  /** Promises that were open, and are kept by it. */
  readonly kept: readonly Due[];
  /** Notes that cite what turns out not to be relied on any more. */
  readonly suspects: readonly Kept[];
  readonly findings: readonly Finding[];
  readonly suggested: readonly Suggested[];
}

/** What a file was called where the branch began, by its path now. */
export type FormerPaths = ReadonlyMap<string, string>;

/** The section of a note that says when it applies, by kind. */
const CONDITIONS: Readonly<Record<string, string>> = {
  case: 'What others can use',
  failure: 'What we change',
  insight: 'When it holds',
};

function pointsOf(note: Kept, { community }: Standing, findings: readonly Finding[]): Point[] {
  const found = (...rules: readonly string[]): string | null => {
    const first = findings.find(({ rule, place }) => rules.includes(rule) && place.path === note.path);
    return first ? first.message : null;
  };
  const conditions = CONDITIONS[note.kind];
  const turned = note.kind === 'case' && opening(note, 'How it turned out', 1) === '';
  const named = every(community, 'member').filter(({ title }) => note.source.text.includes(title));
  const isPublic = note.fields.audience === 'public';
  return [
    { what: 'Every section is there and says something', open: found('section') },
    { what: 'It says what it rests on', open: note.fields.from.length > 0 ? null : 'nothing in `from`' },
    ...(note.kind === 'case'
      ? [{ what: 'It says how it turned out', open: turned ? 'nothing under “How it turned out”' : found('claim') }]
      : []),
    ...(conditions === undefined
      ? []
      : [
          {
            what: 'It says when it applies',
            open: opening(note, conditions, 1) === '' ? `nothing under “${conditions}”` : null,
          },
        ]),
    ...(note.kind === 'failure' ? [{ what: 'It asks what, and not who', open: found('blameless') }] : []),
    {
      what: isPublic ? 'For everybody: it names nobody' : 'For the community',
      open: isPublic && named.length > 0 ? `it names ${named.map(({ title }) => title).join(', ')}` : null,
    },
    { what: 'No other note says nearly the same', open: found('near-duplicate') },
  ];
}

/** The document that was there before under the same id, under one that it still answers to, or in the same file. */
function formerOf(document: Document, before: Standing | null, former: FormerPaths): Document | null {
  if (before === null) return null;
  const { byId, byPath } = before.community;
  const found = [document.id, ...document.aliases].map((id) => byId.get(id)).find((one) => one !== undefined);
  const same = found ?? byPath.get(former.get(document.path) ?? document.path);
  return same && same.kind === document.kind ? same : null;
}

const promiseKey = (promise: Due['promise'], document: Document): string => `${promise} ${document.id}`;

/** Members who own what is changed, or advised on its topics before; nobody who wrote it, and in the order of their names. */
function suggestions(touched: readonly Document[], { community, states }: Standing): Suggested[] {
  const authors = new Set(touched.map(({ fields }) => fields['by']));
  const topics = new Set(touched.flatMap(topicsOf));
  const because = new Map<string, string>();
  for (const advice of every(community, 'advice')) {
    const issue = community.byId.get(advice.fields.issue);
    const shared = issue ? topicsOf(issue).filter((topic) => topics.has(topic)) : [];
    if (shared.length > 0 && !touched.includes(advice)) {
      because.set(advice.fields.by, `has advised on ${[...shared].sort(byText)[0] ?? ''}`);
    }
  }
  for (const { fields, title } of touched) {
    if (typeof fields['owner'] === 'string') because.set(fields['owner'], `owns “${title}”`);
  }
  return every(community, 'member')
    .filter((member) => because.has(member.id) && !authors.has(member.id) && isPresent(member.fields, states.today))
    .map((member) => ({ member, because: because.get(member.id) ?? '' }))
    .sort((a, b) => byText(a.member.title, b.member.title));
}

export function review(
  now: Standing,
  before: Standing | null,
  former: FormerPaths,
  findings: readonly Finding[],
): Review {
  const ours = now.community.documents.filter(({ kind }) => kind !== PAGE);
  const pairs = ours.map((document) => ({ document, was: formerOf(document, before, former) }));
  const added = pairs.filter(({ was }) => was === null).map(({ document }) => document);
  const changed = pairs
    .filter(({ document, was }) => was !== null && was.source.text !== document.source.text)
    .map(({ document }) => document);
  const still = new Set(pairs.map(({ was }) => was));
  const removed = (before?.community.documents ?? []).filter(
    (document) => document.kind !== PAGE && !still.has(document),
  );
  const turns = pairs.flatMap(({ document, was }): Turn[] => {
    if (was === null || before === null) return [];
    const [then, is] = [before.states.word(was), now.states.word(document)];
    return then === null || is === null || then === is ? [] : [{ document, before: then, now: is }];
  });
  const closedBefore = (issue: DocumentOf<'issue'>): boolean => {
    const was = formerOf(issue, before, former);
    return was !== null && before !== null && isKind(was, 'issue') && before.states.issue(was).closed;
  };
  // A promise stays open under another name.
  const open = new Set(
    due(now.community, now.states).map(({ promise, document }) =>
      promiseKey(promise, formerOf(document, before, former) ?? document),
    ),
  );
  const suspects = ours.filter(isKept).filter((note) => {
    const was = formerOf(note, before, former);
    const count = was && before && isKept(was) ? before.states.note(was).suspectOf.length : 0;
    return now.states.note(note).suspectOf.length > count;
  });
  const touched = [...added, ...changed];
  return {
    added,
    changed,
    removed,
    notes: touched.filter(isKept).map((note) => ({ note, points: pointsOf(note, now, findings) })),
    turns,
    closed: every(now.community, 'issue').filter((issue) => now.states.issue(issue).closed && !closedBefore(issue)),
    kept:
      before === null
        ? []
        : due(before.community, before.states).filter(
            ({ promise, document }) => !open.has(promiseKey(promise, document)),
          ),
    suspects,
    findings,
    suggested: suggestions(touched, now),
  };
}
