import { lstatSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { gitState } from './git.ts';
import { leadsToFolder } from './root.ts';
import { isTemporary, TEMPORARY } from './temporary.ts';
import { LOCK } from './writing-lock.ts';

/** How many numbers tell how a file lies there: its traits. */
export const NUMBERS = 6;

/**
 * How a file lies there, in numbers: other bytes never have the same size, place and time of change. All are 0 where none is.
 *
 * @returns When it changed, in milliseconds.
 */
export function tellTraits(path: string, numbers: Float64Array, at = 0): number {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (!found) return 0;
  numbers[at] = found.mode;
  numbers[at + 1] = found.size;
  numbers[at + 2] = found.ino;
  numbers[at + 3] = found.mtimeMs;
  numbers[at + 4] = found.ctimeMs;
  // Of a link it is told whether it leads to a folder, which may come and go elsewhere.
  if (found.isSymbolicLink()) numbers[at + 5] = leadsToFolder(path) ? 2 : 1;
  return changedAt(numbers, at);
}

/** When a file changed whose traits stand there, in milliseconds. */
export const changedAt = (numbers: Float64Array, at: number): number =>
  Math.max(numbers[at + 3] as number, numbers[at + 4] as number);

/** How a community lay there at one moment. */
export interface Seen {
  /** When that was, in milliseconds. */
  readonly started: number;
  /** What git told. */
  readonly git: string;
  /** The files that it lists, as one text: the same before and after a commit of them. */
  readonly listing: string;
  /** Whether some of them are kept off the disk. */
  readonly isSparse: boolean;
  readonly files: readonly string[];
  /** The same, and behind them git's own. */
  readonly paths: readonly string[];
  /** How each of the paths lies there, {@link NUMBERS} for each. */
  readonly numbers: Float64Array;
  /** When the last of them changed, in milliseconds. */
  readonly changed: number;
}

/** Where a path lies that git told; those of its own may lie elsewhere. */
export const placeOf = (root: string, path: string): string => (isAbsolute(path) ? path : `${root}/${path}`);

/** How each of some paths lies there, and when the last of them changed. */
function looked(root: string, paths: readonly string[]): Pick<Seen, 'numbers' | 'changed'> {
  const numbers = new Float64Array(paths.length * NUMBERS);
  let changed = 0;
  for (let index = 0; index < paths.length; index += 1) {
    const path = placeOf(root, paths[index] as string);
    changed = Math.max(changed, tellTraits(path, numbers, index * NUMBERS));
  }
  return { numbers, changed };
}

/**
 * Everything that git would keep, and git itself; null where git cannot tell, or somebody is writing.
 *
 * @param ofCommits As in {@link gitState}.
 */
export async function see(root: string, env: NodeJS.ProcessEnv, ofCommits: boolean): Promise<Seen | null> {
  const started = Date.now();
  const told = await gitState(root, env, ofCommits);
  if (told === null || lstatSync(join(root, LOCK), { throwIfNoEntry: false })) return null;
  const paths = [...told.files, ...told.own];
  if (paths.some((path) => path.includes(TEMPORARY) && isTemporary(path))) return null;
  const { numbers, changed } = looked(root, paths);
  return {
    started,
    git: told.text,
    listing: told.files.join('\0'),
    isSparse: told.isSparse,
    files: told.files,
    paths,
    numbers,
    changed,
  };
}
