import { resolve } from 'node:path';
import * as v from 'valibot';
import { readText } from '../edges/files.ts';
import { gitIdentity } from '../edges/git.ts';
import type { Option } from '../edges/prompts.ts';
import { every } from '../kinds/index.ts';
import { meant } from '../compile/reference.ts';
import type { Community } from '../model/community.ts';
import type { Document } from '../model/document.ts';
import type { Field } from '../model/field.ts';
import type { Kind } from '../model/kind.ts';
import { Refusal } from '../model/refusal.ts';
import { scaffold } from '../plans/scaffold.ts';
import type { Given, GivenValue } from '../plans/scaffold.ts';
import { readDocument } from '../read/document.ts';
import { folderOf, placements } from '../read/placement.ts';
import { faint, ink } from '../text/ink.ts';
import { slug } from '../text/slug.ts';
import { capitalised, listed } from '../text/words.ts';
import type { Context, Options } from './command.ts';
import { flagOf, fromOptions, sectionsFrom } from './fields.ts';

export const WrittenJson = v.strictObject({
  id: v.string(),
  documentKind: v.string(),
  path: v.string(),
  /** False with --dry-run. */
  written: v.boolean(),
  text: v.string(),
});

/** What a command knows better than the kind's declaration does about one field. */
export interface Offer {
  /** The documents to choose from; those of the field's kinds, unless given. */
  readonly among?: readonly Document[];
  /** What is meant where nothing is said: offered at a prompt, not written otherwise. */
  readonly suggestion?: string;
  /** Nothing to ask, for what was answered so far makes it pointless. */
  readonly skip?: boolean;
}

export type Offers = Readonly<Record<string, (soFar: ReadonlyMap<string, GivenValue>) => Offer>>;

/** The member that git's user is, by name; COP_MEMBER says it outright. */
export function me(context: Context, community: Community): string | null {
  const said = context.env['COP_MEMBER'];
  if (said) return meant(community, said, ['member']).id;
  const members = every(community, 'member');
  const { name } = gitIdentity(context.root(), context.env);
  if (name === null) return null;
  const found = members.find(({ title }) => title.toLowerCase() === name.toLowerCase());
  return (found ?? members.find(({ id }) => id === slug(name)))?.id ?? null;
}

function resolved(value: GivenValue, field: Field, community: Community): GivenValue {
  const { entering } = field;
  if (entering.by === 'parts' && value instanceof Map) {
    return new Map(
      [...(value as ReadonlyMap<string, GivenValue>)].map(([part, item]) => [
        part,
        resolved(item, entering.of[part] as Field, community),
      ]),
    );
  }
  if (entering.by !== 'reference') return value;
  const find = (words: string): string => meant(community, words, entering.targets).id;
  return typeof value === 'string' ? find(value) : (value as readonly string[]).map(find);
}

function candidates(field: Field, offer: Offer, community: Community): readonly Document[] {
  if (offer.among) return offer.among;
  const { entering } = field;
  if (entering.by !== 'reference') return [];
  const { targets } = entering;
  return targets === 'any'
    ? community.documents.filter(({ declaration }) => declaration !== null)
    : targets.flatMap((kind) => community.byKind.get(kind) ?? []);
}

const asOptions = (documents: readonly Document[]): Option<string>[] =>
  documents.map(({ id, title }) => ({ value: id, name: `${title}  (${id})` }));

