import type { Community } from '../model/community.ts';
import { dayOf } from '../model/document.ts';
import type { Document } from '../model/document.ts';
import type { Due } from '../compile/due.ts';
import type { States } from '../states/index.ts';
import { isReservation } from '../states/advice-record.ts';
import { turns } from '../states/thread.ts';
import { isKind } from '../kinds/index.ts';
import { spanText } from '../text/day.ts';
import type { Span } from '../text/day.ts';
import { bad, care, clipped, columns, faint, good, ink, name, strong, wrapped } from '../text/ink.ts';
import type { Ink } from '../text/ink.ts';
import { leftOutText, nameOf } from './record.ts';

const WIDEST_PROSE = 92;

/** A state with the tone of what it asks for; the word says the same without colour. */
export function stateInk(word: string | null): Ink {
  if (word === null) return ink``;
  if (/overdue|contradicted|lapsed|did-not|not answered/.test(word)) return bad(word);
  if (/waiting|due|superseded|draft|partly/.test(word)) return care(word);
  return /settled|validated$|worked/.test(word) && !word.startsWith('not') ? good(word) : ink`${word}`;
}

/** One line a document: id, state, day, title. */
export function documentLines(documents: readonly Document[], states: States, width: number): Ink[] {
  const rows = documents.map((document) => [
    name(document.id),
    stateInk(states.word(document)),
    faint(dayOf(document) ?? ''),
  ]);
  const filled = [0, 1, 2].filter((column) => rows.some((row) => row[column]?.text !== ''));
  const lines = columns(rows.map((row) => [...filled.map((column) => row[column] as Ink), ink``]));
  return documents.map((document, index) => {
    const line = lines[index] as Ink;
    return ink`${line}${clipped(document.title, Math.max(24, width - line.width))}`;
  });
}

/** The last line of every list: how many, as of when, and what is missing from it. */
export function footer(count: string, community: Community, states: States): Ink[] {
  const leftOut = leftOutText(community);
  return [faint(`${count}, as of ${states.today}.`), ...(leftOut === null ? [] : [care(leftOut)])];
}

const PROMISE_WORDS = {
  answer: 'answer awaited',
  followup: 'follow-up due',
  reservation: 'reservation unanswered',
  review: 'review lapsed',
} as const;

/** The open promises, each with who could act and the command that keeps it. */
export function dueLines(promises: readonly Due[], community: Community, width: number): Ink[] {
  return promises.flatMap(({ promise, document, day, overdue, who, command }) => {
    const title = clipped(document.title, Math.max(24, width - 44));
    const act = who.length === 0 ? 'anybody' : who.map((id) => nameOf(community, id)).join(', ');
    return [
      ink`${overdue ? bad(`${day} overdue`) : care(`${day}        `)}  ${PROMISE_WORDS[promise].padEnd(23)}${strong(title)}`,
      ink`  ${faint(`${act}:`)} ${name(command)}`,
    ];
  });
}

