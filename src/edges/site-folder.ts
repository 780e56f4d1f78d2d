import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  rmdirSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { Refusal } from '../model/refusal.ts';
import type { Needs, Site, Unshown } from '../render/site/site.ts';
import { noting } from '../text/noting.ts';
import { byText } from '../text/words.ts';
import { count, during, expect } from '../text/work.ts';
import { builtFile, stillThere } from './kept-site.ts';
import type { BuiltFile } from './kept-site.ts';
import { beside, discard, isLeftover, isTemporary } from './temporary.ts';
import { LARGEST_ATTACHMENT, SITE_MANIFEST as MANIFEST, readAttachment, readRegular } from './files.ts';

export interface Built {
  readonly written: number;
  readonly unchanged: number;
  readonly removed: number;
  /** Files that were to be copied and could not be read, with the reason. */
  readonly notCopied: readonly { readonly path: string; readonly problem: string }[];
}

const within = (folder: string, path: string): boolean => path === folder || path.startsWith(folder + sep);

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}

/** The real place of a path whose last steps may not exist yet. */
function realPlace(path: string): string {
  let there = path;
  while (!existsSync(there) && dirname(there) !== there) there = dirname(there);
  return join(realpathSync(there), relative(there, path));
}

/**
 * A folder a site may be written to: no folder that holds the community's own files, or the community itself.
 *
 * @throws Refusal that says what is wrong with it.
 */
export function siteFolder(root: string, wanted: string, files: Iterable<string>): string {
  const out = resolve(wanted);
  const refuse = (why: string): never => {
    throw new Refusal(
      `The site is not built into ${wanted}: ${why}.`,
      'Give a folder of its own with --out, such as --out _site.',
    );
  };
  if (isLink(out)) refuse('it is a symbolic link');
  const place = realPlace(out);
  const home = realpathSync(root);
  if (within(place, home)) refuse('the community lies in it');
  if (within(home, place)) {
    if (place !== join(home, relative(resolve(root), out))) refuse('it is reached through a symbolic link');
    const inside = relative(home, place).split(sep).join('/');
    if (inside.split('/').includes('.git')) refuse('it belongs to git');
    // Without git to hide them, the files of an earlier build are listed like any other.
    const ours = new Set([...knownFiles(out), MANIFEST].map((path) => `${inside}/${path}`));
    const isTheirs = (file: string): boolean => file.startsWith(`${inside}/`) && !ours.has(file) && !isTemporary(file);
    for (const file of files) if (isTheirs(file)) refuse(`it holds ${file}`);
  }
  if (existsSync(out) && !lstatSync(out).isDirectory()) refuse('it is a file');
  if (existsSync(out) && !existsSync(join(out, MANIFEST)) && readdirSync(out).some((name) => !isTemporary(name))) {
    refuse('it holds files that cop did not make');
  }
  return out;
}

function knownFiles(out: string): string[] {
  const read = readRegular(join(out, MANIFEST), LARGEST_ATTACHMENT);
  if ('problem' in read) return [];
  const paths = read.bytes
    .toString('utf8')
    .split('\n')
    .filter((path) => path !== '');
  // The list is a file like any other: a path that leads elsewhere was not written by us.
  return paths.filter((path) => !path.startsWith('/') && !path.split('/').some((step) => step === '..' || step === ''));
}

/** The folders of a site that were looked at and made in this run: each once, however many files go into it. */
class Folders {
  private readonly made = new Set<string>();
  private readonly out: string;

  constructor(out: string) {
    this.out = out;
  }

  /** Makes the folder of a path in the site. @throws Refusal where one of its steps is a symbolic link. */
  make(path: string): void {
    const inSite = path.slice(0, Math.max(0, path.lastIndexOf('/')));
    if (this.made.has(inSite)) return;
    let folder = this.out;
    mkdirSync(folder, { recursive: true });
    for (const step of inSite === '' ? [] : inSite.split('/')) {
      folder = join(folder, step);
      if (isLink(folder)) throw new Refusal(`The site is not built: ${folder} is a symbolic link.`);
      mkdirSync(folder, { recursive: true });
    }
    this.made.add(inSite);
  }
}

/** Whether a file holds just these bytes. One of another size is not read. */
function holds(target: string, bytes: Buffer): boolean {
  const found = lstatSync(target, { throwIfNoEntry: false });
  if (!found?.isFile() || found.size !== bytes.length) return false;
  const before = readRegular(target, LARGEST_ATTACHMENT);
  return 'bytes' in before && before.bytes.equals(bytes);
}

function put(folders: Folders, out: string, path: string, bytes: Buffer): 'written' | 'unchanged' {
  const target = join(out, path);
  folders.make(path);
  if (holds(target, bytes)) return 'unchanged';
  const temporary = beside(target);
  count('written');
  try {
    writeFileSync(temporary, bytes, { flag: 'wx' });
    renameSync(temporary, target);
  } catch (error) {
    discard(temporary);
    throw error;
  }
  return 'written';
}

