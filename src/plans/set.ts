import { COMMON } from '../kinds/index.ts';
import type { Document } from '../model/document.ts';
import type { Field } from '../model/field.ts';
import type { Edit, Plan } from '../model/plan.ts';
import { Refusal } from '../model/refusal.ts';
import { readFrontMatter } from '../text/front-matter.ts';
import type { Raw } from '../text/front-matter.ts';
import { addItems, flowItem, removeField, removeItem, setField } from '../text/splice.ts';
import { counted } from '../text/words.ts';
import { unedited } from './relink.ts';
import { scalarYaml } from './scaffold.ts';

/** What is to become of a field: it says just this, or this as well, or this no longer. */
export interface Assignment {
  readonly field: string;
  readonly way: 'set' | 'add' | 'remove';
  /** None, where it is to say nothing any more. */
  readonly values: readonly string[];
}

/** The field of that name in a document's kind. */
export function fieldNamed({ declaration }: Document, name: string): Field | null {
  const fields: Readonly<Record<string, Field>> = { ...COMMON, ...declaration?.fields };
  return declaration !== null && Object.hasOwn(fields, name) ? (fields[name] as Field) : null;
}

function withoutItems(text: string, field: string, values: readonly string[]): string | null {
  const held: Raw = readFrontMatter(text).frontMatter?.data.get(field) ?? null;
  const items = typeof held === 'string' ? [held] : Array.isArray(held) ? (held as readonly Raw[]) : [];
  const stays = items.filter((item) => typeof item !== 'string' || !values.includes(item));
  if (stays.length === items.length) return text;
  if (stays.length === 0) return removeField(text, field);
  return items.reduceRight<string | null>(
    (told, item, index) => (told === null || stays.includes(item) ? told : removeItem(told, [field, index])),
    text,
  );
}

function edited(text: string, field: Field, { field: name, way, values }: Assignment): string | null {
  if (way === 'add') return addItems(text, name, values);
  if (way === 'remove') return withoutItems(text, name, values);
  if (values.length === 0) {
    return readFrontMatter(text).frontMatter?.data.has(name) === true ? removeField(text, name) : text;
  }
  if (!field.list) return setField(text, name, scalarYaml(values[0] as string, field));
  return setField(text, name, `[${values.map((value) => flowItem(value)).join(', ')}]`);
}

/** @throws Refusal where a document would not validate any more. */
function refuseUnfit(document: Document, text: string, field: Field, name: string): void {
  const written = readFrontMatter(text).frontMatter?.data.get(name) ?? null;
  const [issue] = written === null ? [] : field.read(written).issues;
  const isMissing = written === null && field.required;
  if (!issue && !isMissing) return;
  const expected = issue?.expected ?? field.expected;
  throw new Refusal(
    `Nothing was written: ${document.path} would have ${isMissing ? 'no' : 'an unfit'} \`${name}\`, expected ${expected}.`,
  );
}

/**
 * One field of several documents set at once, each by the lines it must be.
 *
 * @throws Refusal where a kind has no such field, or a document would not validate any more.
 */
export function set(documents: readonly Document[], assignment: Assignment): Plan {
  const { field: name, way, values } = assignment;
  const changes = documents.flatMap((document): Edit[] => {
    const field = fieldNamed(document, name);
    if (!field)
      throw new Refusal(
        `${document.id} is of the kind ${document.kind}, which has no \`${name}\`.`,
        'Choose by kind as well: `cop set … cases`.',
      );
    const { path, text: before } = document.source;
    const after = edited(before, field, assignment);
    if (after === null) throw unedited(path, `\`${name}\``);
    if (after === before) return [];
    refuseUnfit(document, after, field, name);
    return [{ type: 'edit', path, before, after }];
  });
  const said = values.length === 0 ? 'nothing' : values.join(', ');
  const verb = { set: `Set ${name} to ${said}`, add: `Add ${said} to ${name}`, remove: `Take ${said} out of ${name}` }[
    way
  ];
  return { summary: `${verb} in ${counted(changes.length, 'document')}`, changes };
}
