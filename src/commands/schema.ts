import { toJsonSchema } from '@valibot/to-json-schema';
import * as v from 'valibot';
import { COMMON, KINDS, kindNamed } from '../kinds/index.ts';
import { CONFIG_FILE, configJson } from '../model/config.ts';
import { partsJson } from '../model/field.ts';
import type { JsonSchema } from '../model/field.ts';
import type { Kind } from '../model/kind.ts';
import { Refusal } from '../model/refusal.ts';
import { ink, name } from '../text/ink.ts';
import { printableJson } from '../text/printable.ts';
import type { Command } from './command.ts';
import { COMMANDS } from './index.ts';
import { KNOWN } from './known.ts';

const DIALECT = { $schema: 'http://json-schema.org/draft-07/schema#' };

/** Front matter of a kind. Keys of one's own are allowed, as `cop check` allows them. */
function kindSchema(kind: Kind): JsonSchema {
  const { properties, required } = partsJson({ ...COMMON, ...kind.fields });
  const titled = kind.title.otherwise === undefined ? [kind.title.field] : [];
  return {
    ...DIALECT,
    title: kind.name,
    description: kind.sentence,
    type: 'object',
    properties,
    required: [...titled, ...((required ?? []) as string[])],
  };
}

async function answerSchema(command: string): Promise<JsonSchema | null> {
  const entry = COMMANDS.find(({ name: known }) => known === command);
  const answer = (await entry?.load())?.command.answer;
  if (!entry || !answer) return null;
  const body = toJsonSchema(answer, { typeMode: 'output' }) as { properties: JsonSchema; required: string[] };
  return {
    ...DIALECT,
    title: `cop ${entry.name} --json`,
    description: entry.summary,
    type: 'object',
    properties: {
      schemaVersion: { const: 1 },
      kind: { const: entry.name.replaceAll(' ', '-') },
      asOf: { type: 'string', format: 'date' },
      ...body.properties,
    },
    required: ['schemaVersion', 'kind', 'asOf', ...body.required],
    additionalProperties: false,
  };
}

/** `cop faq` is the command's answer; a bare `faq` is the kind, and what is no kind may go without the `cop`. */
async function schemaNamed(word: string): Promise<JsonSchema> {
  const kind = kindNamed(word);
  if (kind) return kindSchema(kind);
  if (word === CONFIG_FILE) return { ...DIALECT, title: CONFIG_FILE, ...configJson(KNOWN) };
  const answer = await answerSchema(word.replace(/^cop /, ''));
  if (answer) return answer;
  throw new Refusal(`There is no schema called \`${word}\`.`, '`cop schema` lists them.');
}

export const command: Command = {
  arguments: [
    {
      name: '[name...]',
      sentence: 'a kind, cop.yml, or a command whose --json is described; without one, their names',
    },
  ],
  options: [],
  answer: v.strictObject({ kinds: v.array(v.string()), config: v.string(), commands: v.array(v.string()) }),
  examples: ['cop schema issue', 'cop schema cop.yml', 'cop schema cop report', 'cop schema cop site build'],
  async run(context, words) {
    if (words.length > 0) {
      // A schema is JSON already; --json changes nothing about it.
      context.out.text(`${printableJson(await schemaNamed(words.join(' ')))}\n`);
      return 0;
    }
    const loaded = await Promise.all(COMMANDS.map(async (entry) => ({ entry, ...(await entry.load()) })));
    const commands = loaded.filter(({ command: { answer } }) => answer).map(({ entry }) => `cop ${entry.name}`);
    if (context.json) {
      context.out.answer('schema', { kinds: KINDS.map((kind) => kind.name), config: CONFIG_FILE, commands });
      return 0;
    }
    for (const word of [...KINDS.map((kind) => kind.name), CONFIG_FILE, ...commands])
      context.out.line(ink`${name(word)}`);
    return 0;
  },
};
