import {
  closeSync,
  existsSync,
  fchmodSync,
  fsyncSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  rmdirSync,
  writeSync,
} from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { pathsOf } from '../model/plan.ts';
import type { Change, Plan } from '../model/plan.ts';
import { Refusal } from '../model/refusal.ts';
import { readText } from './files.ts';
import { beside, discard } from './temporary.ts';
import { WITHOUT_LINKS, lockFor, unfinished } from './writing-lock.ts';

/** A change with its new text written beside its place. */
interface Prepared {
  readonly change: Change;
  readonly target: string;
  /** Null where nothing is to be written. */
  readonly temporary: string | null;
  /** Where the file that was there is under another name, to bring it back as it was; that takes no room on a full disk. */
  readonly backup: string | null;
}

/** What was made on the way, to be cleared away whatever happens. */
interface Traces {
  /** Files beside their places. */
  readonly beside: string[];
  /** Folders that were not there, the outermost first. */
  readonly folders: string[];
}

/** The file that has to be there, holding what it held when it was read; null where none has to be. */
function source(
  root: string,
  change: Change,
): { readonly path: string; readonly name: string; readonly before: string } | null {
  if (change.type === 'create') return null;
  const name = change.type === 'move' ? change.from : change.path;
  return { path: join(root, name), name, before: change.before };
}

/** @throws Refusal where the folder of a path leads out of the root, through a link or otherwise. */
function safeFolder(root: string, path: string, folders: string[]): string {
  const target = join(root, path);
  const steps = path.split('/');
  if (path.startsWith('/') || steps.some((step) => step === '..' || step === '.' || step === '' || step === '.git')) {
    throw new Refusal(`Not written: \`${path}\` is no path inside the community.`);
  }
  const folder = dirname(target);
  let there = folder;
  while (!existsSync(there)) there = dirname(there);
  const real = realpathSync(there);
  const home = realpathSync(root);
  if (real !== home && !real.startsWith(home + sep)) {
    throw new Refusal(`Not written: the folder of \`${path}\` is a link to a place outside the community.`);
  }
  const first = mkdirSync(folder, { recursive: true });
  if (first !== undefined) {
    for (let made = folder; made.length >= first.length; made = dirname(made)) folders.push(made);
  }
  return target;
}

