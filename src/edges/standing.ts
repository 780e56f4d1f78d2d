import { CONFIG_FILE } from '../model/config-file.ts';
import { bodyOffsetOf, faceOf } from '../read/face.ts';
import type { Face, Sort } from '../read/face.ts';
import { plainOutline } from '../text/markdown/plain-outline.ts';
import { once } from '../text/once.ts';
import { packed, unpacked } from './cache.ts';
import type { Store } from './cache.ts';
import { sha256 } from './crypto.ts';
import { isMarkdown, readText } from './files.ts';
import { NUMBERS, changedAt } from './seen.ts';
import type { Seen } from './seen.ts';

/** A document as it was read: its words, and what others can see of them. */
export interface FileRead {
  readonly path: string;
  readonly text: string;
  readonly sort: Sort;
  readonly face: Face;
}

/**
 * What an answer follows from:
 * - `links`: what documents write into their front matter, and where they lead
 * - `outline`: the same with their headings, and with the commits
 */
export type Level = 'links' | 'outline';

/** What is known of files without reading them again: what they say to others, as numbers. */
export interface Standing {
  /** A number for all that others can see of the files; null where that is not known of one. */
  readonly digest: (level: Level) => string | null;
  /** The documents, in the order in which git lists them. */
  readonly paths: () => readonly string[];
  /** A number for every word of each of them, {@link DIGEST} bytes long, one behind the other. */
  readonly texts: () => Buffer;
  /** Whether a document still says what it said when it was looked at. */
  readonly says: (path: string, text: string) => boolean;
  /** The documents whose words are others than those numbers say. */
  readonly editedSince: (texts: Buffer) => ReadonlySet<string>;
  /** How many files were read again because somebody had edited them. */
  readonly edited: number;
  /** The same, knowing the documents as they were read. */
  readonly after: (read: Iterable<FileRead>) => Standing;
  /** Keeps it for the next run. */
  readonly keep: () => void;
}

export const DIGEST = 16;
const SORTS: readonly Sort[] = ['document', 'page', 'bare', 'whole'];
/** The digests of a row, one behind the other. */
const PARTS = ['text', 'front', 'links', 'outline'] as const;
type Part = (typeof PARTS)[number];
const WIDTH = DIGEST * PARTS.length;
/** The number of what nobody knows. */
export const UNKNOWN = Buffer.alloc(DIGEST);

/** More files than that have not been edited, but checked out. */
const MOST_EDITED = 100;
/** A clock ticks slower than files change: what changed so shortly before may have changed again unseen. */
export const TICK_MS = 2_000;

/** What is known of documents: a row for each. */
interface Table {
  readonly paths: readonly string[];
  /** How each was read, by its place among {@link SORTS}. */
  readonly sorts: Uint8Array;
  /** How each lay there when it was read; where that is not certain, as no file ever lies there. */
  readonly traits: Float64Array;
  readonly digests: Buffer;
}

const NOTHING: Table = {
  paths: [],
  sorts: new Uint8Array(),
  traits: new Float64Array(),
  digests: Buffer.alloc(0),
};

/** A number for a text or for bytes, {@link DIGEST} bytes long. */
export const digest = (of: string | Buffer): Buffer => sha256(of).subarray(0, DIGEST);

function partAt({ digests }: Pick<Table, 'digests'>, row: number, part: Part): Buffer {
  const at = row * WIDTH + PARTS.indexOf(part) * DIGEST;
  return digests.subarray(at, at + DIGEST);
}

/** What a file says, as numbers. Of those that cost something only those of the level. */
function digestsOf(text: string, face: Face, level: Level): Buffer {
  const outline = level === 'outline' ? digest(face.front + face.outline) : UNKNOWN;
  return Buffer.concat([digest(text), digest(face.front), digest(face.front + face.links), outline]);
}

interface Head {
  readonly paths: readonly string[];
  /** Their sorts, one figure each. */
  readonly sorts: string;
}

