import type { Community } from '../model/community.ts';
import { PAGE, topicsOf } from '../model/document.ts';
import type { Document } from '../model/document.ts';
import { every, isKind } from '../kinds/index.ts';
import type { DocumentOf } from '../kinds/index.ts';
import { citing } from '../states/citing.ts';
import { answersAmong } from '../states/issue-state.ts';
import { isKept } from '../states/note-state.ts';
import type { States } from '../states/index.ts';
import { readingMinutes } from '../text/reading-time.ts';
import { byText } from '../text/words.ts';
import { handles } from './reference.ts';
import { apartFrom } from '../text/grouped.ts';

/** One thing to read, and why it is worth the minutes. */
export interface Reading {
  readonly document: Document;
  readonly minutes: number;
  /** Documents that build on it: issues, advice, follow-ups, notes and entries. */
  readonly citedBy: number;
  /** How often what it says was tried. */
  readonly tried: number;
  /** The topics that nothing before it tells of. */
  readonly firstOn: readonly string[];
}

/** An issue that somebody new could answer, and what of the reading helps with it. */
export interface FirstQuestion {
  readonly issue: DocumentOf<'issue'>;
  readonly read: readonly Document[];
  /** The command that answers it. */
  readonly command: string;
}

export interface Start {
  readonly topic: string | null;
  readonly readings: readonly Reading[];
  readonly questions: readonly FirstQuestion[];
  /** How many others are worth reading, and can wait. */
  readonly others: number;
}

/** How long somebody new reads, the charter apart, before they would rather talk to somebody, in minutes. */
const LONGEST_READING = 45;
/** How many more are read once every topic is opened. */
const FURTHER = 4;
const MOST_QUESTIONS = 5;

interface Candidate extends Omit<Reading, 'firstOn'> {
  readonly topics: readonly string[];
  /** What it brings for each minute. */
  readonly worth: number;
}

/** Why the community is there: read first, whatever the topic. */
const isOrientation = (document: Document): boolean => isKind(document, 'purpose', 'vision');

/** What somebody new can rely on: not drafts, nor what turned out wrong or was taken the place of. */
function isReliable(document: Document, states: States): boolean {
  if (isOrientation(document) || document.kind === PAGE) return true;
  if (isKept(document)) return ['validated', 'not validated'].includes(states.note(document).confidence);
  return isKind(document, 'issue') && states.issue(document).outcome === 'worked' && !states.issue(document).withdrawn;
}

function candidates(community: Community, states: States, topic: string | null): Candidate[] {
  const citedBy = citing(community, () =>
    community.documents.filter(
      ({ declaration }) => declaration === null || ['thread', 'note', 'faq'].includes(declaration.role),
    ),
  );
  const onTopic = (document: Document): boolean => topic === null || topicsOf(document).includes(topic);
  return community.documents
    .filter((document) => isReliable(document, states) && (isOrientation(document) || onTopic(document)))
    .map((document): Candidate => {
      const minutes = readingMinutes(document.source.text.slice(document.written?.bodyOffset ?? 0));
      const state = isKept(document) ? states.note(document) : null;
      const cited = citedBy(document).length;
      const tried = state?.record.tried ?? 0;
      // What was written to be read, was tried and is still true, comes before the conversation it comes from.
      const told =
        state === null ? 0 : (state.confidence === 'validated' ? 3 : 1) + (isKind(document, 'summary') ? 2 : 0);
      const fresh = state?.lapsed ? 0.5 : 1;
      return {
        document,
        minutes,
        citedBy: cited,
        tried,
        topics: topicsOf(document),
        worth: ((cited + 2 * tried + told) * fresh) / minutes,
      };
    });
}

/** Whether something that was picked already tells of an issue, so that its conversation need not be read as well. */
function isTold({ document }: Candidate, picked: readonly Candidate[]): boolean {
  return (
    document.kind === 'issue' &&
    picked.some((one) => isKept(one.document) && one.document.fields.from.includes(document.id))
  );
}

