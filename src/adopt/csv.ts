import { kindNamed } from '../kinds/index.ts';
import type { Kind } from '../model/kind.ts';
import { readCsv } from '../text/csv.ts';
import { numbered, titleOf } from './action-items.ts';
import { FROM_ORIGINAL, asSection, composePage } from './compose.ts';
import { ADOPTED_KINDS, LONGEST_TITLE, NO_ACTIONS, PLAIN, defineFormat } from './format.ts';
import type { AdoptedKind, Brought, Found, Wishes } from './format.ts';
import { fenced, plainKey, takeKeys, targetOf } from './keys.ts';
import type { Target } from './keys.ts';
import { plainLines, readPage } from './page.ts';
import type { Original, Page } from './page.ts';
import { sectionFor } from './sections.ts';

/** Columns that hold the text of a row, and those that say what it is. */
const TEXT = new Set(['body', 'text', 'content', 'description', 'notes', 'answer', 'details']);
const KIND = new Set(['kind', 'type']);

type Row = ReadonlyMap<string, string>;

/** The kind of a row: what is wished, what its column says, or an entry where it has an answer. */
function kindOf(row: Row, { kind }: Wishes): { as: AdoptedKind; column: string | null } {
  if (kind !== null) return { as: kind, column: null };
  for (const [column, cell] of row) {
    const named = ADOPTED_KINDS.find((one) => one === cell.trim().toLowerCase());
    if (KIND.has(plainKey(column)) && named !== undefined) return { as: named, column };
  }
  const names = new Set([...row.keys()].map(plainKey));
  return { as: names.has('question') && names.has('answer') ? 'faq' : 'insight', column: null };
}

function read(original: Original, cells: Row, wishes: Wishes, keyOf: (words: string) => string): Brought {
  const row = new Map([...cells].filter(([, cell]) => cell.trim() !== ''));
  const { as, column } = kindOf(row, wishes);
  const kind = kindNamed(as) as Kind;
  const taken = takeKeys(row, kind, wishes.keys);
  const used = new Set([...taken.used, ...(column === null ? [] : [column])]);
  const [first] = row.values();
  const title = taken.title ?? titleOf(first ?? '');
  const body = [...row].find(([name]) => TEXT.has(plainKey(name)) && !used.has(name));
  const added = new Map<string, string>();
  const headings = [...row].flatMap(([name, cell]) => {
    if (used.has(name) || name === body?.[0] || targetOf(name, wishes.keys) !== 'body') return [];
    const section = sectionFor(kind, name.replaceAll('_', ' '), wishes.sections);
    if (section === null) return [];
    used.add(name);
    added.set(section, [added.get(section) ?? [], asSection(cell)].flat().join('\n\n'));
    return [{ heading: name, section }];
  });
  if (body) used.add(body[0]);
  const left = [...row].filter(([name]) => !used.has(name)).map(([name, cell]) => `${name}: ${cell}`);
  const page = readPage({ path: original.path, text: `\n${body?.[1] ?? ''}` });
  const behind = left.length === 0 ? [] : [{ title: FROM_ORIGINAL, text: fenced(left.join('\n'), '') }];
  const blank: Page = { ...(readPage({ path: original.path, text: '' }) as Page) };
  const { text, missing } = composePage(kind, 'problem' in page ? blank : page, wishes.sections, { added, behind });
  const key = keyOf(title);
  const found: Found = {
    ...PLAIN,
    kind: as,
    key,
    title: title.slice(0, LONGEST_TITLE),
    authors: taken.authors,
    dated: taken.day === null ? null : { day: taken.day, from: 'the record' },
    topics: taken.topics,
    fields: as === 'faq' && taken.alsoAsked.length > 0 ? new Map([['also_asked', taken.alsoAsked]]) : new Map(),
    refers: as === 'faq' ? new Map([['from', 'rows']]) : new Map(),
    body: text,
    missing,
    draft: taken.draft,
  };
  const keys = new Map<string, Target>(taken.mapped);
  const problem = 'problem' in page ? [`${title}: ${page.problem}`] : [];
  return { found: problem.length > 0 ? [] : [found], keys, headings, actions: NO_ACTIONS, leftOut: problem };
}

/** What entries that were rows rest on. */
const tableNote = (original: Original, found: readonly Found[]): Found => ({
  ...PLAIN,
  kind: 'summary',
  key: 'rows',
  title: `Questions and answers kept in ${original.path.slice(original.path.lastIndexOf('/') + 1)}`,
  dated: found[0]?.dated ?? null,
  body: `## Key points\n\nQuestions that were answered there:\n\n${found.map(({ key }) => `- [[#${key}]]`).join('\n')}`,
  missing: ['Highlights', 'Open questions'],
});

export const csv = defineFormat({
  name: 'csv',
  sentence: 'a table of comma-separated values with a row of names, a document a row',
  recognises: ({ path }) => /\.(?:csv|tsv)$/i.test(path),
  read: (original, _, wishes) => {
    const table = readCsv(plainLines(original.text));
    if ('problem' in table) return table.problem;
    const [head, ...rows] = table.rows;
    if (!head || rows.length === 0) return 'it has no rows';
    const names = (width: number): string[] =>
      Array.from({ length: width }, (_none, index) => head[index]?.trim() || `column ${index + 1}`);
    const keyOf = numbered();
    const brought = rows.map((cells) =>
      read(original, new Map(names(cells.length).map((name, index) => [name, cells[index] ?? ''])), wishes, keyOf),
    );
    const found = brought.flatMap((one) => one.found);
    const entries = found.filter(({ kind }) => kind === 'faq');
    return {
      found: entries.length === 0 ? found : [tableNote(original, entries), ...found],
      keys: new Map(brought.flatMap(({ keys }) => [...keys])),
      headings: brought.flatMap(({ headings }) => headings),
      actions: NO_ACTIONS,
      leftOut: brought.flatMap(({ leftOut }) => leftOut),
    };
  },
});