/** @param mode That of the file it stands for, kept to the letter; null for a new file, which gets the usual one. */
function writeDurably(path: string, text: string, mode: number | null): void {
  const handle = openSync(path, 'wx', mode ?? 0o666);
  try {
    if (mode !== null) fchmodSync(handle, mode);
    const bytes = Buffer.from(text, 'utf8');
    for (let written = 0; written < bytes.length;) written += writeSync(handle, bytes, written);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function syncFolder(folder: string): void {
  let handle: number | null = null;
  try {
    handle = openSync(folder, 'r');
    fsyncSync(handle);
  } catch {
    // Some systems cannot sync a folder; the files themselves are synced.
  } finally {
    if (handle !== null) closeSync(handle);
  }
}

const changedSince = (name: string): Refusal =>
  new Refusal(`Not written: ${name} has changed since it was read.`, 'Run the command again.');

function unchanged(root: string, change: Change): void {
  const held = source(root, change);
  if (!held) return;
  const now = readText(held.path);
  if ('problem' in now && now.code !== undefined && now.code !== 'ENOENT') {
    throw new Refusal(`Not written: ${held.name} cannot be read: ${now.problem}.`);
  }
  if ('problem' in now || now.text !== held.before) throw changedSince(held.name);
}

function prepare(root: string, change: Change, traces: Traces): Prepared {
  const target = safeFolder(root, change.path, traces.folders);
  if (change.type === 'move') safeFolder(root, change.from, traces.folders);
  const held = source(root, change);
  const mode = held ? lstatSync(held.path).mode & 0o777 : null;
  const trace = (path: string): string => {
    traces.beside.push(path);
    return path;
  };
  const temporary = change.type === 'remove' ? null : trace(beside(target));
  if (temporary !== null) writeDurably(temporary, text(change), mode);
  const backup = held && trace(beside(held.path));
  if (held && backup !== null && change.type === 'edit') keep(held, backup, mode);
  return { change, target, temporary, backup };
}

/** What a file is to hold. */
const text = (change: Change): string =>
  change.type === 'create' ? change.text : change.type === 'remove' ? '' : change.after;

/** Gives a file a second name; where the system knows no such thing, a second file. */
function keep(held: { readonly path: string; readonly before: string }, backup: string, mode: number | null): void {
  try {
    linkSync(held.path, backup);
  } catch (error) {
    if (!WITHOUT_LINKS.has((error as NodeJS.ErrnoException).code)) throw error;
    writeDurably(backup, held.before, mode);
  }
}

/** Puts a new file in place. Unlike rename, link never replaces a file that somebody else made meanwhile. */
function place(temporary: string, target: string, path: string): void {
  try {
    try {
      linkSync(temporary, target);
    } catch (error) {
      if (!WITHOUT_LINKS.has((error as NodeJS.ErrnoException).code)) throw error;
      // Without links, an empty file takes the place, which fails where there is one; renaming onto it is one step again.
      closeSync(openSync(target, 'wx'));
      renameSync(temporary, target);
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw new Refusal(`Not written: ${path} exists already.`, 'Run the command again.');
    throw error;
  }
}

/** Carries out one change; `begun` hears that from here on there is something to take back. */
function finish(root: string, { change, target, temporary, backup }: Prepared, begun: () => void): void {
  unchanged(root, change);
  if (change.type === 'create' || change.type === 'move') place(temporary as string, target, change.path);
  begun();
  const held = source(root, change);
  if (!held || backup === null) return;
  if (change.type === 'edit') renameSync(temporary as string, target);
  // Of a move last, so that at every moment one of the two is there.
  else renameSync(held.path, backup);
  // Whoever wrote into the file after it was compared wrote into what has the other name now.
  const now = readText(backup);
  if ('text' in now && now.text !== held.before) throw changedSince(held.name);
}

/** Takes one change back, unless somebody else has changed the file again. */
function takeBack(root: string, { change, target, backup }: Prepared): void {
  const now = readText(target);
  const isOurs = 'text' in now && now.text === text(change);
  const held = source(root, change);
  if (held && backup !== null) {
    if (change.type !== 'edit') bringBack(backup, held.path);
    else if (isOurs) renameSync(backup, held.path);
  }
  if ((change.type === 'create' || change.type === 'move') && isOurs) rmSync(target, { force: true });
}

/** Puts a file back where it was, unless something is there. */
function bringBack(backup: string, path: string): void {
  if (existsSync(path)) return;
  try {
    linkSync(backup, path);
  } catch {
    renameSync(backup, path);
  }
}

/** Takes back what was put in place before a later step failed. @returns The paths where that failed as well. */
function undo(root: string, done: readonly Prepared[]): string[] {
  return [...done].reverse().flatMap((one) => {
    try {
      takeBack(root, one);
      return [];
    } catch {
      return [one.change.path];
    }
  });
}

function clear({ beside: files, folders }: Traces, isDone: boolean): void {
  for (const path of files) discard(path);
  if (isDone) return;
  for (const folder of folders.toSorted((a, b) => b.length - a.length)) {
    try {
      rmdirSync(folder);
    } catch {
      // Somebody else has put something into it.
    }
  }
}

/** One change that makes a file is a single step, which needs no lock. */
const isOneStep = ({ changes: [first, second] }: Plan): boolean =>
  second === undefined && (first === undefined || first.type === 'create');

/** What the system said, with the path as one knows it. */
function systemRefused(root: string, error: NodeJS.ErrnoException, lost: readonly string[]): Refusal {
  const { code, syscall = 'writing', path } = error;
  const where = path === undefined ? '' : ` of ${relative(root, path)}`;
  const begun = lost.length === 0 ? 'Not written' : `Not written, and not taken back: ${lost.join(', ')}`;
  return new Refusal(
    `${begun}: the system refused (${code}, ${syscall}${where}).`,
    'Check the space and the permissions of the folder.',
  );
}

/**
 * Carries out a plan. Every new text is first written beside its place and synced; only then are they put in place, one
 * by one, each in a single step, so that no reader ever meets half a file. Whoever puts more than one new file in place
 * holds a lock, so that two of them never replace the same file.
 *
 * @throws Refusal where a file changed since it was read, exists already, or cannot be written.
 */
export function apply(root: string, plan: Plan): void {
  const traces: Traces = { beside: [], folders: [] };
  const done: Prepared[] = [];
  let unlock: (() => void) | null = null;
  let isDone = false;
  try {
    for (const change of plan.changes) unchanged(root, change);
    const prepared = plan.changes.map((change) => prepare(root, change, traces));
    // Whoever was cut off left the lock behind; it is taken to be cleared away.
    if (!isOneStep(plan) || unfinished(root) !== null) unlock = lockFor(root, plan);
    for (const change of plan.changes) unchanged(root, change);
    for (const ready of prepared) finish(root, ready, () => done.push(ready));
    const paths = plan.changes.flatMap(pathsOf).map((path) => dirname(join(root, path)));
    for (const folder of new Set(paths)) syncFolder(folder);
    isDone = true;
  } catch (error) {
    const lost = undo(root, done);
    if (error instanceof Refusal || (error as NodeJS.ErrnoException).code === undefined) throw error;
    throw systemRefused(root, error as NodeJS.ErrnoException, lost);
  } finally {
    clear(traces, isDone);
    unlock?.();
  }
}
