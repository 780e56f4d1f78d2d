import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { count, during } from '../text/work.ts';

/**
 * Settings under which git reads a repository that may be a stranger's: none of what it configures is run on our
 * behalf. simple-git refuses to pass some of them, so reading has this door of its own.
 */
const HARMLESS = [
  '-c',
  'core.fsmonitor=false',
  '-c',
  'core.hooksPath=/dev/null',
  '-c',
  'safe.bareRepository=explicit',
  '-c',
  'log.showSignature=false',
  '-c',
  'log.showRoot=true',
  // Who is who is for the repository to say, in its .mailmap: the same on every machine.
  '-c',
  'mailmap.file=/dev/null',
  '-c',
  'mailmap.blob=',
  '--literal-pathspecs',
];

const LARGEST_ANSWER = 256 * 1024 * 1024;
const PATIENCE_MS = 30_000;

/** The environment without what could steer git elsewhere. */
function scrubbed(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => !name.startsWith('GIT_'));
  // Reading asks nobody: what a partial clone lacks stays unknown.
  const quiet = {
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ALLOW_PROTOCOL: 'none',
    GIT_NO_LAZY_FETCH: '1',
  };
  return { ...Object.fromEntries(kept), ...quiet, LC_ALL: 'C' };
}

/** What a fixed git command prints, or null where git is missing, refuses or fails. */
function ask(cwd: string, env: NodeJS.ProcessEnv, args: readonly string[], input?: string): Buffer | null {
  count('git');
  try {
    return during('asking git', () =>
      execFileSync('git', [...HARMLESS, ...args], {
        cwd,
        env: scrubbed(env),
        stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'ignore'],
        ...(input === undefined ? {} : { input }),
        maxBuffer: LARGEST_ANSWER,
        timeout: PATIENCE_MS,
      }),
    );
  } catch {
    return null;
  }
}

const LISTING = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];

/** The files below a folder that git tracks or would track, or null where git cannot tell. Names are not decoded twice. */
export function gitFiles(cwd: string, env: NodeJS.ProcessEnv): readonly string[] | null {
  const listing = ask(cwd, env, LISTING);
  return listing && [...new Set(listing.toString('utf8').split('\0'))].filter((path) => path !== '');
}

/** The name that git would put on a commit; null where none is set. */
export function gitUser(cwd: string, env: NodeJS.ProcessEnv): string | null {
  return ask(cwd, env, ['config', '--get', 'user.name'])?.toString('utf8').trim() || null;
}

/** The branch that is checked out, be it without a commit; null where none is. */
export function gitBranch(cwd: string, env: NodeJS.ProcessEnv): string | null {
  return ask(cwd, env, ['symbolic-ref', '--quiet', '--short', 'HEAD'])?.toString('utf8').trim() || null;
}

