import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
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
import type { Change, Plan } from '../model/plan.ts';
import { Refusal } from '../model/refusal.ts';
import { readText } from './files.ts';

interface Prepared {
  readonly change: Change;
  readonly target: string;
  readonly temporary: string;
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

function writeDurably(path: string, text: string, mode: number): void {
  const handle = openSync(path, 'wx', mode);
  try {
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
  if (change.type === 'create') return;
  const now = readText(join(root, change.path));
  if ('problem' in now || now.text !== change.before) {
    throw new Refusal(`Not written: ${change.path} has changed since it was read.`, 'Run the command again.');
  }
}

function prepare(root: string, change: Change): Prepared {
  const target = safeFolder(root, change.path);
  const temporary = join(dirname(target), `.cop-${randomBytes(9).toString('hex')}.tmp`);
  const mode = change.type === 'edit' ? lstatSync(target).mode & 0o777 : 0o666;
  writeDurably(temporary, change.type === 'edit' ? change.after : change.text, mode);
  return { change, target, temporary };
}

function finish(root: string, { change, target, temporary }: Prepared): void {
  unchanged(root, change);
  if (change.type === 'edit') {
    renameSync(temporary, target);
    return;
  }
  try {
    // Unlike rename, link never replaces a file that somebody else made meanwhile.
    linkSync(temporary, target);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw new Refusal(`Not written: ${change.path} exists already.`, 'Run the command again.');
    throw error;
  }
  rmSync(temporary, { force: true });
}

/** Takes back what was put in place before a later step failed. */
function undo(done: readonly Prepared[]): void {
  for (const { change, target } of done) {
    if (change.type === 'create') {
      rmSync(target, { force: true });
    } else {
      const temporary = `${target}.cop-undo.tmp`;
      rmSync(temporary, { force: true });
      writeDurably(temporary, change.before, lstatSync(target).mode & 0o777);
      renameSync(temporary, target);
    }
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
    }
    for (const folder of new Set(prepared.map(({ target }) => dirname(target)))) syncFolder(folder);
  } catch (error) {
    undo(done);
    const { code } = error as NodeJS.ErrnoException;
    if (error instanceof Refusal || code === undefined) throw error;
    throw new Refusal(
      `Not written: the system refused (${code}).`,
      'Check the space and the permissions of the folder.',
    );
  } finally {
    for (const { temporary } of prepared) rmSync(temporary, { force: true });
  }
}
