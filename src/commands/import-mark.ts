import { fingerprint } from '../edges/files.ts';
import type { Document } from '../model/document.ts';
import type { Item } from './naming.ts';

const LENGTH = 12;
const MARK = /# imported ([0-9a-f]{12})\b/g;

/** What is looked at of a file: its front matter is no longer. */
const TOP = 16 * 1024;

/** What somebody wrote, apart from where it lay: the whole file, or the piece of it. */
function said({ incoming, found }: Item): string {
  const forge = found.fields.get('forge');
  if (typeof forge === 'string') return forge;
  if (found.key === '' && !found.ofFolder) return incoming.original.text;
  const { title, body, authors, dated, topics, fields } = found;
  return JSON.stringify([title, body, authors, dated?.day ?? null, topics, [...fields]]);
}

/**
 * The mark of each item, by which it is known again wherever it lies: of several that say the same, the second and third have
 * marks of their own. What several files of a folder bring along together changes with each of them, and has none.
 */
export function marksOf(items: readonly Item[]): ReadonlyMap<Item, string> {
  const counts = new Map<string, number>();
  return new Map(
    items.flatMap((item): [Item, string][] => {
      if (item.found.ofFolder) return [];
      const text = `${item.found.promised ? 'promised' : item.found.kind === 'advice' ? 'advice' : ''}\n${said(item)}`;
      const count = (counts.get(text) ?? 0) + 1;
      counts.set(text, count);
      return [[item, fingerprint(`${count}\n${text}`).slice(0, LENGTH)]];
    }),
  );
}

/** The documents that came along before, by their marks. */
export const markedAmong = (documents: readonly Document[]): ReadonlyMap<string, Document> =>
  new Map(
    documents.flatMap((document) =>
      [...document.source.text.slice(0, TOP).matchAll(MARK)].map(([, mark]): [string, Document] => [
        mark as string,
        document,
      ]),
    ),
  );

/** Whether a document came along before at all. */
export const isMarked = ({ source }: Document): boolean => source.text.slice(0, TOP).search(MARK) >= 0;

/** The text of a new document with its mark, as a comment on its former names. */
export const withMark = (text: string, mark: string | undefined): string =>
  mark === undefined ? text : text.replace(/^aliases:[^\n]*$/m, (line) => `${line} # imported ${mark}`);
