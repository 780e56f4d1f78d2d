/** Searches the site, on each of its pages: loaded with the page, with the index only once somebody wants to search. */
import type { SearchResult } from 'minisearch';
import { encodedPath } from '../text/links.ts';
import { badgeClass, signOf } from '../text/signs.ts';
import { INDEX_FILE, excerptOf, marked, wordsFile } from '../text/searching.ts';
import type { Piece, SearchIndex, SearchedPage } from '../text/searching.ts';
import { Opened } from './opened.ts';

declare global {
  /** What the files of the index hand over to. */
  var copSearch: {
    readonly index: (json: string) => void;
    readonly words: (block: number, json: string) => void;
  };
}

const MOST_IN_PANEL = 6;
const MOST_ON_PAGE = 50;
/** How far a term may be misspelt, as a share of its letters; shorter ones have to be right. */
const FUZZY = 0.2;
const SHORTEST_FUZZY = 4;
const TITLE_WEIGHT = 4;
const TOPIC_WEIGHT = 2;

/** How much a page counts in the order of results for its state: what others relied on first, what fell last. */
const STATES: readonly (readonly [RegExp, number])[] = [
  [/^validated/, 1.2],
  [/^(?:superseded|contradicted|draft)/, 0.6],
];

const form = document.querySelector<HTMLFormElement>('form.search');
const input = form?.querySelector('input') ?? null;
const panel = form?.querySelector<HTMLElement>('.panel') ?? null;
const main = document.querySelector<HTMLElement>('#cop-results');
/** Where the site begins, as an address relative to this page. */
const root = (document.currentScript as HTMLScriptElement | null)?.src.replace(/assets\/search\.js.*$/, '') ?? '';

interface Loaded {
  readonly pages: readonly SearchedPage[];
  readonly block: number;
  readonly search: Opened;
}

let loaded: Loaded | null = null;
const words = new Map<number, readonly string[]>();
const asked = new Set<string>();
/** What waits for a file that is on its way. */
let waiting: (() => void)[] = [];

/** Loads a file of the site once. A script is what a page from disk may load, where it may fetch nothing. */
function load(path: string): void {
  if (asked.has(path)) return;
  asked.add(path);
  const script = document.createElement('script');
  script.src = root + path;
  document.head.append(script);
}

function arrived(): void {
  const ready = waiting;
  waiting = [];
  for (const go of ready) go();
}

globalThis.copSearch = {
  index: (json) => {
    const index = JSON.parse(json) as SearchIndex;
    loaded = { pages: index.pages, block: index.block, search: new Opened(index) };
    arrived();
  },
  words: (block, json) => {
    words.set(block, JSON.parse(json) as readonly string[]);
    arrived();
  },
};

function found({ pages, search }: Loaded, query: string): SearchResult[] {
  const weight = (page: number): number => STATES.find(([state]) => state.test(pages[page]?.[3] ?? ''))?.[1] ?? 1;
  const options = {
    prefix: true,
    fuzzy: (term: string) => (term.length < SHORTEST_FUZZY ? false : FUZZY),
    boost: { title: TITLE_WEIGHT, topics: TOPIC_WEIGHT },
    boostDocument: (page: number) => weight(page),
  };
  const all = search.search(query, { ...options, combineWith: 'AND' });
  return all.length > 0 ? all : search.search(query, { ...options, combineWith: 'OR' });
}

function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className: string,
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  if (className !== '') made.className = className;
  made.append(...children);
  return made;
}

const inMarks = (pieces: readonly Piece[]): (Node | string)[] =>
  pieces.map(({ text, hit }) => (hit ? element('mark', '', text) : text));

/** A state as on the pages. */
function badge(state: string): HTMLElement {
  const sign = element('span', '', `${signOf(state)} `);
  sign.setAttribute('aria-hidden', 'true');
  return element('span', badgeClass(state), sign, state.replaceAll('-', ' '));
}

