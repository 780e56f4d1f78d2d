import { execFileSync, spawnSync } from 'node:child_process';

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
  '--literal-pathspecs',
];

const LARGEST_ANSWER = 256 * 1024 * 1024;
const PATIENCE_MS = 30_000;

/** The environment without what could steer git elsewhere. */
function scrubbed(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => !name.startsWith('GIT_'));
  // Reading asks nobody: what a partial clone lacks stays unknown.
  const quiet = { GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0', GIT_ALLOW_PROTOCOL: 'none' };
  return { ...Object.fromEntries(kept), ...quiet, LC_ALL: 'C' };
}

/** What a fixed git command prints, or null where git is missing, refuses or fails. */
function ask(cwd: string, env: NodeJS.ProcessEnv, args: readonly string[]): Buffer | null {
  try {
    return execFileSync('git', [...HARMLESS, ...args], {
      cwd,
      env: scrubbed(env),
      stdio: ['ignore', 'pipe', 'ignore'],
      maxBuffer: LARGEST_ANSWER,
      timeout: PATIENCE_MS,
    });
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

/** Why git could not list the files of a folder, in its own words. */
export function gitTrouble(cwd: string, env: NodeJS.ProcessEnv): string {
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

/** The commits that changed a file, the newest first, each with its author's day; none where git cannot tell. */
export function gitRevisions(cwd: string, env: NodeJS.ProcessEnv, path: string): { hash: string; day: string }[] {
  const log = ask(cwd, env, [
    'log',
    '--no-color',
    '--no-renames',
    '--date=format:%Y-%m-%d',
    '--format=%H %ad',
    '--',
    path,
  ]);
  const lines = log?.toString('utf8').split('\n') ?? [];
  return lines.flatMap((line) => {
    const [hash = '', day = ''] = line.split(' ');
    return day === '' ? [] : [{ hash, day }];
  });
}

/** A file as a commit left it; null where it was not there, or git cannot tell. */
export function gitText(cwd: string, env: NodeJS.ProcessEnv, hash: string, path: string): string | null {
  return ask(cwd, env, ['cat-file', 'blob', `${hash}:./${path}`])?.toString('utf8') ?? null;
}

/** The blob of each file below a folder in the last commit, by its path; null where there is no commit. */
export function gitBlobs(cwd: string, env: NodeJS.ProcessEnv): ReadonlyMap<string, string> | null {
  const tree = ask(cwd, env, ['ls-tree', '-r', '-z', 'HEAD']);
  if (tree === null) return null;
  const entries = tree
    .toString('utf8')
    .split('\0')
    .map((entry) => /^\d+ blob ([0-9a-f]+)\t([^]*)$/.exec(entry));
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
