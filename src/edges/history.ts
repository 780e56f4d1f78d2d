import type { SourceFile } from '../model/document.ts';
import type { History } from '../model/history.ts';
import { changedSince } from '../read/content.ts';
import type { Called, Revision } from '../read/content.ts';
import { LOG_FORMAT, readFirsts, readHistory } from '../read/history.ts';
import type { First } from '../read/history.ts';
import { once, remembered } from '../text/once.ts';
import { parseDay } from '../text/day.ts';
import type { Day } from '../text/day.ts';
import { blobOf } from './files.ts';
import { gitBlobs, gitLog, gitRevisions, gitText, hasCommit, isInsideRepository, isShallow } from './git.ts';

/** Why commits that are not here tell nothing. */
const SHALLOW = 'the clone is shallow; `git fetch --unshallow` gets the rest';

/** What the commits tell, or why they tell nothing; null where there are none, which nobody has to be told. */
export type HistoryRead = { readonly history: History } | { readonly unknown: string | null };

/**
 * The history of the files of a community, by one walk through its commits. Of a file that reads otherwise than in the
 * last commit nothing is told: its last change is not in git yet.
 */
export function openHistory(
  root: string,
  env: NodeJS.ProcessEnv,
  sources: readonly SourceFile[],
  until: Day,
): HistoryRead {
  if (isShallow(root, env)) return { unknown: SHALLOW };
  const blobs = gitBlobs(root, env);
  const log = blobs && gitLog(root, env, LOG_FORMAT);
  if (!blobs || log === null) {
    return { unknown: hasCommit(root, env) ? 'git cannot walk through the commits here' : null };
  }
  return {
    history: ofCommitted(
      sources,
      blobs,
      once(() => readHistory(log, until)),
    ),
  };
}

/**
 * The same where it is known that git can tell: the commits are walked through when they are first asked for, which nobody does for
 * a file that is not committed.
 */
export function laterHistory(
  root: string,
  env: NodeJS.ProcessEnv,
  sources: readonly SourceFile[],
  until: Day,
): History {
  const log = once(() => gitLog(root, env, LOG_FORMAT) ?? '');
  return ofCommitted(
    sources,
    gitBlobs(root, env) ?? new Map(),
    once(() => readHistory(log(), until)),
  );
}

function ofCommitted(
  sources: readonly SourceFile[],
  blobs: ReadonlyMap<string, string>,
  history: () => History,
): History {
  const byPath = new Map(sources.map((source) => [source.path, source]));
  const isCommitted = remembered((path: string): boolean => {
    const blob = blobs.get(path);
    const source = byPath.get(path);
    return blob !== undefined && source !== undefined && blobOf(source.text, blob) === blob;
  });
  return { of: (path) => (isCommitted(path) ? history().of(path) : null) };
}

/** Why git cannot tell when a file's words changed; null where it can, or where there are no commits to tell it. */
export const unknownChanges = (root: string, env: NodeJS.ProcessEnv): string | null =>
  isShallow(root, env) ? SHALLOW : null;

/** The day since which a file says something else than on another day, as its commits tell; see {@link changedSince}. */
export function contentChanges(
  root: string,
  env: NodeJS.ProcessEnv,
  today: Day,
  called: Called,
  from?: string,
): (source: SourceFile, since: Day) => Day | null {
  function* revisions(path: string): Generator<Revision> {
    for (const { hash, day: written, path: then } of gitRevisions(root, env, path, from)) {
      const day = parseDay(written);
      if (day !== null) yield { day, text: gitText(root, env, hash, then) };
    }
  }
  return ({ path, text }, since) => changedSince(text, revisions(path), since, today, called);
}

/**
 * The first commit of every file below a folder, by its path from there; empty where the folder is in no repository. `unknown`
 * says why git cannot tell, where it ought to.
 */
export function openFirsts(
  folder: string,
  env: NodeJS.ProcessEnv,
): { readonly firsts: ReadonlyMap<string, First>; readonly unknown: string | null } {
  if (!isInsideRepository(folder, env)) return { firsts: new Map(), unknown: null };
  if (isShallow(folder, env)) return { firsts: new Map(), unknown: SHALLOW };
  const log = gitLog(folder, env, LOG_FORMAT);
  return { firsts: log === null ? new Map() : readFirsts(log), unknown: null };
}
