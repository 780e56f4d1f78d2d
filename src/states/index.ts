import type { Community } from '../model/community.ts';
import type { Document } from '../model/document.ts';
import { every, isKind } from '../kinds/index.ts';
import type { DocumentOf } from '../kinds/index.ts';
import type { Day } from '../text/day.ts';
import { grouped } from '../text/grouped.ts';
import { once, remembered } from '../text/once.ts';
import { byText } from '../text/words.ts';
import { citing } from './citing.ts';
import { adviceState, isReservation } from './advice-record.ts';
import type { AdviceState } from './advice-record.ts';
import { issueState } from './issue-state.ts';
import type { IssueState } from './issue-state.ts';
import { loopState } from './loop.ts';
import type { LoopState } from './loop.ts';
import { evidence, fellOn, isKept, noteState } from './note-state.ts';
import type { Fallen, Grounds, Kept, NoteState } from './note-state.ts';
import { inOrder, threads } from './thread.ts';
import type { Thread } from './thread.ts';

/** What is true of a community on a day. Said here once, so that lists, checks, pages and figures agree. */
export interface States {
  readonly today: Day;
  readonly threads: ReadonlyMap<string, Thread>;
  readonly issue: (issue: DocumentOf<'issue'>) => IssueState;
  readonly advice: (advice: DocumentOf<'advice'>) => AdviceState;
  readonly note: (note: Kept) => NoteState;
  /** A closed loop and what was written of it; null while nobody has said how it turned out. */
  readonly loop: (issue: DocumentOf<'issue'>) => LoopState | null;
  /** A document's state in a word or two, for lists; null for kinds that have none. */
  readonly word: (document: Document) => string | null;
}

function trying(community: Community): Map<string, DocumentOf<'followup'>[]> {
  return grouped([...every(community, 'followup')].sort(inOrder), ({ fields }) => fields.tried);
}

function speaking(community: Community): Map<string, DocumentOf<'advice'>[]> {
  return grouped([...every(community, 'advice')].sort(inOrder), ({ id, fields }) =>
    fields.on === null || fields.on === id ? [] : [fields.on],
  );
}

/** The advice that one cites, or is given on without doubting it. */
function leanings(advice: DocumentOf<'advice'>, community: Community): DocumentOf<'advice'>[] {
  const cited = community.linksFrom(advice).flatMap((link): DocumentOf<'advice'>[] => {
    const to = community.follow(link);
    const doubted = link.field === 'on' && isReservation(advice);
    return to && to.id !== advice.id && !doubted && isKind(to, 'advice') ? [to] : [];
  });
  return [...new Set(cited)].filter((other) => !isReservation(other)).sort((a, b) => byText(a.id, b.id));
}

const fallen = (community: Community, grounds: Omit<Grounds, 'fallen'>): Fallen =>
  new Map(
    community.documents.filter(isKept).flatMap((document): [Document, Day][] => {
      const day = fellOn(document, grounds);
      return day === null ? [] : [[document, day]];
    }),
  );

function successors(community: Community): Map<string, Document> {
  const found = new Map<string, Document>();
  for (const document of community.documents) {
    const superseded = document.fields['supersedes'];
    if (typeof superseded !== 'string' || superseded === document.id || document.fields['draft'] === true) continue;
    found.set(superseded, document);
  }
  return found;
}

export function deriveStates(community: Community, today: Day): States {
  const { config } = community;
  const allThreads = threads(community);
  const followupsTrying = trying(community);
  const adviceOn = speaking(community);
  const told = {
    community,
    threads: allThreads,
    followupsTrying,
    supersededBy: successors(community),
    adviceCiting: citing(community, () => every(community, 'advice')),
  };
  const rested = { ...told, evidence: remembered((kept: Kept) => evidence(kept, told)) };
  const grounds: Grounds = { ...rested, fallen: once(() => fallen(community, rested)) };
  const issue = remembered((document: DocumentOf<'issue'>) =>
    issueState(allThreads.get(document.id) as Thread, config, today),
  );
  const advice = remembered((document: DocumentOf<'advice'>) =>
    adviceState(
      document,
      followupsTrying.get(document.id) ?? [],
      adviceOn.get(document.id) ?? [],
      once(() => leanings(document, community)),
    ),
  );
  const note = remembered((document: Kept) => noteState(document, grounds, config.commitments.reviewWithin, today));
  const loopGrounds = {
    advice,
    repeating: grouped(every(community, 'issue'), ({ fields }) => (fields.repeats === null ? [] : [fields.repeats])),
    notesCiting: citing(community, () => community.documents.filter(isKept)),
  };
  const loop = remembered((document: DocumentOf<'issue'>) =>
    loopState(allThreads.get(document.id) as Thread, loopGrounds),
  );
  const word = (document: Document): string | null => {
    if (isKind(document, 'issue')) {
      const { stage, overdue, withdrawn } = issue(document);
      return `${stage}${overdue ? ', overdue' : ''}${withdrawn ? ', withdrawn' : ''}`;
    }
    if (isKind(document, 'advice')) return adviceWord(advice(document), isReservation(document));
    if (isKind(document, 'followup')) return document.fields.outcome;
    return isKept(document) ? keptWord(note(document)) : null;
  };
  return { today, threads: allThreads, issue, advice, note, loop, word };
}

/** The state of a note or entry in a word or two. */
export const keptWord = ({ confidence, lapsed }: NoteState): string =>
  lapsed ? `${confidence}, review lapsed` : confidence;

function adviceWord({ record, answered }: AdviceState, reservation: boolean): string {
  if (reservation) return answered ? 'reservation, answered' : 'reservation, not answered';
  if (record.tried === 0) return 'not tried';
  const parts = [
    [record.worked, 'worked'],
    [record.partly, 'partly'],
    [record.didNot, 'did not work'],
  ] as const;
  const told = parts.flatMap(([count, words]) => (count > 0 ? [`${count} ${words}`] : []));
  return [`tried ${record.tried}`, ...told].join(', ');
}
