import * as v from 'valibot';
import { meant } from '../compile/reference.ts';
import type { Community } from '../model/community.ts';
import type { Document } from '../model/document.ts';
import { dayOf, topicsOf } from '../model/document.ts';
import { withArticle } from '../model/field.ts';
import type { Field } from '../model/field.ts';
import { isSilent } from '../model/kind.ts';
import type { Kind } from '../model/kind.ts';
import { Refusal, Stopped } from '../model/refusal.ts';
import { scaffold } from '../plans/scaffold.ts';
import type { Given, GivenValue, Scaffold } from '../plans/scaffold.ts';
import { folderOf, stemOf } from '../read/placement.ts';
import { care, faint, ink } from '../text/ink.ts';
import { grouped } from '../text/grouped.ts';
import { byText, capitalised, listed } from '../text/words.ts';
import { askFor } from './asking.ts';
import type { Offers } from './asking.ts';
import type { Context, Options } from './command.ts';
import { flagOf, fromOptions, sectionsFrom } from './fields.ts';
import { textFrom } from './manners.ts';
import { readBack } from './reading-back.ts';
import { keeping, remember, stopped } from './resuming.ts';
import type { Told } from './resuming.ts';
import { SAY_WHO, me } from './who.ts';

export const WrittenJson = v.strictObject({
  id: v.string(),
  documentKind: v.string(),
  path: v.string(),
  /** False with --dry-run. */
  written: v.boolean(),
  text: v.string(),
});

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

export interface Request {
  /** As it is typed, for whoever wants to read its help. */
  readonly command: string;
  readonly kind: Kind;
  readonly title: string | null;
  readonly options: Options;
  /** Fields that the command has settled already. */
  readonly settled?: ReadonlyMap<string, GivenValue>;
  readonly offers?: Offers;
  /** Texts that the command knows already, under the sections' titles; nobody is asked for any other. */
  readonly sections?: ReadonlyMap<string, string>;
}

/** The title that was given, or is asked for where a kind cannot do without. */
export async function titleFor(
  context: Context,
  { kind, title }: Pick<Request, 'kind' | 'title'>,
): Promise<string | null> {
  if (title !== null && title.trim() !== '') return title.trim();
  if (kind.title.otherwise !== undefined) return null;
  if (!context.ask) return null;
  const check = (text: string): string | null => (text.trim() === '' ? 'This one is needed.' : null);
  return (await context.ask.input(`${capitalised(kind.title.field)} of the ${kind.name}`, { check })).trim();
}

/** @throws Refusal where a document has to refer to one of a kind of which there is none yet, before anybody writes it. */
function refuseTooEarly(context: Context, kind: Kind): void {
  for (const { entering, required } of Object.values(kind.fields)) {
    if (!required || entering.by !== 'reference' || entering.targets === 'any') continue;
    const { byKind, incomplete } = context.community();
    const [first = ''] = entering.targets;
    const isThere = entering.targets.some(
      (target) => byKind.has(target) || incomplete.some((one) => one.kind === target),
    );
    if (isThere || first === 'member') continue;
    throw new Refusal(
      `There is no ${first} yet, which ${withArticle(kind.name)} follows from.`,
      `\`cop new ${first}\` begins it.`,
    );
  }
}

/** Puts together what was given, by flags first, then by default, then by asking; only what is missing is asked. */
export async function gather(context: Context, request: Request): Promise<Given> {
  const { kind, settled = new Map<string, GivenValue>() } = request;
  refuseTooEarly(context, kind);
  const title = await titleFor(context, request);
  const told = {
    ...request,
    settled,
    title,
    fields: new Map<string, GivenValue>(),
    sections: sectionsFrom(kind, request.options),
  };
  try {
    const given = await gathered(context, request, told);
    return context.ask && isTypeable(request) ? remember(given, told) : given;
  } catch (error) {
    throw error instanceof Stopped && isTypeable(request) ? stopped(error, told) : error;
  }
}

/** Whether a command line can say all of it: what `capture` finds by itself it finds again, and sliders are set elsewhere. */
const isTypeable = ({ kind, sections }: Request): boolean =>
  sections === undefined && !Object.values(kind.fields).some(({ entering }) => entering.by === 'map');

