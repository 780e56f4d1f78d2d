import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Counted, KnownSite, Needs, Site } from '../render/site/site.ts';
import { packed, unpacked } from './cache.ts';
import { LARGEST_ATTACHMENT, readRegular } from './files.ts';
import { NUMBERS, tellLie } from './seen.ts';
import { DIGEST, TICK_MS } from './standing.ts';

/** A file of a site as a build left it. */
export interface BuiltFile {
  readonly path: string;
  /** Documents whose words it took. */
  readonly looked: readonly string[];
  readonly needs: Needs;
  /** A number for its bytes. */
  readonly digest: Buffer;
  /** How it lay there; where that is not certain, as no file ever lies there. */
  readonly lie: Float64Array;
}

/** A site as a build left it. */
export interface BuiltSite<Told> extends Omit<KnownSite, 'edited'> {
  readonly files: readonly BuiltFile[];
  /** What whoever builds a site says of it. */
  readonly told: Told;
}

const NO_NEEDS: Needs = { copies: [], unshown: [] };

const digestOf = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest().subarray(0, DIGEST);

/** A file that was written just now. Its lie is told once everything is written. */
export function builtFile(path: string, bytes: Buffer, looked: Iterable<string> = [], needs = NO_NEEDS): BuiltFile {
  return { path, looked: [...looked], needs, digest: digestOf(bytes), lie: new Float64Array(NUMBERS) };
}

/** How the files of a site lie there now. */
export function withLies(out: string, files: readonly BuiltFile[]): BuiltFile[] {
  const now = Date.now();
  return files.map((file) => {
    const lie = new Float64Array(NUMBERS);
    const changed = tellLie(join(out, file.path), lie);
    return { ...file, lie: changed > now - TICK_MS ? new Float64Array(NUMBERS) : lie };
  });
}

/** Whether a file still holds what a build left there. */
export function isStill(out: string, { path, lie, digest }: BuiltFile): boolean {
  const now = new Float64Array(NUMBERS);
  const target = join(out, path);
  tellLie(target, now);
  if (now[0] !== 0 && now.every((number, index) => number === lie[index])) return true;
  const read = readRegular(target, LARGEST_ATTACHMENT);
  return 'bytes' in read && digestOf(read.bytes).equals(digest);
}

interface Head<Told> {
  readonly faces: string;
  /** How many bytes the numbers of their words take. */
  readonly texts: number;
  readonly shape: string;
  readonly told: Told;
  /** Documents, which are named by their numbers below. */
  readonly documents: readonly string[];
  readonly files: readonly (readonly [path: string, looked: readonly number[], needs: Needs | 0])[];
  readonly terms: readonly string[];
  /** Pages with the words they took and how many numbers they have. */
  readonly counted: readonly (readonly [path: string, looked: readonly number[], length: number])[];
}

/** @param faces What documents showed to others. @param texts Numbers for their words. */
export function siteBytes<Told>(site: BuiltSite<Told>, faces: string, texts: Buffer): Buffer {
  const documents = new Map<string, number>();
  const numbered = (paths: Iterable<string>): number[] =>
    Array.from(paths, (path) => {
      const known = documents.get(path) ?? documents.size;
      documents.set(path, known);
      return known;
    });
  const pages = [...site.counted.pages];
  const files = site.files.map(
    ({ path, looked, needs }) =>
      [path, numbered(looked), needs.copies.length + needs.unshown.length === 0 ? 0 : needs] as const,
  );
  const counted = pages.map(([path, { looked, counts }]) => [path, numbered(looked), counts.length] as const);
  const lies = new Float64Array(site.files.length * NUMBERS);
  for (const [index, { lie }] of site.files.entries()) lies.set(lie, index * NUMBERS);
  const { shape, told } = site;
  const head: Head<Told> = {
    faces,
    texts: texts.length,
    shape,
    told,
    documents: [...documents.keys()],
    files,
    terms: site.counted.terms,
    counted,
  };
  return packed(
    head,
    lies,
    ...site.files.map(({ digest }) => digest),
    texts,
    ...pages.map(([, { counts }]) => Buffer.from(counts.buffer, counts.byteOffset, counts.byteLength)),
  );
}

/** A site as it was kept. @throws where the bytes are none. */
export function siteOf<Told>(bytes: Buffer): BuiltSite<Told> & { faces: string; texts: Buffer } {
  const { head: told, numbers, rest } = unpacked(bytes);
  const head = told as Head<Told>;
  const named = (looked: readonly number[]): string[] => looked.map((number) => head.documents[number] as string);
  const files = head.files.map(([path, looked, needs], index) => ({
    path,
    looked: named(looked),
    needs: needs === 0 ? NO_NEEDS : needs,
    digest: rest.subarray(index * DIGEST, (index + 1) * DIGEST),
    lie: numbers.subarray(index * NUMBERS, (index + 1) * NUMBERS),
  }));
  let at = files.length * DIGEST + head.texts;
  const pages: Counted['pages'] = new Map(
    head.counted.map(([path, looked, length]) => {
      const counts = new Uint32Array(length);
      at += rest.copy(Buffer.from(counts.buffer), 0, at, at + counts.byteLength);
      return [path, { counts, looked: new Set(named(looked)) }];
    }),
  );
  return {
    faces: head.faces,
    shape: head.shape,
    told: head.told,
    files,
    counted: { terms: head.terms, pages },
    texts: rest.subarray(files.length * DIGEST, files.length * DIGEST + head.texts),
  };
}

/** What is kept of a site once it is built. */
export const keptOf = <Told>(site: Site, files: readonly BuiltFile[], told: Told): BuiltSite<Told> => ({
  shape: site.shape,
  counted: site.counted(),
  files,
  told,
});
