import type { Raw, RawMap } from './front-matter.ts';

/**
 * A scalar that means the same to everybody: a letter, digit or `_` first, and nothing in it that YAML gives a meaning. What
 * is quoted without an escape is as plain as that.
 */
const SCALAR = /^[\p{L}\p{N}_](?:[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}\ufeff\ufffe\uffff:#]|:(?=\S)|(?<=\S)#)*$/u;
const QUOTED = /^(?:"([^"\\\p{Cc}\p{Cs}\p{Zl}\p{Zp}\ufeff]*)"|'([^'\p{Cc}\p{Cs}\p{Zl}\p{Zp}\ufeff]*)')$/u;
const KEY = /^([A-Za-z_][\w-]{0,60}):(?: +(.*))?$/;
const ITEM = /^( {0,8})- +(\S.*)$/;
const NULL = /^(?:null|Null|NULL)$/;

/** YAML's white space is less than JavaScript's. */
const withoutSpaces = (text: string): string => text.replace(/^ +/, '').replace(/(?<! ) +$/, '');

/** Undefined where it takes the exact reader. */
function scalar(text: string): string | null | undefined {
  const quoted = QUOTED.exec(text);
  if (quoted) return quoted[1] ?? quoted[2] ?? '';
  if (!SCALAR.test(text)) return undefined;
  return NULL.test(text) ? null : text;
}

