import * as v from 'valibot';
import { seen } from '../compile/seen.ts';
import type { Seen } from '../compile/seen.ts';
import { every, isKind, kindNamed } from '../kinds/index.ts';
import type { Community } from '../model/community.ts';
import type { Document } from '../model/document.ts';
import type { Kind } from '../model/kind.ts';
import { handles } from '../compile/reference.ts';
import type { GivenValue } from '../plans/scaffold.ts';
import { showLines } from '../render/show.ts';
import { cameOf, seenLines, seenSummary } from '../render/seen.ts';
import { deriveStates } from '../states/index.ts';
import type { States } from '../states/index.ts';
import { care, faint, good, ink, name } from '../text/ink.ts';
import type { Command, Context, Options } from './command.ts';
import { drafting } from './drafting.ts';
import { optionsOf } from './fields.ts';
import { WrittenJson, gather, tellWritten, titleFor, write } from './scaffolding.ts';
import { SeenJson, seenJson } from './seen.ts';

const issue = kindNamed('issue') as Kind;

/** Fewer than `cop seen` shows, and nothing that has next to nothing in common: it is somebody's minute. */
const MOST_SHOWN = 3;
const LEAST_LIKE = 0.2;

/** What to do about a question that may have been asked before: ask it, note what it repeats, or leave it. */
type Decision =
  { readonly ask: true; readonly repeats: string | null } | { readonly ask: false; readonly instead: Document };

const anew: Decision = { ask: true, repeats: null };

/** Lets whoever asks look at what is like it, and decide. */
async function decide(context: Context, found: readonly Seen[], states: States): Promise<Decision> {
  const community = context.community();
  const { ask } = context;
  if (!ask || found.length === 0) return anew;
  const options = [
    { value: null, name: 'None of these: ask it' },
    ...found.map((one) => ({
      value: one,
      name: `${one.document.title}  (${cameOf(one.document, community, states)})`,
    })),
  ];
  for (;;) {
    const chosen = await ask.select('Is it one of these?', options);
    if (chosen === null) return anew;
    const { document } = chosen;
    showLines(document, community, states, context.width).forEach(context.say);
    const repeats = isKind(document, 'issue')
      ? [{ value: 'repeats', name: 'It came up again: ask it, as a repeat of this' }]
      : [];
    const next = await ask.select('And now?', [
      {
        value: 'enough',
        name: isOpen(document, states) ? 'I wait for that one: ask nothing' : 'This answers it: ask nothing',
      },
      ...repeats,
      { value: 'back', name: 'It is another: back to the list' },
    ]);
    if (next === 'enough') return { ask: false, instead: document };
    if (next === 'repeats') return { ask: true, repeats: document.id };
  }
}

/** Whether an issue is one that somebody may still answer or report on. */
function isOpen(document: Document, states: States): boolean {
  return isKind(document, 'issue') && states.issue(document).stage !== 'settled';
}

/** What is known of an issue that repeats another: which, and what it is about, unless that was said. */
function repeating(id: string | null, community: Community, options: Options): Map<string, GivenValue> {
  const earlier = id === null ? undefined : community.byId.get(id);
  if (!earlier || !isKind(earlier, 'issue')) return new Map();
  const { topics } = earlier.fields;
  const about: [string, GivenValue][] =
    options['topics'] === undefined && topics.length > 0 ? [['topics', topics]] : [];
  return new Map<string, GivenValue>([['repeats', earlier.id], ...about]);
}

export const command: Command = {
  arguments: [{ name: '[title...]', sentence: 'the problem, in a sentence' }],
  options: [
    ...optionsOf(issue, ['withdrawn']),
    { flags: '--no-seen', sentence: 'do not look whether it was asked before' },
  ],
  writes: true,
  answer: v.strictObject({ ...WrittenJson.entries, seen: v.array(SeenJson) }),
  examples: [
    'cop ask "How do we backfill a month without freezing the dashboards?" --topics backfill',
    'cop ask "Which clock do we trust for late vehicles?" --challenge "Two feeds disagree by a minute"',
  ],
  run: (outer, words, options) =>
    drafting(outer, { sort: 'cop ask', kind: issue, title: words.join(' ').trim() }, async (context, told) => {
      const title = await titleFor(context, { kind: issue, title: told });
      const before = context.community();
      const states = deriveStates(before, context.today);
      const looking = title !== null && options['seen'] !== false && options['repeats'] === undefined;
      const question = [title, options['challenge']].filter((part) => typeof part === 'string').join('\n');
      const found = looking
        ? seen(question, before, states, MOST_SHOWN).filter(({ likeness }) => likeness >= LEAST_LIKE)
        : [];
      if (found.length > 0 && !context.json) {
        context.say((found.some(({ sure }) => sure) ? good : care)(`Seen before? ${seenSummary(found)}.`));
        seenLines(found, before, states, context.width).forEach(context.say);
      }
      const decision = await decide(context, found, states);
      if (!decision.ask) {
        const { instead } = decision;
        const again = isKind(instead, 'issue')
          ? ink` What you tell of it helps the next: ${name(`cop followup ${handles(before)(instead)}`)}`
          : ink``;
        context.say(ink`Nothing was asked.${again}`);
        return 0;
      }
      const settled = repeating(decision.repeats, before, options);
      const given = await gather(context, { command: 'cop ask', kind: issue, title, options, settled });
      const written = await write(context, given, 'issue');
      tellWritten(context, 'ask', given, written, { seen: seenJson(found, before, states) });
      if (!written.written) return 0;
      const community = context.readAgain();
      const asked = every(community, 'issue').find(({ id }) => id === written.id);
      if (asked && !context.json) {
        const { answerBy } = deriveStates(community, context.today).issue(asked);
        const called = handles(community)(asked);
        context.say(ink`The community promises a first answer by ${answerBy}: ${name(`cop advise ${called}`)}`);
        context.say(faint(ink`\`cop show ${called}\` shows what comes of it.`));
        const twin = found.find(({ document, sure }) => sure && isKind(document, 'issue'))?.document;
        if (twin && !context.ask) {
          context.say(
            faint(ink`Is it the same again? Then \`repeats: ${twin.id}\` belongs there (--repeats, next time).`),
          );
        }
      }
      return 0;
    }),
};
