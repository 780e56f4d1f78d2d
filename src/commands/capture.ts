import * as v from 'valibot';
import { CAPTURES } from '../compile/capture.ts';
import type { Capture, CaptureKind } from '../compile/capture.ts';
import { due } from '../compile/due.ts';
import { meant } from '../compile/reference.ts';
import { every, isKind } from '../kinds/index.ts';
import type { DocumentOf } from '../kinds/index.ts';
import { Refusal } from '../model/refusal.ts';
import { extend } from '../plans/edit.ts';
import { nameless } from '../render/nameless.ts';
import { deriveStates } from '../states/index.ts';
import { faint, ink } from '../text/ink.ts';
import { listed } from '../text/words.ts';
import { closedLoop, tellDraft, writeDown } from './capturing.ts';
import type { Command, Context } from './command.ts';
import { WrittenJson, tellWritten } from './scaffolding.ts';

/** Without an argument: closed loops worth a note first, then the others that have none. */
async function chosen(context: Context): Promise<DocumentOf<'issue'>> {
  const community = context.community();
  const states = deriveStates(community, context.today);
  const worth = due(community, states).flatMap(({ promise, document }) => (promise === 'note' ? [document] : []));
  const closed = every(community, 'issue').filter((issue) => states.loop(issue)?.notes.length === 0);
  const offered = [...new Set([...worth, ...closed])];
  if (offered.length === 0) throw new Refusal('Every closed loop has a note.', '`cop list issues` shows the issues.');
  if (!context.ask) {
    throw new Refusal('Which closed loop?', offered.map(({ id }) => `  cop capture ${id}`).join('\n'));
  }
  const options = offered.map((issue) => ({ value: issue, name: issue.title }));
  return (await context.ask.select('Which loop is to be written down?', options)) as DocumentOf<'issue'>;
}

/** Adds the loop to a note or entry that is there already. */
async function into(context: Context, loop: Capture, words: string): Promise<0> {
  const target = meant(context.community(), words, CAPTURES);
  const question = nameless(context.community()).text(loop.title);
  const plan = extend(
    target,
    loop.from.map(({ id }) => id),
    [question, ...loop.alsoAsked],
  );
  const { written } = plan.changes.length === 0 ? { written: false } : await context.carryOut(plan);
  const [change] = plan.changes;
  const text = change?.type === 'edit' ? change.after : target.source.text;
  if (context.json) {
    context.out.answer('capture', {
      id: target.id,
      documentKind: target.kind,
      path: target.path,
      written,
      text,
      taken: [],
    });
  } else if (plan.changes.length === 0) {
    context.say(ink`“${target.title}” rests on that loop already.`);
  } else if (written) {
    context.out.line(ink`${context.shownPath(target.path)}`);
    const after = context.readAgain();
    const now = after.byId.get(target.id);
    context.say(ink`“${target.title}”: ${(now && deriveStates(after, context.today).word(now)) ?? ''}.`);
  }
  return 0;
}

export const command: Command = {
  arguments: [
    { name: '[issue]', sentence: 'an issue whose loop is closed; without one, those worth a note are offered' },
    { name: '[title...]', sentence: 'what the note is to be called; the issue’s title, unless given' },
  ],
  options: [
    { flags: `--as <${CAPTURES.join('|')}>`, sentence: 'what to make of it', choices: CAPTURES },
    { flags: '--into <id>', sentence: 'add the loop to this note or FAQ entry instead' },
    { flags: '--by <id>', sentence: 'Who wrote it down' },
  ],
  writes: true,
  answer: v.strictObject({ ...WrittenJson.entries, taken: v.array(v.string()) }),
  examples: [
    'cop capture k7q2                       the kind that suits it, as a draft',
    'cop capture k7q2 "A small pool" --as case',
    'cop capture k7q2 --into is-it-safe-to-rerun',
  ],
  async run(context, [words, ...title], options) {
    const found = words === undefined ? await chosen(context) : meant(context.community(), words, ['issue']);
    if (!isKind(found, 'issue')) throw new Refusal(`\`${words}\` is not an issue.`);
    const loop = closedLoop(context, found, (options['as'] as CaptureKind | undefined) ?? null);
    if (typeof options['into'] === 'string') return into(context, loop, options['into']);
    const told = deriveStates(context.community(), context.today).loop(found)?.notes ?? [];
    if (told.length > 0) {
      context.say(
        faint(ink`It is told already in ${listed(told.map((note) => `“${note.title}”`))}; --into adds to one.`),
      );
    }
    const captured = await writeDown(context, loop, title.length === 0 ? null : title.join(' '), options);
    tellWritten(context, 'capture', captured.given, captured.written, { taken: captured.taken });
    if (!context.json) tellDraft(context, captured);
    return 0;
  },
};
