import type { Document } from '../model/document.ts';
import type { Field } from '../model/field.ts';
import type { Link } from '../model/community.ts';
import type { Kind } from '../model/kind.ts';
import type { Place } from '../model/place.ts';
import type { DataPath } from '../text/front-matter.ts';
import { destination } from '../text/links.ts';
import { glancing } from '../text/noting.ts';
import { remembered, rememberedOf } from '../text/once.ts';

/** The references that a field's value makes, with the steps to each. */
function* references(field: Field, held: unknown, path: DataPath): Generator<{ target: string; path: DataPath }> {
  const { entering } = field;
  if (held === null || held === undefined) return;
  if (entering.by === 'reference') {
    if (!field.list) yield { target: held as string, path };
    else for (const [index, target] of (held as readonly string[]).entries()) yield { target, path: [...path, index] };
  } else if (entering.by === 'parts' && !field.list) {
    for (const [name, part] of Object.entries(entering.of)) {
      yield* references(part, (held as Readonly<Record<string, unknown>>)[name], [...path, name]);
    }
  }
}

/** Whether a body can hold a link at all; most that cannot are told apart without parsing them. */
export const mayLink = (text: string): boolean => text.includes('](') || text.includes('[[') || text.includes(']:');

/** The fields of a kind that may refer to other documents. */
const referring = remembered((kind: Kind): readonly (readonly [string, Field])[] =>
  Object.entries<Field>(kind.fields).filter(
    ([, { entering }]) => entering.by === 'reference' || entering.by === 'parts',
  ),
);

function linksIn(document: Document): readonly Link[] {
  const links: Link[] = [];
  for (const [name, field] of document.declaration ? referring(document.declaration) : []) {
    for (const { target, path } of references(field, document.fields[name], [name])) {
      const place = (): Place => ({ path: document.path, ...(document.written?.at(path) ?? { line: 1, column: 1 }) });
      links.push({ from: document, field: name, at: path, form: 'field', target, leads: null, place });
    }
  }
  if (!mayLink(document.source.text)) return links;
  for (const { form, target, line, column } of document.outline()?.links ?? []) {
    links.push({
      from: document,
      field: null,
      at: null,
      form,
      target,
      leads: form === 'wiki' ? null : destination(document.path, target),
      place: () => ({ path: document.path, line, column }),
    });
  }
  return links;
}

/**
 * Every link out of a document, fields first, in the order in which they are written: the same in every community that the
 * document is in.
 */
export const linksOf = rememberedOf((document: Document) => glancing(() => linksIn(document)));

function canonical(field: Field, held: unknown, idOf: (id: string) => string): unknown {
  const { entering } = field;
  if (held === null || held === undefined) return held;
  if (entering.by === 'reference') {
    return field.list ? (held as readonly string[]).map(idOf) : idOf(held as string);
  }
  if (entering.by !== 'parts' || field.list) return held;
  const parts = held as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.entries(entering.of).map(([name, part]) => [name, canonical(part, parts[name], idOf)]),
  );
}

/** The document with ids for aliases in every field that refers to another, so that ids can simply be compared. */
export function withCanonicalReferences(document: Document, idOf: (id: string) => string): Document {
  if (!document.declaration) return document;
  const fields = Object.entries(document.declaration.fields).map(([name, field]) => [
    name,
    canonical(field, document.fields[name], idOf),
  ]);
  return { ...document, fields: { ...document.fields, ...(Object.fromEntries(fields) as Document['fields']) } };
}
