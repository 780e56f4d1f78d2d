import { lstatSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { Refusal } from '../model/refusal.ts';
import { readFile } from '../model/document.ts';
import type { Ignored, SourceFile } from '../model/document.ts';
import { CONFIG_FILE } from '../model/config-file.ts';
import { burden } from '../read/burden.ts';
import { assemble, readConfigFile } from '../read/community.ts';
import type { ConfigReading, Files } from '../read/community.ts';
import type { Community } from '../model/community.ts';
import type { Config, Known } from '../model/config.ts';
import type { Day } from '../text/day.ts';
import { byText } from '../text/words.ts';
import { expect } from '../text/work.ts';
import { Readings } from '../read/document.ts';
import { LARGEST_TEXT, SITE_MANIFEST, decodeText, isMarkdown, readText } from './files.ts';
import type { TextRead } from './files.ts';
import { gitContents, gitFiles, gitSkipped, gitStaged, gitTrouble } from './git.ts';
import { holdLess } from './memory.ts';
import { leadsToFolder } from './root.ts';

function isRegular(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** Folders that hold other people's Markdown by the thousand where no `.gitignore` says so. */
const NEVER_WALKED = new Set(['node_modules', '.git']);

function walk(root: string): string[] {
  const paths: string[] = [];
  const visit = (folder: string): void => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (!entry.isDirectory()) paths.push(path);
      // A site that was built has Markdown, too; git would not list it.
      else if (!NEVER_WALKED.has(entry.name) && !isRegular(join(root, path, SITE_MANIFEST))) visit(path);
    }
  };
  visit('');
  return paths;
}

/** Why a Markdown file is no part of the community on purpose, or null where it is part of it. */
function ignoring(paths: readonly string[], excluded: readonly string[]): (path: string) => string | null {
  const nested = paths
    .filter((path) => path.endsWith(`/${CONFIG_FILE}`))
    .map((path) => path.slice(0, -CONFIG_FILE.length));
  const outside = excluded.map((path) => path.replaceAll(/^\.?\/+|\/+$/g, ''));
  return (path) => {
    const community = nested.find((folder) => path.startsWith(folder));
    if (community !== undefined) return `${community} is a community of its own`;
    const exclusion = outside.find((prefix) => path === prefix || path.startsWith(`${prefix}/`));
    if (exclusion !== undefined) return `${CONFIG_FILE} excludes ${exclusion}`;
    const hidden = path.split('/').find((step) => step.startsWith('.') && step !== '.cop');
    if (hidden !== undefined) return `${hidden} begins with a dot`;
    return path.startsWith('.cop/') ? 'it is a template' : null;
  };
}

function hasRepository(folder: string): boolean {
  for (let at = folder; ; at = dirname(at)) {
    if (lstatSync(join(at, '.git'), { throwIfNoEntry: false })) return true;
    if (dirname(at) === at) return false;
  }
}

/** Whether a folder is what git keeps in `.git` elsewhere, which is no place for documents. */
const isBare = (folder: string): boolean =>
  isRegular(join(folder, 'HEAD')) &&
  ['objects', 'refs'].every((name) => lstatSync(join(folder, name), { throwIfNoEntry: false })?.isDirectory());

/** Every file of a folder that git would keep, sorted; of a folder that git does not know, every file. */
export function listFiles(root: string, env: NodeJS.ProcessEnv, witness: string | null): readonly string[] {
  const known = gitFiles(root, env);
  // Where there is a repository, only git knows what is to be ignored: reading on without it would publish that too.
  if (known === null && hasRepository(root)) {
    const trouble = gitTrouble(root, env);
    const remedy = trouble.includes('dubious ownership')
      ? 'It belongs to somebody else. If you trust it, `git config --global --add safe.directory` with its folder says so.'
      : '`git status` says more.';
    throw new Refusal(`git cannot read this repository: ${trouble}.`, remedy);
  }
  if (known === null && isBare(root)) {
    throw new Refusal(
      `${root} is a bare repository: nothing is checked out there.`,
      '`git clone` makes a copy that can be worked in.',
    );
  }
  // A community inside an ignored folder is there all the same, though git lists nothing of it.
  const trusted = known && (witness === null || known.includes(witness)) ? known : walk(root);
  return [...trusted].sort(byText);
}

