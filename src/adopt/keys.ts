import type { Kind } from '../model/kind.ts';
import { parseDay } from '../text/day.ts';
import type { Day } from '../text/day.ts';
import type { Raw, RawMap } from '../text/front-matter.ts';
import { dayIn } from '../text/written-day.ts';
import { LONGEST_TITLE } from './format.ts';
import { BODY } from './sections.ts';

/** What a key elsewhere may be taken for here. */
export const TARGETS = ['title', 'date', 'by', 'topics', 'draft', 'also_asked', 'supersedes', BODY] as const;
export type Target = (typeof TARGETS)[number];

/** Keys of site generators, record keepers and spreadsheets, in lower case with `_`; of several the first counts. */
const CALLED: Readonly<Record<Exclude<Target, 'body'>, readonly string[]>> = {
  title: ['title', 'question', 'subject', 'name', 'headline'],
  date: [
    'date',
    'incident_date',
    'occurred',
    'occurred_on',
    'started',
    'created',
    'created_at',
    'createdat',
    'created_on',
    'opened',
    'published',
    'published_at',
    'publish_date',
    'pubdate',
    'day',
  ],
  by: [
    'author',
    'authors',
    'by',
    'written_by',
    'reported_by',
    'reporter',
    'deciders',
    'decision_makers',
    'asked_by',
    'creator',
  ],
  topics: ['topics', 'topic', 'tags', 'tag', 'categories', 'category', 'labels', 'keywords'],
  draft: ['draft'],
  also_asked: ['also_asked', 'alt_titles'],
  supersedes: ['supersedes', 'supercedes'],
};

/** Keys by which somebody wants others to be taken for something, by the plain key. */
export type OwnKeys = ReadonlyMap<string, Target>;

export const plainKey = (key: string): string =>
  key
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_');

/** What a key is taken for; `body` where no field has it. */
export function targetOf(key: string, own: OwnKeys): Target {
  const plain = plainKey(key);
  const found = Object.entries(CALLED).find(([, names]) => names.includes(plain))?.[0] as Target | undefined;
  return own.get(plain) ?? found ?? BODY;
}

/** What fields of ours take from keys elsewhere. */
export interface Taken {
  readonly title: string | null;
  readonly day: Day | null;
  readonly authors: readonly string[];
  readonly topics: readonly string[];
  readonly draft: boolean;
  readonly alsoAsked: readonly string[];
  readonly supersedes: string | null;
  /** Keys of which nothing is left to keep. A value that a field takes in part stays in the body as well. */
  readonly used: ReadonlySet<string>;
  /** Each key with what it was taken for. */
  readonly mapped: ReadonlyMap<string, Target>;
}

const TEMPLATE =
  /^(?:\W*(?:fill\s?(?:me\s?)?in|todo|tbd|tba|xxx+|n\/a|none|unknown|anonymous)\b\W*|[{<[][^{}<>[\]]*[}>\]])$/i;

/** Whether a text is what a template had there. */
export const isPlaceholder = (text: string): boolean => TEMPLATE.test(text.trim());

