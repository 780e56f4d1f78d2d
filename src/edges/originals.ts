import { lstatSync, readdirSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import type { Original } from '../adopt/page.ts';
import { Refusal } from '../model/refusal.ts';
import { byText } from '../text/words.ts';
import { SITE_MANIFEST, readText } from './files.ts';

/** Something that lies where somebody looked, and does not come along. */
export interface Stayed {
  /** Its path on the disk. */
  readonly path: string;
  readonly reason: string;
}

/** What lies at some paths: files to bring along, and what is none. */
export interface Gathered {
  readonly originals: readonly (Original & { readonly isNamed: boolean })[];
  readonly stayed: readonly Stayed[];
  /** Files of other sorts, counted by their ending; nobody is told of each. */
  readonly others: ReadonlyMap<string, number>;
}

const READABLE = /\.(?:md|markdown|csv|tsv|json)$/i;

/** A path as the rooms know it: with `/`, and without the first one. */
export const roomPath = (path: string): string => resolve(path).split(sep).join('/').replace(/^\//, '');

/** And back again. */
export const diskPath = (path: string): string => (sep === '/' ? `/${path}` : path);

/**
 * Everything below some paths, which are meant from a folder, in the order of the paths. Links are not followed; hidden folders and what was built or
 * installed is passed over, and named.
 *
 * @param why Why a path does not come along; null for one that does.
 * @throws Refusal where there is nothing at a path.
 */
export function gatherOriginals(
  folder: string,
  paths: readonly string[],
  why: (path: string) => string | null,
): Gathered {
  const originals = new Map<string, Gathered['originals'][number]>();
  const stayed: Stayed[] = [];
  const others = new Map<string, number>();
  const file = (path: string, top: string, isNamed: boolean): void => {
    if (!READABLE.test(path)) {
      const ending = /\.[^./\\]{1,12}$/.exec(path)?.[0].toLowerCase() ?? 'no ending';
      others.set(ending, (others.get(ending) ?? 0) + 1);
      return;
    }
    const reason = why(path);
    const read = reason === null ? readText(path) : { problem: reason };
    if ('problem' in read) stayed.push({ path, reason: read.problem });
    else if (!originals.has(path))
      originals.set(path, { path: roomPath(path), top: roomPath(top), text: read.text, isNamed });
  };
  const visit = (folder: string, top: string): void => {
    const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => byText(a.name, b.name));
    if (entries.some(({ name }) => name === SITE_MANIFEST)) {
      stayed.push({ path: folder, reason: 'it is a site that was built' });
      return;
    }
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (entry.name === '.git') continue;
      if (entry.isSymbolicLink()) stayed.push({ path, reason: 'it is a symbolic link' });
      else if (entry.name.startsWith('.')) stayed.push({ path, reason: 'it begins with a dot' });
      else if (entry.name === 'node_modules') stayed.push({ path, reason: 'it holds what was installed' });
      else if (entry.isDirectory()) visit(path, top);
      else file(path, top, false);
    }
  };
  for (const given of paths) {
    const path = resolve(folder, given);
    const found = lstatSync(path, { throwIfNoEntry: false });
    if (!found) throw new Refusal(`There is nothing at ${given}.`);
    if (found.isSymbolicLink()) stayed.push({ path, reason: 'it is a symbolic link' });
    else if (found.isDirectory()) visit(path, path);
    else file(path, dirname(path), true);
  }
  return { originals: [...originals.values()], stayed, others };
}
