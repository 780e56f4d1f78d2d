import * as v from 'valibot';
import { CAPTURES } from '../compile/capture.ts';
import type { CaptureKind } from '../compile/capture.ts';
import { due } from '../compile/due.ts';
import { meant } from '../compile/reference.ts';
import { every, isKind, kindNamed } from '../kinds/index.ts';
import type { DocumentOf } from '../kinds/index.ts';
import type { Community } from '../model/community.ts';
import type { Kind } from '../model/kind.ts';
import { Refusal } from '../model/refusal.ts';
import type { GivenValue } from '../plans/scaffold.ts';
import { isReservation } from '../states/advice-record.ts';
import { deriveStates } from '../states/index.ts';
import type { States } from '../states/index.ts';
import { promiseDay } from '../text/day.ts';
import { faint, ink, name, strong } from '../text/ink.ts';
import { listed } from '../text/words.ts';
import { nameOf } from '../render/record.ts';
import { closedLoop, tellDraft, writeDown } from './capturing.ts';
import type { Command, Context, Options } from './command.ts';
import { optionsOf } from './fields.ts';
import { WrittenJson, gather, tellWritten, write } from './scaffolding.ts';
import type { Offers } from './asking.ts';

type Issue = DocumentOf<'issue'>;

const followup = kindNamed('followup') as Kind;

const ChangeJson = v.strictObject({ id: v.string(), before: v.nullable(v.string()), after: v.nullable(v.string()) });

/** What is due and overdue, then the advised issues whose day has not come. */
function askable(community: Community, states: States): { due: Issue[]; early: Issue[] } {
  const waiting = due(community, states).flatMap(({ promise, document }) =>
    promise === 'followup' ? [document as Issue] : [],
  );
  return { due: waiting, early: every(community, 'issue').filter((issue) => states.issue(issue).stage === 'advised') };
}

/** The choice of an issue, at a terminal; null where whoever is asked has had enough. */
async function chosen(context: Context, community: Community, states: States, again: boolean): Promise<Issue | null> {
  const { due: waiting, early } = askable(community, states);
  const words = (issue: Issue): string => `  cop followup ${issue.id}`;
  if (!context.ask) {
    const issues = waiting.length > 0 ? waiting : early;
    throw new Refusal(
      waiting.length > 0 ? `Which issue? ${issues.length} due:` : 'Which issue? No follow-up is due.',
      issues.length === 0 ? null : issues.map(words).join('\n'),
    );
  }
  // One after another, only what is due is worth going on for.
  if (again && waiting.length === 0) return null;
  if (waiting.length === 0 && early.length === 0) throw new Refusal('No issue waits for a follow-up.');
  const options = [
    ...(again ? [{ value: null, name: 'Enough for now' }] : []),
    ...waiting.map((issue) => {
      const { overdue, followUpOn } = states.issue(issue);
      const since = `${overdue ? 'overdue since' : 'due'} ${followUpOn}`;
      return { value: issue, name: `${issue.title}  (${since}; ${nameOf(community, issue.fields.by)})` };
    }),
    ...(again ? [] : early).map((issue) => ({
      value: issue,
      name: `${issue.title}  (on ${states.issue(issue).followUpOn})`,
    })),
  ];
  return context.ask.select(again ? 'And which next?' : 'Which one turned out how?', options);
}

function offersFor(issue: Issue, community: Community, states: States): Offers {
  const advice = states.threads.get(issue.id)?.advice ?? [];
  const suggestions = advice.filter((one) => !isReservation(one));
  const advisers = new Set(advice.map(({ fields }) => fields.by));
  const members = every(community, 'member').filter(({ fields }) => fields.left === null);
  const { commitments, calendar } = community.config;
  return {
    by: () => ({ suggestion: issue.fields.by }),
    tried: (soFar) => ({ among: suggestions, skip: suggestions.length === 0 || soFar.get('outcome') === 'not-tried' }),
    // Whoever advised is most likely to be thanked, and stands first.
    thanks: (soFar) => ({
      among: [true, false].flatMap((advised) =>
        members.filter(({ id }) => id !== soFar.get('by') && advisers.has(id) === advised),
      ),
      skip: soFar.get('outcome') === 'not-tried',
    }),
    next: (soFar) => ({
      skip: soFar.get('outcome') === 'worked',
      suggestion: promiseDay(states.today, commitments.followUpAfter, calendar),
    }),
  };
}