/** `[**Ada Lovelace**](https://…) <ada@example.org> (SRE)` without address, marks and what is added. */
export const nameOnly = (name: string): string =>
  name
    .replace(/[<(][^<>()]{0,320}[>)]?/g, ' ')
    .replaceAll(/[*_`[\]]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();

/** `Lovelace, Ada` is one person, and `Ada Lovelace, Grace Hopper` are two. */
const SURNAME_FIRST = /^\s*([\p{Lu}][\p{L}'-]{0,40}),\s*([\p{Lu}][\p{L}'-]{0,40})\s*$/u;

/** Names in a text, with marks between them. */
export function namesInText(text: string): string[] {
  const [, last, first] = SURNAME_FIRST.exec(text) ?? [];
  if (last !== undefined && first !== undefined) return [`${first} ${last}`];
  const names = text.split(/,|;| and | & /).map(nameOnly);
  return names.filter((name) => name !== '' && name.length <= 100 && !isPlaceholder(name));
}

function namesIn(value: Raw): string[] {
  if (value === null) return [];
  if (typeof value === 'string') return namesInText(value);
  if (value instanceof Map) {
    const map = value as RawMap;
    return namesIn(map.get('name') ?? map.get('login') ?? null);
  }
  return (value as readonly Raw[]).flatMap(namesIn);
}

function textsIn(value: Raw): string[] | null {
  const items =
    value === null ? [] : typeof value === 'string' ? value.split(',') : value instanceof Map ? null : value;
  if (items === null || (items as readonly Raw[]).some((item) => item !== null && typeof item !== 'string'))
    return null;
  return (items as readonly (string | null)[]).flatMap((item) =>
    item === null || item.trim() === '' ? [] : [item.trim()],
  );
}

/** Words that say what something is about, short enough to be one. */
const LONGEST_TOPIC = 80;

/** The field of a kind that takes a target; kinds of events have a day each of their own. */
const fieldFor = (target: Target, { fields }: Kind): boolean =>
  target === 'title' || target in fields || (target === 'date' && 'opened' in fields);

/** Reads keys as fields of a kind. What no field takes, or takes but in part, is not in `used`. */
export function takeKeys(data: RawMap, kind: Kind, own: OwnKeys): Taken {
  const used = new Set<string>();
  const mapped = new Map(
    [...data.keys()].map((key): [string, Target] => {
      const target = targetOf(key, own);
      return [key, fieldFor(target, kind) ? target : BODY];
    }),
  );
  const keysFor = (target: Target): [string, Raw][] => {
    const order = target === BODY ? [] : CALLED[target];
    const rank = (key: string): number => (own.has(plainKey(key)) ? -1 : order.indexOf(plainKey(key)));
    return [...data].filter(([key]) => mapped.get(key) === target).sort(([a], [b]) => rank(a) - rank(b));
  };
  const first = <T>(target: Target, read: (value: Raw, key: string) => T | null): T | null => {
    for (const [key, value] of keysFor(target)) {
      const held = read(value, key);
      if (held !== null) return held;
    }
    return null;
  };
  const title = first('title', (value, key) => {
    if (typeof value !== 'string' || value.trim() === '' || isPlaceholder(value)) return null;
    const title = value.replaceAll(/\s+/g, ' ').trim();
    if (title.length <= LONGEST_TITLE) used.add(key);
    return title;
  });
  const day = first('date', (value, key) => {
    // Some generators keep several days in a map, the first of which is when it was written.
    const told = value instanceof Map ? ((value as RawMap).get('created') ?? (value as RawMap).get('date')) : value;
    const written = typeof told === 'string' ? (parseDay(told.trim()) ?? dayIn(told)) : null;
    if (written !== null && written === value) used.add(key);
    return written;
  });
  const authors = first('by', (value, key) => {
    const names = namesIn(value);
    const [name] = names;
    if (names.length === 1 && (name === value || (Array.isArray(value) && name === value[0]))) used.add(key);
    return names.length > 0 ? names : null;
  });
  const topics: string[] = [];
  for (const [key, value] of keysFor('topics')) {
    const texts = textsIn(value)?.filter((text) => text.length <= LONGEST_TOPIC);
    if (!texts || (textsIn(value) ?? []).length > texts.length) continue;
    topics.push(...texts);
    used.add(key);
  }
  const alsoAsked = first('also_asked', (value, key) => {
    if (typeof value === 'string') return used.add(key) && [value];
    const texts = Array.isArray(value) ? (value as readonly Raw[]).filter((item) => typeof item === 'string') : null;
    if (texts && texts.length === (value as readonly Raw[]).length) used.add(key);
    return texts;
  });
  const draft = first('draft', (value, key) => (value === 'true' && used.add(key) ? true : null));
  const supersedes = first('supersedes', (value) => (typeof value === 'string' ? value : null));
  // An empty value says nothing.
  for (const [key, value] of data)
    if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) used.add(key);
  return {
    title,
    day,
    authors: authors ?? [],
    topics: [...new Set(topics)],
    draft: draft ?? false,
    alsoAsked: alsoAsked ?? [],
    supersedes,
    used,
    mapped,
  };
}

/** A text as a block of code whose fence it does not have in it. */
export function fenced(text: string, language: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`{3,}/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}