/** Asks for one field at the terminal; undefined where the answer was to leave it open. */
async function asked(
  context: Context,
  name: string,
  field: Field,
  offer: Offer,
  community: Community,
): Promise<GivenValue | undefined> {
  const { ask } = context;
  if (!ask) return undefined;
  const { entering, list, required, sentence } = field;
  const question = `${capitalised(name.replaceAll('_', ' '))}: ${sentence}${required ? '' : ' (optional)'}`;
  const filled = (text: string): string | null => (required && text.trim() === '' ? 'This one is needed.' : null);
  if (entering.by === 'parts') {
    const parts = new Map<string, GivenValue>();
    for (const [part, of] of Object.entries(entering.of)) {
      const value = await asked(context, part, of, {}, community);
      if (value !== undefined) parts.set(part, value);
    }
    return parts;
  }
  if (entering.by === 'map') {
    const settings = new Map<string, GivenValue>();
    for (const { id, title, question: about } of community.config.dimensions) {
      const number = (text: string): string | null => (/^[0-5]$/.test(text) ? null : 'A whole number from 0 to 5.');
      const now = await ask.input(`${title}, now (0 to 5)${about === null ? '' : `: ${about}`}`, { check: number });
      const ideal = await ask.input(`${title}, ideal (0 to 5)`, { check: number });
      const because = await ask.input(`${title}: why? (optional)`);
      const setting: [string, GivenValue][] = [
        ['now', now],
        ['ideal', ideal],
      ];
      if (because.trim() !== '') setting.push(['because', because]);
      settings.set(id, new Map(setting));
    }
    return settings;
  }
  if (entering.by === 'flag') return (await ask.confirm(question, false)) ? 'true' : undefined;
  if (entering.by === 'choice' || entering.by === 'reference') {
    const options =
      entering.by === 'choice'
        ? entering.choices.map((value) => ({ value, name: value }))
        : asOptions(candidates(field, offer, community));
    if (options.length === 0) return undefined;
    if (list) {
      const chosen = await ask.checkbox(question, options);
      return chosen.length === 0 ? undefined : chosen;
    }
    const open = required ? [] : [{ value: '', name: '(leave it open)' }];
    const choice = await ask.select(question, [...options, ...open], offer.suggestion);
    return choice === '' ? undefined : choice;
  }
  const hint = list ? ' (several: separate them by ;)' : '';
  const text = await ask.input(`${question}${hint}`, {
    ...(offer.suggestion === undefined ? {} : { initial: offer.suggestion }),
    check: filled,
  });
  const values = (list ? text.split(/[;,]/) : [text]).map((value) => value.trim()).filter((value) => value !== '');
  if (values.length === 0) return undefined;
  return list ? values : values[0];
}

/** What stands for a field that nobody spoke of: today, the member who asks, the only document it could mean. */
function byDefault(context: Context, name: string, field: Field): GivenValue | undefined {
  if (!field.required || field.list) return undefined;
  if (field.entering.by === 'day') return context.today;
  if (field.entering.by !== 'reference') return undefined;
  const community = context.community();
  if (name === 'by') return me(context, community) ?? undefined;
  const { targets } = field.entering;
  if (targets === 'any' || targets.includes('member') || targets.includes('issue')) return undefined;
  const only = targets.flatMap((target) => community.byKind.get(target) ?? []);
  return only.length === 1 ? (only[0] as Document).id : undefined;
}

async function bodyFrom(context: Context, file: unknown): Promise<string | null> {
  if (typeof file !== 'string') return null;
  if (file === '-') return context.stdin();
  const read = readText(resolve(context.folder, file));
  if ('problem' in read) throw new Refusal(`The body cannot be read from ${file}: ${read.problem}.`);
  return read.text;
}

export interface Request {
  readonly kind: Kind;
  readonly title: string | null;
  readonly options: Options;
  /** Fields that the command has settled already. */
  readonly settled?: ReadonlyMap<string, GivenValue>;
  readonly offers?: Offers;
}

async function titleFor(context: Context, { kind, title }: Request): Promise<string | null> {
  if (title !== null && title.trim() !== '') return title.trim();
  if (kind.title.otherwise !== undefined) return null;
  if (!context.ask) return null;
  const check = (text: string): string | null => (text.trim() === '' ? 'This one is needed.' : null);
  return (await context.ask.input(`${capitalised(kind.title.field)} of the ${kind.name}`, { check })).trim();
}

