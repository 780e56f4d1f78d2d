import { chmodSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import { fingerprint } from './files.ts';
import { beside, discard } from './temporary.ts';

const AnswerHeld = v.strictObject({
  question: v.string(),
  /** What was typed, the names of what was chosen, yes or no, or where a slider stood. */
  answer: v.union([
    v.string(),
    v.boolean(),
    v.array(v.string()),
    v.strictObject({ now: v.number(), ideal: v.number() }),
  ]),
});

const DraftHeld = v.strictObject({
  /** What was being written: a command with what it is about. */
  sort: v.string(),
  title: v.string(),
  day: v.string(),
  answers: v.array(AnswerHeld),
});

const DraftsHeld = v.strictObject({ version: v.literal(1), drafts: v.array(DraftHeld) });

export type Answered = v.InferOutput<typeof AnswerHeld>;
export type Draft = v.InferOutput<typeof DraftHeld>;

/** Older ones are let go of: whoever left so many does not come back. */
const MOST_KEPT = 10;
const LARGEST = 1024 * 1024;

const isFolder = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

/** The folder of git that a community lies in, where it is one: a file or a link called `.git` may lead anywhere. */
function gitFolder(root: string): string | null {
  for (let folder = root; ; folder = dirname(folder)) {
    if (isFolder(join(folder, '.git/objects'))) return isFolder(join(folder, '.git')) ? join(folder, '.git') : null;
    if (lstatSync(join(folder, '.git'), { throwIfNoEntry: false }) || dirname(folder) === folder) return null;
  }
}

/** Never in what git would keep: in its own folder, or else among what programs remember of this user. */
function place(root: string, env: NodeJS.ProcessEnv): string {
  const git = gitFolder(root);
  if (git !== null) return join(git, 'cop/draft.json');
  const home = env['XDG_STATE_HOME'] || join(env['HOME'] || homedir(), '.local/state');
  return join(home, `cop/draft-${fingerprint(root).slice(0, 16)}.json`);
}

/** What was answered at prompts and not written yet. Whatever cannot be read or kept is as if it had never been. */
export interface Drafts {
  /** The last one first. */
  readonly all: () => readonly Draft[];
  /** Keeps these and no others. */
  readonly keep: (drafts: readonly Draft[]) => void;
}

export function openDrafts(root: string, env: NodeJS.ProcessEnv): Drafts {
  const path = place(root, env);
  return {
    all: () => {
      try {
        const state = lstatSync(path);
        if (!state.isFile() || state.size > LARGEST) return [];
        const read = v.safeParse(DraftsHeld, JSON.parse(readFileSync(path, 'utf8')));
        return read.success ? read.output.drafts : [];
      } catch {
        return [];
      }
    },
    keep: (drafts) => {
      const temporary = beside(path);
      try {
        if (drafts.length === 0) {
          rmSync(path, { force: true });
          return;
        }
        const folder = dirname(path);
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        // A link called so would lead what is typed elsewhere.
        if (!isFolder(folder)) return;
        const text = JSON.stringify({ version: 1, drafts: drafts.slice(0, MOST_KEPT) });
        writeFileSync(temporary, text, { flag: 'wx', mode: 0o600 });
        chmodSync(temporary, 0o600);
        renameSync(temporary, path);
      } catch {
        discard(temporary);
      }
    },
  };
}