/** The branch that others start from: what `origin` has checked out, or else `main` or `master` where there is one. */
export function gitDefaultBranch(cwd: string, env: NodeJS.ProcessEnv): string | null {
  const head = ask(cwd, env, ['symbolic-ref', '--quiet', '--short', 'refs/remotes/origin/HEAD'])
    ?.toString('utf8')
    .trim();
  if (head) return head.replace(/^origin\//, '');
  return (
    ['main', 'master'].find(
      (name) => ask(cwd, env, ['rev-parse', '--verify', '--quiet', `refs/heads/${name}`]) !== null,
    ) ?? null
  );
}

/** Where `origin` is, as it is configured: a stranger's text, which may hold a password. Null where there is none. */
export function gitRemote(cwd: string, env: NodeJS.ProcessEnv): string | null {
  return ask(cwd, env, ['config', '--get', 'remote.origin.url'])?.toString('utf8').trim() || null;
}

/** Why git could not list the files of a folder, in its own words. */
export function gitTrouble(cwd: string, env: NodeJS.ProcessEnv): string {
  count('git');
  const { stderr, error } = spawnSync('git', [...HARMLESS, ...LISTING], {
    cwd,
    env: scrubbed(env),
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: PATIENCE_MS,
    encoding: 'utf8',
  });
  return (
    stderr?.split('\n', 1)[0] ||
    (error ? `git cannot be started (${(error as NodeJS.ErrnoException).code})` : 'no reason given')
  );
}

/** What one walk through the commits tells of the files below a folder; `null` where git cannot tell. */
export function gitLog(cwd: string, env: NodeJS.ProcessEnv, format: string): string | null {
  const log = ask(cwd, env, [
    'log',
    '--no-color',
    '--no-ext-diff',
    '--no-textconv',
    '--no-renames',
    // Of a merge only what it changed itself; what it brought in others wrote.
    '--diff-merges=combined',
    '--encoding=UTF-8',
    '-O/dev/null',
    '--relative',
    '--name-status',
    '-z',
    '--date=format:%Y-%m-%d',
    `--format=${format}`,
  ]);
  return log && log.toString('utf8');
}

/**
 * The commits through which a file came to be what it is on a branch, the newest first, each with the day on which it
 * reached the branch and the path that the file had in it, from the top of the repository; none where git cannot tell.
 */
export function gitRevisions(
  cwd: string,
  env: NodeJS.ProcessEnv,
  path: string,
  from = 'HEAD',
): { hash: string; day: string; path: string }[] {
  const log = ask(cwd, env, [
    'log',
    '--no-color',
    '--no-ext-diff',
    '--no-textconv',
    // What a merge brought counts from the merge on: before, nobody on this branch could have read it.
    '--first-parent',
    '--diff-merges=first-parent',
    '--follow',
    '-M',
    '--name-status',
    '-z',
    '--date=format:%Y-%m-%d',
    '--format=%x01%H %cd',
    from,
    '--',
    path,
  ]);
  const records = log?.toString('utf8').split('\u0001') ?? [];
  return records.flatMap((record) => {
    const [head = '', ...fields] = record.split('\0').map((field) => field.replace(/^\n/, ''));
    const [hash = '', day = ''] = head.trim().split(' ');
    const then = fields.findLast((field) => field !== '');
    return day === '' || then === undefined ? [] : [{ hash, day, path: then }];
  });
}

/** A file as a commit has it, by its path from the top of the repository; null where it is not there. */
export function gitText(cwd: string, env: NodeJS.ProcessEnv, hash: string, path: string): string | null {
  return ask(cwd, env, ['cat-file', 'blob', `${hash}:${path}`])?.toString('utf8') ?? null;
}

/** The blob of each file below a folder in a commit, by its path; null where there is no such commit. */
export function gitBlobs(cwd: string, env: NodeJS.ProcessEnv, commit = 'HEAD'): ReadonlyMap<string, string> | null {
  const tree = ask(cwd, env, ['ls-tree', '-r', '-z', commit]);
  if (tree === null) return null;
  const entries = tree
    .toString('utf8')
    .split('\0')
    .map((entry) => /^100\d+ blob ([0-9a-f]+)\t([^]*)$/.exec(entry));
  return new Map(entries.flatMap((entry) => (entry ? [[entry[2] as string, entry[1] as string]] : [])));
}

/** Whether there is a commit at all. */
export function hasCommit(cwd: string, env: NodeJS.ProcessEnv): boolean {
  return ask(cwd, env, ['rev-parse', '--verify', '--quiet', 'HEAD']) !== null;
}

/** Whether commits are missing here, so that the oldest one there seems to have made every file. */
export function isShallow(cwd: string, env: NodeJS.ProcessEnv): boolean {
  return ask(cwd, env, ['rev-parse', '--is-shallow-repository'])?.toString('utf8').trim() === 'true';
}

export function isInsideRepository(cwd: string, env: NodeJS.ProcessEnv): boolean {
  return ask(cwd, env, ['rev-parse', '--is-inside-work-tree'])?.toString('utf8').trim() === 'true';
}

/** Where a branch left another one: the commit, or null where git knows no such revision or no common one. */
export function gitMergeBase(cwd: string, env: NodeJS.ProcessEnv, ref: string): string | null {
  return ask(cwd, env, ['merge-base', '--end-of-options', ref, 'HEAD'])?.toString('utf8').trim() || null;
}

/** Whether git knows a revision by that name. */
export function isRevision(cwd: string, env: NodeJS.ProcessEnv, ref: string): boolean {
  return ask(cwd, env, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]) !== null;
}

/** A file that git would now commit under another name than a revision has it under. */
export interface Renamed {
  readonly path: string;
  readonly before: string;
}

/**
 * What has another name now, committed or staged, than in a revision; paths are relative to the folder. The index is
 * compared and never the files on disk: to compare those, git runs the filters that the repository configures.
 */
export function gitRenames(cwd: string, env: NodeJS.ProcessEnv, commit: string): Renamed[] {
  const told = ask(cwd, env, [
    'diff-index',
    '--cached',
    '--no-color',
    '--no-ext-diff',
    '--no-textconv',
    '-M',
    '--diff-filter=R',
    '--relative',
    '--name-status',
    '-z',
    commit,
    '--',
  ]);
  const fields = told?.toString('utf8').split('\0') ?? [];
  const renames: Renamed[] = [];
  for (let at = 0; at + 2 < fields.length; at += 3) {
    renames.push({ before: fields[at + 1] ?? '', path: fields[at + 2] ?? '' });
  }
  return renames;
}