/** Fills `told`, so that whoever leaves a prompt is told again what was answered up to then. */
async function gathered(
  context: Context,
  request: Request,
  {
    settled,
    title,
    fields,
    sections,
  }: Told & { readonly fields: Map<string, GivenValue>; readonly sections: Map<string, string> },
): Promise<Given> {
  const { kind, options, offers = {} } = request;
  const missing: string[] = title === null && kind.title.otherwise === undefined ? [withArticle(kind.title.field)] : [];
  const wanted = kind.asked ?? [];
  for (const [name, field] of Object.entries(kind.fields)) {
    if (name === kind.title.field) continue;
    const flagged = fromOptions(kind, name, field, options);
    const offer =
      offers[name]?.(fields) ?? (context.ask && name === 'topics' ? { known: topicsInUse(context.community()) } : {});
    let value =
      settled.get(name) ?? (flagged === undefined ? undefined : resolved(flagged, field, context.community()));
    value ??= byDefault(context, name, field);
    if (
      value === undefined &&
      context.ask &&
      !offer.skip &&
      (field.required || offer.wanted || wanted.includes(name))
    ) {
      value = await askFor(context.ask, name, field, offer, context.community());
    }
    if (value !== undefined) fields.set(name, value);
    else if (field.required)
      missing.push(field.entering.by === 'parts' ? partFlags(kind, field) : `--${flagOf(kind, name)}`);
  }
  if (missing.length > 0) {
    throw new Refusal(
      `${capitalised(withArticle(kind.name))} needs ${listed(missing)}.`,
      missing.includes('--by') ? SAY_WHO : `\`${request.command} --help\` tells what each is.`,
    );
  }
  const file = options['bodyFile'];
  const body = typeof file === 'string' ? await textFrom(context, file, 'body') : null;
  if (body !== null && sections.size > 0) {
    throw new Refusal('A body and sections were given.', 'Give --body-file or the sections’ own flags, not both.');
  }
  for (const [section, text] of request.sections ?? []) if (!sections.has(section)) sections.set(section, text);
  if (context.ask && body === null && !request.sections && !isSilent(kind, (name) => fields.get(name))) {
    for (const { title: section, question, asked: offered } of kind.sections) {
      if (!offered || sections.has(section)) continue;
      const text = await context.ask.input(`${section}: ${question} (empty: write it later)`);
      if (text.trim() !== '') sections.set(section, text);
    }
  }
  return { kind, title, fields, sections, body };
}

/** Topics in use, those of most documents first. */
function topicsInUse(community: Community): string[] {
  const uses = grouped(community.documents, topicsOf);
  return [...uses]
    .sort(([a, some], [b, others]) => others.length - some.length || byText(a, b))
    .map(([topic]) => topic);
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

export interface Draft extends Scaffold {
  readonly document: Document;
}

/**
 * Scaffolds what was given, and reads it back as a check would.
 *
 * @param besides Drafts that are to be written together with it, to which it may refer.
 * @throws Refusal where it would not validate.
 */
export function draft(context: Context, given: Given, words: string, besides: readonly Draft[] = []): Draft {
  const community = context.everything();
  const { config } = community;
  const template = context.template(given.kind);
  const made = scaffold(given, {
    config,
    folder: folderOf(given.kind, config),
    template: template.text,
    templateName: template.name,
    random: context.random,
    taken: (id) =>
      community.byId.has(id) ||
      [...community.leftOut, ...besides].some((other) => other.id === id) ||
      [...community.files].some((path) => stemOf(path) === id),
    words,
  });
  const [read] = readBack(community, [{ path: made.path, text: made.text }], {
    today: context.today,
    besides: besides.map(({ document }) => document),
  });
  if (!read?.document) {
    const [message, hint] = read ? [read.message, read.hint] : ['', null];
    throw new Refusal(`Nothing was written. ${message}.`, hint);
  }
  return { ...made, document: read.document };
}

/** Writes a new document. Nothing that does not validate is written. */
export async function write(context: Context, given: Given, words: string): Promise<Written> {
  return keeping([given], async () => {
    const { document, ...made } = draft(context, given, words);
    const { written } = await context.carryOut(made.plan);
    warnOfDay(context, document);
    return { ...made, written };
  });
}

/** Says of a document of a later day that nothing counts it yet. */
export function warnOfDay(context: Context, document: Document): void {
  const day = dayOf(document);
  if (day !== null && day > context.today) {
    context.say(care(`It is dated ${day}, after ${context.today}: until then no list, state or figure counts it.`));
  }
}

/** The sections that are still to be written. */
export function openSections({ kind, fields, body, sections }: Given): string[] {
  if (body !== null || isSilent(kind, (field) => fields.get(field))) return [];
  return kind.sections.flatMap(({ title, optional }) => (optional || sections.has(title) ? [] : [title]));
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
  const open = openSections(given);
  if (open.length > 0) context.say(faint(ink`Still to write there: ${listed(open)}.`));
}
