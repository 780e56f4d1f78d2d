import * as v from 'valibot';
import type { Community } from '../model/community.ts';
import { dayOf } from '../model/document.ts';
import type { Document, LeftOut } from '../model/document.ts';
import type { Field } from '../model/field.ts';
import type { TrackRecord } from '../states/advice-record.ts';
import type { States } from '../states/index.ts';
import { spanText } from '../text/day.ts';
import type { Span } from '../text/day.ts';

/** Shapes that several answers of `--json` share. Absent scalars are null, absent lists empty. */
export const LeftOutJson = v.strictObject({
  path: v.string(),
  id: v.nullable(v.string()),
  kind: v.nullable(v.string()),
  reason: v.string(),
});

export const LeftOutList = v.array(LeftOutJson);

export const CitedJson = v.strictObject({ id: v.string(), kind: v.string(), path: v.string(), title: v.string() });

export const DocumentJson = v.strictObject({
  ...CitedJson.entries,
  state: v.nullable(v.string()),
  day: v.nullable(v.string()),
  /** The fields under their names in front matter. */
  fields: v.record(v.string(), v.unknown()),
});

export const RecordJson = v.strictObject({
  tried: v.number(),
  worked: v.number(),
  partly: v.number(),
  didNot: v.number(),
  followups: v.array(v.string()),
});

export function leftOutJson({ leftOut }: Pick<Community, 'leftOut'>): v.InferOutput<typeof LeftOutJson>[] {
  return leftOut.map(({ path, id, kind, reason }: LeftOut) => ({ path, id, kind, reason }));
}

export function citedJson({ id, kind, path, title }: Document): v.InferOutput<typeof CitedJson> {
  return { id, kind, path, title };
}

/** A held value as JSON has it: lengths of time as text, maps as objects. */
export function valueJson(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, item]) => [String(key), valueJson(item)]));
  if (Array.isArray(value)) return value.map(valueJson);
  if ('unit' in value && 'count' in value) return spanText(value as Span);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, valueJson(item)]));
}

function fieldsJson(document: Document): Record<string, unknown> {
  const declared = Object.entries<Field>(document.declaration?.fields ?? {});
  return Object.fromEntries(declared.map(([name]) => [name, valueJson(document.fields[name] ?? null)]));
}

export function documentJson(document: Document, states: States): v.InferOutput<typeof DocumentJson> {
  return {
    ...citedJson(document),
    state: states.word(document),
    day: dayOf(document),
    fields: fieldsJson(document),
  };
}

export function recordJson({
  tried,
  worked,
  partly,
  didNot,
  followups,
}: TrackRecord): v.InferOutput<typeof RecordJson> {
  return { tried, worked, partly, didNot, followups: followups.map(({ id }) => id) };
}
