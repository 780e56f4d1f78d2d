import type { Community } from '../model/community.ts';
import { dayOf } from '../model/document.ts';
import type { Document } from '../model/document.ts';
import { isKind } from '../kinds/index.ts';
import type { DocumentOf } from '../kinds/index.ts';
import { isSilent } from '../model/kind.ts';
import { wayGone } from '../compile/charter.ts';
import { isPast } from '../kinds/objective.ts';
import { objectiveEvidence } from '../states/objective-evidence.ts';
import type { Outcome } from '../states/issue-state.ts';
import type { States } from '../states/index.ts';
import { turns } from '../states/thread.ts';
import { spanText } from '../text/day.ts';
import type { Span } from '../text/day.ts';
import { sectionNamed } from '../text/markdown/outline.ts';
import { clipped, columns, faint, ink, name, strong, wrapped } from '../text/ink.ts';
import type { Ink } from '../text/ink.ts';
import { stateInk } from './documents.ts';
import { capitalised, listed } from '../text/words.ts';
import { goneText } from './objective.ts';
import { OUTCOME_WORDS, triedText } from './outcome.ts';
import { nameOf, recordText } from './record.ts';

const WIDEST_PROSE = 92;

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
  const all = document.outline()?.sections ?? [];
  const sections = all.filter((section) => section.text !== '');
  const before = lines
    .slice(0, all[0] ? all[0].line - 1 - first : lines.length)
    .join('\n')
    .trim();
  if (before === '' && sections.length === 0) {
    const { declaration, fields } = document;
    const done = declaration !== null && isSilent(declaration, (field) => fields[field]);
    return done ? [] : [faint(`${indent}(nothing written yet)`)];
  }
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

const STANCES = {
  suggests: 'suggests',
  supports: 'supports',
  reserves: 'has a reservation about',
  disagrees: 'disagrees with',
} as const;

/** What somebody did by an advice: `suggests`, `has a reservation about “…”`, `answers “…”`. */
function adviceVerb({ fields }: DocumentOf<'advice'>, community: Community): string {
  const { stance, on } = fields;
  const about = on === null ? null : `“${community.byId.get(on)?.title ?? on}”`;
  if (about === null) return stance === null || stance === 'suggests' ? 'suggests' : `${STANCES[stance]} this`;
  return `${stance === null || stance === 'suggests' ? 'answers' : STANCES[stance]} ${about}`;
}

const REPORTS: Readonly<Partial<Record<Outcome, string>>> = {
  'not-tried': 'has not tried it yet',
  unknown: 'cannot tell how it went',
};

function followupVerb(followup: DocumentOf<'followup'>, community: Community): string {
  const { outcome, thanks } = followup.fields;
  const tried = triedText(followup, community);
  return [
    REPORTS[outcome] ?? `reports that it ${OUTCOME_WORDS[outcome]}`,
    ...(tried === '' ? [] : [`: ${tried}`]),
    ...(thanks.length === 0 ? [] : [`, and thanks ${listed(thanks.map((id) => nameOf(community, id)))}`]),
  ].join('');
}

/** What an advice rests on, as a reader would say it. */
const BASES: Readonly<Record<NonNullable<DocumentOf<'advice'>['fields']['basis']>, string>> = {
  'did-it': 'did it',
  'saw-it': 'saw it done',
  reasoned: 'reasoned',
  untested: 'untested',
};

/** An issue with its advice and follow-ups as one conversation. */
function threadLines(document: Document, community: Community, states: States, width: number): Ink[] {
  if (!isKind(document, 'issue')) return [];
  const thread = states.threads.get(document.id);
  const { answerBy, answeredOn, followUpOn, withdrawn } = states.issue(document);
  const unanswered = withdrawn ? 'never answered' : `first answer promised by ${answerBy}`;
  const clock = [
    answeredOn === null ? unanswered : `answered ${answeredOn} (promised by ${answerBy})`,
    ...(followUpOn === null ? [] : [`follow-up on ${followUpOn}`]),
  ];
  return [
    faint(`  ${clock.join('; ')}`),
    ...(thread ? turns(thread) : []).flatMap((turn) => {
      const did = isKind(turn, 'advice') ? adviceVerb(turn, community) : followupVerb(turn, community);
      const basis =
        isKind(turn, 'advice') && turn.fields.basis !== null ? faint(`  (${BASES[turn.fields.basis]})`) : '';
      return [
        ink``,
        ink`${faint(turn.fields.date)}  ${strong(nameOf(community, turn.fields.by))} ${did}${said(turn)}`,
        ink`            ${name(turn.id)}  ${stateInk(states.word(turn))}${basis}`,
        ...bodyLines(turn, width, '            '),
      ];
    }),
  ];
}