/** The Markdown files that would become part of a community started in this folder. */
export function adoptable(paths: readonly string[]): readonly string[] {
  const why = ignoring(paths, []);
  return paths.filter((path) => isMarkdown(path) && why(path) === null);
}

/** A name that is no UTF-8 was read with this in the place of its bytes, and is found by no system under it. */
const LOST_BYTES = '\uFFFD';

/**
 * Some files of a community, read by whoever knows where they are.
 *
 * @param skipped Those that git tracks and keeps off the disk.
 */
export function filesOf(
  paths: readonly string[],
  { config }: ConfigReading,
  read: (path: string) => TextRead,
  skipped: () => ReadonlySet<string> = () => new Set(),
): Files {
  const why = ignoring(paths, config.pages.exclude);
  const ignored: Ignored[] = [];
  const absent = new Set<string>();
  const sources = new Map<string, SourceFile>();
  const unreadable: { path: string; problem: string }[] = [];
  const pages = paths.filter(isMarkdown);
  expect('file', pages.length);
  const weighed = burden(pages.length);
  for (const path of pages) {
    const reason = why(path);
    if (reason !== null) {
      ignored.push({ path, reason });
      continue;
    }
    const text = read(path);
    if ('text' in text) {
      sources.set(path, readFile(path, text.text));
      // What is too much is let go at once.
      for (const one of weighed.put(path, text.text)) if (sources.delete(one.path)) unreadable.push(one);
    } else if (text.code === 'ENOENT' || text.code === 'ENOTDIR') absent.add(path);
    else unreadable.push({ path, problem: text.problem });
  }
  if (weighed.isHeavy()) holdLess();
  const sparse = absent.size === 0 ? absent : skipped();
  const notCheckedOut = [...absent].filter((path) => sparse.has(path));
  for (const path of absent) {
    if (sparse.has(path)) absent.delete(path);
    else if (path.includes(LOST_BYTES)) {
      unreadable.push({ path, problem: 'Unexpected bytes in a file name that are no UTF-8, expected UTF-8' });
    } else ignored.push({ path, reason: 'it is not on disk: deleted' });
  }
  return {
    paths: paths.filter((path) => !absent.has(path)),
    sources: [...sources.values()],
    unreadable,
    notCheckedOut,
    ignored,
  };
}

/** Folders that are listed like files: nothing in them is read, and nobody is to think that it was. */
function notWalked(root: string, paths: readonly string[]): Ignored[] {
  return paths.flatMap((path) => {
    if (isMarkdown(path)) return [];
    const found = lstatSync(join(root, path), { throwIfNoEntry: false });
    if (found?.isDirectory()) return [{ path, reason: 'it is a repository of its own' }];
    if (!found?.isSymbolicLink() || !leadsToFolder(join(root, path))) return [];
    return [{ path, reason: 'it is a link to a folder' }];
  });
}

/**
 * What a sparse checkout keeps off the disk, read as git has it: without it an issue would wait that somebody has answered.
 * What git does not have here either, as in a partial clone, stays left out.
 */
