import type { Community } from '../model/community.ts';
import type { Document, SourceFile } from '../model/document.ts';
import { referred, withArticle } from '../model/field.ts';
import type { Field } from '../model/field.ts';
import type { Kind } from '../model/kind.ts';
import type { Plan } from '../model/plan.ts';
import { Refusal } from '../model/refusal.ts';
import { withEdits } from '../text/edits.ts';
import type { TextEdit } from '../text/edits.ts';
import { fieldPlace } from '../text/field-place.ts';
import { readFrontMatter } from '../text/front-matter.ts';
import type { Raw } from '../text/front-matter.ts';
import { lineEnding } from '../text/lines.ts';
import { chunksOf } from '../text/markdown/chunks.ts';
import type { Chunk } from '../text/markdown/chunks.ts';
import { parseMarkdown } from '../text/markdown/parse.ts';
import { addItems, flowItem, setField } from '../text/splice.ts';
import { forwardedBody, forwardedFields, movedText, relink, unedited } from './relink.ts';

/** A value of the document that goes, which no file says afterwards. */
export interface Outweighed {
  readonly field: string;
  /** Null where the other says nothing: some silence means something. */
  readonly kept: string | null;
  readonly dropped: string;
}

/** A value that the document that stays has from now on. */
export interface Carried {
  readonly field: string;
  readonly value: string;
}

export interface Merging {
  readonly plan: Plan;
  readonly carried: readonly Carried[];
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
  return `[${textsOf(path, field, value).map(flowItem).join(', ')}]`;
}

/** @throws Refusal where something else than texts stands there. */
function textsOf(path: string, field: string, value: Raw): readonly string[] {
  const items = (Array.isArray(value) ? value : [value]) as readonly Raw[];
  if (items.some((item) => typeof item !== 'string')) throw unedited(path, `\`${field}\``);
  return items as readonly string[];
}

/** Fields that say where a document stands: one that says nothing there stands elsewhere, and is not to be moved. */
const STANDING = new Set(['withdrawn', 'supersedes']);

/** Whether silence about a field may be filled with what another document says. */
const mayFill = (name: string, field: Field | undefined): boolean =>
  field === undefined || !(STANDING.has(name) || ['flag', 'choice', 'day'].includes(field.entering.by));

interface Filled {
  readonly text: string;
  readonly carried: readonly Carried[];
  readonly outweighed: readonly Outweighed[];
}

/** A text with what its front matter lacks from another document: fields, items of lists, and the id as an alias. */
function withFields(from: Document, into: Document, kind: Kind, begun: string): Filled {
  const own = readFrontMatter(begun).frontMatter?.data ?? new Map<string, Raw>();
  const outweighed: Outweighed[] = [];
  const carried: Carried[] = [];
  let text = begun;
  const edit = (change: (text: string) => string | null, field: string): void => {
    const next = change(text);
    if (next === null) throw unedited(into.path, `\`${field}\``);
    text = next;
  };
  const isEither = (field: Field | undefined, item: Raw): boolean =>
    field?.entering.by === 'reference' && typeof item === 'string' && [from.id, into.id].includes(referred(item));
  for (const [name, value] of from.written?.data ?? []) {
    const field = kind.fields[name];
    const held = own.get(name) ?? null;
    if (value === null || name === 'aliases' || isEither(field, value)) continue;
    const isSame = shown(held) === shown(value);
    if (name === kind.title.field && 'also_asked' in kind.fields) {
      if (!isSame) edit((told) => addItems(told, 'also_asked', [shown(value)]), 'also_asked');
    } else if (field?.list ?? (Array.isArray(held) || Array.isArray(value))) {
      const items = textsOf(from.path, name, value).filter((item) => !isEither(field, item));
      if (items.length > 0) edit((told) => addItems(told, name, items), name);
    } else if (held === null && mayFill(name, field)) {
      edit((told) => setField(told, name, oneLine(from.source, name, value)), name);
      carried.push({ field: name, value: shown(value) });
    } else if (!isSame) {
      outweighed.push({ field: name, kept: held === null ? null : shown(held), dropped: shown(value) });
    }
  }
  const former = [from.id, ...from.aliases].filter((id) => id !== into.id);
  edit((told) => addItems(told, 'aliases', former), 'aliases');
  return { text, carried, outweighed };
}

const named = (chunk: Chunk): string | null => chunk.title?.toLowerCase() ?? null;

/** What a template asks below a heading, where nobody has answered yet. */
const isQuestion = (kind: Kind, { title, text }: Chunk): boolean =>
  kind.sections.some(
    (section) => section.title.toLowerCase() === title?.toLowerCase() && text === `<!-- ${section.question} -->`,
  );

/** Paragraphs, lists and so on, as they are written. */
const blocks = (text: string): string[] => text.split(/\r?\n(?:[^\S\r\n]*\r?\n)+/).map((block) => block.trimEnd());

/** What another text says that this one does not, block by block; '' where it says all of it. */
function news(said: string, known: string): string {
  const there = new Set(blocks(known));
  return blocks(said).every((block) => there.has(block)) ? '' : said;
}

/** Parts under one heading as one, in the order in which they are written. */
function gathered(parts: readonly Chunk[]): ReadonlyMap<string | null, Chunk> {
  const found = new Map<string | null, Chunk>();
  for (const part of parts) {
    const before = found.get(named(part));
    const text = [before?.text ?? '', part.text].filter((one) => one !== '').join('\n\n');
    found.set(named(part), { ...(before ?? part), text });
  }
  return found;
}

