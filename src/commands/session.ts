import * as v from 'valibot';
import { PROTOCOLS, PROTOCOL_NAMES, lengthOf } from '../compile/protocols.ts';
import type { Protocol } from '../compile/protocols.ts';
import { handles, meant } from '../compile/reference.ts';
import { cast } from '../compile/session.ts';
import type { DocumentOf } from '../kinds/index.ts';
import { Refusal } from '../model/refusal.ts';
import { agendaMarkdown } from '../render/session.ts';
import { deriveStates } from '../states/index.ts';
import { promiseDay } from '../text/day.ts';
import type { Day } from '../text/day.ts';
import { faint, ink, name } from '../text/ink.ts';
import { counted, listed } from '../text/words.ts';
import type { Command, Context, Options } from './command.ts';
import { noneOf, tellLeftOut } from './manners.ts';
import { taking } from './taking.ts';
import { unknown } from './unknown.ts';
import { openIssue, withdrawnWords } from './which.ts';

const AgendaJson = v.strictObject({
  protocol: v.string(),
  /** In minutes. */
  length: v.number(),
  asker: v.nullable(v.string()),
  facilitator: v.nullable(v.string()),
  advisers: v.array(v.string()),
  steps: v.array(v.strictObject({ minutes: v.number(), title: v.string(), who: v.string(), doing: v.string() })),
});

const answer = v.strictObject({
  issue: v.string(),
  /** Null with --take. */
  agenda: v.nullable(AgendaJson),
  /** With --take: the advice that was taken. */
  advice: v.array(v.strictObject({ id: v.string(), path: v.string(), text: v.string() })),
  /** Advice on the sheet that had been taken before. */
  before: v.array(v.string()),
  written: v.boolean(),
});

function protocolFrom(wish: unknown): Protocol {
  const word = typeof wish === 'string' ? wish : 'case-clinic';
  const found = PROTOCOLS.find(({ name: protocol }) => protocol === word);
  if (!found) throw unknown('protocol', word, PROTOCOL_NAMES);
  return found;
}

/** When it begins, in minutes after midnight. */
function beginning(at: unknown): number | null {
  if (typeof at !== 'string') return null;
  const match = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(at);
  if (!match) throw new Refusal(`\`${at}\` is no time of day.`, 'Write it as 14:00.');
  return Number(match[1]) * 60 + Number(match[2]);
}

/** The day to be agreed on for looking back. */
function suggestedDay(context: Context): Day {
  const { commitments, calendar } = context.community().config;
  return promiseDay(context.today, commitments.followUpAfter, calendar);
}

async function take(context: Context, issue: DocumentOf<'issue'>, file: unknown): Promise<void> {
  const { drafts, before, plan } = await taking(context, issue, file, suggestedDay(context));
  const { written } = drafts.length === 0 ? { written: false } : await context.carryOut(plan);
  if (context.json) {
    const advice = drafts.map(({ id, path, text }) => ({ id, path, text }));
    context.out.answer('session', { issue: issue.id, agenda: null, advice, before: [...before], written });
    return;
  }
  if (before.length > 0) {
    context.say(faint(ink`Taken before: ${listed(before.map((title) => `“${title}”`))}.`));
  }
  if (!written) return;
  for (const { path } of drafts) context.out.line(ink`${context.shownPath(path)}`);
  const community = context.readAgain();
  const { stage, followUpOn } = deriveStates(community, context.today).issue(issue);
  const command = name(`cop followup ${handles(community)(issue)}`);
  const again = followUpOn === null ? ink`` : ink`; to be asked how it went on ${followUpOn}: ${command}`;
  context.say(ink`${counted(drafts.length, 'piece')} of advice taken. “${issue.title}” is ${stage}${again}.`);
}

function print(context: Context, issue: DocumentOf<'issue'>, options: Options): void {
  const community = context.community();
  const protocol = protocolFrom(options['protocol']);
  const begins = beginning(options['at']);
  const wanted = ((options['with'] ?? []) as string[]).flatMap((words) =>
    words.split(',').map((word) => meant(community, word, ['member']).id),
  );
  const people = cast(issue, protocol, community, wanted, context.today);
  if (context.json) {
    const agenda = {
      protocol: protocol.name,
      length: lengthOf(protocol),
      asker: people.asker?.id ?? null,
      facilitator: people.facilitator?.id ?? null,
      advisers: people.advisers.map(({ id }) => id),
      steps: protocol.steps.map(({ minutes, title, who, doing }) => ({ minutes, title, who, doing })),
    };
    context.out.answer('session', { issue: issue.id, agenda, advice: [], before: [], written: false });
    return;
  }
  context.out.text(agendaMarkdown({ issue, protocol, people, begins, askAgain: suggestedDay(context) }, community));
  const command = `cop session ${handles(community)(issue)} --take FILE`;
  context.say(faint(ink`Afterwards \`${command}\` takes what was written on it.`));
  tellLeftOut(context, community);
}

export const command: Command = {
  arguments: [
    {
      name: '[issue]',
      names: ['issue'],
      sentence: 'the issue it is about; without one, those that are open are offered',
    },
  ],
  options: [
    {
      flags: `--protocol <${PROTOCOL_NAMES.join('|')}>`,
      sentence: 'how to go about it; case-clinic, unless given',
      choices: PROTOCOL_NAMES,
    },
    { flags: '--at <time>', sentence: 'when it begins, such as 14:00, for an agenda by the clock' },
    { flags: '--with <members>', names: ['member'], sentence: 'who will be there (again for another)', many: true },
    {
      flags: '--take [file]',
      sentence: 'take the advice from the filled sheet, from - for standard input, or by asking',
    },
  ],
  writes: true,
  answer,
  examples: [
    'cop session k7q2 --protocol troika --at 14:00 > ../session.md',
    'cop session k7q2 --take ../session.md --commit',
  ],
  async run(context, [words], options) {
    if (options['take'] !== undefined) noneOf(options, ['protocol', 'at', 'with'], '--take');
    const issue = await openIssue(context, words, 'cop session', 'Which issue is it about?');
    if (issue.fields.withdrawn !== null && !context.json) context.say(withdrawnWords(issue));
    if (options['take'] === undefined) print(context, issue, options);
    else await take(context, issue, options['take']);
    return 0;
  },
};
