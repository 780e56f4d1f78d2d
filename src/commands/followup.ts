import * as v from 'valibot';
import { CAPTURES } from '../compile/capture.ts';
import type { CaptureKind } from '../compile/capture.ts';
import { due } from '../compile/due.ts';
import { handles, meant } from '../compile/reference.ts';
import { every, kindNamed } from '../kinds/index.ts';
import { isPresent } from '../kinds/member.ts';
import { isKept } from '../states/note-state.ts';
import type { Kept } from '../states/note-state.ts';
import type { Document } from '../model/document.ts';
import type { DocumentOf } from '../kinds/index.ts';
import type { Community } from '../model/community.ts';
import type { Kind } from '../model/kind.ts';
import { Refusal, Stopped } from '../model/refusal.ts';
import type { Given, GivenValue } from '../plans/scaffold.ts';
import { isReservation } from '../states/advice-record.ts';
import { deriveStates } from '../states/index.ts';
import type { States } from '../states/index.ts';
import { promiseDay } from '../text/day.ts';
import { care, faint, ink, name, strong } from '../text/ink.ts';
import { shellWord } from '../text/shell-word.ts';
import { byText, kebab } from '../text/words.ts';
import { nameOf } from '../render/record.ts';
import { closedLoop, tellDraft, writeDown } from './capturing.ts';
import type { Command, Context, Options } from './command.ts';
import { drafting } from './drafting.ts';
import type { Begun } from './drafting.ts';
import { optionsOf } from './fields.ts';
import { noneOf } from './manners.ts';
import { draft, gather, tellWritten, warnOfDay } from './scaffolding.ts';
import type { Draft } from './scaffolding.ts';
import { keeping, stoppedAmong } from './resuming.ts';
import type { Offers } from './asking.ts';

type Issue = DocumentOf<'issue'>;

const followup = kindNamed('followup') as Kind;

const ChangeJson = v.strictObject({
  id: v.string(),
  title: v.string(),
  before: v.nullable(v.string()),
  after: v.nullable(v.string()),
});

/** What is due and overdue, then the advised issues whose day has not come. */
function askable(community: Community, states: States): { due: Issue[]; early: Issue[] } {
  const waiting = due(community, states).flatMap(({ promise, document }) =>
    promise === 'followup' ? [document as Issue] : [],
  );
  const early = every(community, 'issue').filter((issue) => states.issue(issue).stage === 'advised');
  const dayOfOne = (issue: Issue): string => states.issue(issue).followUpOn ?? '';
  return { due: waiting, early: early.sort((a, b) => byText(dayOfOne(a), dayOfOne(b)) || byText(a.id, b.id)) };
}

/** The choice of an issue, at a terminal; null where whoever is asked has had enough. */
async function chosen(context: Context, community: Community, states: States, again: boolean): Promise<Issue | null> {
  const { due: waiting, early } = askable(community, states);
  const known = handles(community);
  const words = (issue: Issue): string => `  cop followup ${known(issue)}  ${issue.title}`;
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
  return context.ask.select(again ? 'And which next?' : 'Which issue do you report on?', options);
}