/** The parts of a body. @throws Refusal where it cannot be parsed. */
function partsOf({ path, text }: SourceFile): readonly Chunk[] {
  const tree = parseMarkdown(text, { frontMatter: true });
  if (!('root' in tree)) throw unedited(path, tree.problem);
  return chunksOf(tree.root, text);
}

/** A body with the parts of another: what stands under a heading that both have comes below what stands there. */
function withParts(into: SourceFile, kind: Kind, parts: readonly Chunk[]): string {
  const end = lineEnding(into.text);
  const text = into.text.endsWith('\n') ? into.text : `${into.text}${end}`;
  const own = partsOf({ ...into, text });
  const isAnswered = (part: Chunk): boolean => part.text !== '' && !isQuestion(kind, part);
  const additions = [...gathered(parts.filter(isAnswered))].flatMap(([name, part]): TextEdit[] => {
    const said = part.text.replaceAll(/\r?\n/g, end);
    const same = own.find((chunk) => named(chunk) === name);
    if (!same)
      return [{ start: text.length, end: text.length, text: `${end}${part.heading}${end}${end}${said}${end}` }];
    const fresh = news(
      said,
      own
        .filter((chunk) => named(chunk) === name)
        .map((chunk) => chunk.text)
        .join('\n\n'),
    );
    if (fresh === '') return [];
    // A question of the template makes room for the answer.
    if (isQuestion(kind, same)) return [{ start: same.start, end: same.behind, text: fresh }];
    return [{ start: same.behind, end: same.behind, text: `${end}${end}${fresh}` }];
  });
  const merged = withEdits(text, additions);
  refuseSwallowed({ path: into.path, text: merged }, [...own, ...parts.filter(isAnswered)]);
  return merged;
}

/** @throws Refusal where a heading is none any more: something above it does not end, such as a code block. */
function refuseSwallowed(merged: SourceFile, wanted: readonly Chunk[]): void {
  const there = new Set(partsOf(merged).map(named));
  const lost = wanted.find((part) => !there.has(named(part)));
  if (!lost) return;
  throw new Refusal(
    `Nothing was written: what stands above \`${lost.title ?? ''}\` would swallow that heading.`,
    'Is a code block or a comment there that does not end?',
  );
}

/** @throws Refusal where both define a footnote or a reference of the same label: one would take the other's. */
function refuseSameLabels(from: Document, into: Document): void {
  const labels = (document: Document): string[] =>
    (document.body()?.root.children ?? []).flatMap((node) =>
      node.type === 'definition' || node.type === 'footnoteDefinition' ? [`${node.type} ${node.identifier}`] : [],
    );
  const held = new Set(labels(into));
  const twice = labels(from).find((label) => held.has(label));
  if (twice === undefined) return;
  const label = twice.slice(twice.indexOf(' ') + 1);
  throw new Refusal(
    `Nothing was written: both define \`${twice.startsWith('footnote') ? `[^${label}]` : `[${label}]`}\`.`,
    `Give one of them another name in ${from.path}.`,
  );
}

/** @throws Refusal where text of one would be told to those whom it was not written for. */
function refuseOtherReaders(from: Document, into: Document): void {
  const readers = ({ fields }: Document): unknown => fields['audience'] ?? 'community';
  if (readers(from) === readers(into)) return;
  throw new Refusal(
    `Nothing was written: ${from.id} is for the ${String(readers(from))}, ${into.id} for the ${String(readers(into))}.`,
    `Settle \`audience\` first, in ${from.path} or ${into.path}.`,
  );
}

/**
 * One document taken up into another of its kind: its fields where the other has none, the items of its lists, its text
 * below the other's, its id as an alias; every link to it leads to the other.
 *
 * @throws Refusal where they are of two kinds or for different readers, or something cannot be edited safely.
 */
export function merge(community: Community, from: Document, into: Document): Merging {
  if (from === into) throw new Refusal(`${from.id} and ${into.id} are the same document.`);
  const kind = into.declaration;
  if (!from.declaration || !kind || from.kind !== into.kind) {
    throw new Refusal(
      `${from.id} is ${withArticle(from.kind)}, ${into.id} ${withArticle(into.kind)}: only two of a kind can be merged.`,
    );
  }
  refuseOtherReaders(from, into);
  refuseSameLabels(from, into);
  const { path } = into;
  const forwarding = { from, id: into.id, path };
  // First what led to the other and would lead to itself: what comes along is not to be taken for that.
  const begun = forwardedFields(community, into, into.source.text, forwarding);
  const { text, carried, outweighed } = withFields(from, into, kind, begun);
  const moved = { path, text: movedText(from.source, path) };
  const whole = withParts({ path, text }, kind, partsOf(moved));
  const after = forwardedBody(community, into, forwarding, { path, text: whole });
  const edit = { type: 'edit' as const, path, before: into.source.text, after };
  const removal = { type: 'remove' as const, path: from.path, before: from.source.text };
  const changes = [edit, ...relink(community, forwarding, [into]), removal];
  return { plan: { summary: `Merge ${into.kind}: ${from.id} into ${into.id}`, changes }, carried, outweighed };
}
