import * as v from 'valibot';
import { CAPTURES } from '../compile/capture.ts';
import type { CaptureKind } from '../compile/capture.ts';
import { due } from '../compile/due.ts';
import { handles, meant } from '../compile/reference.ts';
import { every } from '../kinds/index.ts';
import type { DocumentOf } from '../kinds/index.ts';
import type { Community } from '../model/community.ts';
import { topicsOf } from '../model/document.ts';
import type { Document } from '../model/document.ts';
import { Refusal } from '../model/refusal.ts';
import { extend } from '../plans/edit.ts';
import { planLines } from '../render/plan.ts';
import { deriveStates } from '../states/index.ts';
import { care, ink } from '../text/ink.ts';
import { closedLoop, tellDraft, tellNames, writeDown } from './capturing.ts';
import type { Anonymous } from './capturing.ts';
import type { Command, Context } from './command.ts';
import { noneOf } from './manners.ts';
import { WrittenJson, openSections, tellWritten } from './scaffolding.ts';

/** Without an argument: closed loops worth a note first, then the others that have none. */
async function chosen(context: Context): Promise<DocumentOf<'issue'>> {
  const community = context.community();
  const states = deriveStates(community, context.today);
  const worth = due(community, states).flatMap(({ promise, document }) => (promise === 'note' ? [document] : []));
  const closed = every(community, 'issue').filter((issue) => states.loop(issue)?.notes().length === 0);
  const offered = [...new Set<Document>([...worth, ...closed])] as DocumentOf<'issue'>[];
  if (offered.length === 0) throw new Refusal('Every closed loop has a note.', '`cop list issues` shows the issues.');
  if (!context.ask) {
    const name = handles(community);
    const lines = offered.map((issue) => `  cop capture ${name(issue)}  ${issue.title}`);
    throw new Refusal('Which closed loop?', lines.join('\n'));
  }
  const options = offered.map((issue) => ({ value: issue, name: issue.title }));
  return context.ask.select('Which loop is to be written down?', options);
}

/** Whether anything that two documents are about is the same. */
function shareTopics(target: Document, topics: readonly string[]): boolean {
  const theirs = topicsOf(target);
  return theirs.length === 0 || topics.length === 0 || theirs.some((topic) => topics.includes(topic));
}

/** Adds the loop to a note or entry that is there already. */
async function into(context: Context, loop: Anonymous, words: string): Promise<0> {
  const target = meant(context.community(), words, CAPTURES);
  const plan = extend(target, loop.from, [loop.title, ...loop.alsoAsked]);
  const { written } = plan.changes.length === 0 ? { written: false } : await context.carryOut(plan);
  const [change] = plan.changes;
  const text = change?.type === 'edit' ? change.after : target.source.text;
  if (context.json) {
    const { id, kind, path } = target;
    const { taken, left } = loop;
    context.out.answer('capture', { id, documentKind: kind, path, written, text, taken, left, open: [] });
    return 0;
  }
  tellNames(context, loop);
  if (!shareTopics(target, loop.topics)) {
    context.say(care(`“${target.title}” is about other topics (${loop.topics.join(', ')} are not among them).`));
  }
  if (plan.changes.length === 0) {
    context.say(ink`“${target.title}” rests on that loop already.`);
  } else if (written) {
    context.out.line(ink`${context.shownPath(target.path)}`);
    planLines(plan).slice(2).forEach(context.say);
    const after = context.readAgain();
    const now = after.byId.get(target.id);
    context.say(ink`“${target.title}”: ${(now && deriveStates(after, context.today).word(now)) ?? ''}.`);
  }
  return 0;
}

/** @throws Refusal where the loop is told already and nobody said that it is to be told again. */
function refuseTwice(context: Context, issue: DocumentOf<'issue'>, community: Community): void {
  const notes = deriveStates(community, context.today).loop(issue)?.notes() ?? [];
  if (notes.length === 0) return;
  const lines = notes.map((note) => `  ${note.id}  ${note.title}`);
  throw new Refusal(
    `“${issue.title}” is told already:`,
    [...lines, `--into ID adds the loop to one of them, --as ${CAPTURES.join('|')} writes another.`].join('\n'),
  );
}

export const command: Command = {
  arguments: [
    {
      name: '[issue]',
      names: ['issue'],
      sentence: 'an issue whose loop is closed; without one, those worth a note are offered',
    },
    { name: '[title...]', sentence: 'what the note is to be called; the issue’s title, unless given' },
  ],
  options: [
    {
      flags: `--as <${CAPTURES.join('|')}>`,
      sentence: 'what to make of it; what suits it, unless given',
      choices: CAPTURES,
    },
    { flags: '--into <id>', names: CAPTURES, sentence: 'add the loop to this note or FAQ entry instead' },
    { flags: '--by <id>', names: ['member'], sentence: 'Who wrote it down' },
  ],
  writes: true,
  answer: v.strictObject({
    ...WrittenJson.entries,
    /** Names that were taken out of the loop’s words, and words that may still be names. */
    taken: v.array(v.string()),
    left: v.array(v.string()),
    /** Sections that a person has to write from nothing. */
    open: v.array(v.string()),
  }),
  examples: [
    'cop capture k7q2                       the kind that suits it, as a draft',
    'cop capture k7q2 "A small pool" --as case',
    'cop capture k7q2 --into is-it-safe-to-rerun',
  ],
  async run(context, [words, ...title], options) {
    const issue = words === undefined ? await chosen(context) : meant(context.community(), words, ['issue']);
    const wish = (options['as'] as CaptureKind | undefined) ?? null;
    if (typeof options['into'] === 'string') {
      noneOf(options, ['as', 'by'], '--into');
      if (title.length > 0) throw new Refusal('A title cannot go with --into.', 'Leave out one of them.');
      return into(context, closedLoop(context, issue, wish), options['into']);
    }
    const loop = closedLoop(context, issue, wish);
    if (wish === null) refuseTwice(context, issue, context.community());
    const captured = await writeDown(context, loop, title.length === 0 ? null : title.join(' '), options);
    const { taken, left } = loop;
    tellWritten(context, 'capture', captured.given, captured.written, {
      taken,
      left,
      open: openSections(captured.given),
    });
    if (!context.json) tellDraft(context, captured);
    return 0;
  },
};
