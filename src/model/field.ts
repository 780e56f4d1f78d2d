import { parseDay, parseSpan } from '../text/day.ts';
import type { Day, Span } from '../text/day.ts';
import type { DataPath, Raw, RawMap } from '../text/front-matter.ts';
import { remembered } from '../text/once.ts';
import { listed } from '../text/words.ts';

/** What kinds of documents a reference may lead to; `any` leaves it open. */
export type Targets = readonly string[] | 'any';

/** How a value is written on the command line and asked for at a prompt. */
export type Entering =
  | { readonly by: 'text' | 'word' | 'day' | 'flag' }
  | { readonly by: 'choice'; readonly choices: readonly string[] }
  | { readonly by: 'reference'; readonly targets: Targets }
  | { readonly by: 'parts'; readonly of: Parts }
  | { readonly by: 'map'; readonly of: Shape<unknown> };

export type JsonSchema = Readonly<Record<string, unknown>>;

/** What is wrong with a value, or worth a word. */
export interface FieldIssue {
  /** Steps from the field to the value. */
  readonly path: DataPath;
  /** What stands there, as the beginning of "Unexpected …"; null where it is the value itself. */
  readonly unexpected: string | null;
  readonly expected: string;
  /** `unknown`: a key that nobody asked for. `single`: one value where a list belongs, taken as a list. */
  readonly problem: 'invalid' | 'unknown' | 'single';
  /** The key that was probably meant. */
  readonly meant?: readonly string[];
}

/** A value as it is held, null where it cannot be used, with what is to be said about it. */
export interface Reading<T> {
  readonly held: T | null;
  readonly issues: readonly FieldIssue[];
}

/** A sort of value: how it is read, entered and described. */
export interface Shape<T> {
  /** What a value has to be, as the end of "expected …". */
  readonly expected: string;
  readonly entering: Entering;
  readonly read: (written: Raw) => Reading<T>;
  readonly json: JsonSchema;
}

/**
 * One field of a kind, said once: what it means, how it is read and held, entered at a prompt or as a flag, and
 * described to an editor. `Held` is its value in a document that was read.
 */
export interface Field<Held = unknown> extends Shape<Held> {
  readonly sentence: string;
  readonly required: boolean;
  /** Whether the value is a list; `entering` then tells of one item. */
  readonly list: boolean;
  /** What a missing field holds. */
  readonly absent: Held;
}

export type Parts = Readonly<Record<string, Field>>;
export type HeldOf<F> = F extends Field<infer Held> ? Held : never;
export type HeldParts<P extends Parts> = { readonly [K in keyof P]: HeldOf<P[K]> };

/** A field that has to be there. A document without it is left out of the community, so nobody meets its absence. */
export function required<T>(shape: Shape<T>, sentence: string): Field<T> {
  return { ...shape, sentence, required: true, list: false, absent: null as T };
}

/** A field that may be missing; it is held as null then. */
export function optional<T>(shape: Shape<T>, sentence: string): Field<T | null> {
  return { ...shape, sentence, required: false, list: false, absent: null };
}

/** A list of values, empty where the field is missing. Of a list with a bad item, the good ones are held. */
export function list<T>(item: Shape<T>, sentence: string, options: { required?: boolean } = {}): Field<readonly T[]> {
  const needed = options.required ?? false;
  const read = (written: Raw): Reading<readonly T[]> => {
    if (written instanceof Map) return invalid(`a list, each of it ${item.expected}`);
    const single = typeof written === 'string';
    const held: T[] = [];
    const issues: FieldIssue[] = [];
    (single ? [written] : ((written ?? []) as readonly Raw[])).forEach((one, index) => {
      const reading = item.read(one);
      if (reading.held !== null) held.push(reading.held);
      issues.push(...reading.issues.map((issue) => ({ ...issue, path: single ? [] : [index, ...issue.path] })));
    });
    if (single && held.length > 0) issues.push({ path: [], unexpected: null, expected: 'a list', problem: 'single' });
    if (needed && held.length === 0 && issues.length === 0) return invalid(`at least ${item.expected}`);
    return { held: needed && held.length === 0 ? null : held, issues };
  };
  const json = { type: 'array', items: item.json, ...(needed ? { minItems: 1 } : {}) };
  return { ...item, read, json, sentence, required: needed, list: true, absent: [] };
}

function invalid<T>(expected: string): Reading<T> {
  return { held: null, issues: [{ path: [], unexpected: null, expected, problem: 'invalid' }] };
}