/** @throws where the bytes are no such table. */
function tableOf(bytes: Buffer): Table {
  const { head: told, numbers, rest } = unpacked(bytes);
  const head = told as Head;
  return { paths: head.paths, sorts: Uint8Array.from(head.sorts, Number), traits: numbers, digests: rest };
}

function bytesOf({ paths, sorts, traits, digests }: Table, { started }: Seen): Buffer {
  const certain = traits.slice();
  for (let at = 0; at < certain.length; at += NUMBERS) {
    if (changedAt(certain, at) > started - TICK_MS) certain.fill(0, at, at + NUMBERS);
  }
  return packed({ paths, sorts: sorts.join('') } satisfies Head, certain, digests);
}

/** A file that was edited, as it was read before; null where it cannot be, or says something else about itself. */
async function again(path: string, table: Table, row: number, level: Level): Promise<Buffer | null> {
  const read = readText(path);
  if (!('text' in read)) return null;
  const { text } = read;
  const sort = SORTS[table.sorts[row] as number] as Sort;
  const bodyOffset = bodyOffsetOf(text, sort);
  if (bodyOffset === undefined) return null;
  const plain = plainOutline(text, bodyOffset ?? 0);
  const { outlineOf } = plain ? { outlineOf: () => plain } : await import('../read/outlining.ts');
  const found = digestsOf(
    text,
    faceOf(
      text,
      sort,
      once(() => outlineOf(text, bodyOffset)),
    ),
    level,
  );
  // What kind of document it is, and whether it can be read at all, follows from its front matter.
  return partAt({ digests: found }, 0, 'front').equals(partAt(table, row, 'front')) ? found : null;
}

/** Where a run is, and how much of each file it has to know. */
interface Around {
  readonly store: Store;
  readonly root: string;
  readonly seen: Seen;
  readonly level: Level;
}

/** The documents that a run read; what an earlier one worked out of the same words holds. */
function tableAfter(read: Iterable<FileRead>, before: Table, { seen, level }: Around): Table {
  const files = new Map([...read].map((file) => [file.path, file]));
  const known = new Map(before.paths.map((path, row) => [path, row]));
  const listed = seen.files.flatMap((path, index) => {
    const file = files.get(path);
    return file ? [{ ...file, index }] : [];
  });
  const traits = new Float64Array(listed.length * NUMBERS);
  const digests = listed.map(({ path, text, sort, face, index }, row) => {
    traits.set(seen.numbers.subarray(index * NUMBERS, (index + 1) * NUMBERS), row * NUMBERS);
    const was = known.get(path);
    const isKnown =
      was !== undefined &&
      SORTS[before.sorts[was] as number] === sort &&
      (level === 'links' || !partAt(before, was, 'outline').equals(UNKNOWN)) &&
      partAt(before, was, 'text').equals(digest(text));
    return isKnown ? before.digests.subarray(was * WIDTH, (was + 1) * WIDTH) : digestsOf(text, face, level);
  });
  return {
    paths: listed.map(({ path }) => path),
    sorts: Uint8Array.from(listed, ({ sort }) => SORTS.indexOf(sort)),
    traits,
    digests: Buffer.concat(digests),
  };
}

/** The row of each file of the listing; -1 for those that have none. Both are in the same order, unless something has moved. */
function rowsOf({ paths }: Table, files: readonly string[]): Int32Array {
  const byPath = once(() => new Map(paths.map((path, row) => [path, row])));
  let next = 0;
  return Int32Array.from(files, (path) => {
    if (paths[next] === path) return next++;
    const row = isMarkdown(path) ? (byPath().get(path) ?? -1) : -1;
    if (row >= 0) next = row + 1;
    return row;
  });
}

/** The rows of files that are still listed, in the order of the listing. */
function stillListed(table: Table, { files }: Seen): Table {
  const rows = rowsOf(table, files).filter((row) => row >= 0);
  if (rows.length === table.paths.length && rows.every((row, index) => row === index)) return table;
  const traits = new Float64Array(rows.length * NUMBERS);
  rows.forEach((row, index) => traits.set(table.traits.subarray(row * NUMBERS, (row + 1) * NUMBERS), index * NUMBERS));
  return {
    paths: Array.from(rows, (row) => table.paths[row] as string),
    sorts: Uint8Array.from(rows, (row) => table.sorts[row] as number),
    traits,
    digests: Buffer.concat(Array.from(rows, (row) => table.digests.subarray(row * WIDTH, (row + 1) * WIDTH))),
  };
}