/** Puts together what was given, by flags first, then by default, then by asking; only what is missing is asked. */
export async function gather(context: Context, request: Request): Promise<Given> {
  const { kind, options, settled = new Map<string, GivenValue>(), offers = {} } = request;
  const title = await titleFor(context, request);
  const fields = new Map<string, GivenValue>();
  const missing: string[] = title === null && kind.title.otherwise === undefined ? ['a title'] : [];
  const wanted = kind.asked ?? [];
  for (const [name, field] of Object.entries(kind.fields)) {
    if (name === kind.title.field) continue;
    const flagged = fromOptions(kind, name, field, options);
    const offer = offers[name]?.(fields) ?? {};
    let value =
      settled.get(name) ?? (flagged === undefined ? undefined : resolved(flagged, field, context.community()));
    value ??= byDefault(context, name, field);
    if (value === undefined && context.ask && !offer.skip && (field.required || wanted.includes(name))) {
      value = await asked(context, name, field, offer, context.community());
    }
    if (value !== undefined) fields.set(name, value);
    else if (field.required)
      missing.push(field.entering.by === 'parts' ? partFlags(kind, field) : `--${flagOf(kind, name)}`);
  }
  if (missing.length > 0) {
    throw new Refusal(
      `A ${kind.name} needs ${listed(missing)}.`,
      missing.includes('--by')
        ? 'git’s user.name is no member here: give --by, set COP_MEMBER, or start with `cop new member "Your Name"`.'
        : `\`cop new ${kind.name} --help\` tells what each is.`,
    );
  }
  const body = await bodyFrom(context, options['bodyFile']);
  const sections = sectionsFrom(kind, options);
  if (context.ask && body === null) {
    for (const { title: section, question, asked: offered } of kind.sections) {
      if (!offered || sections.has(section)) continue;
      const text = await context.ask.input(`${section}: ${question} (empty: write it later)`);
      if (text.trim() !== '') sections.set(section, text);
    }
  }
  return { kind, title, fields, sections, body };
}

function partFlags(kind: Kind, { entering }: Field): string {
  if (entering.by !== 'parts') return '';
  return listed(Object.keys(entering.of).map((part) => `--${flagOf(kind, part)}`));
}

export interface Written {
  readonly id: string;
  readonly path: string;
  readonly text: string;
  readonly written: boolean;
}

/** Scaffolds what was given, reads it back as a check would, and writes it. Nothing that does not validate is written. */
export async function write(context: Context, given: Given, words: string): Promise<Written> {
  const community = context.everything();
  const { config } = community;
  const template = context.template(given.kind);
  const made = scaffold(given, {
    config,
    folder: folderOf(given.kind, config),
    template: template.text,
    templateName: template.name,
    random: context.random,
    taken: (id) => community.byId.has(id) || community.leftOut.some((lost) => lost.id === id),
    words,
  });
  const { document, complaints } = readDocument({ path: made.path, text: made.text }, placements(config));
  const first = complaints.find(({ rule }) => rule !== 'unknown-key');
  if (!document || first) {
    throw new Refusal(`Nothing was written. ${first?.message ?? 'The document would not read back'}.`);
  }
  const { written } = await context.carryOut(made.plan);
  return { ...made, written };
}

/** Prints what `write` did: the path on stdout, or the JSON answer; what is still to be written on stderr. */
export function tellWritten(
  context: Context,
  command: string,
  given: Given,
  { id, path, text, written }: Written,
  more: Readonly<Record<string, unknown>> = {},
): void {
  if (context.json) {
    context.out.answer(command, { id, documentKind: given.kind.name, path, written, text, ...more });
    return;
  }
  if (!written) return;
  context.out.line(ink`${context.shownPath(path)}`);
  const open = given.body === null ? given.kind.sections.filter(({ title }) => !given.sections.has(title)) : [];
  if (open.length > 0) context.say(faint(ink`Still to write there: ${listed(open.map(({ title }) => title))}.`));
}