function withStaged(files: Files, root: string, env: NodeJS.ProcessEnv): Files {
  const { notCheckedOut = [] } = files;
  if (notCheckedOut.length === 0) return files;
  const blobs = gitStaged(root, env);
  const wanted = notCheckedOut.flatMap((path) => blobs.get(path) ?? []);
  const contents = gitContents(root, env, [...new Set(wanted)]);
  const staged = notCheckedOut.flatMap((path) => {
    const bytes = contents.get(blobs.get(path) ?? '');
    const read = bytes && decodeText(bytes);
    return read && 'text' in read ? [readFile(path, read.text)] : [];
  });
  const known = new Set(staged.map(({ path }) => path));
  return {
    ...files,
    sources: [...files.sources, ...staged],
    staged: staged.map(({ path }) => path),
    notCheckedOut: notCheckedOut.filter((path) => !known.has(path)),
  };
}

/** Some paths and those that are there by their names alone, in the order of all of them. */
function withUnread(all: readonly string[], some: readonly string[], unread: ReadonlySet<string>): readonly string[] {
  const there = new Set(some);
  return all.filter((path) => unread.has(path) || there.has(path));
}

/**
 * The files of a community on disk, read.
 *
 * @param wanted Which Markdown is to be read; what is not is there by its name alone.
 * @param listed What {@link listFiles} would list, where that is known already.
 */
export function loadFiles(
  root: string,
  env: NodeJS.ProcessEnv,
  config: ConfigReading,
  wanted?: (path: string, config: Config) => boolean,
  listed?: readonly string[],
): Files {
  const paths = listed ? [...listed].sort(byText) : listFiles(root, env, CONFIG_FILE);
  const unread = new Set(wanted && paths.filter((path) => isMarkdown(path) && !wanted(path, config.config)));
  const files = filesOf(
    unread.size === 0 ? paths : paths.filter((path) => !unread.has(path)),
    config,
    (path) => readText(join(root, path)),
    () => gitSkipped(root, env),
  );
  return {
    ...withStaged(files, root, env),
    paths: unread.size === 0 ? files.paths : withUnread(paths, files.paths, unread),
    ignored: [...files.ignored, ...notWalked(root, paths)],
  };
}

/** The settings of the community at a folder. @throws Refusal where they cannot be read. */
export function loadConfig(root: string, known: Known): ConfigReading {
  const read = readText(join(root, CONFIG_FILE), LARGEST_TEXT);
  if ('problem' in read) throw new Refusal(`${CONFIG_FILE} cannot be read: ${read.problem}.`);
  return readConfigFile({ path: CONFIG_FILE, text: read.text }, known);
}

/**
 * Reads the folder of a community once, and puts it together as of whatever day is asked for; null takes everything.
 *
 * @param readings What was read before of the same folder.
 * @param wanted As in {@link loadFiles}.
 * @param listed As in {@link loadFiles}.
 */
export function openCommunity(
  root: string,
  env: NodeJS.ProcessEnv,
  known: Known,
  readings = new Readings(),
  wanted?: (path: string, config: Config) => boolean,
  listed?: readonly string[],
): (until: Day | null) => Community {
  const config = loadConfig(root, known);
  const files = loadFiles(root, env, config, wanted, listed);
  return (until) => assemble(files, config, until, readings.under(config.text));
}

/** A path that a person typed, relative to the root; null where it lies outside. */
export function insideRoot(root: string, cwd: string, path: string): string | null {
  const inside = relative(root, resolve(cwd, path));
  return inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside) ? null : inside.split(sep).join('/');
}

/** What stands at a path, as somebody sees it who wants to start a community there. */
export function folderState(path: string): 'absent' | 'file' | 'empty' | 'filled' | 'community' {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return 'absent';
  if (!found.isDirectory()) return 'file';
  if (isRegular(join(path, CONFIG_FILE))) return 'community';
  return readdirSync(path).some((entry) => entry !== '.git') ? 'filled' : 'empty';
}

/** The folder at a path, or the nearest one above it that is there. */
export function folderAbove(path: string): string {
  for (let at = path; ; at = dirname(at)) {
    if (statSync(at, { throwIfNoEntry: false })?.isDirectory() || dirname(at) === at) return at;
  }
}

export function makeFolder(path: string): void {
  mkdirSync(path, { recursive: true });
}
