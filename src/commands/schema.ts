import { join } from 'node:path';
import { toJsonSchema } from '@valibot/to-json-schema';
import * as v from 'valibot';
import { folderState } from '../edges/workspace.ts';
import { COMMON, KINDS, kindNamed } from '../kinds/index.ts';
import { CONFIG_FILE } from '../model/config-file.ts';
import { configJson } from '../model/config.ts';
import { partsJson } from '../model/field.ts';
import type { JsonSchema } from '../model/field.ts';
import type { Kind } from '../model/kind.ts';
import { Refusal } from '../model/refusal.ts';
import { additions } from '../plans/additions.ts';
import type { Additions } from '../plans/additions.ts';
import { folderOf } from '../read/placement.ts';
import { obsidianFiles } from '../render/editors/obsidian.ts';
import { vscodeFiles } from '../render/editors/vscode.ts';
import { ink, name } from '../text/ink.ts';
import { printableJson } from '../text/printable.ts';
import { listed } from '../text/words.ts';
import type { Command, Context } from './command.ts';
import { COMMANDS } from './index.ts';
import type { CommandEntry } from './index.ts';
import { KNOWN } from './known.ts';
import { noneOf, tellKept } from './manners.ts';

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

/** The names of what a command answers: its own, and with another word behind it where an option makes another answer. */
const answersOf = (entry: CommandEntry, { answer, otherAnswers = {} }: Command): Map<string, v.GenericSchema> =>
  new Map([
    ...(answer ? [[entry.name, answer] as const] : []),
    ...Object.entries(otherAnswers).map(([word, other]) => [`${entry.name} ${word}`, other] as const),
  ]);

async function answerSchema(word: string): Promise<JsonSchema | null> {
  const entry = COMMANDS.find(({ name: known }) => word === known || word.startsWith(`${known} `));
  if (!entry) return null;
  const answer = answersOf(entry, (await entry.load()).command).get(word);
  if (!answer) return null;
  const body = toJsonSchema(answer, { typeMode: 'output' }) as { properties: JsonSchema; required: string[] };
  return {
    ...DIALECT,
    title: `cop ${word} --json`,
    description: entry.summary,
    type: 'object',
    properties: {
      schemaVersion: { const: 1 },
      kind: { const: word.replaceAll(' ', '-') },
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

const EDITORS = ['vscode', 'obsidian'] as const;

/** What editors are to read, beside what is there. */
function editing(context: Context, editors: readonly string[]): Additions {
  const { config, files } = context.everything();
  const schemas = new Map(KINDS.map((kind) => [kind.name, `${JSON.stringify(kindSchema(kind), null, 2)}\n`]));
  const texts = new Map([
    ...(editors.includes('vscode') ? vscodeFiles((kind) => folderOf(kind, config), schemas) : []),
    ...(editors.includes('obsidian') ? obsidianFiles() : []),
  ]);
  const isThere = (path: string): boolean => files.has(path) || folderState(join(context.root(), path)) !== 'absent';
  const names = { vscode: 'VS Code', obsidian: 'Obsidian' };
  return additions(
    `Let ${listed(EDITORS.filter((one) => editors.includes(one)).map((one) => names[one]))} know the kinds`,
    texts,
    isThere,
  );
}

export const command: Command = {
  arguments: [
    {
      name: '[name...]',
      completes: [...KINDS.map(({ name }) => name), CONFIG_FILE],
      sentence: 'a kind, cop.yml, or a command whose --json is described; without one, their names',
    },
  ],
  options: [
    {
      flags: '--vscode',
      sentence: 'write schemas, snippets, a task and settings with which VS Code completes and checks front matter',
    },
    { flags: '--obsidian', sentence: 'write settings with which Obsidian opens the repository as a vault' },
  ],
  writes: true,
  answer: v.strictObject({
    kinds: v.array(v.string()),
    config: v.string(),
    commands: v.array(v.string()),
    /** What --vscode and --obsidian wrote. */
    created: v.array(v.string()),
    written: v.boolean(),
  }),
  examples: [
    'cop schema --vscode --obsidian',
    'cop schema issue',
    'cop schema cop.yml',
    'cop schema cop report',
    'cop schema cop site build',
  ],
  async run(context, words, options) {
    const editors = EDITORS.filter((editor) => options[editor] === true);
    if (words.length > 0) {
      noneOf(options, EDITORS, 'the name of a schema');
      // A schema is JSON already; --json changes nothing about it.
      context.out.bytes(printableJson(await schemaNamed(words.join(' '))));
      return 0;
    }
    const files = editors.length === 0 ? null : editing(context, editors);
    const { written } =
      files && files.plan.changes.length > 0 ? await context.carryOut(files.plan) : { written: false };
    const created = files?.plan.changes.map(({ path }) => path) ?? [];
    if (files && !context.json) {
      if (written) for (const path of created) context.out.line(ink`${context.shownPath(path)}`);
      tellKept(context, files.kept);
      return 0;
    }
    const loaded = await Promise.all(COMMANDS.map(async (entry) => ({ entry, ...(await entry.load()) })));
    const commands = loaded.flatMap(({ entry, command: one }) =>
      [...answersOf(entry, one).keys()].map((called) => `cop ${called}`),
    );
    const kinds = KINDS.map((kind) => kind.name);
    if (context.json) {
      context.out.answer('schema', { kinds, config: CONFIG_FILE, commands, created, written });
      return 0;
    }
    for (const word of [...kinds, CONFIG_FILE, ...commands]) context.out.line(ink`${name(word)}`);
    return 0;
  },
};
