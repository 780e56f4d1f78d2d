import { lstatSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readText } from './files.ts';
import type { TextRead } from './files.ts';

/** What a site calls the report it publishes for programs. */
export const REPORT_FILE = 'report.json';
/** Where a community's site is, unless somebody built it elsewhere. */
const SITE_FOLDER = '_site';

/** A report of 10,000 documents is 12 MB, since it names them; a larger file is not read. */
const LARGEST_REPORT = 64 * 1024 * 1024;

/**
 * The text of a published report: a file, or a folder that has it or whose built site does.
 *
 * @param folder Where relative places begin.
 */
export function readPublished(folder: string, place: string): TextRead {
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(place))
    return { problem: 'Unexpected address, expected a file or folder: nothing is fetched here' };
  const path = resolve(folder, place);
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (!found?.isDirectory()) return readText(path, LARGEST_REPORT);
  const own = readText(join(path, REPORT_FILE), LARGEST_REPORT);
  if (!('code' in own) || own.code !== 'ENOENT') return own;
  const site = join(path, SITE_FOLDER);
  // What is linked in somebody else's repository may lead anywhere.
  if (lstatSync(site, { throwIfNoEntry: false })?.isSymbolicLink())
    return { problem: `Unexpected symbolic link ${SITE_FOLDER}, expected a folder` };
  const built = readText(join(site, REPORT_FILE), LARGEST_REPORT);
  if (!('code' in built) || built.code !== 'ENOENT') return built;
  return {
    problem: `Unexpected folder without ${REPORT_FILE}, expected one there or in ${SITE_FOLDER}: \`cop site build\` makes it`,
  };
}
