import { existsSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { watch } from 'chokidar';
import { SITE_MANIFEST } from './files.ts';

/** Folders in which nothing is written by hand. */
const UNWATCHED = new Set(['.git', 'node_modules']);

/** Editors write several files when one is saved; what comes within this many milliseconds is one change. */
const TOGETHER_MS = 15;

const isBuilt = (folder: string): boolean => existsSync(join(folder, SITE_MANIFEST));

/** What has changed in a folder since the last time. */
export interface Change {
  /** Whether the same files are there, and git is told to ignore the same ones: some of them read differently. */
  readonly sameFiles: boolean;
}

/** Calls back whenever something in a folder has changed. Resolves, to what ends it, once it watches. */
export async function watchFolder(root: string, changed: (change: Change) => void): Promise<() => Promise<void>> {
  let waiting: NodeJS.Timeout | null = null;
  let sameFiles = true;
  const tell = (): void => {
    const change = { sameFiles };
    sameFiles = true;
    changed(change);
  };
  const ignored = (path: string): boolean => {
    const name = relative(root, path).split(/[\\/]/).at(-1) ?? '';
    return UNWATCHED.has(name) || (name !== '' && isBuilt(path));
  };
  const watcher = watch(root, { ignored, ignoreInitial: true, followSymlinks: false });
  watcher.on('all', (event, path) => {
    if (event !== 'change' || basename(path) === '.gitignore') sameFiles = false;
    if (waiting !== null) clearTimeout(waiting);
    waiting = setTimeout(tell, TOGETHER_MS);
  });
  await new Promise<void>((resolve, reject) => {
    watcher.once('ready', resolve);
    watcher.once('error', reject);
  });
  // A file that cannot be watched is one whose changes are not seen; nothing else depends on it.
  watcher.on('error', () => undefined);
  return async () => {
    if (waiting !== null) clearTimeout(waiting);
    await watcher.close();
  };
}