/** What commas part in brackets, but for those between quotes. */
function partsOf(inner: string): string[] {
  if (!/["']/.test(inner)) return inner.split(',');
  const parts: string[] = [];
  let from = 0;
  let quote = '';
  // Quotes are quotes where a value begins; anywhere else they are signs like others.
  let begins = true;
  for (let at = 0; at < inner.length; at += 1) {
    const sign = inner[at] as string;
    if (quote !== '') quote = sign === quote ? '' : quote;
    else if (sign === ',') {
      parts.push(inner.slice(from, at));
      from = at + 1;
      begins = true;
    } else if (sign !== ' ') {
      if (begins && (sign === '"' || sign === "'")) quote = sign;
      begins = sign === ':' && inner[at + 1] === ' ';
    }
  }
  return [...parts, inner.slice(from)];
}

function flowList(text: string): readonly Raw[] | undefined {
  const inner = withoutSpaces(text.slice(1, -1));
  if (inner === '') return [];
  if (/[[\]{}:]/.test(inner)) return undefined;
  const items = partsOf(inner).map((item) => scalar(withoutSpaces(item)));
  return items.includes(undefined) ? undefined : (items as Raw[]);
}

/**
 * Front matter as nearly everybody writes it: `field: value` lines, lists in brackets or one item a line. Twenty times
 * as fast as the exact reader, to which the two are held equal by a test.
 *
 * @returns null where there is anything else in it, wrong or not: the exact reader will know.
 */
export function plainYaml(block: string): RawMap | null {
  const data = new Map<string, Raw>();
  let open: { readonly items: Raw[]; indent: number } | null = null;
  let key = '';
  for (const written of block.split('\n')) {
    const line = written.trimEnd();
    // Trimming takes more than YAML’s own white space, and more than the one CR of a line’s end.
    if (line.length < written.length && !/^ *\r?$/.test(written.slice(line.length))) return null;
    if (line === '') continue;
    const item = open && ITEM.exec(line);
    if (open && item) {
      const indent = (item[1] as string).length;
      const value = scalar(item[2] as string);
      if (value === undefined || (open.items.length > 0 && indent !== open.indent)) return null;
      open.indent = indent;
      open.items.push(value);
      data.set(key, open.items);
      continue;
    }
    const field = KEY.exec(line);
    if (!field) return null;
    key = field[1] as string;
    if (data.has(key)) return null;
    const text = field[2] ?? '';
    open = text === '' ? { items: [], indent: 0 } : null;
    const value = text === '' ? null : text.startsWith('[') && text.endsWith(']') ? flowList(text) : scalar(text);
    if (value === undefined) return null;
    data.set(key, value);
  }
  return data;
}

/** A line of settings without the spaces that it begins with, and how many those are. */
interface Line {
  readonly indent: number;
  readonly text: string;
}

const COMMENT = /^#[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}\ufeff]*$/u;

/** The lines that say something; null where white space or a comment takes the exact reader. */
function linesOf(text: string): Line[] | null {
  const lines: Line[] = [];
  for (const written of text.split(/\r?\n/)) {
    const line = withoutSpaces(written);
    if (line === '' || COMMENT.test(line)) continue;
    if (/^[\s#]|\s$/.test(line)) return null;
    lines.push({ indent: written.indexOf(line), text: line });
  }
  return lines;
}

const PART = /^ *([A-Za-z_][\w-]{0,60}): +(.*)$/;

/** A map in braces, of plain values. */
function flowMap(text: string): RawMap | undefined {
  const data = new Map<string, Raw>();
  const inner = text.slice(1, -1);
  if (/[[\]{}]/.test(inner)) return undefined;
  for (const written of withoutSpaces(inner) === '' ? [] : partsOf(inner)) {
    const [, key = '', rest = ''] = PART.exec(written) ?? [];
    const value = scalar(withoutSpaces(rest));
    if (key === '' || value === undefined || data.has(key)) return undefined;
    data.set(key, value);
  }
  return data;
}

/** The rest of a line without the comment at its end; undefined where it takes the exact reader to know where that begins. */
function withoutComment(text: string): string | undefined {
  const at = ` ${text}`.indexOf(' #');
  if (at < 0) return text;
  const value = withoutSpaces(text.slice(0, at));
  const isQuote = /["']/.test(value) && !QUOTED.test(value);
  return isQuote || !COMMENT.test(text.slice(at)) ? undefined : value;
}

/** A value on the line of its key. */
function valueOf(text: string): Raw | undefined {
  if (text.startsWith('[') && text.endsWith(']')) return flowList(text);
  return text.startsWith('{') && text.endsWith('}') ? flowMap(text) : scalar(text);
}

/** Takes the items of a list, one a line, from the end of what is still to be read. */
function itemsFrom(lines: Line[], indent: number): Raw[] | undefined {
  const items: Raw[] = [];
  for (let line = lines.at(-1); line?.indent === indent && line.text.startsWith('-'); line = lines.at(-1)) {
    const text = withoutComment(ITEM.exec(line.text)?.[2] ?? '');
    const value = text === undefined ? undefined : scalar(text);
    if (value === undefined) return undefined;
    items.push(value);
    lines.pop();
  }
  return items;
}

/** Settings lie less deep than that. */
const DEEPEST_PLAIN = 6;

/** Takes the fields of a map, and what lies deeper, from the end of what is still to be read. */
function fieldsFrom(lines: Line[], indent: number, above = 0): RawMap | undefined {
  if (above > DEEPEST_PLAIN) return undefined;
  const data = new Map<string, Raw>();
  for (let line = lines.at(-1); line && line.indent >= indent; line = lines.at(-1)) {
    const field = line.indent === indent ? KEY.exec(line.text) : null;
    const key = field?.[1];
    if (key === undefined || data.has(key)) return undefined;
    lines.pop();
    const text = withoutComment(field?.[2] ?? '');
    if (text === undefined) return undefined;
    const next = lines.at(-1);
    let value: Raw | undefined;
    if (text !== '') value = valueOf(text);
    else if (next && next.indent >= indent && next.text.startsWith('-')) value = itemsFrom(lines, next.indent);
    else value = next && next.indent > indent ? fieldsFrom(lines, next.indent, above + 1) : null;
    if (value === undefined) return undefined;
    data.set(key, value);
  }
  return data;
}

/**
 * A file of settings, or front matter with more in it than {@link plainYaml} takes, as nearly everybody writes it: fields, maps by
 * indentation or in braces, lists of plain values, comments. Held equal to the exact reader by a test.
 *
 * @returns null where there is anything else in it, wrong or not: the exact reader will know.
 */
export function plainSettings(text: string): RawMap | null {
  const lines = linesOf(text)?.reverse();
  if (!lines) return null;
  const data = fieldsFrom(lines, 0);
  return lines.length === 0 ? (data ?? null) : null;
}

/**
 * Where a value stands in a block that {@link plainYaml} could read, or the key of it: its offset in the block; null where
 * that takes the exact reader.
 */
export function plainPlace(block: string, path: readonly (string | number)[], part: 'key' | 'value'): number | null {
  const [key, index, ...further] = path;
  const found = key === undefined ? null : fieldAt(block, String(key));
  if (!found || further.length > 0) return null;
  if (index === undefined) return part === 'key' ? found.start : found.value;
  if (typeof index !== 'number' || part === 'key') return null;
  return found.value === null ? null : (itemsAt(block, found.value, found.end)[index] ?? null);
}

/** A field's key and value; `value` is null where the field is empty. */
function fieldAt(block: string, key: string): { start: number; value: number | null; end: number } | null {
  let found: { start: number; value: number | null; end: number } | null = null;
  for (let start = 0; start < block.length;) {
    const feed = block.indexOf('\n', start);
    const next = feed < 0 ? block.length : feed + 1;
    const line = block.slice(start, next).trimEnd();
    const field = KEY.exec(line);
    if (field && found) return found;
    if (field?.[1] === key) {
      const text = field[2] ?? '';
      found = { start, value: text === '' ? null : start + line.length - text.length, end: next };
    } else if (found && line !== '') {
      found.value ??= start + line.indexOf('-');
      found.end = next;
    }
    start = next;
  }
  return found;
}

/** Where the items of a list begin, be it in brackets or one a line. */
function itemsAt(block: string, from: number, end: number): number[] {
  const list = block.slice(from, end);
  if (list.startsWith('[')) {
    let at = from + 1;
    const inner = list.slice(1, list.lastIndexOf(']'));
    if (inner.trim() === '') return [];
    return partsOf(inner).map((item) => {
      const start = at + item.length - item.trimStart().length;
      at += item.length + 1;
      return start;
    });
  }
  if (!list.startsWith('-')) return [];
  const lines: { text: string; start: number }[] = [];
  let start = from;
  for (const text of list.split('\n')) {
    lines.push({ text, start });
    start += text.length + 1;
  }
  return lines.flatMap((line) => {
    const mark = /^ *- +/.exec(line.text)?.[0].length;
    return mark === undefined ? [] : [line.start + mark];
  });
}