function offersFor(issue: Issue, community: Community, states: States): Offers {
  const advice = states.threads.get(issue.id)?.advice ?? [];
  const suggestions = advice.filter((one) => !isReservation(one));
  const advisers = new Set(advice.map(({ fields }) => fields.by));
  const members = every(community, 'member').filter(({ fields }) => isPresent(fields, states.today));
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

/** What a new follow-up changed: of the issue, of the advice that was tried, and of what rests on them. */
function changes(
  issue: Issue,
  made: Document,
  tried: readonly string[],
  before: States,
  now: Community,
  after: States,
): Changed[] {
  const advice = every(now, 'advice').filter(({ id }) => tried.includes(id));
  const rests = (one: Kept): boolean => after.note(one).record.followups.some(({ id }) => id === made.id);
  const resting = now.documents.filter(isKept).filter((one) => rests(one) && before.word(one) !== after.word(one));
  return [issue, ...advice, ...resting].map((document) => ({
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

/** Offers to write a loop down that has come to an end and that nobody wrote down yet. */
async function offerNote(context: Context, issue: Issue, community: Community, states: States): Promise<void> {
  const loop = states.loop(issue);
  const ended = ['worked', 'did-not-work'].includes(states.issue(issue).outcome ?? '');
  if (!loop || !ended || loop.notes().length > 0) return;
  const later = ink`Worth telling others? ${name(`cop capture ${handles(community)(issue)}`)} makes a draft of it.`;
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

/** One report on one issue, ready to be written. */
interface Report {
  readonly issue: Issue;
  readonly given: Given;
  readonly made: Draft;
}

async function gathered(
  context: Context,
  issue: Issue,
  options: Options,
  states: States,
  besides: readonly Draft[],
): Promise<Report> {
  const community = context.community();
  const given = await gather(context, {
    command: 'cop followup',
    kind: followup,
    title: null,
    options,
    settled: new Map<string, GivenValue>([['issue', issue.id]]),
    offers: offersFor(issue, community, states),
  });
  return { issue, given, made: draft(context, given, `followup ${issue.title}`, besides) };
}

/** Writes reports as one plan, and says what each changed; false where nothing was written. */
async function record(context: Context, reports: readonly Report[], before: States): Promise<boolean> {
  const [first] = reports;
  const summary = reports.length === 1 && first ? first.made.plan.summary : `Add ${reports.length} follow-ups`;
  const plan = { summary, changes: reports.flatMap(({ made }) => made.plan.changes) };
  const answers = reports.map(({ given }) => given);
  const { written } = await keeping(answers, async () => context.carryOut(plan));
  const now = written ? context.readAgain() : context.community();
  const after = deriveStates(now, context.today);
  const told = reports.map(({ issue, given, made }) => {
    const tried = (given.fields.get('tried') ?? []) as readonly string[];
    return { issue, given, made, changed: written ? changes(issue, made.document, tried, before, now, after) : [] };
  });
  if (context.json) {
    const followups = told.map(({ made: { id, path, text }, changed }) => ({ id, path, text, changes: changed }));
    context.out.answer('followup', { followups, written });
    return written;
  }
  for (const { issue, given, made, changed } of told) {
    tellWritten(context, 'followup', given, { ...made, written });
    if (!written) continue;
    warnOfDay(context, made.document);
    for (const { id, title, before: was, after: is } of changed) {
      const state = was === is ? `still ${is}` : `${was ?? ''} → ${is ?? ''}`;
      context.say(ink`${strong(title)} (${id}): ${state}`);
    }
    const { followUpOn, outcome } = after.issue(issue);
    const last = after.threads.get(issue.id)?.followups.at(-1);
    if (last && last.id !== made.id && last.fields.date === given.fields.get('date')) {
      context.say(care(`${last.id}, of the same day, says “${outcome}”, and counts as the last.`));
    }
    if (followUpOn !== null) context.say(ink`To be asked again on ${followUpOn}.`);
    await offerNote(context, issue, now, after);
  }
  return written;
}

const begunOn = (issues: readonly Issue[]): Begun => ({
  sort: `cop followup ${issues.map(({ id }) => id).join(' ')}`,
  kind: followup,
  title: '',
});

/** What is said of one issue only, and cannot hold for several. */
const OF_ONE = ['tried', 'body-file', ...followup.sections.map(({ title }) => kebab(title))];

/** What holds for whatever is reported next, too: who reports, and when. */
const OF_ALL = new Set(['by', 'date']);

export const command: Command = {
  arguments: [
    {
      name: '[issues...]',
      names: ['issue'],
      sentence: 'the issue, or several; without one, those that are due are offered',
    },
  ],
  options: optionsOf(followup, ['issue']),
  writes: true,
  answer: v.strictObject({
    followups: v.array(
      v.strictObject({ id: v.string(), path: v.string(), text: v.string(), changes: v.array(ChangeJson) }),
    ),
    /** False with --dry-run. */
    written: v.boolean(),
  }),
  examples: [
    'cop followup k7q2 --tried m3xp --outcome worked --what-worked "No freeze, 40 minutes"',
    'cop followup k7q2 --outcome not-tried --next 2026-12-18',
    'cop followup k7q2 b5nb --outcome not-tried --next 2026-12-18',
  ],
  async run(outer, words, options) {
    const issues = [...new Set(words.map((word) => meant(outer.community(), word, ['issue'])))];
    if (issues.length > 1) noneOf(options, OF_ONE, 'several issues');
    if (issues.length > 0) {
      const states = deriveStates(outer.community(), outer.today);
      await drafting(outer, begunOn(issues), async (context) => {
        const reports: Report[] = [];
        for (const [index, issue] of issues.entries()) {
          const besides = reports.map(({ made }) => made);
          try {
            reports.push(await gathered(context, issue, options, states, besides));
          } catch (error) {
            if (!(error instanceof Stopped)) throw error;
            const answered = reports.map(({ given }) => given);
            throw stoppedAmong(
              error,
              answered,
              issues.slice(index + 1).map(({ id }) => `cop followup ${shellWord(id)}`),
            );
          }
        }
        return record(context, reports, states);
      });
      return 0;
    }
    for (let again = false; ; again = true) {
      const states = deriveStates(outer.community(), outer.today);
      const issue = await chosen(outer, outer.community(), states, again);
      if (issue === null) return 0;
      const said = again ? Object.fromEntries(Object.entries(options).filter(([flag]) => OF_ALL.has(flag))) : options;
      const goesOn = await drafting(outer, begunOn([issue]), async (context) =>
        record(context, [await gathered(context, issue, said, states, [])], states),
      );
      if (!goesOn) return 0;
    }
  },
};
