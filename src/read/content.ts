import { readFrontMatter } from '../text/front-matter.ts';
import type { Raw } from '../text/front-matter.ts';
import type { Day } from '../text/day.ts';

/** Fields that say when somebody read or agreed to a document, or where it stands; what it says is as before. */
const ABOUT_IT = new Set(['reviewed', 'agreed', 'now', 'aliases']);

function plain(value: Raw): unknown {
  if (value instanceof Map) return [...value].map(([key, item]) => [key, plain(item)]);
  return Array.isArray(value) ? (value as readonly Raw[]).map(plain) : value;
}

/**
 * What a document says, as one text that is the same for two files that say the same: its body without regard to how lines
 * are broken, and its fields but for those that speak of its reading.
 */
export function contentOf(text: string): string {
  const { frontMatter } = readFrontMatter(text);
  const body = text.slice(frontMatter?.bodyOffset ?? 0);
  const fields = [...(frontMatter?.data ?? [])]
    .filter(([key]) => !ABOUT_IT.has(key))
    .map(([key, value]) => [key, plain(value)]);
  return JSON.stringify([fields, body.trim().replaceAll(/\s+/g, ' ')]);
}

/** A file as one commit left it; null where it was not there. */
export interface Revision {
  readonly day: Day;
  readonly text: string | null;
}

/**
 * The day on which what a file says became what it is now: today where no commit says so yet, null where it never said
 * anything else.
 *
 * @param revisions The file through its commits, the newest first, read one after another only as far as needed.
 */
export function contentChangedOn(now: string, revisions: Iterable<Revision>, today: Day): Day | null {
  const content = contentOf(now);
  let since: Day = today;
  for (const { day, text } of revisions) {
    if (text === null || contentOf(text) !== content) return since;
    since = day;
  }
  return null;
}
