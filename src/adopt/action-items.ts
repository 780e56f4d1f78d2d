import type { ListItem, Nodes, PhrasingContent, Table, TableRow } from 'mdast';
import { kindNamed } from '../kinds/index.ts';
import type { Kind } from '../model/kind.ts';
import { plainText } from '../text/markdown/words.ts';
import { slug } from '../text/slug.ts';
import { withDefinitions } from './compose.ts';
import { PLAIN } from './format.ts';
import type { Actions, Found } from './format.ts';
import { isPlaceholder, namesInText } from './keys.ts';
import { span } from './page.ts';
import type { Page } from './page.ts';
import { piecesOf } from './pieces.ts';
import { isAgreed } from './sections.ts';
import type { OwnSections } from './sections.ts';

/** Something that was agreed to be done. */
interface Action {
  /** Its words, without marks. */
  readonly words: string;
  /** As it is written. */
  readonly text: string;
  readonly state: 'open' | 'done' | 'placeholder';
  /** Who is to do it, by name or handle; null where it does not say. */
  readonly owner: string | null;
  /** What else its row says, as lines of `column: cell`. */
  readonly more: readonly string[];
}

const DONE_BEFORE = /^\W{0,4}(?:\[[xX]\]|✅|☑|✔|(?:done|completed)(?=\s{0,2}[:.)\]–—-]))/iu;
/** Behind such a word may stand when or where, and nothing else: `(closed beta users first)` is not done. */
const WHEN = String.raw`(?:\s{0,2}(?:in|on|by|via|with|:)?\s{0,2}(?:#\d{1,9}|https?:\/\/\S{1,200}|[\d./-]{4,12}|PR\s?#?\d{1,9}))?`;
const DONE_BEHIND = new RegExp(
  `(?:[([](?:done|completed?|fixed|merged|resolved|closed)${WHEN}[)\\]]|[-–—:] {0,2}(?:done|completed?))\\W{0,3}$`,
  'i',
);
const DONE_WORD =
  /^\W{0,3}(?:done|completed?|closed|fixed|resolved|merged|cancelled|canceled|won['’]?t (?:do|fix)|yes|x|✅|☑|✔)(?![\p{L}\p{N}])/iu;
const EMPTY = /^(?:[\W_]{0,40}|action item ?\d{0,2}\W{0,3}|\.{3}|…)$/iu;

const isDone = (words: string): boolean => DONE_BEFORE.test(words) || DONE_BEHIND.test(words) || words.includes('✅');

const isLeftOpen = (words: string): boolean =>
  EMPTY.test(words) || isPlaceholder(words) || /\bFILL[ _-]?(?:ME[ _-]?)?IN\b/.test(words);

const stateOf = (words: string, done: boolean): Action['state'] =>
  isLeftOpen(words) ? 'placeholder' : done || isDone(words) ? 'done' : 'open';

/** Whether all that some nodes say is struck through. */
const isStruck = (nodes: readonly PhrasingContent[]): boolean => {
  const said = nodes.filter((node) => node.type !== 'text' || node.value.trim() !== '');
  return said.length > 0 && said.every(({ type }) => type === 'delete');
};

const HANDLE = /(?:^|[\s([])@([a-z\d](?:[a-z\d-]{0,37}[a-z\d])?)(?![\w/-])/i;
const OWNER =
  /\b(?:owner|assignee|assigned to|responsible|who) ?: {0,3}@?([^\s,;.()[\]|](?:(?! [-–—] )[^,;.()[\]|\n]){0,60})/i;
/** Of one word alone nobody can tell whether it is a name: `(Prometheus)` is none. */
const NAME_BEHIND = /\((?:@[\w-]{1,39}|[\p{Lu}][\p{L}'-]{1,30}(?: [\p{Lu}][\p{L}'.-]{0,30}){1,2})\)\W{0,2}$/u;

/** Whom an action was given to, as its words have it. */
const ownerIn = (words: string): string | null =>
  (
    OWNER.exec(words)?.[1] ??
    HANDLE.exec(words)?.[1] ??
    NAME_BEHIND.exec(words)?.[0].replaceAll(/[()@]|\W{1,2}$/g, '') ??
    null
  )?.trim() ?? null;

/** A label over other items, of which it says what they are. */
const isLabel = ({ children }: ListItem): boolean => {
  const [first, second] = children;
  if (first?.type !== 'paragraph' || second?.type !== 'list' || children.length > 2) return false;
  return plainText([first]).trim().endsWith(':') || first.children.every(({ type }) => type === 'strong');
};

/** The words of an item without the list below it. */
const ownWords = ({ children }: ListItem): string => plainText(children.filter(({ type }) => type !== 'list')).trim();

/** What stands in an item, without its bullet and its box, and without the room before its lines. */
function itemText(page: Page, item: ListItem): string {
  const [first] = item.children;
  if (!first) return '';
  const { start } = span(first);
  const indent = start - (page.body.lastIndexOf('\n', start - 1) + 1);
  const text = page.body.slice(start, span(item).end).replace(/^\[[ xX]\][ \t]/, '');
  return text.replaceAll(new RegExp(`\\n[ \\t]{1,${Math.min(indent, 40)}}`, 'g'), '\n').trim();
}

function* fromItems(page: Page, items: readonly ListItem[]): Generator<Action> {
  for (const item of items) {
    if (isLabel(item)) {
      for (const child of item.children) if (child.type === 'list') yield* fromItems(page, child.children);
      continue;
    }
    const words = ownWords(item);
    const [first] = item.children;
    const struck = first?.type === 'paragraph' && isStruck(first.children);
    const state = stateOf(words, item.checked === true || struck);
    yield { words, text: itemText(page, item), state, owner: ownerIn(words), more: [] };
    // What is ticked may have parts that are not.
    for (const list of state === 'done' ? item.children : []) {
      if (list.type === 'list')
        yield* fromItems(
          page,
          list.children.filter(({ checked }) => checked === false),
        );
    }
  }
}

const WHAT = /\b(?:actions?|what|tasks?|items?|descriptions?|todo|follow.?ups?|improvements?|measures?)\b/i;
const WHO = /^(?:owners?|who|assignees?|assigned(?: to)?|responsible|by|dri|lead)$/i;
const STATE = /^(?:status|state|done\??|completed\??|progress)$/i;

function* fromTable(page: Page, table: Table): Generator<Action> {
  const [head, ...rows] = table.children;
  const textOf = (node: Nodes): string => page.body.slice(span(node).start, span(node).end);
  const cells = (row: TableRow): string[] =>
    row.children.map((cell) => {
      const [first] = cell.children;
      const last = cell.children.at(-1);
      return first && last ? page.body.slice(span(first).start, span(last).end).trim() : '';
    });
  const names = head ? cells(head) : [];
  const column = (pattern: RegExp): number => names.findIndex((name) => pattern.test(name.replaceAll(/[*_`]/g, '')));
  const [what, who, state] = [Math.max(0, column(WHAT)), column(WHO), column(STATE)];
  for (const row of rows) {
    const written = cells(row);
    const cell = row.children[what];
    const words = cell ? plainText([{ type: 'paragraph', children: cell.children }]).trim() : '';
    const done = DONE_WORD.test(written[state] ?? '') || (cell !== undefined && isStruck(cell.children));
    const more = names.flatMap((name, index) =>
      index === what || (written[index] ?? '') === '' ? [] : [`${name}: ${written[index]}`],
    );
    const [owner = ''] = namesInText((written[who] ?? '').replace(/^@/, ''));
    const named = owner === '' || owner.length > 60 ? ownerIn(words) : owner;
    const text = written[what] ?? textOf(row);
    yield { words, text, state: stateOf(words, done), owner: named, more };
  }
}

/** Every action of a page, under whatever headings say that these are. */
function* actionsOf(page: Page, kind: Kind, own: OwnSections): Generator<Action> {
  for (const { heading, start, end } of piecesOf(page, kind, own)) {
    if (!heading || !isAgreed(kind, heading.text, own)) continue;
    for (const node of page.root.children) {
      const at = span(node);
      if (at.start < start || at.end > end) continue;
      if (node.type === 'list') yield* fromItems(page, node.children);
      else if (node.type === 'table') yield* fromTable(page, node);
    }
  }
}

/** Past this a title is a paragraph. */
const LONGEST_TITLE = 100;

/** The words of something as a title: cut at a word where they are too many. */
export function titleOf(words: string): string {
  const line = words.replaceAll(/\s+/g, ' ').trim();
  if (line.length <= LONGEST_TITLE) return line;
  const cut = line.slice(0, LONGEST_TITLE);
  return `${cut.slice(0, Math.max(1, cut.lastIndexOf(' '))).replace(/[\s,;:–—-]{1,5}$/, '')} …`;
}

/** Keys that are each used once: of several the same, those behind the first are counted. */
export function numbered(): (words: string) => string {
  const used = new Map<string, number>();
  return (words) => {
    const stem = slug(words, 40);
    const count = (used.get(stem) ?? 0) + 1;
    used.set(stem, count);
    return count === 1 ? stem : `${stem}-${count}`;
  };
}

const missingNone: readonly string[] = [];

/**
 * What a report promised and what of it is left: each unfinished action as an issue, and the advice that it was agreed to be,
 * so that it waits for somebody to tell how it turned out.
 */
export function promisesOf(page: Page, report: Found, own: OwnSections): { found: Found[]; actions: Actions } {
  const kind = kindNamed(report.kind);
  const all = kind ? [...actionsOf(page, kind, own)] : [];
  const keyOf = numbered();
  const found = all.flatMap((action): Found[] => {
    // Done ones have a key as well, so that the others keep theirs when one is ticked.
    const key = keyOf(action.words);
    if (action.state !== 'open') return [];
    const text = withDefinitions(page, action.text, null);
    const more = action.more.map((line) => `- ${line}`).join('\n');
    const from = 'Agreed in [[#]]; not done, as far as that tells.';
    const both = { ...PLAIN, dated: report.dated, missing: missingNone };
    return [
      {
        ...both,
        kind: 'issue',
        key,
        title: titleOf(action.words),
        authors: action.owner === null ? [] : [action.owner],
        promised: true,
        topics: report.topics,
        body: `## Challenge\n\n${text}\n\n## Context\n\n${from}${more === '' ? '' : `\n\n${more}`}`,
      },
      {
        ...both,
        kind: 'advice',
        key: `${key}-advice`,
        title: null,
        authors: report.authors,
        refers: new Map([['issue', key]]),
        body: `## Advice\n\n${text}\n\n## When it applies\n\nAfter what [[#]] tells. Under which other conditions, nobody wrote down.`,
      },
    ];
  });
  const count = (state: Action['state']): number => all.filter((action) => action.state === state).length;
  return { found, actions: { done: count('done'), open: count('open'), placeholders: count('placeholder') } };
}
