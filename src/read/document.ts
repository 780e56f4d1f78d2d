import { PAGE } from '../model/document.ts';
import type { Body, Document, LeftOut, SourceFile } from '../model/document.ts';
import { readParts } from '../model/field.ts';
import type { FieldIssue, Parts } from '../model/field.ts';
import type { Complaint } from '../model/finding.ts';
import type { Kind } from '../model/kind.ts';
import { COMMON } from '../kinds/index.ts';
import { readFrontMatter } from '../text/front-matter.ts';
import type { Fault } from '../text/front-block.ts';
import type { DataPath, FrontMatter, Raw, YamlData } from '../text/front-matter.ts';
import { outline, withoutTree } from '../text/markdown/outline.ts';
import type { Outline } from '../text/markdown/outline.ts';
import { parseMarkdown } from '../text/markdown/parse.ts';
import { glancing, looked } from '../text/noting.ts';
import { Recent, once, remembered } from '../text/once.ts';
import { nearest } from '../text/nearest.ts';
import { outlineOf } from './outlining.ts';
import { stemOf } from './placement.ts';
import type { placements } from './placement.ts';

export interface DocumentReading {
  readonly document: Document | null;
  /** The same where a required field keeps it out of the community: to be checked all the same. */
  readonly incomplete: Document | null;
  readonly leftOut: LeftOut | null;
  readonly complaints: readonly Complaint[];
}

export function faultComplaint(path: string, fault: Fault): Complaint {
  return { rule: fault.rule, message: fault.message, hint: fault.hint, place: { path, ...fault.position } };
}

function valueAt(data: Raw, path: DataPath): Raw {
  let value: Raw = data;
  for (const step of path) {
    if (value instanceof Map) value = (value as ReadonlyMap<string, Raw>).get(String(step)) ?? null;
    else value = Array.isArray(value) ? ((value as readonly Raw[])[Number(step)] ?? null) : null;
  }
  return value;
}

function unexpected(value: Raw, field: string): string {
  if (value === null) return `absence of \`${field}\``;
  if (typeof value === 'string') return `\`${value.length > 60 ? `${value.slice(0, 59)}…` : value}\` as \`${field}\``;
  return `${value instanceof Map ? 'map' : 'list'} as \`${field}\``;
}

/** What a reading of fields found, as complaints with their places. */
export function fieldComplaints(path: string, yaml: YamlData, issues: readonly FieldIssue[]): Complaint[] {
  return issues.map((issue) => {
    const field = issue.path.filter((step) => typeof step === 'string').join('.');
    const position = yaml.at(issue.path, issue.problem === 'unknown' ? 'key' : 'value');
    const place = { path, line: position.line, column: position.column };
    const what = issue.unexpected ?? unexpected(valueAt(yaml.data, issue.path), field);
    const complaint = { place, message: `Unexpected ${what}, expected ${issue.expected}` };
    if (issue.problem === 'single') return { ...complaint, rule: 'single-value', hint: 'It is read as a list of one.' };
    if (issue.problem === 'invalid') return { ...complaint, rule: 'field', hint: null };
    const meant = nearest(String(issue.path.at(-1)), issue.meant ?? []);
    return { ...complaint, rule: 'unknown-key', hint: meant === null ? null : `Did you mean \`${meant}\`?` };
  });
}

/** Trees take many times the room of their text: those of the last 128 KB are kept. */
const TREES = new Recent(128 * 1024);

function bodyOf(source: SourceFile, written: FrontMatter | null): Pick<Document, 'body' | 'outline'> {
  const { path, text } = source;
  const tree = TREES.keeping(text.length, (): Body | null => {
    const parsed = parseMarkdown(text, { frontMatter: written !== null });
    if (!('root' in parsed)) return null;
    const { root } = parsed;
    const outlined = once(() => outline(root, text));
    // Whoever shows a body wants its tree alone.
    return {
      root,
      get outline() {
        return outlined();
      },
    };
  });
  const body = (): Body | null => {
    looked(path);
    return tree();
  };
  const ofTree = (): Outline | null => {
    const parsed = tree();
    return parsed && withoutTree(parsed.outline);
  };
  return { body, outline: once(() => seenFrom(path, outlineOf(text, written?.bodyOffset ?? null, ofTree))) };
}

/** An outline whose sections are looked at where somebody reads what they say; the rest others can see. */
function seenFrom(path: string, whole: Outline | null): Outline | null {
  if (whole === null) return null;
  const { sections, ...rest } = whole;
  return {
    ...rest,
    get sections() {
      looked(path);
      return sections;
    },
  };
}

function leaveOut(
  source: SourceFile,
  kind: string | null,
  complaint: Complaint | null,
  reason: string,
): DocumentReading {
  return {
    document: null,
    incomplete: null,
    leftOut: { path: source.path, id: stemOf(source.path), kind, reason, faulty: true },
    complaints: complaint ? [complaint] : [],
  };
}

