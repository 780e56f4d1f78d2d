import { join } from 'node:path';
import type { Counted, KnownSite, Needs } from '../render/site/site.ts';
import { openStore, packed, unpacked } from './cache.ts';
import { LARGEST_ATTACHMENT, readRegular } from './files.ts';
import { NUMBERS, tellTraits } from './seen.ts';
import { DIGEST, TICK_MS, UNKNOWN, digest } from './standing.ts';
import type { Standing } from './standing.ts';

/** A file of a site as a build left it. */
export interface BuiltFile {
  readonly path: string;
  /** Documents whose words it took. */
  readonly looked: readonly string[];
  readonly needs: Needs;
  /** A number for its bytes. */
  readonly digest: Buffer;
  /** How it lay there when it held that; where that is not certain, as no file ever lies there. */
  readonly traits: Float64Array;
}

/** A site as a build left it. */
export interface BuiltSite<Told> extends Omit<KnownSite, 'edited'> {
  readonly files: readonly BuiltFile[];
  /** What whoever builds a site says of it. */
  readonly told: Told;
}

const NO_NEEDS: Needs = { copies: [], unshown: [] };

const NOWHERE = new Float64Array(NUMBERS);

/**
 * A file that was written just now. How it lies there is told when it was found to hold the same later.
 *
 * @param bytes What it holds; null where nobody asks later.
 */
export function builtFile(
  path: string,
  bytes: Buffer | null,
  looked: Iterable<string> = [],
  needs = NO_NEEDS,
): BuiltFile {
  return { path, looked: [...looked], needs, digest: bytes === null ? UNKNOWN : digest(bytes), traits: NOWHERE };
}

/** A file that still holds what a build left there, with how it lies there now; null where it holds something else. */
export function stillThere(out: string, file: BuiltFile): BuiltFile | null {
  const traits = new Float64Array(NUMBERS);
  const target = join(out, file.path);
  const changed = tellTraits(target, traits);
  if (traits[0] !== 0 && traits.every((number, index) => number === file.traits[index])) return file;
  const read = readRegular(target, LARGEST_ATTACHMENT);
  if (!('bytes' in read) || !digest(read.bytes).equals(file.digest)) return null;
  // What changes from now on does not lie there as it was seen before it was read.
  return changed > Date.now() - TICK_MS ? file : { ...file, traits };
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
function siteBytes<Told>(site: BuiltSite<Told>, faces: string, texts: Buffer): Buffer {
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
  const all = new Float64Array(site.files.length * NUMBERS);
  for (const [index, { traits }] of site.files.entries()) all.set(traits, index * NUMBERS);
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
    all,
    ...site.files.map(({ digest }) => digest),
    texts,
    ...pages.map(([, { counts }]) => Buffer.from(counts.buffer, counts.byteOffset, counts.byteLength)),
  );
}

/** A site as it was kept. @throws where the bytes are none. */
function siteOf<Told>(bytes: Buffer): BuiltSite<Told> & { faces: string; texts: Buffer } {
  const { head: told, numbers, rest } = unpacked(bytes);
  const head = told as Head<Told>;
  const named = (looked: readonly number[]): string[] => looked.map((number) => head.documents[number] as string);
  const files = head.files.map(([path, looked, needs], index) => ({
    path,
    looked: named(looked),
    needs: needs === 0 ? NO_NEEDS : needs,
    digest: rest.subarray(index * DIGEST, (index + 1) * DIGEST),
    traits: numbers.subarray(index * NUMBERS, (index + 1) * NUMBERS),
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

/** A place of a site that may have been built before. */
export interface SitePlace {
  readonly root: string;
  readonly out: string;
  readonly day: string;
  /** The community's own stylesheet, which git may not list. */
  readonly ownCss: string | null;
}

const keyOf = ({ root, out, day, ownCss }: SitePlace): string => JSON.stringify([root, out, day, ownCss]);

/**
 * The site at a place as it was built before, where documents show the same to others; with those whose own words are others now.
 *
 * @returns null where that is not known.
 */
export function builtBefore<Told>(
  env: NodeJS.ProcessEnv,
  place: SitePlace,
  standing: Standing,
): { readonly site: BuiltSite<Told>; readonly edited: ReadonlySet<string> } | null {
  const bytes = openStore('sites', env)?.get(keyOf(place));
  const faces = bytes && standing.digest('outline');
  if (!bytes || !faces) return null;
  const site = siteOf<Told>(bytes);
  return site.faces === faces ? { site, edited: standing.editedSince(site.texts) } : null;
}

/** Keeps a site for the next build. */
export function keepBuilt<Told>(env: NodeJS.ProcessEnv, place: SitePlace, site: BuiltSite<Told>, now: Standing): void {
  const faces = now.digest('outline');
  if (faces !== null) openStore('sites', env)?.put(keyOf(place), siteBytes(site, faces, now.texts()));
}
