import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { main } from '../src/cli.ts';
import type { Asker } from '../src/edges/prompts.ts';
import type { Io } from '../src/edges/process.ts';

export const PROJECT = new URL('..', import.meta.url).pathname.replace(/\/$/, '');
export const COMMUNITY = join(PROJECT, 'fixtures/community');
export const SHARED = join(PROJECT, '../shared');
export const CORPORA = join(SHARED, 'corpora');
export const TODAY = '2026-11-20';

/** What git may know of whoever runs the tests: nothing but this. */
export const GIT_ENV = {
  PATH: process.env['PATH'],
  HOME: '/nonexistent',
  // Nothing is remembered between runs where a test does not wish it.
  XDG_STATE_HOME: '/dev/null',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
  GIT_AUTHOR_NAME: 'Test',
  GIT_AUTHOR_EMAIL: 'test@example.org',
  GIT_COMMITTER_NAME: 'Test',
  GIT_COMMITTER_EMAIL: 'test@example.org',
  GIT_AUTHOR_DATE: '2026-11-20T09:00:00Z',
  GIT_COMMITTER_DATE: '2026-11-20T09:00:00Z',
};

export function git(cwd: string, ...args: readonly string[]): string {
  return execFileSync('git', args, { cwd, env: GIT_ENV, encoding: 'utf8' });
}

/** The same as of a day: git keeps two of them, when something was written and when it was committed. */
export function gitOn(cwd: string, day: string, ...args: readonly string[]): string {
  const at = `${day}T12:00:00Z`;
  const env = { ...GIT_ENV, GIT_AUTHOR_DATE: at, GIT_COMMITTER_DATE: at };
  return execFileSync('git', args, { cwd, env, encoding: 'utf8' });
}

/** An empty folder that goes away with the test. */
export function folder(): string {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'cop-test-')));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** A folder with these files. */
export function folderWith(files: Readonly<Record<string, string | Buffer>>): string {
  const root = folder();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

/** One process that starts the others: from one as large as a test's, starting each takes five times as long. */
const BEGIN = [
  'git init --quiet --initial-branch=main',
  'git config user.name "$1"',
  'git config user.email member@example.org',
  'git add --all',
  'git commit --quiet --allow-empty --message=Start',
].join(' && ');

export function repository(root: string, user = 'Zoë Lindqvist'): string {
  execFileSync('sh', ['-c', BEGIN, 'sh', user], { cwd: root, env: GIT_ENV });
  return root;
}

/** A copy of the demo community as a repository of its own. */
export function demo(): string {
  const root = join(folder(), 'tidewater');
  cpSync(COMMUNITY, root, { recursive: true });
  return repository(root);
}

/** Numbers in [0, 1) that are the same in every run. */
export function seeded(seed = 7): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** Both, in the order in which they were said. */
  readonly said: readonly { readonly stream: 'out' | 'err'; readonly text: string }[];
}

export interface Running {
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly stdin?: string | Buffer;
  readonly asker?: (tell: (text: string) => void) => Asker;
  readonly random?: () => number;
  readonly width?: number;
  /** Whether it is a terminal that reads what is said. */
  readonly terminal?: boolean;
  /** Milliseconds since the program began. */
  readonly elapsed?: () => number;
  /** Ends a command that runs until somebody ends it. */
  readonly interrupted?: Promise<void>;
  /** Hears what is said while it is said. */
  readonly heard?: (text: string) => void;
}

/** One command line, in this process, in a world of its own. */
export async function run(
  argv: readonly string[],
  { cwd, env, stdin, asker, random, width, terminal, elapsed, interrupted, heard }: Running,
): Promise<Ran> {
  const said: { stream: 'out' | 'err'; text: string }[] = [];
  const tell =
    (stream: 'out' | 'err') =>
    (text: string): void => {
      said.push({ stream, text });
      heard?.(text);
    };
  const told = (stream: 'out' | 'err'): string =>
    said.flatMap((one) => (one.stream === stream ? [one.text] : [])).join('');
  const io: Io = {
    cwd,
    env: { ...GIT_ENV, ...env },
    clock: () => TODAY,
    random: random ?? seeded(),
    stdout: tell('out'),
    stderr: tell('err'),
    stdin: async () => Buffer.from(stdin ?? ''),
    interrupted: () => interrupted ?? Promise.resolve(),
    stdoutIsTerminal: terminal ?? false,
    stderrIsTerminal: terminal ?? false,
    elapsed: elapsed ?? (() => 0),
    width: width ?? 100,
    asker: async () => asker?.(tell('err')) ?? null,
  };
  const code = await main(argv, io);
  return { code, out: told('out'), err: told('err'), said };
}

/** Every Markdown file below a folder. */
export function textsBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:md|markdown)$/i.test(entry.name))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
}

/** The Markdown files below a folder that are no larger than what people write, by their paths; none where there is no such folder. */
export function pagesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => path.endsWith('.md') && statSync(path).isFile() && statSync(path).size < 30_000);
}
