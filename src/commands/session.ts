import { resolve } from 'node:path';
import * as v from 'valibot';
import { PROTOCOLS, PROTOCOL_NAMES, lengthOf } from '../compile/protocols.ts';
import type { Protocol } from '../compile/protocols.ts';
import { meant } from '../compile/reference.ts';
import { cast } from '../compile/session.ts';
import { decodeText, readText } from '../edges/files.ts';
import { every, isKind, kindNamed } from '../kinds/index.ts';
import type { DocumentOf } from '../kinds/index.ts';
import type { Community } from '../model/community.ts';
import type { Kind } from '../model/kind.ts';
import type { Plan } from '../model/plan.ts';
import { Refusal } from '../model/refusal.ts';
import type { Given, GivenValue } from '../plans/scaffold.ts';
import { NOTES_HEADING, readSheet } from '../read/sheet.ts';
import type { Noted, Sheet } from '../read/sheet.ts';
import { agendaMarkdown } from '../render/session.ts';
import { deriveStates } from '../states/index.ts';
import { parseDay, promiseDay } from '../text/day.ts';
import type { Day } from '../text/day.ts';
import { faint, ink, name } from '../text/ink.ts';
import { counted } from '../text/words.ts';
import type { Command, Context, Options } from './command.ts';
import { draft } from './scaffolding.ts';
import type { Draft } from './scaffolding.ts';
import { unknown } from './unknown.ts';

const advice = kindNamed('advice') as Kind;

const answer = v.strictObject({
  issue: v.string(),
  protocol: v.nullable(v.string()),
  /** In minutes. */
  length: v.nullable(v.number()),
  asker: v.nullable(v.string()),
  facilitator: v.nullable(v.string()),
  advisers: v.array(v.string()),
  steps: v.array(v.strictObject({ minutes: v.number(), title: v.string(), who: v.string(), doing: v.string() })),
  /** With --take: the advice that was taken. */
  taken: v.array(v.strictObject({ id: v.string(), path: v.string(), by: v.string() })),
  written: v.boolean(),
});

function protocolFrom(wish: unknown): Protocol {
  const word = typeof wish === 'string' ? wish : 'case-clinic';
  const found = PROTOCOLS.find(({ name: protocol }) => protocol === word);
  if (!found) throw unknown('protocol', word, PROTOCOL_NAMES);
  return found;
}

function beginning(at: unknown): number | null {
  if (typeof at !== 'string') return null;
  const match = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(at);
  if (!match) throw new Refusal(`\`${at}\` is no time of day.`, 'Write it as 14:00.');
  return Number(match[1]) * 60 + Number(match[2]);
}

/** The day to be agreed on for looking back. */
function agreed(context: Context, { config }: Community): Day {
  return promiseDay(context.today, config.commitments.followUpAfter, config.calendar);
}

async function sheetFrom(context: Context, file: string): Promise<Sheet> {
  const read = file === '-' ? decodeText(await context.stdin()) : readText(resolve(context.folder, file));
  if ('problem' in read) throw new Refusal(`The sheet cannot be read from ${file}: ${read.problem}.`);
  const sheet = readSheet(read.text);
  if (sheet.noted.length === 0) {
    throw new Refusal(
      `No advice is written below \`## ${NOTES_HEADING}\` in ${file}.`,
      'Each piece stands under a heading such as `### Ada: Take the vehicle’s clock`.',
    );
  }
  return sheet;
}

/** Asks for one piece of advice after another, until nobody gave any more. */
async function sheetByAsking(context: Context, community: Community): Promise<Sheet> {
  const { ask } = context;
  if (!ask)
    throw new Refusal(
      'Where is the filled sheet?',
      '`--take FILE` reads it from a file, `--take -` from standard input.',
    );
  const members = every(community, 'member').filter(({ fields }) => fields.left === null);
  const noted: Noted[] = [];
  for (;;) {
    const options = members.map(({ id, title }) => ({ value: id, name: title }));
    const first = noted.length === 0 ? 'Who gave advice?' : 'Who gave more?';
    const who = await ask.select<string | null>(first, [...options, { value: null, name: 'That was all' }]);
    if (who === null) break;
    const needed = (text: string): string | null => (text.trim() === '' ? 'This one is needed.' : null);
    const title = await ask.input('The advice in a few words', { check: needed });
    const said = await ask.input('Advice: what would they do? (empty: write it later)');
    const applies = await ask.input('When it applies, and when not? (empty: write it later)');
    noted.push({ who, title, advice: said, applies, basis: null, stance: null, on: null, line: noted.length + 1 });
  }
  const day = await ask.input('When to ask how it turned out?', {
    initial: agreed(context, community),
    check: (text) => (parseDay(text) === null ? 'A day such as 2026-11-20.' : null),
  });
  return { noted, askAgain: day };
}

/** The id of the advice that a note speaks to: one of the same sheet by its title, else one of the issue. */
function spokenTo(words: string, issue: DocumentOf<'issue'>, drafts: readonly Draft[], community: Community): string {
  const wanted = words.toLowerCase();
  const here = drafts.filter(({ document }) => document.title.toLowerCase().includes(wanted));
  if (here.length === 1) return (here[0] as Draft).id;
  const found = meant(community, words, ['advice']);
  if (isKind(found, 'advice') && found.fields.issue === issue.id) return found.id;
  throw new Refusal(`\`${words}\` is no advice on “${issue.title}”.`);
}