function excerpt(page: number, terms: ReadonlySet<string>, block: number): HTMLElement {
  const shown = element('span', 'detail');
  const fill = (): void => {
    const text = words.get(Math.floor(page / block))?.[page % block];
    if (text === undefined) {
      waiting.push(fill);
      return;
    }
    shown.replaceChildren(...inMarks(excerptOf(text, terms)));
  };
  load(wordsFile(page, block));
  fill();
  return shown;
}

function resultItem({ id, terms }: SearchResult, { pages, block }: Loaded): HTMLElement {
  const page = id as number;
  const [path, title, kind, state] = pages[page] as SearchedPage;
  const link = element('a', '');
  link.href = root + encodedPath(path);
  const matched = new Set(terms);
  link.append(...inMarks(marked(title, matched)));
  const item = element('li', '', element('bdi', '', link));
  const meta = element('span', 'kind', kind);
  if (state !== '') meta.append(' ', badge(state));
  item.append(meta, excerpt(page, matched, block));
  return item;
}

const pageAddress = (query: string): string => `${form?.dataset['page'] ?? ''}?q=${encodeURIComponent(query)}`;

function show(query: string): void {
  const place = main ?? panel;
  if (!place) return;
  place.hidden = query === '' && !main;
  if (query === '') {
    place.replaceChildren();
    return;
  }
  if (!loaded) {
    place.replaceChildren(element('p', 'status', 'Loading the index …'));
    waiting.push(() => show(input?.value.trim() ?? ''));
    load(INDEX_FILE);
    return;
  }
  const here = loaded;
  const results = found(here, query);
  const some = results.slice(0, main ? MOST_ON_PAGE : MOST_IN_PANEL);
  const count = results.length === 1 ? '1 page' : `${results.length} pages`;
  const told = results.length === 0 ? 'Nothing found. Other words may help.' : `${count} found`;
  const more = results.length > some.length && !main ? element('a', 'more', `All ${count}`) : null;
  if (more) more.href = pageAddress(query);
  const list = element('ul', 'items', ...some.map((result) => resultItem(result, here)));
  const status = element('p', 'status', told);
  status.setAttribute('role', 'status');
  place.replaceChildren(status, ...(some.length > 0 ? [list] : []), ...(more ? [more] : []));
}

/** Moves the focus from result to result, and back to the box. */
function step(event: KeyboardEvent, by: 1 | -1): void {
  const links = [...((main ?? panel)?.querySelectorAll<HTMLElement>('a') ?? [])];
  const at = links.indexOf(document.activeElement as HTMLElement);
  const next = at + by;
  if (links.length === 0 || next >= links.length || (at < 0 && by < 0)) return;
  event.preventDefault();
  (next < 0 ? input : links[next])?.focus();
}

if (form && input) {
  form.hidden = false;
  const query = (): string => input.value.trim();
  input.addEventListener('focus', () => load(INDEX_FILE));
  input.addEventListener('input', () => {
    show(query());
    if (main) history.replaceState(null, '', pageAddress(query()));
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (!main && query() !== '') location.href = pageAddress(query());
  });
  document.addEventListener('keydown', (event) => {
    const inside = form.contains(document.activeElement) || main?.contains(document.activeElement);
    if (!inside) return;
    if (event.key === 'ArrowDown') step(event, 1);
    else if (event.key === 'ArrowUp') step(event, -1);
    else if (event.key === 'Escape' && panel && !panel.hidden) {
      // The browser would empty the box.
      event.preventDefault();
      panel.hidden = true;
      input.focus();
    }
  });
  document.addEventListener('focusin', () => {
    if (panel && !form.contains(document.activeElement)) panel.hidden = true;
  });
  document.addEventListener('click', (event) => {
    if (panel && !form.contains(event.target as Node)) panel.hidden = true;
  });
  input.addEventListener('focus', () => {
    if (panel && panel.childElementCount > 0) panel.hidden = false;
  });
  const given = new URLSearchParams(location.search).get('q');
  if (main && given !== null) {
    input.value = given;
    show(given.trim());
  }
  if (main) input.focus();
}
