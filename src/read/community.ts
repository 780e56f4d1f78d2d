import type { Community, Link } from '../model/community.ts';
import { CONFIG_FILE } from '../model/config-file.ts';
import { readConfig } from '../model/config.ts';
import type { Config, Known } from '../model/config.ts';
import { PAGE, dayOf } from '../model/document.ts';
import type { Document, Ignored, LeftOut, SourceFile } from '../model/document.ts';
import type { Complaint } from '../model/finding.ts';
import { Refusal } from '../model/refusal.ts';
import { placeText } from '../model/place.ts';
import type { Day } from '../text/day.ts';
import { readYaml } from '../text/front-matter.ts';
import { grouped, under } from '../text/grouped.ts';
import { once } from '../text/once.ts';
import { byText } from '../text/words.ts';
import { Readings, faultComplaint, fieldComplaints, untitled } from './document.ts';
import { linksOf, withCanonicalReferences } from './links.ts';
import { placements, stemOf } from './placement.ts';

/** What a folder holds, as the workspace door hands it over. */
export interface Files {
  /** Every file that git would keep, relative to the root. */
  readonly paths: readonly string[];
  readonly sources: readonly SourceFile[];
  /** Markdown files that could not be read, with a reason in the form "Unexpected X, expected Y". */
  readonly unreadable: readonly { readonly path: string; readonly problem: string }[];
  /** Markdown files that are tracked and, in a sparse checkout, not on disk: nobody knows what they say, and they are there. */
  readonly notCheckedOut?: readonly string[];
  /** Markdown files among the sources that are not on disk either, and were read as git has them. */
  readonly staged?: readonly string[];
  /** Markdown files that are not part of the community on purpose. */
  readonly ignored: readonly Ignored[];
}

export interface ConfigReading {
  readonly config: Config;
  readonly settingAt: Community['settingAt'];
  /** As it is written. */
  readonly text: string;
  readonly complaints: readonly Complaint[];
}

/** Reads `cop.yml`. @throws Refusal where it cannot be used at all: nothing can be said about a community without it. */
export function readConfigFile(source: SourceFile, known: Known): ConfigReading {
  const { yaml, faults } = readYaml(source.text);
  const complaints = faults.map((fault) => faultComplaint(source.path, fault));
  const reading = yaml && readConfig(yaml.data, known);
  if (yaml && reading) complaints.push(...fieldComplaints(source.path, yaml, reading.issues));
  if (!reading?.held) {
    const [first] = complaints;
    throw new Refusal(
      `${CONFIG_FILE} cannot be used: ${first ? `${placeText(first.place)}: ${first.message}` : 'it is empty'}.`,
      faults.length > 0
        ? '`cop explain yaml` says how values are written.'
        : 'A community needs at least a line such as `name: Our practice` there.',
    );
  }
  return {
    config: reading.held,
    settingAt: (path) => yaml?.at(path, 'key') ?? { line: 1, column: 1 },
    text: source.text,
    complaints: complaints.map((complaint) => ({ ...complaint, rule: 'config' })),
  };
}

/**
 * Documents that have no day of their own, such as entries of the FAQ, apart from those of which everything they rest on is
 * of a later day: they cannot have been written yet.
 */
function restingOn(read: readonly Document[], leftOut: readonly LeftOut[]): { now: Document[]; early: Document[] } {
  const later = new Set(leftOut.flatMap(({ id, faulty }) => (id === null || faulty ? [] : [id])));
  const isEarly = (document: Document): boolean => {
    const from = document.fields['from'];
    if (later.size === 0 || dayOf(document) !== null || !Array.isArray(from)) return false;
    return from.length > 0 && (from as readonly string[]).every((id) => later.has(id));
  };
  return { now: read.filter((document) => !isEarly(document)), early: read.filter(isEarly) };
}

/** Documents whose id another one has already, by path; the first keeps it. */
function apart(read: readonly Document[]): { kept: Document[]; doubles: Document[]; holders: Map<string, Document> } {
  const holders = new Map<string, Document>();
  const kept: Document[] = [];
  const doubles: Document[] = [];
  for (const document of read) {
    if (document.kind !== PAGE && holders.has(document.id)) doubles.push(document);
    else {
      kept.push(document);
      if (document.kind !== PAGE) holders.set(document.id, document);
    }
  }
  return { kept, doubles, holders };
}

function double(document: Document, id: string, holder: Document, line: number): Complaint {
  return {
    rule: 'duplicate-id',
    place: { path: document.path, line, column: 1 },
    message: `Unexpected second document with the id \`${id}\`, expected an id of its own`,
    hint: `The other is ${holder.path}.`,
  };
}

/** Each id and alias with the id it stands for. An alias that is taken is reported and not used. */
function canonicalIds(holders: ReadonlyMap<string, Document>, complaints: Complaint[]): ReadonlyMap<string, string> {
  const ids = new Map([...holders.keys()].map((id) => [id, id]));
  for (const document of holders.values()) {
    for (const alias of document.aliases) {
      const holder = holders.get(ids.get(alias) ?? '');
      if (holder && holder !== document) {
        const line = document.written?.at(['aliases'], 'key').line ?? 1;
        complaints.push(double(document, alias, holder, line));
      } else ids.set(alias, document.id);
    }
  }
  return ids;
}

