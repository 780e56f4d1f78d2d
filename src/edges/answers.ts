import { CONFIG_FILE } from '../model/config-file.ts';
import { once } from '../text/once.ts';
import { byText } from '../text/words.ts';
import { openStore } from './cache.ts';
import type { Store } from './cache.ts';
import { sha256 } from './crypto.ts';
import { gitState } from './git.ts';
import type { Io } from './process.ts';
import { NUMBERS, placeOf, see, tellTraits } from './seen.ts';
import type { Seen } from './seen.ts';
import { TICK_MS, openStanding } from './standing.ts';
import type { FileRead, Level, Standing } from './standing.ts';

/** What of the files the answer of a command follows from, beside the words that were typed and the day. */
export interface Following {
  /**
   * - `links`: what documents write into their front matter, and where they lead
   * - `outline`: the same with their headings, and the commits
   * - `words`: every word of every file, and the commits
   */
  readonly from: Level | 'words';
  /**
   * What has to be the same for the answer to be: that, or every file; `never` of a command that writes. Where that is more, a
   * command goes on from what it knew.
   */
  readonly holds: 'level' | 'files' | 'never';
}

/** What a command said, piece by piece in its order (1 for stdout, 2 for stderr), and how it ended. */
interface Answer {
  readonly said: readonly (readonly [stream: 1 | 2, text: string])[];
  readonly exit: number;
}

/** What is kept of a run. */
interface Kept extends Answer {
  /** What git told, and how every file lay there; '' where something had changed just before. */
  readonly state: string;
  /** What of the documents the answer follows from; null where that is every word. */
  readonly says: string | null;
  /** Files beside those that git lists which the run looked at, with how each lay there. */
  readonly beside: readonly (readonly [path: string, state: string])[];
}

/** What a run looked at. */
export interface Read {
  /** Every path, be there a file or not. */
  readonly paths: Iterable<string>;
  /** The documents, where all of them were read; null otherwise. */
  readonly files: () => Iterable<FileRead> | null;
  /** Whether git was asked. */
  readonly askedGit: boolean;
  /** What else is to be kept, knowing the files. */
  readonly keeping: readonly ((now: Standing) => void)[];
}

/** What is known before a command runs. */
export interface Known {
  /** Every file that git would keep; null where git does not know the community. */
  readonly listed: readonly string[] | null;
  /** What documents showed and said when they were last read, for a command that goes on from there; null for others. */
  readonly standing: Standing | null;
}

/** A question that was perhaps asked before, in the same words of the same files. */
export interface Question {
  /** What was answered then; null where anything may have changed since. */
  readonly answer: Answer | null;
  readonly known: Known;
  /** Keeps what is answered now, and which files were read for it, unless something changed meanwhile. */
  readonly keep: (answer: Answer, read: Read) => Promise<void>;
}

/** What in the environment may change what a command says. */
const SPEAKING = /^(?:COP_|GIT_|GITHUB_|CI|NO_COLOR$|FORCE_COLOR$|TERM$|COLORTERM$|HOME$|XDG_CONFIG_HOME$)/;

/** Longer answers are written, not kept. */
const LONGEST = 8 * 1024 * 1024;

const FEW = 8;

/** How a file lies there, as words, and when it changed. */
function traits(path: string): { readonly state: string; readonly changed: number } {
  const numbers = new Float64Array(NUMBERS);
  const changed = tellTraits(path, numbers);
  return { state: numbers.join(' '), changed };
}

const parsed = (bytes: Buffer | null): Kept | null => bytes && (JSON.parse(bytes.toString('utf8')) as Kept);

const stateOf = ({ git, numbers }: Seen): string => sha256(`${git}\0`, numbers).toString('hex');

/**
 * A question about the community at `root`, asked in `folder`. Answers are kept under everything they follow from: the words that
 * were typed, the day, the terminal, the program, and the state of every file and of git.
 *
 * @returns null where nothing is kept.
 */
export async function openQuestion(
  words: readonly string[],
  following: Following,
  { folder, root }: { readonly folder: string; readonly root: string },
  io: Io,
): Promise<Question | null> {
  try {
    const store = openStore('answers', io.env);
    return store && (await asked(words, folder, { store, root, io, following }));
  } catch {
    // Whatever is wrong here, the command itself meets as well, and tells.
    return null;
  }
}

interface Place {
  readonly store: Store;
  readonly root: string;
  readonly io: Io;
  readonly following: Following;
}

async function asked(words: readonly string[], folder: string, place: Place): Promise<Question | null> {
  const { store, root, io, following } = place;
  const environment = Object.entries(io.env).filter(([name]) => SPEAKING.test(name));
  const key = JSON.stringify([
    words,
    io.cwd,
    folder,
    io.clock(),
    io.stdoutIsTerminal,
    io.width,
    environment.sort(([a], [b]) => byText(a, b)),
  ]);
  const ofCommits = following.from !== 'links';
  const seen = await see(root, io.env, ofCommits);
  if (seen === null) return null;
  const isOld = (changed: number): boolean => changed <= seen.started - TICK_MS;
  const state = stateOf(seen);
  const kept = parsed(store.get(key));
  const isBeside = (): boolean => kept !== null && kept.beside.every(([path, then]) => traits(path).state === then);
  const level = following.from === 'words' ? null : following.from;
  const standing = once(async (): Promise<Standing | null> => {
    const files = level && openStore('files', io.env);
    return files && (await openStanding(files, root, seen, level));
  });
  const put = (answer: Kept): void => store.put(key, Buffer.from(JSON.stringify(answer)));
  const keep = async ({ said, exit }: Answer, { paths, files, askedGit, keeping }: Read): Promise<void> => {
    // A file that changed meanwhile never lies there again as it was seen; git may have gone elsewhere and come back.
    if (askedGit && (await gitState(root, io.env, ofCommits))?.text !== seen.git) return;
    const read = files();
    const then = await standing();
    const now = read === null ? then : (then?.after(read) ?? null);
    if (read !== null) now?.keep();
    if (now) for (const also of keeping) also(now);
    if (following.holds === 'never' || said.reduce((sum, [, text]) => sum + text.length, 0) > LONGEST) return;
    const ofGit = new Set(seen.paths.map((path) => placeOf(root, path)));
    const others = [...paths].filter((path) => !ofGit.has(path)).map((path) => [path, traits(path)] as const);
    if (others.some(([, { changed }]) => !isOld(changed))) return;
    const says = (following.holds === 'level' && read && level && now?.digest(level)) || null;
    if (says === null && !isOld(seen.changed)) return;
    const beside = others.map(([path, { state: then }]) => [path, then] as const);
    put({ said, exit, state: isOld(seen.changed) ? state : '', says, beside });
  };
  const listed = seen.files.includes(CONFIG_FILE) ? seen.files : null;
  const question = (answer: Answer | null, known: Standing | null = null): Question => ({
    answer,
    known: { listed, standing: known },
    // What cannot be kept is not.
    keep: (told, read) => keep(told, read).catch(() => undefined),
  });
  if (kept?.state === state && isBeside()) return question(kept);
  if (level === null) return question(null);
  if (following.holds !== 'level') return question(null, await standing());
  const now = kept !== null && kept.says !== null && isBeside() ? await standing() : null;
  if (kept === null || now === null || now.digest(level) !== kept.says) return question(null);
  // A few files that were edited are read as quickly as that is written.
  if (now.edited > FEW) now.keep();
  if (isOld(seen.changed)) put({ ...kept, state });
  return question(kept);
}
