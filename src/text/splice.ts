import { fieldLines, fieldPlace, itemPlace, scalarPlace } from './field-place.ts';
import type { FieldPlace, FieldSpan } from './field-place.ts';
import { readFrontMatter } from './front-matter.ts';
import type { DataPath, Raw, RawMap } from './front-matter.ts';
import { lineEnding } from './lines.ts';
import { yamlText } from './yaml-text.ts';

const same = (a: Raw | undefined, b: Raw | undefined): boolean => JSON.stringify(plain(a)) === JSON.stringify(plain(b));

function plain(value: Raw | undefined): unknown {
  if (value instanceof Map) return [...value].map(([key, item]) => [key, plain(item)]);
  return Array.isArray(value) ? value.map(plain) : value;
}

const without = (data: RawMap, field: string): Raw => new Map([...data].filter(([key]) => key !== field));

/** The edited text, where it reads back with that value in that field and every other field as it was; else null. */
function verified(text: string, edited: string, field: string, wanted: Raw | undefined): string | null {
  const before = readFrontMatter(text).frontMatter;
  const after = readFrontMatter(edited).frontMatter;
  if (!before || !after || !same(without(before.data, field), without(after.data, field))) return null;
  return same(wanted, after.data.get(field)) ? edited : null;
}

/** The text with a piece put between two offsets. */
const spliced = (text: string, start: number, end: number, piece: string): string =>
  text.slice(0, start) + piece + text.slice(end);

function withValue(text: string, field: string, { span, newLineAt }: FieldPlace, yaml: string): string {
  if (!span) return spliced(text, newLineAt, newLineAt, `${field}: ${yaml}${lineEnding(text)}`);
  return spliced(text, span.start, span.end, (text[span.start - 1] === ':' ? ' ' : '') + yaml);
}

/**
 * The text with one field set to a value already written as YAML, changing the line it stands on, or adding one line
 * above the closing fence, and no other byte.
 *
 * @returns null where the text has no readable front matter, or where the result would not read back as intended.
 */
export function setField(text: string, field: string, yaml: string): string | null {
  const place = fieldPlace(text, field);
  if (!place) return null;
  const wanted = readFrontMatter(`---\n${field}: ${yaml}\n---\n`).frontMatter;
  return wanted && verified(text, withValue(text, field, place, yaml), field, wanted.data.get(field));
}

/**
 * The text with a field under another name, changing no other byte.
 *
 * @returns null as {@link setField}, or where the name is written in quotes.
 */
export function renameField(text: string, from: string, to: string): string | null {
  const before = readFrontMatter(text).frontMatter;
  const position = before?.data.has(from) && !before.data.has(to) ? before.at([from], 'key') : null;
  if (!before || !position) return null;
  const start = text
    .split('\n')
    .slice(0, position.line - 1)
    .reduce((sum, line) => sum + line.length + 1, position.column - 1);
  if (text.slice(start, start + from.length) !== from) return null;
  const edited = spliced(text, start, start + from.length, to);
  const after = readFrontMatter(edited).frontMatter;
  const renamed = new Map([...before.data].map(([key, value]) => [key === from ? to : key, value]));
  return after && same(renamed, after.data) ? edited : null;
}

/** An item of a flow list, which ends a plain text at a comma or a bracket. */
export const flowItem = (item: string): string => (/[,[\]{}]/.test(item) ? JSON.stringify(item) : yamlText(item));

function withItems(text: string, field: string, place: FieldPlace, held: Raw, items: readonly string[]): string {
  const { list } = place;
  const flow = items.map(flowItem).join(', ');
  if (list?.form === 'flow') return spliced(text, list.end, list.end, `${list.empty ? '' : ', '}${flow}`);
  if (list) {
    const lines = items.map((item) => `${lineEnding(text)}${list.indent}- ${yamlText(item)}`);
    return spliced(text, list.end, list.end, lines.join(''));
  }
  // A single value where a list belongs is read as a list of one, and becomes one.
  return withValue(text, field, place, `[${typeof held === 'string' ? `${flowItem(held)}, ` : ''}${flow}]`);
}

/**
 * The text with items added to a list, those left out that it has already: in the line of a list in brackets, in a line
 * each of a list that has one, in a new line where there is no such field. No other byte changes.
 *
 * @returns null as {@link setField}, or where the field holds something else than texts.
 */
export function addItems(text: string, field: string, items: readonly string[]): string | null {
  const place = fieldPlace(text, field);
  const held = readFrontMatter(text).frontMatter?.data.get(field) ?? null;
  if (!place || held instanceof Map) return null;
  const there = (Array.isArray(held) ? held : held === null ? [] : [held]) as readonly Raw[];
  const fresh = [...new Set(items)].filter((item) => !there.includes(item));
  if (fresh.length === 0) return text;
  return verified(text, withItems(text, field, place, held, fresh), field, [...there, ...fresh]);
}

/** Data with the value at a path as `change` makes it; undefined takes it out. */
function changedAt(data: Raw, path: DataPath, change: (held: Raw) => Raw | undefined): Raw | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return change(data);
  if (data instanceof Map) {
    const pairs = [...(data as RawMap)].flatMap(([key, held]): [string, Raw][] => {
      const next = key === step ? changedAt(held, rest, change) : held;
      return next === undefined ? [] : [[key, next]];
    });
    return new Map(pairs);
  }
  if (!Array.isArray(data)) return data;
  return (data as readonly Raw[]).flatMap((held, index) => {
    const next = index === step ? changedAt(held, rest, change) : held;
    return next === undefined ? [] : [next];
  });
}

/** The text with a piece in another's place, where it then reads as it was, apart from what was to change. */
function replaced(
  text: string,
  span: FieldSpan | null,
  piece: string,
  path: DataPath,
  change: (held: Raw) => Raw | undefined,
): string | null {
  const before = readFrontMatter(text).frontMatter;
  if (!before || !span) return null;
  const edited = spliced(text, span.start, span.end, piece);
  const after = readFrontMatter(edited).frontMatter;
  return after && same(changedAt(before.data, path, change), after.data) ? edited : null;
}

/**
 * The text with another value in place of the one that a path leads to, within lists and maps too.
 *
 * @returns null as {@link setField}, or where no text stands there.
 */
export function replaceValue(text: string, path: DataPath, value: string): string | null {
  const place = scalarPlace(text, path);
  return replaced(text, place, place?.inFlow ? flowItem(value) : yamlText(value), path, () => value);
}

/** The text without a field and its lines. @returns null as {@link setField}, or where there is none of that name. */
export function removeField(text: string, field: string): string | null {
  return replaced(text, fieldLines(text, field), '', [field], () => undefined);
}

/** The text without the item of a list that a path leads to. @returns null as {@link setField}, or where it is the only one. */
export function removeItem(text: string, path: DataPath): string | null {
  return replaced(text, itemPlace(text, path), '', path, () => undefined);
}
