import { COMMON } from '../kinds/index.ts';
import type { Document } from '../model/document.ts';
import { referred } from '../model/field.ts';
import type { Field } from '../model/field.ts';
import type { Edit, Plan } from '../model/plan.ts';
import { Refusal } from '../model/refusal.ts';
import { readFrontMatter } from '../text/front-matter.ts';
import type { Raw } from '../text/front-matter.ts';
import { addItems, removeField, removeItem, setField } from '../text/splice.ts';
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

/** Values as they are compared: a reference is the id in it. */
const plainly = (field: Field, item: Raw): Raw =>
  field.entering.by === 'reference' && typeof item === 'string' ? referred(item) : item;

const itemsIn = (text: string, field: string): readonly Raw[] => {
  const held: Raw = readFrontMatter(text).frontMatter?.data.get(field) ?? null;
  return typeof held === 'string' ? [held] : Array.isArray(held) ? (held as readonly Raw[]) : [];
};

function withoutItems(text: string, name: string, goes: (item: Raw) => boolean): string | null {
  const items = itemsIn(text, name);
  const gone = items.filter(goes);
  if (gone.length === 0) return text;
  if (gone.length === items.length) return removeField(text, name);
  return items.reduceRight<string | null>(
    (told, item, index) => (told !== null && goes(item) ? removeItem(told, [name, index]) : told),
    text,
  );
}

function withItems(text: string, field: Field, name: string, values: readonly string[]): string | null {
  const held = new Set(itemsIn(text, name).map((item) => plainly(field, item)));
  const fresh = values.filter((value) => !held.has(value));
  return fresh.length === 0 ? text : addItems(text, name, fresh);
}

function edited(text: string, field: Field, { field: name, way, values }: Assignment): string | null {
  const isValue = (item: Raw): boolean => values.includes(plainly(field, item) as string);
  if (way === 'add') return withItems(text, field, name, values);
  if (way === 'remove') return withoutItems(text, name, isValue);
  if (values.length === 0) {
    return readFrontMatter(text).frontMatter?.data.has(name) === true ? removeField(text, name) : text;
  }
  if (!field.list) return setField(text, name, scalarYaml(values[0] as string, field));
  // What is there already stays where it stands, in whatever form the list has.
  const cleared = withoutItems(text, name, (item) => !isValue(item));
  return cleared === null ? null : withItems(cleared, field, name, values);
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
    if (field.entering.by === 'reference' && way !== 'remove' && values.includes(document.id)) {
      throw new Refusal(`Nothing was written: ${document.id} would refer to itself.`);
    }
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