/** The fewest minutes that open every topic, then a few more of what many others build on. */
function chosen(all: readonly Candidate[]): Candidate[] {
  const picked: Candidate[] = [];
  const open = new Set<string>();
  let minutes = 0;
  let further = 0;
  const rest = [...all].sort((a, b) => b.worth - a.worth || byText(a.document.id, b.document.id));
  const opensTopic = ({ topics }: Candidate): boolean => topics.some((topic) => !open.has(topic));
  while (rest.length > 0 && further < FURTHER) {
    const opening = rest.findIndex((one) => opensTopic(one) && !isTold(one, picked));
    const [next] = rest.splice(Math.max(0, opening), 1) as [Candidate];
    if (isTold(next, picked) || (minutes + next.minutes > LONGEST_READING && picked.length > 0)) continue;
    if (opening < 0) further += 1;
    minutes += next.minutes;
    picked.push(next);
    next.topics.forEach((topic) => open.add(topic));
  }
  return picked.filter((one) => !isTold(one, picked));
}

/** Puts what others build on before them; otherwise what brings most comes first. */
function inOrder(picked: readonly Candidate[], community: Community): Candidate[] {
  const ordered: Candidate[] = [];
  const visit = (one: Candidate, above: ReadonlySet<Candidate>): void => {
    if (ordered.includes(one) || above.has(one)) return;
    const grounds = new Set(community.linksFrom(one.document).map((link) => community.follow(link)));
    for (const other of picked)
      if (other !== one && grounds.has(other.document)) visit(other, new Set([...above, one]));
    ordered.push(one);
  };
  const rank = ({ document }: Candidate): number =>
    isKind(document, 'purpose') ? 0 : isKind(document, 'vision') ? 1 : 2;
  const begin = [...picked].sort(
    (a, b) => rank(a) - rank(b) || b.worth - a.worth || byText(a.document.id, b.document.id),
  );
  for (const one of begin) visit(one, new Set());
  return ordered;
}

/** Issues that wait, or have a single answer, those first that the reading helps with. */
function firstQuestions(
  read: readonly Document[],
  community: Community,
  states: States,
  topic: string | null,
): FirstQuestion[] {
  const open = every(community, 'issue').filter((issue) => {
    const { stage } = states.issue(issue);
    const answers = answersAmong(states.threads.get(issue.id)?.advice ?? [], issue).length;
    const wanted = topic === null || issue.fields.topics.includes(topic);
    return wanted && (stage === 'waiting' || (stage === 'advised' && answers < 2));
  });
  const name = handles(community);
  const helped = open.map((issue) => ({
    issue,
    waits: states.issue(issue).stage === 'waiting',
    read: read.filter((document) => topicsOf(document).some((one) => issue.fields.topics.includes(one))),
  }));
  return helped
    .sort(
      (a, b) =>
        Number(b.waits) - Number(a.waits) ||
        Number(b.read.length > 0) - Number(a.read.length > 0) ||
        byText(a.issue.fields.opened, b.issue.fields.opened) ||
        byText(a.issue.id, b.issue.id),
    )
    .slice(0, MOST_QUESTIONS)
    .map(({ issue, read: helps }) => ({ issue, read: helps, command: `cop advise ${name(issue)}` }));
}

/** Where somebody new begins: what to read, in which order and why, and first questions to try their hand at. */
export function startHere(community: Community, states: States, topic: string | null): Start {
  const all = candidates(community, states, topic);
  const orientation = all.filter(({ document }) => isOrientation(document));
  const picked = [...orientation, ...chosen(apartFrom(all, orientation))];
  const ordered = inOrder(picked, community);
  const open = new Set<string>();
  const readings = ordered.map(({ document, minutes, citedBy, tried, topics }): Reading => {
    const firstOn = topics.filter((one) => !open.has(one));
    firstOn.forEach((one) => open.add(one));
    return { document, minutes, citedBy, tried, firstOn };
  });
  const read = ordered.map(({ document }) => document);
  return {
    topic,
    readings,
    questions: firstQuestions(read, community, states, topic),
    others: all.length - picked.length,
  };
}
