import { closeSync, fsyncSync, linkSync, lstatSync, openSync, renameSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { pathsOf } from '../model/plan.ts';
import type { Plan } from '../model/plan.ts';
import { Refusal } from '../model/refusal.ts';
import { crypto } from './crypto.ts';
import { LARGEST_TEXT, fingerprint, readText } from './files.ts';
import { beside, discard, isAlive, temporaryName } from './temporary.ts';

/** Held by the one process that puts a plan in place; what it holds says what that process is about. */
export const LOCK = '.cop-writing';

/** Putting a plan in place takes milliseconds; one this old belongs to nobody, whatever process has its number now. */
const STALE_MS = 10 * 60_000;
const PATIENCE_MS = 30_000;
const PAUSE_MS = 20;
/** Characters of paths that a lock names. */
const LONGEST_LIST = 64 * 1024;

/** Systems where a file can have one name only. */
export const WITHOUT_LINKS: ReadonlySet<string | undefined> = new Set([
  'EXDEV',
  'ENOTSUP',
  'EOPNOTSUPP',
  'EPERM',
  'ENOSYS',
  'EMLINK',
]);

/** What a process that was cut off was about. */
export interface Unfinished {
  readonly summary: string;
  readonly paths: readonly string[];
}

interface Held extends Unfinished {
  readonly pid: number;
  readonly host: string;
  readonly text: string;
  readonly isFile: boolean;
  readonly isStale: boolean;
}

const isText = (value: unknown): value is string => typeof value === 'string';

/** What the lock says; the file lies in the community, and may be anybody's. Null where there is none. */
function held(root: string): Held | null {
  const path = join(root, LOCK);
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (!found) return null;
  const read = readText(path, LARGEST_TEXT);
  const text = 'text' in read ? read.text : '';
  let said: Partial<Record<keyof Held, unknown>> = {};
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) said = value;
  } catch {
    // Cut off while it was written, where it could not be linked into place.
  }
  const pid = Number.isSafeInteger(said.pid) && Number(said.pid) > 0 ? Number(said.pid) : 0;
  const host = isText(said.host) ? said.host : '';
  const isGone = pid === 0 ? text !== '' : host === hostname() && !isAlive(pid);
  return {
    pid,
    host,
    text,
    summary: isText(said.summary) ? said.summary : 'a change',
    paths: Array.isArray(said.paths) ? said.paths.filter(isText) : [],
    isFile: found.isFile(),
    isStale: isGone || Date.now() - found.mtimeMs > STALE_MS,
  };
}

/** What an earlier run left half done; null where nothing is known of one. */
export function unfinished(root: string): Unfinished | null {
  const lock = held(root);
  return lock?.isStale === true ? { summary: lock.summary, paths: lock.paths } : null;
}

function writeNew(path: string, text: string): void {
  const handle = openSync(path, 'wx', 0o644);
  try {
    writeFileSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Whether the lock is ours now; it is there whole, or not at all. */
function take(path: string, text: string): boolean {
  const temporary = beside(path);
  try {
    writeNew(temporary, text);
    try {
      linkSync(temporary, path);
    } catch (error) {
      if (!WITHOUT_LINKS.has((error as NodeJS.ErrnoException).code)) throw error;
      writeNew(path, text);
    }
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    discard(temporary);
  }
}

/** Whoever breaks a lock does so in one breath; a mark that is older was left by one that was cut off meanwhile. */
const BREATH_MS = 10_000;

/**
 * Takes away a stale lock. Its holder is gone and gives nothing free any more, so that it lies there until somebody breaks it; and
 * of those who want to, only the one that could make a mark of its name does. Should it be another's lock all the same, since
 * somebody was stopped for long in between, it is put back.
 *
 * @returns Whether it is gone.
 */
function breakLock(root: string, stale: Held): boolean {
  const path = join(root, LOCK);
  const mark = join(root, temporaryName(stale.pid, fingerprint(stale.text)));
  try {
    writeNew(mark, '');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const found = lstatSync(mark, { throwIfNoEntry: false });
    if (found && Math.abs(Date.now() - found.mtimeMs) > BREATH_MS) discard(mark);
    return false;
  }
  const aside = beside(path);
  try {
    if (held(root)?.text !== stale.text) return false;
    renameSync(path, aside);
    const read = readText(aside, LARGEST_TEXT);
    if ('text' in read && read.text !== stale.text) linkSync(aside, path);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'EEXIST') return false;
    throw error;
  } finally {
    discard(aside);
    discard(mark);
  }
}

/** As many of some paths as say what a plan is about: a lock is read by everybody who waits for it. */
function some(paths: readonly string[]): readonly string[] {
  let length = 0;
  return paths.filter((path) => (length += path.length) <= LONGEST_LIST);
}

/** Where a file lies, and since when: another one at its path never says the same. */
function identity(path: string): string | null {
  const found = lstatSync(path, { throwIfNoEntry: false });
  return found ? `${found.dev} ${found.ino} ${found.mtimeMs}` : null;
}

/**
 * Waits until no other process puts a plan in place here, and says what this one is about to do, so that the next run can
 * tell it if this one is cut off.
 *
 * @returns Gives the place free again.
 * @throws Refusal where somebody else stays at it.
 */
export function lockFor(root: string, { summary, changes }: Plan, patience = PATIENCE_MS): () => void {
  const path = join(root, LOCK);
  const paths = some([...new Set(changes.flatMap(pathsOf))]);
  // No two locks say the same, also where a system gives a number to a second process.
  const text = `${JSON.stringify({ pid: process.pid, host: hostname(), run: crypto().randomUUID(), summary, paths })}\n`;
  const until = Date.now() + patience;
  while (!take(path, text)) {
    const other = held(root);
    if (other && !other.isFile) {
      throw new Refusal(`Not written: ${LOCK} is no regular file.`, `No run of cop makes such a one: remove ${LOCK}.`);
    }
    if (other?.isStale === true && breakLock(root, other)) continue;
    if (other && Date.now() > until) {
      throw new Refusal(
        `Not written: process ${other.pid} of ${other.host || 'another machine'} is writing here.`,
        `Run the command again; where no such process is left, remove ${LOCK}.`,
      );
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
  }
  const ours = identity(path);
  return () => {
    // Who stayed at it for too long may have lost it to somebody else.
    if (identity(path) === ours) discard(path);
  };
}
