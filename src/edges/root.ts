import { lstatSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { CONFIG_FILE } from '../model/config-file.ts';
import { Refusal } from '../model/refusal.ts';

/** The folder of the community that `from` lies in. */
export function findRoot(from: string): string | null {
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    const found = lstatSync(join(folder, CONFIG_FILE), { throwIfNoEntry: false });
    if (found?.isFile()) return folder;
    if (found)
      throw new Refusal(
        `${join(folder, CONFIG_FILE)} is no regular file.`,
        'A link or a folder cannot settle a community.',
      );
    if (dirname(folder) === folder) return null;
  }
}

/** @throws Refusal that says how to start a community. */
export function requireRoot(from: string): string {
  const root = findRoot(from);
  if (root === null) {
    throw new Refusal(
      `No community here: no ${CONFIG_FILE} in ${from} or above it.`,
      '`cop init DIR` starts one, `cop init --here` adopts this folder, `cop -C DIR` looks elsewhere.',
    );
  }
  return root;
}

/** Whether a link leads to a folder, wherever that is. */
export function leadsToFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