/** The files below a folder that are tracked and, in a sparse checkout, not on disk on purpose. */
export function gitSkipped(cwd: string, env: NodeJS.ProcessEnv): ReadonlySet<string> {
  const listing = ask(cwd, env, ['ls-files', '-z', '-t', '--cached'])?.toString('utf8').split('\0') ?? [];
  return new Set(listing.flatMap((entry) => (entry.startsWith('S ') ? [entry.slice(2)] : [])));
}

/** The blob of each file below a folder as it is to be committed, by its path. */
export function gitStaged(cwd: string, env: NodeJS.ProcessEnv): ReadonlyMap<string, string> {
  const listing = ask(cwd, env, ['ls-files', '-z', '--stage', '--cached'])?.toString('utf8').split('\0') ?? [];
  const entries = listing.map((entry) => /^100\d+ ([0-9a-f]+) 0\t([^]*)$/.exec(entry));
  return new Map(entries.flatMap((entry) => (entry ? [[entry[2] as string, entry[1] as string]] : [])));
}

/** Blobs by their names, all in one asking. */
export function gitContents(
  cwd: string,
  env: NodeJS.ProcessEnv,
  hashes: readonly string[],
): ReadonlyMap<string, Buffer> {
  const found = new Map<string, Buffer>();
  const told = ask(cwd, env, ['cat-file', '--batch'], `${hashes.join('\n')}\n`);
  if (told === null) return found;
  for (let at = 0; at < told.length;) {
    const end = told.indexOf(10, at);
    const [hash = '', type, size = '0'] = told.subarray(at, end).toString('latin1').split(' ');
    if (end < 0 || type === undefined) break;
    if (type === 'missing') {
      at = end + 1;
      continue;
    }
    found.set(hash, told.subarray(end + 1, end + 1 + Number(size)));
    at = end + 1 + Number(size) + 1;
  }
  return found;
}

/** The folder's path below the top of its repository, with a slash at its end; '' at the top, or where there is none. */
export function gitPrefix(cwd: string, env: NodeJS.ProcessEnv): string {
  return ask(cwd, env, ['rev-parse', '--show-prefix'])?.toString('utf8').trim() ?? '';
}

/** The state of a repository as git tells it, for whoever has to know that it is as it was. */
export interface GitState {
  /** Where git stands, and every path with what the index says of it; only the paths for whoever asks about no commits. */
  readonly text: string;
  readonly files: readonly string[];
  /** Whether some of them are kept off the disk, by a sparse checkout. */
  readonly isSparse: boolean;
  /** Git's own files that may change what it tells though all of that stays. */
  readonly own: readonly string[];
}

/** What `ls-files -t` told: the paths behind their tags, those in conflict once, and whether one has the tag of what is kept off the disk. */
function listed(text: string): Pick<GitState, 'files' | 'isSparse'> {
  const files: string[] = [];
  let isSparse = false;
  for (let from = 0, end = text.indexOf('\0'); end >= 0; from = end + 1, end = text.indexOf('\0', from)) {
    isSparse ||= text.startsWith('S ', from);
    const path = text.slice(from + 2, end);
    if (path !== files.at(-1)) files.push(path);
  }
  return { files, isSparse };
}

const OWN = ['objects/pack', 'refs/replace', 'packed-refs', 'info/grafts', 'config'];

/**
 * What git lists, and where it stands, asked of two processes at once; null where git cannot tell.
 *
 * @param ofCommits Whether commits matter. They do where files are not on the disk: then git is asked what they say.
 */
export async function gitState(cwd: string, env: NodeJS.ProcessEnv, ofCommits: boolean): Promise<GitState | null> {
  const told = (args: readonly string[]): Promise<{ text: string; failed: boolean }> =>
    new Promise((resolve) => {
      count('git');
      const settings = { cwd, env: scrubbed(env), maxBuffer: LARGEST_ANSWER, timeout: PATIENCE_MS };
      execFile('git', [...HARMLESS, ...args], settings, (error, text) => resolve({ text, failed: error !== null }));
    });
  // Where there is no commit yet, it says so and fails.
  const place = (): ReturnType<typeof told> =>
    told([
      'rev-parse',
      '--is-shallow-repository',
      '--show-toplevel',
      ...OWN.flatMap((path) => ['--git-path', path]),
      'HEAD',
    ]);
  const [listing, asked] = await Promise.all([told([...LISTING, '-t']), ofCommits ? place() : null]);
  if (listing.failed) return null;
  const { files, isSparse } = listed(listing.text);
  const stands = asked ?? (isSparse ? await place() : null);
  if (stands === null) return { text: files.join('\0'), files, isSparse, own: [] };
  const [isShallow, top, ...paths] = stands.text.split('\n');
  if (isShallow === undefined || top === undefined || paths.length < OWN.length) return null;
  return {
    text: `${stands.text}\0${listing.text}`,
    files,
    isSparse,
    own: [...paths.slice(0, OWN.length), join(top, '.mailmap')],
  };
}
