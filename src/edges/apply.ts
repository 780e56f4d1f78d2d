import { randomBytes } from 'node:crypto';
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
  writeSync,
} from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { pathsOf } from '../model/plan.ts';
import type { Change, Plan } from '../model/plan.ts';
import { Refusal } from '../model/refusal.ts';
import { readText } from './files.ts';

/** A change with its new text written beside its place. */
interface Prepared {
  readonly change: Change;
  readonly target: string;
  /** Null where nothing is to be written. */
  readonly temporary: string | null;
  /** Of the file that was there; null where none was. */
  readonly mode: number | null;
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
function safeFolder(root: string, path: string): string {
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
  mkdirSync(folder, { recursive: true });
  return target;
}

/** @param mode Of the file that was there, to be kept; null leaves it to the system. */
function writeDurably(path: string, text: string, mode: number | null): void {
  const handle = openSync(path, 'wx', mode ?? 0o666);
  try {
    // What was there may be shared with a group that the usual mode leaves out.
    if (mode !== null) fchmodSync(handle, mode);
    const bytes = Buffer.from(text, 'utf8');
    for (let written = 0; written < bytes.length;) written += writeSync(handle, bytes, written);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } catch {
    // Some systems cannot sync a folder; the files themselves are synced.
  } finally {
    closeSync(handle);
  }
}

function unchanged(root: string, change: Change): void {
  const held = source(root, change);
  if (!held) return;
  const now = readText(held.path);
  if ('problem' in now || now.text !== held.before) {
    throw new Refusal(`Not written: ${held.name} has changed since it was read.`, 'Run the command again.');
  }
}

function prepare(root: string, change: Change): Prepared {
  const target = safeFolder(root, change.path);
  if (change.type === 'move') safeFolder(root, change.from);
  const held = source(root, change);
  const mode = held ? lstatSync(held.path).mode & 0o777 : null;
  if (change.type === 'remove') return { change, target, temporary: null, mode };
  const temporary = beside(target);
  writeDurably(temporary, change.type === 'create' ? change.text : change.after, mode);
  return { change, target, temporary, mode };
}

const beside = (target: string): string => join(dirname(target), `.cop-${randomBytes(9).toString('hex')}.tmp`);

/** Puts a new file in place. Unlike rename, link never replaces a file that somebody else made meanwhile. */
function place(temporary: string, target: string, path: string): void {
  try {
    linkSync(temporary, target);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw new Refusal(`Not written: ${path} exists already.`, 'Run the command again.');
    throw error;
  }
  rmSync(temporary, { force: true });
}

function finish(root: string, { change, target, temporary }: Prepared): void {
  unchanged(root, change);
  if (change.type === 'edit') renameSync(temporary as string, target);
  else if (change.type === 'remove') rmSync(target);
  else place(temporary as string, target, change.path);
}

/** Takes back what was put in place before a later step failed. */
function undo(root: string, done: readonly Prepared[]): void {
  for (const { change, target, mode } of [...done].reverse()) {
    const held = source(root, change);
    if (held) {
      const temporary = beside(held.path);
      writeDurably(temporary, held.before, mode);
      renameSync(temporary, held.path);
    }
    if (change.type === 'create' || change.type === 'move') rmSync(target, { force: true });
  }
}

/**
 * Carries out a plan. Every new text is first written beside its place and synced; only then are they put in place, one
 * by one, each in a single step, so that no reader ever meets half a file.
 *
 * @throws Refusal where a file changed since it was read, exists already, or cannot be written.
 */
export function apply(root: string, plan: Plan): void {
  const prepared: Prepared[] = [];
  const done: Prepared[] = [];
  try {
    for (const change of plan.changes) unchanged(root, change);
    for (const change of plan.changes) prepared.push(prepare(root, change));
    for (const ready of prepared) {
      finish(root, ready);
      done.push(ready);
      // Last, so that at every moment one of the two is there.
      if (ready.change.type === 'move') rmSync(join(root, ready.change.from));
    }
    const paths = plan.changes.flatMap(pathsOf).map((path) => dirname(join(root, path)));
    for (const folder of new Set(paths)) syncFolder(folder);
  } catch (error) {
    undo(root, done);
    const { code } = error as NodeJS.ErrnoException;
    if (error instanceof Refusal || code === undefined) throw error;
    throw new Refusal(
      `Not written: the system refused (${code}).`,
      'Check the space and the permissions of the folder.',
    );
  } finally {
    for (const { temporary } of prepared) if (temporary !== null) rmSync(temporary, { force: true });
  }
}
