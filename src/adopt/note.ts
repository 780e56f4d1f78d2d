import { kindNamed } from '../kinds/index.ts';
import type { Kind } from '../model/kind.ts';
import { promisesOf } from './action-items.ts';
import { FROM_ORIGINAL, composePage } from './compose.ts';
import { dayOfPage } from './days.ts';
import { LONGEST_TITLE, PLAIN } from './format.ts';
import type { AdoptedKind, Brought, Found, Wishes } from './format.ts';
import { fenced, takeKeys } from './keys.ts';
import type { Taken } from './keys.ts';
import type { Page } from './page.ts';
import { piecesOf } from './pieces.ts';

/** A name of a file as words: without the day before it, and without signs. */
const nameAsTitle = (stem: string): string => {
  const words = stem
    .replace(/^\d{4}-?\d{2}-?\d{2}[-_]?/, '')
    .replaceAll(/[-_.]+/g, ' ')
    .trim();
  return (words === '' ? stem : words).replace(/^./u, (letter) => letter.toUpperCase());
};

/** The lines of front matter that no field takes, comments among them, and a title that another stands in for. */
function leftover(page: Page, { used }: Taken, title: string): string {
  const owners = new Map<number, string>();
  for (const key of page.data.keys()) owners.set((page.written?.at([key], 'key').line ?? 2) - 2, key);
  let owner: string | null = null;
  const lines = page.frontLines.filter((line, index) => {
    owner = owners.get(index) ?? owner;
    if (line.trim() === '') return false;
    return line.trimStart().startsWith('#') || owner === null || !used.has(owner);
  });
  const words = page.title?.words ?? '';
  const kept = words === title || words === '' ? [] : [`# ${words}`];
  return [...kept, ...lines].join('\n');
}

/** The whole of a page as a document of a kind; headings and keys are mapped as its kind and the wishes have it. */
export function noteFrom(
  page: Page,
  as: AdoptedKind,
  wishes: Wishes,
): {
  note: Found;
  taken: Taken;
  kind: Kind;
  /** What no field takes, as sections behind the others. */
  behind: readonly { title: string; text: string }[];
} {
  const kind = kindNamed(as) as Kind;
  const taken = takeKeys(page.data, kind, wishes.keys);
  const words = taken.title ?? (page.title?.text || nameAsTitle(page.stem));
  const title = words.replaceAll(/\s+/g, ' ').slice(0, LONGEST_TITLE);
  const kept = leftover(page, taken, title);
  const behind = kept === '' ? [] : [{ title: FROM_ORIGINAL, text: fenced(kept, 'yaml') }];
  const { text, missing } = composePage(kind, page, wishes.sections, { behind });
  const fields = new Map<string, readonly string[]>();
  if (as === 'faq' && taken.alsoAsked.length > 0) fields.set('also_asked', taken.alsoAsked);
  const note: Found = {
    ...PLAIN,
    kind: as,
    title,
    authors: taken.authors,
    dated: dayOfPage(page, taken.day, taken.title),
    topics: taken.topics,
    fields,
    supersedes: taken.supersedes,
    body: text,
    missing,
    draft: taken.draft,
  };
  return { note, taken, kind, behind };
}

/** The headings of a page that begin something, with where that went; what stands below one goes with it. */
export function headingsOf(page: Page, kind: Kind, { sections }: Wishes): Brought['headings'] {
  return piecesOf(page, kind, sections).flatMap(({ heading, section }) =>
    heading === null ? [] : [{ heading: heading.text, section }],
  );
}

/** The note that entries rest on which were files of their own. */
function folderNote({ path }: Page, { authors, dated }: Found): Found {
  const folder = path.split('/').at(-2) ?? 'files';
  return {
    ...PLAIN,
    kind: 'summary',
    key: 'questions',
    title: `Questions and answers kept in ${folder}`,
    authors,
    dated,
    ofFolder: true,
    body: `## Highlights\n\nQuestions and answers that were kept as files of their own in \`${folder}\` before they were brought here.`,
    missing: ['Key points', 'Open questions'],
  };
}

/** A page as one document, with what it promised. `more` changes the document before anything is made of it. */
export function broughtAs(page: Page, as: AdoptedKind, wishes: Wishes, more: Partial<Found> = {}): Brought {
  const { note: plain, taken, kind } = noteFrom(page, as, wishes);
  const note: Found = { ...plain, ...more, ...(as === 'faq' ? { refers: new Map([['from', 'questions']]) } : {}) };
  const { found, actions } = promisesOf(page, note, wishes.sections);
  return {
    // An entry rests on something: where it comes from, said once for its folder.
    found: [...(as === 'faq' ? [folderNote(page, note)] : []), note, ...found],
    keys: taken.mapped,
    headings: headingsOf(page, kind, wishes),
    actions,
    leftOut: [],
  };
}
