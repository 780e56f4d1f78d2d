import { KINDS, KIND_NAMES, kindNamed } from '../kinds/index.ts';
import type { Kind } from '../model/kind.ts';
import { Refusal } from '../model/refusal.ts';
import { reframed } from '../text/affirmative.ts';
import { care, faint, ink } from '../text/ink.ts';
import { carriedFrom, tellCarried } from './carrying.ts';
import type { Command, Context, Options } from './command.ts';
import { drafting } from './drafting.ts';
import { optionsOf } from './fields.ts';
import { narrowly } from './narrowing.ts';
import { unknown } from './unknown.ts';
import { WrittenJson, gather, tellWritten, write } from './scaffolding.ts';

function kindFrom(word: string): Kind {
  const kind = kindNamed(word);
  if (!kind) throw unknown('kind', word, KIND_NAMES);
  return kind;
}

async function kindFor(context: Context, word: string | undefined): Promise<Kind> {
  if (word !== undefined) return kindFrom(word);
  if (!context.ask) throw new Refusal('Which kind is it to be?', `The kinds are ${KIND_NAMES.join(', ')}.`);
  const options = KINDS.map(({ name, sentence }) => ({ value: name, name, description: sentence }));
  return kindFrom(await context.ask.select('What is it to be?', options));
}

async function made(context: Context, kind: Kind, title: string, options: Options): Promise<0> {
  const carried = carriedFrom(context, kind, options);
  const given = await gather(context, {
    command: `cop new ${kind.name}`,
    kind,
    title: title === '' ? null : title,
    options,
    ...(carried === null || carried.size === 0 ? {} : { sections: carried }),
  });
  const by = given.fields.get('by');
  const fallback = typeof by === 'string' ? `${by} ${context.today}` : kind.name;
  const written = await write(context, given, fallback);
  tellWritten(context, 'new', given, written);
  if (carried !== null && !context.json) tellCarried(context, carried, options);
  const topic = given.fields.get('topic');
  const other = kind.name === 'inquiry' && typeof topic === 'string' ? reframed(topic) : null;
  if (other !== null && !context.json) context.say(care(`The topic sounds like a problem. ${other}`));
  if (written.written && kind.role === 'note' && !given.fields.has('from')) {
    context.say(
      faint(
        ink`Say what it rests on: \`from:\` takes the ids of issues, advice, follow-ups or notes (or --from next time).`,
      ),
    );
  }
  return 0;
}

export const command: Command = {
  arguments: [
    { name: '[kind]', completes: KIND_NAMES, sentence: `one of ${KIND_NAMES.join(', ')}` },
    { name: '[title...]', sentence: 'what it is called' },
  ],
  options: (words) => {
    // The value of an option may stand before the kind, and is a word like any other here.
    const kind = words.map(kindNamed).find((found) => found !== null);
    return kind
      ? optionsOf(kind)
      : [{ flags: '--body-file <file>', sentence: 'the body; other options depend on the kind' }];
  },
  writes: true,
  answer: WrittenJson,
  examples: [
    'cop new case "Backfill without a freeze" --topics backfill --from k7q2',
    'cop new member "Ada Lovelace" --roles core,expert',
    'cop new failure "The night the feed stood still" --body-file notes.md',
    'cop new case --help        every field of a case as a flag',
  ],
  async run(outer, [word, ...words], options) {
    const kind = await kindFor(outer, word);
    const begun = { sort: `cop new ${kind.name}`, kind, title: words.join(' ').trim() };
    return drafting(outer, begun, (context, title) =>
      narrowly(context, kind, options, (narrow) => made(narrow, kind, title, options)),
    );
  },
};