function removeStale(folders: Folders, out: string, kept: ReadonlySet<string>): number {
  const stale = knownFiles(out).filter((path) => !kept.has(path));
  for (const path of stale) {
    folders.make(path);
    if (lstatSync(join(out, path), { throwIfNoEntry: false })?.isFile()) rmSync(join(out, path));
  }
  const emptied = new Set(
    stale.flatMap((path) =>
      path
        .split('/')
        .slice(0, -1)
        .map((_, index, all) => all.slice(0, index + 1).join('/')),
    ),
  );
  for (const folder of [...emptied].sort((a, b) => b.length - a.length)) {
    const path = join(out, folder);
    if (existsSync(path) && readdirSync(path).length === 0) rmdirSync(path);
  }
  return stale.length;
}

/** What a build that was cut off left beside the files it wrote. */
function removeLeftovers(out: string, paths: readonly string[]): void {
  for (const folder of new Set(paths.map((path) => dirname(join(out, path))))) {
    if (isLink(folder) || !existsSync(folder)) continue;
    for (const name of readdirSync(folder)) if (isLeftover(name)) discard(join(folder, name));
  }
}

/** What is known of a site that lies there already, of documents that show the same to others. */
export interface Before {
  readonly files: ReadonlyMap<string, BuiltFile>;
  /** Documents whose own words have changed since. */
  readonly edited: ReadonlySet<string>;
}

/** What was built, and what the next build may know of it. */
export interface Writing extends Built {
  readonly unshown: readonly Unshown[];
  readonly files: readonly BuiltFile[];
}

const unique = <T>(all: readonly T[], keyOf: (one: T) => string): T[] => [
  ...new Map(all.map((one) => [keyOf(one), one])).values(),
];

/**
 * Writes a site, touching only what changed and removing only what an earlier build made. Files are not so much as rendered that are
 * known to hold what they would be.
 *
 * @param isKept Whether the next build is to know of this one, which takes numbers for all bytes.
 */
export function writeSite(root: string, out: string, site: Site, before: Before | null, isKept: boolean): Writing {
  const notCopied: { path: string; problem: string }[] = [];
  const done: BuiltFile[] = [];
  const counts = { written: 0, unchanged: 0 };
  const known = new Set(knownFiles(out));
  const folders = new Folders(out);
  const write = (path: string, bytes: Buffer, looked?: ReadonlySet<string>, needs?: Needs): void => {
    counts[during('writing', () => put(folders, out, path, bytes))] += 1;
    done.push(builtFile(path, isKept ? bytes : null, looked, needs));
  };
  const kept = (path: string): BuiltFile | null => {
    const was = before?.files.get(path);
    if (!was || was.looked.some((one) => before?.edited.has(one))) return null;
    folders.make(path);
    return stillThere(out, was);
  };
  mkdirSync(out, { recursive: true });
  // Named before anything is written: a build that is cut off is tidied up by the next one.
  const planned = [...known, ...site.files.map(({ path }) => path)];
  put(folders, out, MANIFEST, manifest(planned));
  // A site inside the repository is not for committing; git reads this and shows none of it.
  if (within(realpathSync(root), realpathSync(out))) write('.gitignore', Buffer.from('*\n'));
  expect('page', site.pages);
  for (const { path, text } of site.files) {
    const was = kept(path);
    if (was) {
      counts.unchanged += 1;
      done.push(was);
      continue;
    }
    const drawn = (): ReturnType<typeof text> => during('rendering', text);
    const { value, looked } = isKept ? noting(drawn) : { value: drawn(), looked: undefined };
    write(path, Buffer.from(value, 'utf8'), looked, site.needs());
  }
  // Only now is it known which other files the pages need.
  const copies = unique([...site.copies(), ...done.flatMap(({ needs }) => needs.copies)], ({ path }) => path).sort(
    (a, b) => byText(a.path, b.path),
  );
  const drawings = site.drawings();
  put(
    folders,
    out,
    MANIFEST,
    manifest([...planned, ...copies.map(({ path }) => path), ...drawings.map(({ path }) => path)]),
  );
  const unshown = unique(
    done.flatMap(({ needs }) => needs.unshown),
    ({ path, target }) => `${path}\n${target}`,
  );
  for (const { path, svg } of drawings) write(path, Buffer.from(svg, 'utf8'));
  for (const { path, copyOf } of copies) {
    const read = readAttachment(join(root, copyOf));
    if ('problem' in read) notCopied.push({ path: copyOf, problem: read.problem });
    else write(path, read.bytes);
  }
  const paths = done.map(({ path }) => path);
  removeLeftovers(out, [MANIFEST, ...known, ...paths]);
  const removed = removeStale(folders, out, new Set(paths));
  const list = manifest(paths);
  put(folders, out, MANIFEST, list);
  return { ...counts, removed, notCopied, unshown, files: [...done, builtFile(MANIFEST, isKept ? list : null)] };
}

/**
 * The files of a site, where all of them lie there as a build left them; null otherwise. What a build that was cut off left beside
 * them is taken away.
 *
 * @throws Refusal where a folder of it is a symbolic link now.
 */
export function wholeSite(out: string, files: readonly BuiltFile[]): readonly BuiltFile[] | null {
  const folders = new Folders(out);
  const there: BuiltFile[] = [];
  for (const file of files) {
    folders.make(file.path);
    const still = stillThere(out, file);
    if (!still) return null;
    there.push(still);
  }
  removeLeftovers(
    out,
    files.map(({ path }) => path),
  );
  return there;
}

function manifest(paths: readonly string[]): Buffer {
  return Buffer.from(`${[...new Set(paths)].sort(byText).join('\n')}\n`);
}
