import { createHash } from 'node:crypto';
import { lstatSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { openStore } from './cache.ts';
import type { Store } from './cache.ts';
import { gitState } from './git.ts';
import type { Io } from './process.ts';
import { findRoot, leadsToFolder } from './root.ts';
import { TEMPORARY, isTemporary } from './temporary.ts';
import { byText } from '../text/words.ts';
import { LOCK } from './writing-lock.ts';

/** What a command said, piece by piece in its order (1 for stdout, 2 for stderr), and how it ended. */
interface Answer {
  readonly said: readonly (readonly [stream: 1 | 2, text: string])[];
  readonly exit: number;
}

/** What is kept of a run. */
interface Kept extends Answer {
  /** What git told, and how every file lay there. */
  readonly state: string;
  /** Files beside those that git lists which the run looked at, with how each lay there. */
  readonly beside: readonly (readonly [path: string, state: string])[];
}

/** A question that was perhaps asked before, in the same words of the same files. */
export interface Question {
  /** What was answered then; null where anything may have changed since. */
  readonly answer: Answer | null;
  /** Keeps what is answered now, and which files were read for it, unless something changed meanwhile. */
  readonly keep: (answer: Answer, read: Iterable<string>) => Promise<void>;
}

/** What in the environment may change what a command says. */
const SPEAKING = /^(?:COP_|GIT_|GITHUB_|CI|NO_COLOR$|FORCE_COLOR$|TERM$|COLORTERM$|HOME$|XDG_CONFIG_HOME$)/;

/** A clock ticks slower than files change: what changed so shortly before may have changed again unseen. */
const TICK_MS = 2_000;
/** Longer answers are written, not kept. */
const LONGEST = 8 * 1024 * 1024;

/** How many numbers tell how a file lies there. */
const NUMBERS = 6;

/**
 * How a file lies there, in numbers: other bytes never have the same size, place and time of change. All are 0 where none is.
 *
 * @returns When it changed, in milliseconds.
 */
function tellLie(path: string, numbers: Float64Array, at: number): number {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (!found) return 0;
  numbers[at] = found.mode;
  numbers[at + 1] = found.size;
  numbers[at + 2] = found.ino;
  numbers[at + 3] = found.mtimeMs;
  numbers[at + 4] = found.ctimeMs;
  // Of a link it is told whether it leads to a folder, which may come and go elsewhere.
  if (found.isSymbolicLink()) numbers[at + 5] = leadsToFolder(path) ? 2 : 1;
  return Math.max(found.mtimeMs, found.ctimeMs);
}

/** The same of one file, as words. */
function lie(path: string): { readonly state: string; readonly changed: number } {
  const numbers = new Float64Array(NUMBERS);
  const changed = tellLie(path, numbers, 0);
  return { state: numbers.join(' '), changed };
}

interface Seen {
  readonly state: string;
  /** What of it git told. */
  readonly git: string;
  readonly changed: number;
  readonly files: ReadonlySet<string>;
}

/** Everything that git would keep, and git itself; null where git cannot tell, or somebody is writing. */
async function see(root: string, env: NodeJS.ProcessEnv): Promise<Seen | null> {
  const told = await gitState(root, env);
  if (told === null || lstatSync(join(root, LOCK), { throwIfNoEntry: false })) return null;
  const paths = [...told.files, ...told.own];
  const numbers = new Float64Array(paths.length * NUMBERS);
  const files = new Set<string>();
  let changed = 0;
  for (const [index, path] of paths.entries()) {
    if (path.includes(TEMPORARY) && isTemporary(path)) return null;
    const full = isAbsolute(path) ? path : `${root}/${path}`;
    files.add(full);
    changed = Math.max(changed, tellLie(full, numbers, index * NUMBERS));
  }
  const state = createHash('sha256').update(`${told.text}\0`).update(numbers).digest('hex');
  return { state, git: told.text, changed, files };
}

const parsed = (bytes: Buffer | null): Kept | null => bytes && (JSON.parse(bytes.toString('utf8')) as Kept);

/**
 * A question about the community that `folder` lies in. Answers are kept under everything they follow from: the words that
 * were typed, the day, the terminal, the program, and the state of every file and of git.
 *
 * @returns null where nothing is kept.
 */
export async function openQuestion(words: readonly string[], folder: string, io: Io): Promise<Question | null> {
  try {
    const store = openStore('answers', io.env);
    const root = store && findRoot(folder);
    return store && root !== null ? await asked(words, folder, { store, root, io }) : null;
  } catch {
    // Whatever is wrong here, the command itself meets as well, and tells.
    return null;
  }
}

interface Place {
  readonly store: Store;
  readonly root: string;
  readonly io: Io;
}

async function asked(words: readonly string[], folder: string, { store, root, io }: Place): Promise<Question | null> {
  const environment = Object.entries(io.env).filter(([name]) => SPEAKING.test(name));
  const key = JSON.stringify([
    process.version,
    words,
    io.cwd,
    folder,
    io.clock(),
    io.stdoutIsTerminal,
    io.width,
    environment.sort(([a], [b]) => byText(a, b)),
  ]);
  const started = Date.now();
  const seen = await see(root, io.env);
  if (seen === null) return null;
  const kept = parsed(store.get(key));
  const holds =
    kept !== null && kept.state === seen.state && kept.beside.every(([path, state]) => lie(path).state === state);
  const keep = async (answer: Answer, read: Iterable<string>): Promise<void> => {
    const size = answer.said.reduce((sum, [, text]) => sum + text.length, 0);
    if (size > LONGEST || seen.changed > started - TICK_MS) return;
    const others = [...read].filter((path) => !seen.files.has(path)).map((path) => [path, lie(path)] as const);
    if (others.some(([, { changed }]) => changed > started - TICK_MS)) return;
    // A file that changed meanwhile never lies there again as it was seen; git may have gone elsewhere and come back.
    if ((await gitState(root, io.env))?.text !== seen.git) return;
    const beside = others.map(([path, { state }]) => [path, state] as const);
    store.put(key, Buffer.from(JSON.stringify({ ...answer, state: seen.state, beside } satisfies Kept)));
  };
  return {
    answer: holds ? kept : null,
    // What cannot be kept is not.
    keep: (answer, read) => keep(answer, read).catch(() => undefined),
  };
}