/** A value that is one piece of text with a meaning. */
export function scalar<T>(
  expected: string,
  entering: Entering,
  json: JsonSchema,
  parse: (text: string) => T | null,
): Shape<T> {
  return {
    expected,
    entering,
    json,
    read: (written) => {
      const held = typeof written === 'string' ? parse(written) : null;
      return held === null ? invalid(expected) : { held, issues: [] };
    },
  };
}

const filled = (text: string): string | null => (text.trim() === '' ? null : text);

export function text(): Shape<string> {
  return scalar('a text', { by: 'text' }, { type: 'string', minLength: 1 }, filled);
}

/** A short label without commas, such as a topic: several can be given at once, `--topics gtfs,late-data`. */
export function word(): Shape<string> {
  return scalar('a word or two', { by: 'word' }, { type: 'string', minLength: 1 }, filled);
}

/** A folder below the community's root. */
export const folder = (): Shape<string> =>
  below('a folder of the community, such as notes/cases', /^[^.\s\\:*?"<>|][^\\:*?"<>|]{0,100}$/);

/** A file below the community's root. */
export const file = (): Shape<string> =>
  below('a file of the community, such as .cop/baseline.json', /^(?!\.{1,2}$)[^\s\\:*?"<>|][^\\:*?"<>|]{0,100}$/);

/** A path below the community's root, of which each step is as it has to be. */
function below(expected: string, step: RegExp): Shape<string> {
  return scalar(expected, { by: 'text' }, { type: 'string', minLength: 1 }, (value) => {
    const path = value.replace(/\/$/, '');
    const steps = path.split('/');
    return steps.every((one) => step.test(one) && !one.endsWith('.')) ? path : null;
  });
}

export function day(): Shape<Day> {
  return scalar('a day such as 2026-11-20', { by: 'day' }, { type: 'string', format: 'date' }, parseDay);
}

export function span(): Shape<Span> {
  const pattern = '^\\d{1,4} (working day|day|week|month|year)s?$';
  const expected = 'a length of time such as 6 weeks or 3 working days';
  return scalar(expected, { by: 'text' }, { type: 'string', pattern }, parseSpan);
}

export function flag(): Shape<boolean> {
  return scalar('true or false', { by: 'flag' }, { type: 'boolean' }, (value) =>
    value === 'true' ? true : value === 'false' ? false : null,
  );
}

/** A whole number within bounds, both included. */
export function whole(lowest: number, highest: number): Shape<number> {
  const json = { type: 'integer', minimum: lowest, maximum: highest };
  return scalar(`a whole number from ${lowest} to ${highest}`, { by: 'text' }, json, (value) => {
    const number = /^\d{1,9}$/.test(value) ? Number(value) : NaN;
    return number >= lowest && number <= highest ? number : null;
  });
}

/** A web address. Other schemes than http and https are refused, since the value becomes a link. */
export function url(): Shape<string> {
  const json = { type: 'string', format: 'uri', pattern: '^https?://' };
  return scalar('a web address (https://…)', { by: 'text' }, json, (value) =>
    /^https?:\/\/\S+$/i.test(value) && URL.canParse(value) ? value : null,
  );
}

/** A language by its tag (BCP 47), as `lang` wants it. */
export function languageTag(): Shape<string> {
  const json = { type: 'string', pattern: '^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$' };
  return scalar('a language tag (en, de, pt-BR)', { by: 'text' }, json, (value) =>
    /^[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,4}$/i.test(value) ? value : null,
  );
}

export function choice<const C extends string>(...choices: readonly C[]): Shape<C> {
  return scalar(listed(choices, 'or'), { by: 'choice', choices }, { enum: choices }, (value) =>
    (choices as readonly string[]).includes(value) ? (value as C) : null,
  );
}

/** An id. That a document of one of these kinds answers to it is the affair of the check `reference`. */
export function reference(targets: Targets): Shape<string> {
  const expected = targets === 'any' ? 'an id' : `the id of ${listed(targets.map(withArticle), 'or')}`;
  return scalar(expected, { by: 'reference', targets }, { type: 'string', minLength: 1 }, (value) =>
    filled(referred(value)),
  );
}

/** The id in a reference: some editors write `[[id]]` or `[[id|words]]` where a link is to be followed. */
export const referred = (written: string): string =>
  /^\s{0,9}\[\[([^[\]|\n]{1,200})(?:\|[^[\]\n]{0,200})?\]\]\s{0,9}$/.exec(written)?.[1]?.trim() ?? written.trim();

