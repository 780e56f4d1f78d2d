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
