import type { Change, History } from '../model/history.ts';
import { parseDay } from '../text/day.ts';
import type { Day } from '../text/day.ts';

/** Stand before the facts of a commit, between them, and between reviewers. What a name that holds them splits off has no day, and is passed over. */
const RECORD = '\u0001';
const UNIT = '\u0002';
const PART = '\u0003';

/** How git is to print a commit: its author's day, its author, its parents, and whom it names as reviewers. */
export const LOG_FORMAT = `%x01${['%ad', '%aN', '%(trailers:key=Reviewed-by,key=Approved-by,valueonly,separator=%x03)'].join('%x02')}`;

/** `Ada Lovelace <ada@example.org>` without the address. */
const nameOnly = (name: string): string => name.replace(/<[^>]{0,320}>?/g, '').trim();

/** What a log says, one commit after another: its own facts, then the files it changed. */
function* commits(log: string): Generator<{ readonly head: string; readonly paths: readonly string[] }> {
  let head: string | null = null;
  let paths: string[] = [];
  const fields = log.split('\0');
  for (let at = 0; at < fields.length; at += 1) {
    const field = (fields[at] as string).replace(/^\n/, '');
    if (field.startsWith(RECORD)) {
      if (head !== null) yield { head, paths };
      head = field.slice(RECORD.length);
      paths = [];
    } else if (field !== '') {
      // A status, and then a path, whatever that begins with.
      at += 1;
      paths.push(fields[at] ?? '');
    }
  }
  if (head !== null) yield { head, paths };
}

/**
 * Reads a log with `--name-status -z`, the newest commit first. A merge lists only what it changed itself.
 *
 * @param until Later commits are left out, so that a day does not know the future.
 */
export function readHistory(log: string, until: Day): History {
  const known = new Map<string, Change>();
  for (const { head, paths } of commits(log)) {
    const [written = '', author = '', trailers = ''] = head.split(UNIT);
    const day = parseDay(written);
    if (day === null || day > until) continue;
    const named = trailers.split(PART).map(nameOnly);
    const reviewers = [...new Set(named)].filter((name) => name !== '' && name !== author);
    for (const path of paths) if (!known.has(path)) known.set(path, { day, author, reviewers });
  }
  return { of: (path) => known.get(path) ?? null };
}

/** Who brought a file into a repository, and when. */
export type First = Pick<Change, 'day' | 'author'>;

/** The first commit of each file, from the same log; of a file that was taken away and came back, the first of all. */
export function readFirsts(log: string): ReadonlyMap<string, First> {
  const known = new Map<string, First>();
  for (const { head, paths } of commits(log)) {
    const [written = '', author = ''] = head.split(UNIT);
    const day = parseDay(written);
    if (day !== null) for (const path of paths) known.set(path, { day, author });
  }
  return known;
}
