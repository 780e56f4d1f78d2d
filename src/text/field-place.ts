import { isMap, isScalar, isSeq } from 'yaml';
import type { Node as YamlNode, Pair } from 'yaml';
import { exactBlock, keyText } from './exact-yaml.ts';
import type { DataPath } from './front-matter.ts';

/** The piece of the text that holds a field's value, for an edit that leaves every other byte alone. */
export interface FieldSpan {
  readonly start: number;
  readonly end: number;
}

/** Where another item of a field's list belongs. */
export interface ListSpan {
  readonly form: 'flow' | 'block';
  /** Behind the last item; in an empty list, behind the bracket. */
  readonly end: number;
  readonly empty: boolean;
  /** What a new line of a block list begins with, up to its dash. */
  readonly indent: string;
}

export interface FieldPlace {
  /** Null where the field is not there. */
  readonly span: FieldSpan | null;
  /** Null where it holds no list. */
  readonly list: ListSpan | null;
  /** The offset at which a new field's line belongs. */
  readonly newLineAt: number;
}

/** A value within lists and maps, with what holds it. */
interface Held {
  readonly node: unknown;
  readonly holders: readonly unknown[];
}

const pairOf = (map: unknown, key: string): Pair | undefined =>
  isMap(map) ? map.items.find((item) => keyText(item) === key) : undefined;

function heldAt(contents: unknown, path: DataPath): Held {
  const holders: unknown[] = [];
  let node = contents;
  for (const step of path) {
    holders.push(node);
    node = isSeq(node) ? node.items[Number(step)] : pairOf(node, String(step))?.value;
  }
  return { node, holders };
}

const rangeOf = (node: unknown): readonly [number, number] | null => {
  const range = (node as YamlNode | null | undefined)?.range;
  return range ? [range[0], range[1]] : null;
};

function listSpan(text: string, start: number, value: unknown): ListSpan | null {
  if (!isSeq(value) || !value.range) return null;
  const last = value.items.at(-1) as YamlNode | null | undefined;
  const behind = start + (last?.range?.[1] ?? value.range[0] + 1);
  // A comment stays with the item whose line it stands on.
  const end = value.flow ? behind : behind + (/^[^\r\n]*/.exec(text.slice(behind))?.[0].length ?? 0);
  const first = start + value.range[0];
  const line = text.lastIndexOf('\n', first - 1) + 1;
  return { form: value.flow ? 'flow' : 'block', end, empty: value.items.length === 0, indent: text.slice(line, first) };
}

/** Where a field and its value stand; null where the text has no front matter that can be read. */
export function fieldPlace(text: string, field: string): FieldPlace | null {
  const block = exactBlock(text);
  if (!block) return null;
  const pair = pairOf(block.document.contents, field);
  if (!pair) return { span: null, list: null, newLineAt: block.end };
  const { value } = pair;
  const key = (pair.key as YamlNode).range as [number, number, number];
  // An empty value takes no room, and stands behind the colon, whatever comment follows.
  const width = isScalar(value) && value.range ? value.range[1] - value.range[0] : null;
  const empty = value === null || width === 0;
  const range = (value as YamlNode | null)?.range;
  const [start, end] = range && !empty ? [range[0], range[1]] : [key[1] + 1, key[1] + 1];
  return {
    span: { start: block.start + start, end: block.start + end },
    list: listSpan(text, block.start, pair.value),
    newLineAt: block.end,
  };
}

/** Where a scalar stands that a path leads to, and whether a list or map in brackets holds it. */
export function scalarPlace(text: string, path: DataPath): (FieldSpan & { readonly inFlow: boolean }) | null {
  const block = exactBlock(text);
  const { node, holders } = heldAt(block?.document.contents, path);
  const range = rangeOf(node);
  if (!block || !isScalar(node) || !range || range[0] === range[1]) return null;
  const inFlow = holders.some((holder) => (isSeq(holder) || isMap(holder)) && holder.flow === true);
  return { start: block.start + range[0], end: block.start + range[1], inFlow };
}

/** From the beginning of the line on which something begins to that of the line behind its end. */
function wholeLines(text: string, start: number, end: number): FieldSpan {
  let last = end;
  while (last > start && /[\r\n]/.test(text[last - 1] as string)) last -= 1;
  const feed = text.indexOf('\n', last);
  return { start: text.lastIndexOf('\n', start - 1) + 1, end: feed < 0 ? text.length : feed + 1 };
}

/** What goes when a field goes: its lines, with the comments on them. Null where it is not there. */
export function fieldLines(text: string, field: string): FieldSpan | null {
  const block = exactBlock(text);
  const contents = block?.document.contents;
  const pair = pairOf(contents, field);
  const key = rangeOf(pair?.key);
  if (!block || !pair || !key || (isMap(contents) && contents.flow === true)) return null;
  const end = Math.max(key[1], rangeOf(pair.value)?.[1] ?? 0);
  return wholeLines(text, block.start + key[0], block.start + end);
}

/** What goes when an item of a list goes: its lines, or in brackets it and one comma. Null where it is not there. */
export function itemPlace(text: string, path: DataPath): FieldSpan | null {
  const block = exactBlock(text);
  const list = heldAt(block?.document.contents, path.slice(0, -1)).node;
  const index = Number(path.at(-1));
  if (!block || !isSeq(list)) return null;
  const [before, here, next] = [index - 1, index, index + 1].map((at) => rangeOf(list.items[at]));
  if (!here) return null;
  const at = (start: number, end: number): FieldSpan => ({ start: block.start + start, end: block.start + end });
  if (list.flow !== true) return wholeLines(text, block.start + here[0], block.start + here[1]);
  if (before) return at(before[1], here[1]);
  return next ? at(here[0], next[0]) : at(here[0], here[1]);
}