/** What all files say on a level, as one number; null where that is not known of one, or one has changed just now. */
function digestOf(table: Table, rows: Int32Array, { seen }: Around, level: Level): string | null {
  const count = level === 'outline' ? seen.paths.length : seen.files.length;
  const traits = Buffer.from(seen.numbers.buffer, 0, count * NUMBERS * Float64Array.BYTES_PER_ELEMENT);
  const wide = traits.length / count;
  const told = Buffer.alloc(count * (wide + 1));
  let filled = 0;
  for (let index = 0; index < count; index += 1) {
    const row = rows[index] ?? -1;
    told[filled++] = row < 0 ? 0 : 1;
    if (row < 0) {
      if (changedAt(seen.numbers, index * NUMBERS) > seen.started - TICK_MS) return null;
      filled += traits.copy(told, filled, index * wide, (index + 1) * wide);
    } else {
      const part = partAt(table, row, level);
      if (part.equals(UNKNOWN)) return null;
      filled += part.copy(told, filled);
    }
  }
  return sha256(`${level === 'outline' ? seen.git : seen.listing}\0`, told.subarray(0, filled)).toString('hex');
}

/** @param edited How many rows are of files that were read again; null where not everything is known. */
function standing(around: Around, table: Table, edited: number | null): Standing {
  const { store, root, seen } = around;
  const rows = once(() => rowsOf(table, seen.files));
  const rowOf = once(() => new Map(table.paths.map((path, row) => [path, row])));
  return {
    digest: (level) => (edited === null ? null : digestOf(table, rows(), around, level)),
    paths: () => table.paths,
    texts: () => Buffer.concat(table.paths.map((_, row) => partAt(table, row, 'text'))),
    says: (path, text) => {
      const row = rowOf().get(path);
      return row !== undefined && partAt(table, row, 'text').equals(digest(text));
    },
    editedSince: (texts) =>
      new Set(
        table.paths.filter(
          (_, row) => !partAt(table, row, 'text').equals(texts.subarray(row * DIGEST, (row + 1) * DIGEST)),
        ),
      ),
    edited: edited ?? 0,
    after: (read) => standing(around, tableAfter(read, table, around), 0),
    keep: () => store.put(root, bytesOf(table, seen)),
  };
}

/**
 * What is known of the files of a community from the runs before. A few that were edited since are looked at again.
 *
 * @returns null where what is kept can say nothing about such a community.
 */
export async function openStanding(store: Store, root: string, seen: Seen, level: Level): Promise<Standing | null> {
  // What a sparse checkout leaves out is read from elsewhere, and of what it ignores git tells nothing.
  if (seen.isSparse || !seen.files.includes(CONFIG_FILE)) return null;
  const around = { store, root, seen, level };
  const bytes = store.get(root);
  if (bytes === null) return standing(around, NOTHING, null);
  const table = stillListed(tableOf(bytes), seen);
  const rows = rowsOf(table, seen.files);
  let edited = 0;
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index] as number;
    if (row < 0) continue;
    let same = 0;
    while (same < NUMBERS && table.traits[row * NUMBERS + same] === seen.numbers[index * NUMBERS + same]) same += 1;
    if (same === NUMBERS) continue;
    edited += 1;
    const digests = edited > MOST_EDITED ? null : await again(`${root}/${table.paths[row]}`, table, row, level);
    if (digests === null) return standing(around, table, null);
    digests.copy(table.digests, row * WIDTH);
    table.traits.set(seen.numbers.subarray(index * NUMBERS, (index + 1) * NUMBERS), row * NUMBERS);
  }
  return standing(around, table, edited);
}
