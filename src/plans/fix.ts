import { COMMON } from '../kinds/index.ts';
import type { Document } from '../model/document.ts';
import type { Field } from '../model/field.ts';
import type { Edit, Plan } from '../model/plan.ts';
import { withEdits } from '../text/edits.ts';
import { guideOf } from '../text/markdown/guides.ts';
import { flowItem, renameField, setField } from '../text/splice.ts';
import { nearest } from '../text/nearest.ts';
import { counted } from '../text/words.ts';

/** The fields of a document's kind, by name. */
function fieldsOf({ declaration }: Document): Map<string, Field> {
  return new Map<string, Field>(Object.entries({ ...COMMON, ...declaration?.fields }));
}

/** One value where a list belongs becomes a list of one. */
function listed(document: Document, text: string): string {
  let fixed = text;
  for (const [name, field] of fieldsOf(document)) {
    const written = document.written?.data.get(name);
    if (!field.list || typeof written !== 'string') continue;
    fixed = setField(fixed, name, `[${flowItem(written)}]`) ?? fixed;
  }
  return fixed;
}

/** A key that nobody knows gets the name that was meant, where that is not there yet and can hold what it holds. */
function spelt(document: Document, text: string): string {
  const fields = fieldsOf(document);
  const data = document.written?.data ?? new Map();
  let fixed = text;
  for (const [key, value] of data) {
    if (fields.has(key)) continue;
    const meant = nearest(key, [...fields.keys()]);
    const reading = meant === null || data.has(meant) ? undefined : fields.get(meant)?.read(value);
    const holds = reading && reading.held !== null && reading.issues.every(({ problem }) => problem === 'single');
    if (meant !== null && holds) fixed = renameField(fixed, key, meant) ?? fixed;
  }
  return fixed;
}

/** The question of a template goes where its section is written. */
function answered(document: Document): string {
  const { text } = document.source;
  const body = document.body();
  if (!body || document.fields['draft'] === true) return text;
  const cuts = body.outline.sections.flatMap((section) => {
    const guide = section.text === '' ? null : guideOf(body.root, section.line);
    return guide ? [guide] : [];
  });
  return withEdits(
    text,
    cuts.map(({ start, end }) => ({ start, end, text: '' })),
  );
}

/**
 * What can be repaired without knowing what was meant: single values become lists, misspelt keys the ones they are near to,
 * and questions of a template go where they are answered. Nothing else of a file changes.
 */
export function fix(documents: readonly Document[]): Plan {
  const changes = documents.flatMap((document): Edit[] => {
    if (!document.declaration) return [];
    const { path, text: before } = document.source;
    const after = spelt(document, listed(document, answered(document)));
    return after === before ? [] : [{ type: 'edit', path, before, after }];
  });
  return { summary: `Repair ${counted(changes.length, 'document')}`, changes };
}
