import type { Community } from '../model/community.ts';
import type { Document, SourceFile } from '../model/document.ts';
import type { Plan } from '../model/plan.ts';
import { Refusal } from '../model/refusal.ts';
import { fieldPlace } from '../text/field-place.ts';
import type { Raw } from '../text/front-matter.ts';
import { lineEnding } from '../text/lines.ts';
import { chunksOf } from '../text/markdown/chunks.ts';
import type { Chunk } from '../text/markdown/chunks.ts';
import { parseMarkdown } from '../text/markdown/parse.ts';
import { addItems, flowItem, setField } from '../text/splice.ts';
import { withArticle } from '../model/field.ts';
import { forwarded, movedText, relink, unedited } from './relink.ts';

/** A value of the document that goes, which the other's own outweighs. */
export interface Outweighed {
  readonly field: string;
  readonly kept: string;
  readonly dropped: string;
}

export interface Merging {
  readonly plan: Plan;
  /** What is in no file afterwards. */
  readonly outweighed: readonly Outweighed[];
}

const shown = (value: Raw): string => {
  if (typeof value === 'string') return value;
  if (value === null) return '';
  if (value instanceof Map) return [...value].map(([key, held]) => `${key}: ${shown(held)}`).join(', ');
  return (value as readonly Raw[]).map(shown).join(', ');
};

/** A field's value as the other document writes it, in one line. */
function oneLine({ path, text }: SourceFile, field: string, value: Raw): string {
  const span = fieldPlace(text, field)?.span;
  const written = span ? text.slice(span.start, span.end) : '';
  if (written !== '' && !/[\r\n]/.test(written)) return written;
  const items = Array.isArray(value) ? (value as readonly Raw[]) : [];
  if (items.length === 0 || items.some((item) => typeof item !== 'string')) throw unedited(path, `\`${field}\``);
  return `[${items.map((item) => flowItem(item as string)).join(', ')}]`;
}

const listOf = (value: Raw): readonly string[] =>
  (Array.isArray(value) ? (value as readonly Raw[]) : [value]).filter(
    (item): item is string => typeof item === 'string',
  );

interface Carried {
  readonly text: string;
  readonly outweighed: readonly Outweighed[];
}

/** The front matter of one document with what it lacks from another: fields, items of lists, and the id as an alias. */
function withFields(from: Document, into: Document): Carried {
  const kind = into.declaration;
  const own = into.written?.data ?? new Map<string, Raw>();
  const outweighed: Outweighed[] = [];
  let { text } = into.source;
  const edit = (change: (text: string) => string | null, field: string): void => {
    const next = change(text);
    if (next === null) throw unedited(into.path, `\`${field}\``);
    text = next;
  };
  for (const [field, value] of from.written?.data ?? []) {
    // What led to the document that goes would lead to itself.
    const held = own.get(field) === from.id ? null : (own.get(field) ?? null);
    const isList = kind?.fields[field]?.list ?? (Array.isArray(held) || Array.isArray(value));
    if (value === null || value === into.id || field === 'aliases') continue;
    const items = listOf(value).filter((item) => item !== into.id && item !== from.id);
    if (field === kind?.title.field && 'also_asked' in kind.fields) {
      if (shown(value) !== shown(held)) edit((told) => addItems(told, 'also_asked', [shown(value)]), 'also_asked');
    } else if (held === null && !isList)
      edit((told) => setField(told, field, oneLine(from.source, field, value)), field);
    else if (isList) {
      if (items.length > 0) edit((told) => addItems(told, field, items), field);
    } else if (shown(held) !== shown(value)) outweighed.push({ field, kept: shown(held), dropped: shown(value) });
  }
  edit(
    (told) =>
      addItems(
        told,
        'aliases',
        [from.id, ...from.aliases].filter((id) => id !== into.id),
      ),
    'aliases',
  );
  return { text, outweighed };
}

/** A body with the parts of another: what stands under a heading that both have comes below what stands there. */
function withParts({ path, text }: SourceFile, parts: readonly Chunk[]): string {
  const tree = parseMarkdown(text, { frontMatter: true });
  if (!('root' in tree)) throw unedited(path, tree.problem);
  const end = lineEnding(text);
  const own = chunksOf(tree.root, text);
  const closed = text.endsWith('\n') ? text : `${text}${end}`;
  const additions = parts.flatMap(({ title, heading, text: said }) => {
    const same = own.find((chunk) => chunk.title?.toLowerCase() === title?.toLowerCase());
    if (said === '' || same?.text.includes(said)) return [];
    if (!same)
      return [{ start: closed.length, behind: closed.length, piece: `${end}${heading}${end}${end}${said}${end}` }];
    const { start, behind } = same;
    const before = start === behind ? `${end}${end}` : '';
    // A question of the template makes room for the answer.
    return [{ start, behind, piece: `${before}${same.text === '' ? '' : `${same.text}${end}${end}`}${said}` }];
  });
  return additions
    .sort((a, b) => a.start - b.start)
    .reduceRight((told, { start, behind, piece }) => told.slice(0, start) + piece + told.slice(behind), closed);
}

/** @throws Refusal where both define a footnote or a reference of the same label: one would take the other's. */
function refuseSameLabels(from: Document, into: Document): void {
  const labels = (document: Document): string[] =>
    (document.body()?.root.children ?? []).flatMap((node) =>
      node.type === 'definition' || node.type === 'footnoteDefinition' ? [`${node.type} ${node.identifier}`] : [],
    );
  const held = new Set(labels(into));
  const twice = labels(from).find((label) => held.has(label));
  if (twice !== undefined) {
    const label = twice.slice(twice.indexOf(' ') + 1);
    throw new Refusal(
      `Nothing was written: both define \`${twice.startsWith('footnote') ? `[^${label}]` : `[${label}]`}\`.`,
      `Give one of them another name in ${from.path}.`,
    );
  }
}

/**
 * One document taken up into another of its kind: its fields where the other has none, the items of its lists, its text
 * below the other's, its id as an alias; every link to it leads to the other.
 *
 * @throws Refusal where they are of two kinds, or something cannot be edited safely.
 */
export function merge(community: Community, from: Document, into: Document): Merging {
  if (from === into) throw new Refusal(`${from.id} and ${into.id} are the same document.`);
  if (!from.declaration || !into.declaration || from.kind !== into.kind) {
    throw new Refusal(
      `${from.id} is ${withArticle(from.kind)}, ${into.id} ${withArticle(into.kind)}: only two of a kind can be merged.`,
    );
  }
  refuseSameLabels(from, into);
  const { path } = into;
  const { text: fields, outweighed } = withFields(from, into);
  const moved = movedText(from.source, path);
  const tree = parseMarkdown(moved, { frontMatter: true });
  if (!('root' in tree)) throw unedited(from.path, tree.problem);
  const whole = withParts({ path, text: fields }, chunksOf(tree.root, moved));
  const forwarding = { from, id: into.id, path };
  const after = forwarded(community, into, forwarding, { path, text: whole });
  const edit = { type: 'edit' as const, path, before: into.source.text, after };
  const removal = { type: 'remove' as const, path: from.path, before: from.source.text };
  const changes = [edit, ...relink(community, forwarding, [into]), removal];
  return { plan: { summary: `Merge ${into.kind}: ${from.id} into ${into.id}`, changes }, outweighed };
}
