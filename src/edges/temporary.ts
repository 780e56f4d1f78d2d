import { lstatSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { crypto } from './crypto.ts';

/** How the name of a file that is being written begins. */
export const TEMPORARY = '.cop-';

/** The process that writes it stands in the name: one whose process is gone was left by a run that was cut off. */
const NAME = /^\.cop-(\d{1,10})-[0-9a-f]{18}\.tmp$/;

/** On a drive that several machines share, a process of another one is not seen: what is this young may be at work. */
const YOUNG_MS = 60_000;

const NAME_BYTES = 9;
/** Chance by the hundred names: asking the system for each takes longer than to write a small file. */
const chance = Buffer.alloc(NAME_BYTES * 100);
let used = chance.length;

function randomName(): string {
  if (used === chance.length) {
    crypto().randomFillSync(chance);
    used = 0;
  }
  used += NAME_BYTES;
  return chance.toString('hex', used - NAME_BYTES, used);
}

/** The name of a temporary file of a process, which begins as that of no other does. */
export const temporaryName = (pid: number, hexadecimal: string): string =>
  `${TEMPORARY}${pid}-${hexadecimal.slice(0, NAME_BYTES * 2)}.tmp`;

/** A path beside another that nobody else has, in the same file system so that it can be renamed into place. */
export const beside = (target: string): string => join(dirname(target), temporaryName(process.pid, randomName()));

export const isTemporary = (path: string): boolean => NAME.test(basename(path));

/** Whether a process of this machine is there, be it somebody else's. */
export function isAlive(pid: number): boolean {
  // To the system that is the asking process's own group.
  if (pid === 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** A temporary file whose process is gone. */
export function isLeftover(path: string): boolean {
  // It is asked of every file there is.
  if (!path.includes(TEMPORARY)) return false;
  const pid = NAME.exec(basename(path))?.[1];
  return pid !== undefined && !isAlive(Number(pid));
}

/** Removes a file where it can be removed; what stays behind is named by the next run. */
export function discard(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // The system refuses to remove as well: there is nothing more to do.
  }
}

/** Removes what is left over of runs that were cut off, and is no longer young. */
export function clearLeftovers(paths: readonly string[]): void {
  for (const path of paths.filter(isLeftover)) {
    const found = lstatSync(path, { throwIfNoEntry: false });
    if (found?.isFile() && Date.now() - found.mtimeMs > YOUNG_MS) discard(path);
  }
}
