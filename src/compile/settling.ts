import { every } from '../kinds/index.ts';
import type { Community } from '../model/community.ts';
import type { Field } from '../model/field.ts';
import { isSilent } from '../model/kind.ts';
import { Refusal } from '../model/refusal.ts';
import type { Day } from '../text/day.ts';
import { listed } from '../text/words.ts';
import type { Form } from './form.ts';
import { quoted } from './intake.ts';
import type { Submission } from './intake.ts';
import { meant } from './reference.ts';

const MOST_MEMBERS = 8;

/** A value as fields take it from a command line. */
export type Value = string | readonly string[];

export interface Settled {
  readonly fields: ReadonlyMap<string, Value>;
  readonly problems: readonly string[];
}

/** Who sent a form in, and when. */
export interface Sender {
  /** The id of the member, or null where nobody knows them. */
  readonly member: string | null;
  /** Why nobody knows them, and what to do about it, as a sentence. */
  readonly unknown: string;
  /** The day on which it was sent. */
  readonly day: Day;
}

const SEPARATED = new Set(['reference', 'choice', 'word']);
const CHECKBOX = /^\s{0,9}[-*] \[([ xX])\] (.{1,200})$/;
const BULLET = /^\s{0,9}[-*] /;

/** The values in a text: one on each line; words, ids and choices may also have commas between them. */
function valuesIn(field: Field, text: string): string[] {
  const lines = text.split('\n');
  const boxes = lines.map((line) => CHECKBOX.exec(line)).filter((box) => box !== null);
  if (boxes.length > 0) return boxes.flatMap(([, mark, option = '']) => (mark === ' ' ? [] : [option.trim()]));
  return lines
    .map((line) => line.replace(BULLET, ''))
    .flatMap((line) => (SEPARATED.has(field.entering.by) ? line.split(',') : [line]))
    .map((value) => value.trim())
    .filter((value) => value !== '');
}

/** Values as people write them by hand: `Did it` for `did-it`, `yes` for true. */
function plainly(field: Field, value: string): string {
  const words = value
    .toLowerCase()
    .split(/\s{1,100}/)
    .join('-');
  if (field.entering.by === 'choice') return words;
  if (field.entering.by === 'flag') return words === 'yes' ? 'true' : words === 'no' ? 'false' : words;
  return value;
}

function membersSentence(community: Community): string {
  const names = every(community, 'member').map(({ title }) => title);
  if (names.length === 0) return 'nobody is a member yet';
  const more = names.length > MOST_MEMBERS ? ` and ${names.length - MOST_MEMBERS} more` : '';
  return more === '' ? `members are ${listed(names)}` : `members are ${names.slice(0, MOST_MEMBERS).join(', ')}${more}`;
}

/** The id that is meant, or the sentence that says why none is. */
function found(value: string, field: Field, community: Community): { id: string } | { problem: string } {
  if (field.entering.by !== 'reference') return { id: value };
  const { targets } = field.entering;
  try {
    return { id: meant(community, value, targets).id };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.message.includes('could be any of')) {
      const candidates = (error.instead ?? '').split('\n').map((line) => line.trim().split(/\s{2}/, 1)[0]);
      return { problem: `${quoted(value)} could be any of ${candidates.join(', ')}: write one of them` };
    }
    if (targets !== 'any' && targets.includes('member')) {
      return { problem: `${quoted(value)} names nobody here: ${membersSentence(community)}` };
    }
    const noun = targets === 'any' ? 'document' : listed(targets, 'or');
    const guess = /Did you mean (`[^`]{1,200}`)\?/.exec(error.instead ?? '')?.[1];
    const hint = guess === undefined ? 'write its id, its code or a part of its title' : `was it ${guess}?`;
    return { problem: `${quoted(value)} names no ${noun} here: ${hint}` };
  }
}

/** Why a value, typed so, is none of its field; null where it is. */
function wrong(value: string, typed: string, field: Field): string | null {
  const { issues } = field.read(field.list ? [value] : value);
  if (!issues.some(({ problem }) => problem === 'invalid')) return null;
  const { by } = field.entering;
  if (by === 'day') return `${quoted(typed)} is no day: write it as 2026-12-04`;
  if (field.entering.by === 'choice') return `${quoted(typed)} is none of ${field.entering.choices.join(', ')}`;
  if (by === 'flag') return `${quoted(typed)} is neither yes nor no`;
  return `${quoted(typed)} is not what belongs there, which is ${field.expected}`;
}

/** What somebody typed as the field's value, and what is wrong with it. */
function settledField(text: string, field: Field, community: Community): { value: Value; problems: string[] } {
  const typed = field.list ? valuesIn(field, text) : [text.trim()];
  const problems: string[] = [];
  const values = typed.map((one) => {
    if (!field.list && one.includes('\n')) {
      problems.push(`${quoted(one)} is more than one line`);
      return one;
    }
    const value = plainly(field, one);
    const why = wrong(value, one, field);
    const result = why === null ? found(value, field, community) : { problem: why };
    if ('id' in result) return result.id;
    problems.push(result.problem);
    return value;
  });
  return { value: field.list ? [...new Set(values)] : (values[0] ?? ''), problems };
}

const stop = (sentence: string): string => (/[.?!]$/.test(sentence) ? sentence : `${sentence}.`);

/**
 * The values of what was typed, with the sender and the day where that was left to us; references are full ids. Every
 * problem is told, not only the first: whoever filled in a form is asked once.
 */
export function settle(
  { form, isTooLong, fields: typed, sections, problems: before }: Submission,
  community: Community,
  sender: Sender,
): Settled {
  const problems = [...before];
  if (isTooLong) return { fields: new Map(), problems };
  const fields = new Map<string, Value>();
  for (const { of, name, label, sentence, required, otherwise } of form.entries) {
    if (of === 'section') continue;
    const field = form.kind.fields[name] as Field;
    const text = typed.get(name);
    if (text !== undefined) {
      const { value, problems: own } = settledField(text, field, community);
      problems.push(...own.map((problem) => stop(`\`${label}\`: ${problem}`)));
      if (value.length > 0) fields.set(name, value);
      else if (required) problems.push(`\`${label}\` is empty: ${stop(sentence)}`);
    } else if (otherwise === 'day') {
      fields.set(name, sender.day);
    } else if (otherwise === 'sender') {
      if (sender.member === null) problems.push(`\`${label}\` is empty, and ${stop(sender.unknown)}`);
      else fields.set(name, sender.member);
    } else if (required) {
      problems.push(`\`${label}\` is empty: ${stop(sentence)}`);
    }
  }
  if (!isSilent(form.kind, (name) => fields.get(name))) {
    for (const { of, name, label, sentence, required } of form.entries) {
      if (of === 'section' && required && !sections.has(name)) problems.push(`\`${label}\` is empty: ${sentence}`);
    }
  }
  return { fields, problems };
}

/** The sentence that a title is missing; null where a kind does without, or there is one. */
export function missingTitle({ kind }: Form, title: string | null): string | null {
  if (title !== null || kind.title.otherwise !== undefined) return null;
  return `It has no ${kind.title.field}: what is the ${kind.name} called, in a few words?`;
}