interface Changed {
  readonly id: string;
  readonly title: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** What the new follow-up changed of the issue and of the advice that was tried. */
function changes(issue: Issue, tried: readonly string[], before: States, now: Community, after: States): Changed[] {
  const documents = [issue, ...every(now, 'advice').filter(({ id }) => tried.includes(id))];
  return documents.map((document) => ({
    id: document.id,
    title: document.title,
    before: before.word(document),
    after: after.word(document),
  }));
}

const NOTE_NAMES: Readonly<Record<CaptureKind, string>> = {
  case: 'a case: what was done and how it turned out',
  failure: 'a failure: what was intended, what happened, what we learned',
  insight: 'an insight: one thing that was understood',
  faq: 'an FAQ entry: the question and its answer',
};

/** Offers to write a loop down that is closed and that nobody wrote down yet. */
async function offerNote(context: Context, issue: Issue, states: States): Promise<void> {
  const loop = states.loop(issue);
  if (!loop || loop.notes.length > 0) return;
  const later = ink`Worth telling others? ${name(`cop capture ${issue.id}`)} makes a draft of it.`;
  if (!context.ask) {
    context.say(later);
    return;
  }
  const kinds = CAPTURES.map((kind) => ({ value: kind, name: NOTE_NAMES[kind] }));
  const kind = await context.ask.select<CaptureKind | null>('Is it worth telling others?', [
    { value: null, name: 'Not now' },
    ...kinds,
  ]);
  if (kind === null) {
    context.say(faint(later));
    return;
  }
  const captured = await writeDown(context, closedLoop(context, issue, kind), null, {});
  tellWritten(context, 'capture', captured.given, captured.written);
  tellDraft(context, captured);
}

/** Records how one issue turned out, and says what that changed; false where nothing was written. */
async function record(context: Context, issue: Issue, options: Options): Promise<boolean> {
  const community = context.community();
  const before = deriveStates(community, context.today);
  const given = await gather(context, {
    command: 'cop followup',
    kind: followup,
    title: null,
    options,
    settled: new Map<string, GivenValue>([['issue', issue.id]]),
    offers: offersFor(issue, community, before),
  });
  const written = await write(context, given, `followup ${issue.title}`);
  const tried = (given.fields.get('tried') ?? []) as readonly string[];
  const now = written.written ? context.readAgain() : community;
  const after = deriveStates(now, context.today);
  const changed = written.written ? changes(issue, tried, before, now, after) : [];
  const told = changed.map(({ id, before: was, after: is }) => ({ id, before: was, after: is }));
  tellWritten(context, 'followup', given, written, { changes: told });
  if (context.json || !written.written) return written.written;
  for (const { id, title, before: was, after: is } of changed) {
    context.say(ink`${strong(title)} (${id}): ${was ?? ''} → ${is ?? ''}`);
  }
  const { followUpOn, stage } = after.issue(issue);
  if (followUpOn !== null) context.say(ink`To be asked again on ${followUpOn}.`);
  if (stage === 'settled') await offerNote(context, issue, after);
  return true;
}

export const command: Command = {
  arguments: [{ name: '[issues...]', sentence: 'the issue, or several; without one, those that are due are offered' }],
  options: optionsOf(followup, ['issue']),
  writes: true,
  answer: v.strictObject({ ...WrittenJson.entries, changes: v.array(ChangeJson) }),
  examples: [
    'cop followup k7q2 --tried m3xp --outcome worked --what-worked "No freeze, 40 minutes"',
    'cop followup k7q2 --outcome not-tried --next 2026-12-18',
    'cop followup k7q2 b5nb --outcome not-tried --next 2026-12-18',
  ],
  async run(context, words, options) {
    const issues = words
      .map((word) => meant(context.community(), word, ['issue']))
      .filter((one) => isKind(one, 'issue'));
    if (context.json && issues.length > 1) {
      throw new Refusal(
        '--json answers for one issue at a time.',
        `Not for ${listed(issues.map(({ id }) => id))} at once.`,
      );
    }
    for (const issue of issues) await record(context, issue, options);
    if (issues.length > 0) return 0;
    for (let again = false; ; again = true) {
      const community = context.community();
      const issue = await chosen(context, community, deriveStates(community, context.today), again);
      if (issue === null || !(await record(context, issue, options))) return 0;
    }
  },
};