/** Paragraphs as one line each, so that they can be wrapped anew; lists, tables, quotes and code keep their lines. */
function unwrapped(text: string): string {
  let fenced = false;
  /** The words of the paragraph that goes on, or null between paragraphs. */
  let paragraph: string[] | null = null;
  const lines: string[] = [];
  const end = (): void => {
    if (paragraph) lines.push(paragraph.join(' '));
    paragraph = null;
  };
  for (const line of text.split(/\r?\n/)) {
    const opens = /^\s{0,20}(?:`{3}|~{3})/.test(line);
    const keeps = fenced || opens || line === '' || /^(?:\s|[>|#])/.test(line);
    if (keeps || /^(?:[-*+]|\d{1,9}[.)])\s/.test(line)) end();
    if (keeps) lines.push(line);
    else if (paragraph) paragraph.push(line);
    else paragraph = [line];
    if (opens) fenced = !fenced;
  }
  end();
  return lines.join('\n');
}

function bodyLines(document: Document, width: number, indent: string): Ink[] {
  const limit = Math.min(width, WIDEST_PROSE);
  const { text } = document.source;
  const lines = text.slice(document.written?.bodyOffset ?? 0).split('\n');
  const first = text.split('\n').length - lines.length;
  const all = document.body()?.outline.sections ?? [];
  const sections = all.filter((section) => section.text !== '');
  const before = lines
    .slice(0, all[0] ? all[0].line - 1 - first : lines.length)
    .join('\n')
    .trim();
  if (before === '' && sections.length === 0) return [faint(`${indent}(nothing written yet)`)];
  return [
    ...(before === '' ? [] : wrapped(unwrapped(before), limit, indent)),
    ...sections.flatMap((section) => [
      ink`${indent}${faint(section.title)}`,
      ...wrapped(unwrapped(section.text), limit, indent),
    ]),
  ];
}

/** The fields of a document that are worth a line, references with the titles they lead to. */
function fieldLines(document: Document, community: Community, skip: readonly string[]): Ink[] {
  const rows = Object.entries(document.declaration?.fields ?? {}).flatMap(([field, { entering }]): Ink[][] => {
    const value = document.fields[field];
    if (skip.includes(field) || value === null || value === undefined) return [];
    if (Array.isArray(value) && value.length === 0) return [];
    return [[faint(`  ${field}`), valueInk(value, entering.by === 'reference', community)]];
  });
  return columns(rows);
}

function valueInk(value: unknown, isReference: boolean, community: Community): Ink {
  if (value instanceof Map) {
    return ink`${[...value].map(([key, item]) => `${String(key)} ${settingText(item)}`).join(', ')}`;
  }
  if (Array.isArray(value)) {
    return ink`${value.flatMap((item, index) => (index === 0 ? [] : [', ']).concat([item as never]))}`;
  }
  if (typeof value === 'object' && value !== null && 'unit' in value) return ink`${spanText(value as Span)}`;
  if (typeof value === 'object' && value !== null) {
    return ink`${Object.entries(value)
      .map(([key, item]) => `${key}: ${Array.isArray(item) ? item.join(', ') : String(item)}`)
      .join('; ')}`;
  }
  const text = String(value);
  const title = isReference ? community.byId.get(text)?.title : undefined;
  return title === undefined || title === text ? ink`${text}` : ink`${text} ${faint(`(${title})`)}`;
}

function settingText(setting: unknown): string {
  const { now, ideal } = setting as { now: number; ideal: number };
  return `${now} → ${ideal}`;
}

function linkLines(document: Document, community: Community, told: ReadonlySet<string>): Ink[] {
  const out = new Map<string, string>();
  for (const link of community.linksFrom(document)) {
    const to = community.follow(link);
    if (to && to !== document && !told.has(to.path))
      out.set(to.path, `${link.field ?? 'mentions'}: ${to.title} (${to.id})`);
  }
  const into = new Map<string, string>();
  for (const { from, field } of community.linksTo(document)) {
    if (!told.has(from.path)) into.set(from.path, `${from.title} (${from.id})${field === null ? '' : `, ${field}`}`);
  }
  return [
    ...(out.size > 0 ? [ink``, strong('Leads to'), ...[...out.values()].map((line) => ink`  ${line}`)] : []),
    ...(into.size > 0 ? [ink``, strong('Cited by'), ...[...into.values()].map((line) => ink`  ${line}`)] : []),
  ];
}

function heading(document: Document, community: Community, states: States): Ink[] {
  const by = document.fields['by'];
  const who = typeof by === 'string' ? `${nameOf(community, by)}, ` : '';
  const word = states.word(document);
  return [
    strong(document.title),
    ink`${faint(`${document.kind} `)}${name(document.id)}${faint(`  ${who}${dayOf(document) ?? ''}  `)}${stateInk(word)}`,
  ];
}

/** An issue with its advice and follow-ups as one conversation. */
function threadLines(document: Document, community: Community, states: States, width: number): Ink[] {
  if (!isKind(document, 'issue')) return [];
  const thread = states.threads.get(document.id);
  const { answerBy, answeredOn, followUpOn } = states.issue(document);
  const clock = [
    answeredOn === null ? `first answer promised by ${answerBy}` : `answered ${answeredOn} (promised by ${answerBy})`,
    ...(followUpOn === null ? [] : [`follow-up on ${followUpOn}`]),
  ];
  return [
    faint(`  ${clock.join('; ')}`),
    ...(thread ? turns(thread) : []).flatMap((turn) => {
      const verb = isKind(turn, 'advice') ? adviceVerb(turn.fields.stance, isReservation(turn)) : 'reports';
      const on = isKind(turn, 'advice') && turn.fields.on !== null ? ` on ${turn.fields.on}` : '';
      return [
        ink``,
        ink`${faint(turn.fields.date)}  ${strong(nameOf(community, turn.fields.by))} ${verb}${on}${said(turn)}`,
        ink`            ${name(turn.id)}  ${stateInk(states.word(turn))}`,
        ...bodyLines(turn, width, '            '),
      ];
    }),
  ];
}

/** What a turn is called, where somebody gave it a title. */
const said = (turn: Document): Ink => (turn.written?.data.has('title') ? ink`: ${strong(turn.title)}` : ink``);

function adviceVerb(stance: string | null, reservation: boolean): string {
  return reservation ? `${stance} (a reservation)` : (stance ?? 'suggests');
}

/** One document: its fields, its body, its thread where it is an issue, and its links both ways. */
export function showLines(document: Document, community: Community, states: States, width: number): Ink[] {
  const thread = isKind(document, 'issue') ? states.threads.get(document.id) : undefined;
  const told = new Set([...(thread?.advice ?? []), ...(thread?.followups ?? [])].map(({ path }) => path));
  return [
    ...heading(document, community, states),
    faint(`  ${document.path}`),
    ...fieldLines(document, community, ['by', 'date', 'opened', 'name']),
    ink``,
    ...bodyLines(document, width, '  '),
    ...threadLines(document, community, states, width),
    ...linkLines(document, community, told),
  ];
}
