import type { Change, History } from '../model/history.ts';
import { parseDay } from '../text/day.ts';
import type { Day } from '../text/day.ts';

/** Stand before the facts of a commit, between them, and between reviewers. What a name that holds them splits off has no day, and is passed over. */
const RECORD = '\u0001';
const UNIT = '\u0002';
const PART = '\u0003';

/** How git is to print a commit: its author's day, its author, its parents, and whom it names as reviewers. */
export const LOG_FORMAT = `%x01${['%ad', '%aN', '%P', '%(trailers:key=Reviewed-by,valueonly,separator=%x03)'].join('%x02')}`;

/** `Ada Lovelace <ada@example.org>` without the address. */
const nameOnly = (name: string): string => name.replace(/<[^>]{0,320}>?/g, '').trim();

interface Gathered {
  day: Day;
  author: string;
  reviewers: Set<string>;
}

/**
 * Reads a log with `--name-status -z`, the newest commit first. A commit with several parents brings in what others wrote:
 * whoever made it merged it, and is not its author.
 *
 * @param until Later commits are left out, so that a day does not know the future.
 */
export function readHistory(log: string, until: Day): History {
  const known = new Map<string, Gathered>();
  const mergers = new Map<string, Set<string>>();
  for (const record of log.split(RECORD).slice(1)) {
    const end = record.indexOf('\0');
    const head = end < 0 ? record : record.slice(0, end);
    const [written = '', author = '', parents = '', trailers = ''] = head.split(UNIT);
    const day = parseDay(written);
    if (day === null || day > until) continue;
    const reviewers = trailers
      .split(PART)
      .map(nameOnly)
      .filter((name) => name !== '');
    const isMerge = parents.trim().includes(' ');
    const fields = end < 0 ? [] : record.slice(end + 1).split('\0');
    for (let at = 0; at + 1 < fields.length; at += 2) {
      const path = fields[at + 1] as string;
      const before = known.get(path);
      if (isMerge) {
        if (!before) mergers.set(path, (mergers.get(path) ?? new Set<string>()).add(author));
      } else if (!before) {
        known.set(path, { day, author, reviewers: new Set([...(mergers.get(path) ?? []), ...reviewers]) });
      }
    }
  }
  return {
    of: (path): Change | null => {
      const found = known.get(path);
      if (!found) return null;
      const { day, author, reviewers } = found;
      return { day, author, reviewers: [...reviewers].filter((name) => name !== author) };
    },
  };
}