/** Reads one file as a document of the kind that lives where it lies. */
export function readDocument(source: SourceFile, placement: ReturnType<typeof placements>): DocumentReading {
  const { frontMatter, faults } = readFrontMatter(source.text);
  const complaints = faults.map((fault) => faultComplaint(source.path, fault));
  const { path } = source;
  const placed = placement(path, frontMatter?.data ?? null);
  if (placed.kind === PAGE) {
    // What a page writes between its first two rules is its own affair, unless it asks for more than being read.
    const serious = complaints.filter(({ rule }) => rule === 'front-matter' || rule === 'conflict-markers');
    return { document: pageFrom(source, frontMatter), incomplete: null, leftOut: null, complaints: serious };
  }
  if (!frontMatter && faults.length > 0) {
    const kind = placed.kind?.name ?? null;
    return { ...leaveOut(source, kind, null, 'its front matter cannot be read'), complaints };
  }
  const start = { path, line: 1, column: 1 };
  if (placed.kind === null) {
    const message = `Unexpected file name \`${stemOf(path)}.md\` in this folder, expected ${placed.expected}`;
    return leaveOut(source, null, { rule: 'misplaced', place: start, message, hint: null }, 'its kind cannot be told');
  }
  if (!frontMatter) {
    const message = `Unexpected ${placed.kind.name} without front matter, expected \`---\` on the first line`;
    const hint = `\`cop new ${placed.kind.name}\` shows what belongs there.`;
    return leaveOut(source, placed.kind.name, { rule: 'front-matter', place: start, message, hint }, 'no front matter');
  }
  return fromFields(source, placed.kind, frontMatter, complaints);
}

/** All fields of a kind, put together once. */
const partsOf = remembered((kind: Kind): Parts => ({ ...COMMON, ...kind.fields }));

interface KnownReading {
  readonly text: string;
  readonly reading: DocumentReading;
}

/** Files as they were read before, so that those which have not changed since are not read again. */
export class Readings {
  private readonly known = new Map<string, KnownReading>();
  private settings = '';

  /** Reads a file as {@link readDocument} does. */
  read(source: SourceFile, placement: ReturnType<typeof placements>): DocumentReading {
    // Whoever reads a file looks at what others can see of it.
    return glancing(() => {
      const before = this.known.get(source.path);
      if (before?.text === source.text) return before.reading;
      const reading = readDocument(source, placement);
      this.known.set(source.path, { text: source.text, reading });
      return reading;
    });
  }

  /** Every file that was read, by its path. */
  all(): Iterable<readonly [path: string, read: KnownReading]> {
    return this.known;
  }

  /** Forgets everything where the settings are others: they say which kind lives where. */
  under(settings: string): this {
    if (settings !== this.settings) this.known.clear();
    this.settings = settings;
    return this;
  }
}

function fromFields(source: SourceFile, kind: Kind, written: FrontMatter, complaints: Complaint[]): DocumentReading {
  const { held, partial, issues } = readParts(partsOf(kind), written.data);
  const titled = written.data.get(kind.title.field);
  complaints.push(...fieldComplaints(source.path, written, issues));
  if (kind.title.otherwise === undefined && (titled === undefined || titled === null)) {
    const position = written.at([kind.title.field]);
    const message = `Unexpected ${kind.name} without \`${kind.title.field}\`, expected a text`;
    complaints.push({ rule: 'field', place: { path: source.path, ...position }, message, hint: null });
  }
  const { title, aliases, ...fields } = partial;
  const document: Document = {
    id: stemOf(source.path),
    kind: kind.name,
    declaration: kind,
    path: source.path,
    // An untitled document is called by its kind's pattern once the others are known.
    title: ((kind.title.field === 'name' ? fields['name'] : null) ?? title ?? '') as string,
    aliases: aliases as readonly string[],
    fields,
    source,
    written,
    ...bodyOf(source, written),
  };
  if (held === null) {
    const missing = Object.entries(kind.fields).flatMap(([name, field]) =>
      field.required && field.read(written.data.get(name) ?? null).held === null ? [`\`${name}\``] : [],
    );
    const reason = `no usable ${missing.join(', ')}`;
    const leftOut = { path: source.path, id: document.id, kind: kind.name, reason, faulty: true };
    return { document: null, incomplete: document, leftOut, complaints };
  }
  return { document, incomplete: null, leftOut: null, complaints };
}

/** What to call a page that says nothing of it: its file, or its folder where it is the page of one. */
function nameOfPage(path: string): string {
  const stem = stemOf(path);
  const folder = path.split('/').at(-2);
  return folder !== undefined && /^(?:index|readme)$/i.test(stem) ? folder.replaceAll(/[_-]+/g, ' ') : stem;
}

/** A page takes what it can use of whatever front matter its own site generator was given. */
function pageFrom(source: SourceFile, written: FrontMatter | null): Document {
  const { body, outline: outlineOf } = bodyOf(source, written);
  const texts = (key: string): string[] => {
    const value = written?.data.get(key) ?? [];
    return (typeof value === 'string' ? [value] : Array.isArray(value) ? value : []).filter(
      (item): item is string => typeof item === 'string',
    );
  };
  const heading = (): string | undefined => outlineOf()?.headings.find(({ depth }) => depth === 1)?.text;
  return {
    id: source.path.replace(/\.(?:md|markdown)$/i, ''),
    kind: PAGE,
    declaration: null,
    path: source.path,
    // Only who shows a page needs its heading, and with it its tree.
    get title() {
      return texts('title')[0] ?? (heading() || nameOfPage(source.path));
    },
    aliases: [],
    fields: { topics: [...texts('topics'), ...texts('tags')], audience: texts('audience')[0] ?? null },
    source,
    written,
    body,
    outline: outlineOf,
  };
}

/** What to call a document that was given no title. */
export function untitled(document: Document, titleOf: (id: string) => string | null): string {
  const pattern = document.declaration?.title.otherwise;
  if (pattern === undefined) return document.id;
  return pattern.replaceAll(/\{(\w+)\}/g, (_, field: string) => {
    const value = document.fields[field];
    return typeof value === 'string' ? (titleOf(value) ?? value) : '';
  });
}