/** What a turn is called, where somebody gave it a title. */
const said = (turn: Document): Ink => (turn.written?.data.has('title') ? ink`: ${strong(turn.title)}` : ink``);

/** One trial of an advice: what came of it, on which issue, and under which conditions. */
function trialLines(followup: DocumentOf<'followup'>, community: Community, width: number): Ink[] {
  const body = followup.body();
  const conditions = (body && sectionNamed(body.outline, 'What we did')?.text) ?? '';
  const issue = community.byId.get(followup.fields.issue);
  const on = clipped(issue?.title ?? followup.fields.issue, Math.max(24, width - 28));
  return [
    ink`  ${faint(followup.fields.date)}  ${stateInk(followup.fields.outcome)}  ${on}`,
    ink`              ${name(followup.id)}  ${faint(nameOf(community, followup.fields.by))}`,
    ...wrapped(unwrapped(conditions), Math.min(width, WIDEST_PROSE), '              '),
  ];
}

/** What others said on an advice, with where it stands. */
function spokenLines(document: Document, community: Community, states: States, width: number): Ink[] {
  if (!isKind(document, 'advice')) return [];
  return states
    .advice(document)
    .spoken.flatMap((one) => [
      ink``,
      ink`${faint(one.fields.date)}  ${strong(nameOf(community, one.fields.by))} ${adviceVerb(one, community)}${said(one)}`,
      ink`            ${name(one.id)}  ${stateInk(states.word(one))}`,
      ...bodyLines(one, width, '            '),
    ]);
}

/** The record of an advice on all issues that tried it, and that of the advice it leans on. */
function recordLines(document: Document, community: Community, states: States, width: number): Ink[] {
  if (!isKind(document, 'advice')) return [];
  const { record, leansOn } = states.advice(document);
  return [
    ...(record.tried === 0
      ? []
      : [
          ink``,
          strong(capitalised(recordText(record))),
          ...record.followups.flatMap((one) => trialLines(one, community, width)),
        ]),
    ...leansOn().flatMap((other) => {
      const theirs = states.advice(other).record;
      return [
        ink``,
        ink`${strong(`It leans on “${other.title}”`)} ${name(other.id)}${strong(`: ${recordText(theirs)}`)}`,
        ...theirs.followups.flatMap((one) => trialLines(one, community, width)),
      ];
    }),
  ];
}

/** What serves an objective: strategies, closed loops, notes, and issues that are still open. */
function objectiveLines(document: Document, community: Community, states: States): Ink[] {
  if (!isKind(document, 'objective')) return [];
  const { strategies, closed, open, notes } = objectiveEvidence(document, community, states);
  const far = goneText({ gone: wayGone(document.fields), past: isPast(document.fields, states.today) });
  const group = (title: string, documents: readonly Document[]): Ink[] =>
    documents.length === 0
      ? []
      : [
          faint(`  ${title}`),
          ...documents.map((one) => ink`    ${one.title}  ${name(one.id)}  ${stateInk(states.word(one))}`),
        ];
  const told = [
    ...group('delivered by', strategies),
    ...group('loops closed for it', closed),
    ...group('notes that cite it', notes),
    ...group('issues still open', open),
  ];
  return [
    ink``,
    strong('What serves it'),
    ...(far === null ? [] : [ink`  ${capitalised(far)}.`]),
    ...(told.length === 0 ? [faint('  Nothing yet.')] : told),
  ];
}

/** One document: its fields, its body, its thread where it is an issue, and its links both ways. */
export function showLines(document: Document, community: Community, states: States, width: number): Ink[] {
  const thread = isKind(document, 'issue') ? states.threads.get(document.id) : undefined;
  const { record, spoken } = isKind(document, 'advice') ? states.advice(document) : { record: null, spoken: [] };
  const trials = [...(record?.followups ?? []), ...spoken];
  const served = isKind(document, 'objective') ? objectiveEvidence(document, community, states) : null;
  const serving = served ? [...served.strategies, ...served.closed, ...served.open, ...served.notes] : [];
  const told = new Set(
    [...serving, ...(thread?.advice ?? []), ...(thread?.followups ?? []), ...trials].map(({ path }) => path),
  );
  return [
    ...heading(document, community, states),
    faint(`  ${document.path}`),
    ...fieldLines(document, community, ['by', 'date', 'opened', 'name']),
    ink``,
    ...bodyLines(document, width, '  '),
    ...objectiveLines(document, community, states),
    ...threadLines(document, community, states, width),
    ...spokenLines(document, community, states, width),
    ...recordLines(document, community, states, width),
    ...linkLines(document, community, told),
  ];
}
