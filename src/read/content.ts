import type { Document } from '../model/document.ts';
import { readFrontMatter } from '../text/front-matter.ts';
import type { Raw } from '../text/front-matter.ts';
import type { Day } from '../text/day.ts';

/** Fields that say when somebody read or agreed to a document, or where it stands; what it says is as before. */
const ABOUT_IT = new Set(['reviewed', 'agreed', 'now', 'aliases']);

function plain(value: Raw): unknown {
  if (value instanceof Map) return [...value].map(([key, item]) => [key, plain(item)]);
  return Array.isArray(value) ? (value as readonly Raw[]).map(plain) : value;
}

/** A text in which every document is called by the id that it has now. */
export type Called = (text: string) => string;

/** Reads former ids as those of today, so that a document does not say something else because another was renamed. */
export function calledNow(documents: readonly Pick<Document, 'id' | 'aliases'>[]): Called {
  const ids = new Map(documents.flatMap(({ id, aliases }) => aliases.map((alias) => [alias, id])));
  if (ids.size === 0) return (text) => text;
  return (text) => text.replaceAll(/[A-Za-z0-9](?:[A-Za-z0-9_-]|\.(?!md\b))*/g, (word) => ids.get(word) ?? word);
}

/**
 * What a document says, as one text that is the same for two files that say the same: its body without its comments and
 * without regard to how lines are broken, and its fields but for those that speak of its reading.
 */
export function contentOf(written: string, called: Called = (text) => text): string {
  const text = called(written);
  const { frontMatter } = readFrontMatter(text);
  const body = text.slice(frontMatter?.bodyOffset ?? 0);
  const fields = [...(frontMatter?.data ?? [])]
    .filter(([key]) => !ABOUT_IT.has(key))
    .map(([key, value]) => [key, plain(value)]);
  return JSON.stringify([
    fields,
    body
      .replaceAll(/<!--(?:(?!-->)[^]){0,4000}-->/g, ' ')
      .trim()
      .replaceAll(/\s+/g, ' '),
  ]);
}

/** A file as one commit left it; null where it was not there. */
export interface Revision {
  readonly day: Day;
  readonly text: string | null;
}

/**
 * The day on which what a file says became what it is now, where that is something else than on another day; null where it says
 * the same, be it again.
 *
 * @param revisions The file through the commits of its branch, the newest first, read one after another only as far as needed.
 * @param since The day on which somebody read it. What changed later on that day is taken for read.
 * @param today Later commits are not known yet. What no commit has yet counts as changed today.
 * @param called How ids are read that documents had before; as they are written, unless given.
 */
export function changedSince(
  now: string,
  revisions: Iterable<Revision>,
  since: Day,
  today: Day,
  called?: Called,
): Day | null {
  let content: string | null = contentOf(now, called);
  let isLater = false;
  let newer: Day = today;
  let changed: Day | null = null;
  let then: string | null = content;
  for (const { day, text } of revisions) {
    then = text === null ? null : contentOf(text, called);
    if (day > today) {
      isLater = true;
      continue;
    }
    // As of an earlier day it said what its last commit up to that day says.
    if (isLater) content = then;
    isLater = false;
    if (then !== content) changed ??= newer;
    newer = day;
    if (day <= since) break;
  }
  return then === content ? null : changed;
}