export function withArticle(noun: string): string {
  return `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;
}

/** A value made of named parts, each a field of its own. Parts that are missing or bad are held as absent. */
export function parts<P extends Parts>(of: P): Shape<HeldParts<P>> {
  const expected = `a map with ${listed(Object.keys(of))}`;
  return {
    expected,
    entering: { by: 'parts', of },
    read: (written) => (written instanceof Map ? readParts(of, written as RawMap) : invalid(expected)),
    json: partsJson(of),
  };
}

/** The fields of a declaration, of which there are few and which are asked for with every document. */
const entriesOf = remembered((of: Parts): readonly (readonly [string, Field])[] => Object.entries(of));

/** A reading of several fields. */
export interface PartsReading<P extends Parts> extends Reading<HeldParts<P>> {
  /** What could be read even where the whole cannot be used: missing or bad parts are as if absent. */
  readonly partial: Readonly<Record<string, unknown>>;
}

/** Reads a map against named fields; what no field asks for is reported, not lost. */
export function readParts<P extends Parts>(of: P, written: RawMap): PartsReading<P> {
  const held: Record<string, unknown> = {};
  const issues: FieldIssue[] = [];
  let usable = true;
  for (const [name, field] of entriesOf(of)) {
    const value = written.get(name) ?? null;
    if (value === null && !field.required) {
      held[name] = field.absent;
      continue;
    }
    const reading = readField(field, value);
    held[name] = reading.held ?? field.absent;
    usable &&= !field.required || reading.held !== null;
    for (const issue of reading.issues) issues.push({ ...issue, path: [name, ...issue.path] });
  }
  for (const key of written.keys()) {
    if (Object.hasOwn(of, key)) continue;
    const known = Object.keys(of);
    const expected = `one of ${known.join(', ')}`;
    issues.push({ path: [key], unexpected: `key \`${key}\``, expected, problem: 'unknown', meant: known });
  }
  return { held: usable ? (held as HeldParts<P>) : null, partial: held, issues };
}

export function partsJson(of: Parts): JsonSchema {
  const needed = Object.entries(of).filter(([, field]) => field.required);
  return {
    type: 'object',
    properties: Object.fromEntries(Object.entries(of).map(([name, field]) => [name, described(field)])),
    ...(needed.length > 0 ? { required: needed.map(([name]) => name) } : {}),
    additionalProperties: false,
  };
}

/** A field as JSON Schema, for editors. */
export function described(field: Field): JsonSchema {
  return { description: field.sentence, ...field.json };
}

/** Values of one shape under names that are data. Where `names` is given, other names are reported as unknown. */
export function mapOf<T>(of: Shape<T>, expected: string, names?: readonly string[]): Shape<ReadonlyMap<string, T>> {
  return {
    expected,
    entering: { by: 'map', of: of },
    json: {
      type: 'object',
      ...(names
        ? { properties: Object.fromEntries(names.map((name) => [name, of.json])), additionalProperties: false }
        : { additionalProperties: of.json }),
    },
    read: (written) => {
      if (!(written instanceof Map)) return invalid(expected);
      const held = new Map<string, T>();
      const issues: FieldIssue[] = [];
      for (const [name, value] of written as RawMap) {
        if (names && !names.includes(name)) {
          const unexpected = `key \`${name}\``;
          issues.push({
            path: [name],
            unexpected,
            expected: `one of ${names.join(', ')}`,
            problem: 'unknown',
            meant: names,
          });
          continue;
        }
        const reading = of.read(value);
        if (reading.held !== null) held.set(name, reading.held);
        for (const issue of reading.issues) issues.push({ ...issue, path: [name, ...issue.path] });
      }
      return { held: held.size === 0 && issues.length > 0 ? null : held, issues };
    },
  };
}

/** The highest setting of a slider; the lowest is 0. */
export const HIGHEST_SETTING = 5;

/** One dimension as a member sees it: how far it is turned up, and how far it ought to be, from 0 to 5. */
export const setting = parts({
  now: required(whole(0, HIGHEST_SETTING), 'how far it is turned up'),
  ideal: required(whole(0, HIGHEST_SETTING), 'how far it ought to be'),
  because: optional(text(), 'why'),
});

/** A setting for each dimension: `practice: {now: 2, ideal: 4, because: …}`. Dimensions are data, see `cop.yml`. */
export function sliders(): Shape<ReadonlyMap<string, { now: number; ideal: number; because: string | null }>> {
  return mapOf(setting, 'a map from dimension to {now, ideal, because}');
}

/** Reads what was written for a field; null stands for nothing. */
export function readField<Held>(field: Field<Held>, written: Raw): Reading<Held> {
  if (written !== null) return field.read(written);
  return field.required ? invalid(field.expected) : { held: field.absent, issues: [] };
}