/** The document at a path, or the page of the folder at that path. */
function documentAt(path: string, byPath: ReadonlyMap<string, Document>): Document | null {
  const folder = path === '' ? '' : `${path}/`;
  return byPath.get(path) ?? byPath.get(`${folder}README.md`) ?? byPath.get(`${folder}index.md`) ?? null;
}

type Unconnected = Pick<
  Community,
  'config' | 'settingAt' | 'documents' | 'incomplete' | 'leftOut' | 'staged' | 'ignored' | 'complaints' | 'files'
>;

/**
 * Documents as a community in which each can be found, and its links followed.
 *
 * @param ids Each id and alias with the id it stands for.
 */
export function connected(parts: Unconnected, ids: ReadonlyMap<string, string>): Community {
  const { documents } = parts;
  const byId = new Map(documents.flatMap((document) => (document.kind === PAGE ? [] : [[document.id, document]])));
  for (const [alias, id] of ids) {
    const document = byId.get(id);
    if (document) byId.set(alias, document);
  }
  // A page answers to its path where no document has that id.
  for (const page of documents) if (page.kind === PAGE && !byId.has(page.id)) byId.set(page.id, page);
  const byPath = new Map(documents.map((document) => [document.path, document]));
  const at = (path: string): Document | null => documentAt(path, byPath);
  const follow = ({ leads, target }: Link): Document | null => {
    if (leads === null) return byId.get(target) ?? null;
    return leads.to === 'file' ? at(leads.path) : null;
  };
  const incoming = once(() => {
    const found = new Map<string, Link[]>();
    for (const from of documents) {
      for (const link of linksOf(from)) {
        const to = follow(link);
        if (to && to !== from) under(found, to.path, link);
      }
    }
    return found;
  });
  return {
    ...parts,
    byId,
    byPath,
    byKind: grouped(documents, ({ kind }) => [kind]),
    at,
    linksFrom: linksOf,
    follow,
    linksTo: ({ path }) => incoming().get(path) ?? [],
  };
}

/**
 * Puts a folder's files together as a community. Pure: the same files give the same community.
 *
 * @param until What is dated later is left out and named, so that a figure as of a day does not know the future; null
 *   takes everything.
 */
export function assemble(
  files: Files,
  { config, settingAt, complaints: about }: ConfigReading,
  until: Day | null,
  readings = new Readings(),
): Community {
  const complaints: Complaint[] = [...about];
  const leftOut: LeftOut[] = [];
  const read: Document[] = [];
  const incomplete: Document[] = [];
  const placement = placements(config);
  const unread = (path: string, reason: string): void => {
    const placed = placement(path, null).kind;
    const kind = placed === PAGE ? PAGE : (placed?.name ?? null);
    leftOut.push({ path, id: stemOf(path), kind, reason, faulty: true });
  };
  for (const path of files.notCheckedOut ?? []) unread(path, 'it is not checked out: the checkout is sparse');
  for (const { path, problem } of files.unreadable) {
    unread(path, 'it cannot be read');
    complaints.push({ rule: 'unreadable', place: { path, line: 1, column: 1 }, message: problem, hint: null });
  }
  for (const source of files.sources) {
    const reading = readings.read(source, placement);
    const dated = reading.document && dayOf(reading.document);
    if (reading.document && dated && until && dated > until) {
      const { path, id, kind } = reading.document;
      leftOut.push({ path, id, kind, reason: `it is dated ${dated}, after ${until}`, faulty: false });
    } else if (reading.document) read.push(reading.document);
    if (reading.leftOut) leftOut.push(reading.leftOut);
    if (reading.incomplete) incomplete.push(reading.incomplete);
    complaints.push(...reading.complaints);
  }
  read.sort((a, b) => byText(a.path, b.path));
  const { now, early } = restingOn(read, leftOut);
  for (const { path, id, kind } of early) {
    leftOut.push({ path, id, kind, reason: `all it rests on is dated after ${until}`, faulty: false });
  }
  const { kept, doubles, holders } = apart(now);
  for (const { path, id, kind } of doubles) {
    leftOut.push({ path, id, kind, reason: `${holders.get(id)?.path} has the same id`, faulty: true });
  }
  complaints.push(...doubles.map((document) => double(document, document.id, holders.get(document.id) as Document, 1)));
  incomplete.push(...doubles);
  const ids = canonicalIds(holders, complaints);
  // Most communities have no alias: nothing was written that is not an id already.
  const aliased = ids.size > holders.size;
  const titleOf = (id: string): string | null => holders.get(id)?.title ?? null;
  const documents = kept
    .map((document) => (aliased ? withCanonicalReferences(document, (id) => ids.get(id) ?? id) : document))
    .map((document) =>
      document.kind !== PAGE && document.title === '' ? { ...document, title: untitled(document, titleOf) } : document,
    );
  return connected(
    {
      config,
      settingAt,
      documents,
      incomplete,
      leftOut: leftOut.sort((a, b) => byText(a.path, b.path)),
      staged: files.staged ?? [],
      ignored: files.ignored,
      complaints,
      files: new Set(files.paths),
    },
    ids,
  );
}