function givenFrom(note: Noted, fields: readonly (readonly [string, string | null])[]): Given {
  const known = fields.filter((field): field is [string, string] => field[1] !== null);
  const sections: [string, string][] = [
    ['Advice', note.advice],
    ['When it applies', note.applies],
  ];
  return {
    kind: advice,
    title: note.title === '' ? null : note.title,
    fields: new Map<string, GivenValue>(known),
    sections: new Map(sections.filter(([, text]) => text !== '')),
    body: null,
  };
}

/** A refusal that says on which line of the sheet its cause stands. */
function placed<T>(line: number, make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (error instanceof Refusal) throw new Refusal(`Line ${line} of the sheet: ${error.message}`, error.instead);
    throw error;
  }
}

/** The advice of a sheet as drafts, each checked before any is written. */
function drafted(context: Context, issue: DocumentOf<'issue'>, sheet: Sheet): Draft[] {
  const community = context.community();
  const drafts: Draft[] = [];
  for (const note of sheet.noted) {
    const doubts = ['reserves', 'disagrees'].includes(note.stance ?? '');
    const made = placed(note.line, () =>
      draft(
        context,
        givenFrom(note, [
          ['issue', issue.id],
          ['by', meant(community, note.who, ['member']).id],
          ['date', context.today],
          ['stance', note.stance],
          ['on', note.on === null ? null : spokenTo(note.on, issue, drafts, community)],
          ['basis', note.basis],
          ['follow_up', doubts ? null : sheet.askAgain],
        ]),
        `advice ${issue.title}`,
        drafts,
      ),
    );
    drafts.push(made);
  }
  return drafts;
}

async function take(context: Context, issue: DocumentOf<'issue'>, file: unknown): Promise<void> {
  const community = context.community();
  const sheet = typeof file === 'string' ? await sheetFrom(context, file) : await sheetByAsking(context, community);
  const drafts = drafted(context, issue, sheet);
  const plan: Plan = {
    summary: `Add ${counted(drafts.length, 'piece')} of advice on ${issue.title}`,
    changes: drafts.flatMap((one) => one.plan.changes),
  };
  const { written } = drafts.length === 0 ? { written: false } : await context.carryOut(plan);
  if (context.json) {
    const taken = drafts.map(({ id, path, document }) => ({ id, path, by: String(document.fields['by']) }));
    const none = { protocol: null, length: null, asker: null, facilitator: null, advisers: [], steps: [] };
    context.out.answer('session', { issue: issue.id, ...none, taken, written });
    return;
  }
  if (!written) return;
  for (const { path } of drafts) context.out.line(ink`${context.shownPath(path)}`);
  const { stage, followUpOn } = deriveStates(context.readAgain(), context.today).issue(issue);
  const again =
    followUpOn === null ? ink`` : ink`; to be asked how it went on ${followUpOn}: ${name(`cop followup ${issue.id}`)}`;
  context.say(ink`${counted(drafts.length, 'piece')} of advice taken. The issue is ${stage}${again}`);
}

function print(context: Context, issue: DocumentOf<'issue'>, options: Options): void {
  const community = context.community();
  const protocol = protocolFrom(options['protocol']);
  const wanted = ((options['with'] ?? []) as string[]).flatMap((words) =>
    words.split(',').map((word) => meant(community, word, ['member']).id),
  );
  const people = cast(issue, protocol, community, wanted, context.today);
  if (context.json) {
    context.out.answer('session', {
      issue: issue.id,
      protocol: protocol.name,
      length: lengthOf(protocol),
      asker: people.asker?.id ?? null,
      facilitator: people.facilitator?.id ?? null,
      advisers: people.advisers.map(({ id }) => id),
      steps: protocol.steps.map(({ minutes, title, who, doing }) => ({ minutes, title, who, doing })),
      taken: [],
      written: false,
    });
    return;
  }
  const agenda = { issue, protocol, people, begins: beginning(options['at']), askAgain: agreed(context, community) };
  context.out.text(agendaMarkdown(agenda, community));
  context.say(faint(ink`Afterwards: \`cop session ${issue.id} --take FILE\` takes what was written on it.`));
}

export const command: Command = {
  arguments: [{ name: '<issue>', sentence: 'the issue it is about' }],
  options: [
    {
      flags: `--protocol <${PROTOCOL_NAMES.join('|')}>`,
      sentence: 'how to go about it; case-clinic, unless given',
      choices: PROTOCOL_NAMES,
    },
    { flags: '--at <time>', sentence: 'when it begins, such as 14:00, for an agenda by the clock' },
    { flags: '--with <members>', sentence: 'who will be there (again for another)', many: true },
    {
      flags: '--take [file]',
      sentence: 'take the advice from the filled sheet, from - for standard input, or by asking',
    },
  ],
  writes: true,
  answer,
  examples: [
    'cop session k7q2 --protocol troika --at 14:00 > session.md',
    'cop session k7q2 --take session.md --commit',
  ],
  async run(context, [words = ''], options) {
    const issue = meant(context.community(), words, ['issue']);
    if (!isKind(issue, 'issue')) throw new Refusal(`\`${words}\` is not an issue.`);
    if (options['take'] === undefined) print(context, issue, options);
    else await take(context, issue, options['take']);
    return 0;
  },
};
