import { meant } from '../compile/reference.ts';
import { OUTCOMES } from '../kinds/followup.ts';
import { KINDS, KIND_NAMES, kindNamed } from '../kinds/index.ts';
import type { Community } from '../model/community.ts';
import type { Field } from '../model/field.ts';
import type { Document } from '../model/document.ts';
import { PAGE, dayOf } from '../model/document.ts';
import { Refusal } from '../model/refusal.ts';
import { valueJson } from '../render/json.ts';
import { STAGES } from '../states/issue-state.ts';
import type { States } from '../states/index.ts';
import { CONFIDENCES } from '../states/note-state.ts';
import { shellWord } from '../text/shell-word.ts';
import type { OptionSpec, Options } from './command.ts';
import { dayFrom } from './days.ts';
import { unknown } from './unknown.ts';

const STATES: readonly string[] = [
  ...STAGES,
  ...CONFIDENCES,
  ...OUTCOMES,
  'overdue',
  'review lapsed',
  'reservation',
  'answered',
  'not answered',
  'not tried',
];

/** The options by which documents are chosen. */
export const SELECTION: readonly OptionSpec[] = [
  { flags: '--where <field=value>', sentence: 'only those whose field says this (again for another)', many: true },
  {
    flags: '--state <state>',
    completes: STATES,
    sentence: 'only those in this state, such as waiting, overdue, validated',
  },
  { flags: '--since <day>', sentence: 'only those dated on or after this day' },
];

function kindFilter(word: string | undefined): (document: Document) => boolean {
  if (word === undefined) return ({ kind }) => kind !== PAGE;
  const wanted = [...KIND_NAMES, PAGE].find(
    (name) => name === word || `${name}s` === word || kindNamed(name)?.plural === word,
  );
  if (wanted !== undefined) return ({ kind }) => kind === wanted;
  if (word.includes('='))
    throw new Refusal(`\`${word}\` is no kind.`, `\`--where ${shellWord(word)}\` chooses by what a field says.`);
  throw unknown('kind', word, KIND_NAMES);
}

/** Every field of every kind. */
const FIELDS: ReadonlyMap<string, Field> = new Map(KINDS.flatMap(({ fields }) => Object.entries<Field>(fields)));

/** `field=value`: the field says just that, or one of its values does; `title` is matched by a part of it. */
function whereFilter(condition: string, community: Community): (document: Document) => boolean {
  const [name = '', ...rest] = condition.split('=');
  const value = rest.join('=');
  if (rest.length === 0 || name === '') {
    throw new Refusal(`\`${condition}\` is no condition.`, 'Write it as field=value, such as topics=gtfs.');
  }
  if (name === 'title') return ({ title }) => title.toLowerCase().includes(value.toLowerCase());
  const key = name.replaceAll('-', '_');
  const field = FIELDS.get(key);
  if (!field) {
    throw unknown('field', key, [...FIELDS.keys()]);
  }
  // Somebody may be named as everywhere else: by a code, a beginning, a part of the name.
  const wanted = field.entering.by === 'reference' ? meant(community, value, field.entering.targets).id : value;
  const says = (held: unknown): boolean =>
    typeof held === 'string'
      ? (community.byId.get(held)?.id ?? held) === wanted || held === wanted
      : String(held) === wanted;
  return ({ fields }) => {
    const held = valueJson(fields[key]) ?? null;
    return Array.isArray(held) ? held.some(says) : held !== null && typeof held !== 'object' && says(held);
  };
}

function stateFilter(state: string, states: States): (document: Document) => boolean {
  if (!STATES.includes(state)) {
    throw unknown('state', state, STATES);
  }
  return (document) => (states.word(document) ?? '').split(', ').includes(state);
}

/** The documents of a kind (of every kind but pages, where none is named) that the options choose, in the community's order. */
export function selected(
  community: Community,
  states: States,
  kind: string | undefined,
  options: Options,
): readonly Document[] {
  return community.documents.filter(chosenBy(community, states, [kindFilter(kind)], options));
}

/** The documents of some kinds (of every kind and pages, where none is named) that the options choose. */
export function selectedOf(
  community: Community,
  states: States,
  kinds: readonly string[],
  options: Options,
): readonly Document[] {
  const among = kinds.map(kindFilter);
  const ofKind = (document: Document): boolean => among.length === 0 || among.some((passes) => passes(document));
  return community.documents.filter(chosenBy(community, states, [ofKind], options));
}

function chosenBy(
  community: Community,
  states: States,
  first: readonly ((document: Document) => boolean)[],
  options: Options,
): (document: Document) => boolean {
  const filters = [...first, ...((options['where'] ?? []) as string[]).map((one) => whereFilter(one, community))];
  const state = options['state'];
  if (typeof state === 'string') filters.push(stateFilter(state, states));
  if (typeof options['since'] === 'string') {
    const since = dayFrom(options['since']);
    filters.push((document) => (dayOf(document) ?? '') >= since);
  }
  return (document) => filters.every((passes) => passes(document));
}
