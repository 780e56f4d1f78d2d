import type { Raw, RawMap } from './front-matter.ts';

/**
 * A scalar that means the same to everybody: a letter or digit first, and nothing in it that YAML gives a meaning. What
 * is quoted without an escape is as plain as that.
 */
const SCALAR = /^[\p{L}\p{N}](?:[^\p{Cc}\p{Zl}\p{Zp}\ufeff\ufffe\uffff:#]|:(?=\S)|(?<=\S)#)*$/u;
const QUOTED = /^(?:"([^"\\\p{Cc}\p{Zl}\p{Zp}\ufeff]*)"|'([^'\p{Cc}\p{Zl}\p{Zp}\ufeff]*)')$/u;
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

function flowList(text: string): readonly Raw[] | undefined {
  const inner = withoutSpaces(text.slice(1, -1));
  if (inner === '') return [];
  if (/[[\]{}:]/.test(inner)) return undefined;
  const items = inner.split(',').map((item) => scalar(withoutSpaces(item)));
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
    return inner.split(',').map((item) => {
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
