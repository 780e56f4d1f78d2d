import * as v from 'valibot';
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
import { ink, strong } from '../text/ink.ts';
import { nameOf } from '../render/record.ts';
import type { Command, Context } from './command.ts';
import { optionsOf } from './fields.ts';
import { WrittenJson, gather, tellWritten, write } from './scaffolding.ts';
import type { Offers } from './asking.ts';

const followup = kindNamed('followup') as Kind;

const ChangeJson = v.strictObject({ id: v.string(), before: v.nullable(v.string()), after: v.nullable(v.string()) });

/** Without an argument: what is due and overdue, to choose from; else the advised issues, whose day has not come. */
async function chosen(context: Context, community: Community, states: States): Promise<DocumentOf<'issue'>> {
  const waiting = due(community, states).filter(({ promise }) => promise === 'followup');
  const early = every(community, 'issue').filter((issue) => states.issue(issue).stage === 'advised');
  const words = (id: string): string => `  cop followup ${id}`;
  if (!context.ask) {
    const ids = waiting.length > 0 ? waiting.map(({ document }) => document.id) : early.map(({ id }) => id);
    throw new Refusal(
      waiting.length > 0 ? `Which issue? ${ids.length} due:` : 'Which issue? No follow-up is due.',
      ids.length === 0 ? null : ids.map(words).join('\n'),
    );
  }
  if (waiting.length === 0 && early.length === 0) throw new Refusal('No issue waits for a follow-up.');
  const options = [
    ...waiting.map(({ document, day, overdue, who }) => ({
      value: document,
      name: `${document.title}  (${overdue ? 'overdue since' : 'due'} ${day}; ${who.map((id) => nameOf(community, id)).join(', ')})`,
    })),
    ...early.map((issue) => ({ value: issue, name: `${issue.title}  (on ${states.issue(issue).followUpOn})` })),
  ];
  return (await context.ask.select('Which one turned out how?', options)) as DocumentOf<'issue'>;
}

function offersFor(issue: DocumentOf<'issue'>, community: Community, states: States): Offers {
  const advice = states.threads.get(issue.id)?.advice ?? [];
  const suggestions = advice.filter((one) => !isReservation(one));
  const advisers = new Set(advice.map(({ fields }) => fields.by));
  const members = every(community, 'member').filter(({ fields }) => fields.left === null);
  const { commitments, calendar } = community.config;
  return {
    tried: () => ({ among: suggestions, skip: suggestions.length === 0 }),
    // Whoever advised is most likely to be thanked, and stands first.
    thanks: (soFar) => ({
      among: [true, false].flatMap((advised) =>
        members.filter(({ id }) => id !== soFar.get('by') && advisers.has(id) === advised),
      ),
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
function changes(
  issue: DocumentOf<'issue'>,
  tried: readonly string[],
  before: States,
  now: Community,
  after: States,
): Changed[] {
  const documents = [issue, ...every(now, 'advice').filter(({ id }) => tried.includes(id))];
  return documents.map((document) => ({
    id: document.id,
    title: document.title,
    before: before.word(document),
    after: after.word(document),
  }));
}

export const command: Command = {
  arguments: [{ name: '[issue]', sentence: 'the issue; without one, those that are due are offered' }],
  options: optionsOf(followup, ['issue']),
  writes: true,
  answer: v.strictObject({ ...WrittenJson.entries, changes: v.array(ChangeJson) }),
  examples: [
    'cop followup                         what is due, and how it turned out',
    'cop followup k7q2 --tried m3xp --outcome worked --what-worked "No freeze, 40 minutes"',
    'cop followup k7q2 --outcome not-tried --next 2026-12-18',
  ],
  async run(context, [words], options) {
    const community = context.community();
    const before = deriveStates(community, context.today);
    const found = words === undefined ? await chosen(context, community, before) : meant(community, words, ['issue']);
    if (!isKind(found, 'issue')) throw new Refusal(`\`${words}\` is not an issue.`);
    const settled = new Map<string, GivenValue>([['issue', found.id]]);
    const offers = offersFor(found, community, before);
    const given = await gather(context, {
      command: 'cop followup',
      kind: followup,
      title: null,
      options,
      settled,
      offers,
    });
    const written = await write(context, given, `followup ${found.title}`);
    const tried = (given.fields.get('tried') ?? []) as readonly string[];
    const now = written.written ? context.readAgain() : community;
    const after = deriveStates(now, context.today);
    const changed = written.written ? changes(found, tried, before, now, after) : [];
    const told = changed.map(({ id, before: was, after: is }) => ({ id, before: was, after: is }));
    tellWritten(context, 'followup', given, written, { changes: told });
    if (context.json || !written.written) return 0;
    for (const { id, title, before: was, after: is } of changed) {
      context.say(ink`${strong(title)} (${id}): ${was ?? ''} → ${is ?? ''}`);
    }
    const { followUpOn } = after.issue(found);
    if (followUpOn !== null) context.say(ink`To be asked again on ${followUpOn}.`);
    return 0;
  },
};
