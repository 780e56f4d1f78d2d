import type { Asker, Option } from '../edges/prompts.ts';
import type { Community } from '../model/community.ts';
import type { Document } from '../model/document.ts';
import type { Field } from '../model/field.ts';
import type { GivenValue } from '../plans/scaffold.ts';
import { capitalised } from '../text/words.ts';

/** What a command knows better than the kind's declaration does about one field. */
export interface Offer {
  /** The documents to choose from; those of the field's kinds, unless given. */
  readonly among?: readonly Document[];
  /** What is meant where nothing is said: offered at a prompt, not written otherwise. */
  readonly suggestion?: string;
  /** Nothing to ask, for what was answered so far makes it pointless. */
  readonly skip?: boolean;
  /** Values that others gave, to choose from or not. */
  readonly known?: readonly string[];
  /** To be asked though the kind does not ask for it. */
  readonly wanted?: boolean;
}

export type Offers = Readonly<Record<string, (soFar: ReadonlyMap<string, GivenValue>) => Offer>>;

/** How many of the values that others gave are shown. */
const MOST_KNOWN = 8;

/** What a document may rest on: not the people, nor what the community is for. */
const EVIDENCE = new Set(['thread', 'note', 'faq']);

function candidates(field: Field, offer: Offer, community: Community): readonly Document[] {
  if (offer.among) return offer.among;
  const { entering } = field;
  if (entering.by !== 'reference') return [];
  const { targets } = entering;
  return targets === 'any'
    ? community.documents.filter(({ declaration }) => EVIDENCE.has(declaration?.role ?? ''))
    : targets.flatMap((kind) => community.byKind.get(kind) ?? []);
}

const asOptions = (documents: readonly Document[]): Option<string>[] =>
  documents.map(({ id, title }) => ({ value: id, name: `${title}  (${id})` }));

/** The values in a line of text: several where the field is a list. Texts may hold commas, words and ids do not. */
function valuesIn(field: Field, text: string): string[] {
  const separator = field.entering.by === 'text' ? ';' : /[;,]/;
  return (field.list ? text.split(separator) : [text]).map((value) => value.trim()).filter((value) => value !== '');
}

/** Why a line of text is no value of the field, or null: said at once, while it can still be put right. */
function problemWith(field: Field, text: string): string | null {
  const values = valuesIn(field, text);
  if (values.length === 0) return field.required ? 'This one is needed.' : null;
  const { issues } = field.read(field.list ? values : (values[0] ?? null));
  const invalid = issues.find(({ problem }) => problem === 'invalid');
  return invalid ? `Expected ${invalid.expected}.` : null;
}

async function askSettings(ask: Asker, community: Community): Promise<GivenValue | undefined> {
  const settings = new Map<string, GivenValue>();
  const number = (text: string): string | null => (/^[0-5]$/.test(text) ? null : 'A whole number from 0 to 5.');
  const orNothing = (text: string): string | null => (text.trim() === '' ? null : number(text));
  for (const { id, title, question } of community.config.dimensions) {
    const about = question === null ? '' : `: ${question}`;
    const now = await ask.input(`${title}, now, from 0 (not at all) to 5 (fully); empty skips it${about}`, {
      check: orNothing,
    });
    if (now.trim() === '') continue;
    const ideal = await ask.input(`${title}, where it ought to be (0 to 5)`, { check: number });
    const because = await ask.input(`${title}: why? (optional)`);
    const setting: [string, GivenValue][] = [
      ['now', now],
      ['ideal', ideal],
    ];
    if (because.trim() !== '') setting.push(['because', because]);
    settings.set(id, new Map(setting));
  }
  return settings.size === 0 ? undefined : settings;
}

async function askChoice(ask: Asker, question: string, field: Field, options: readonly Option<string>[], offer: Offer) {
  if (options.length === 0) return undefined;
  if (field.list) {
    const chosen = await ask.checkbox(question, options, { required: field.required });
    return chosen.length === 0 ? undefined : chosen;
  }
  // What may be left open is left open by whoever just presses Enter.
  const open = field.required ? [] : [{ value: '', name: '(leave it open)' }];
  const choice = await ask.select(question, [...open, ...options], offer.suggestion);
  return choice === '' ? undefined : choice;
}

/** Asks for one field at the terminal; undefined where the answer was to leave it open. */
export async function askFor(
  ask: Asker,
  name: string,
  field: Field,
  offer: Offer,
  community: Community,
): Promise<GivenValue | undefined> {
  const { entering, list, required, sentence } = field;
  // What stands there already is taken by whoever just presses Enter: it is not left open.
  const open = required || offer.suggestion !== undefined ? '' : ' (optional)';
  const known = offer.known?.length ? ` (so far: ${offer.known.slice(0, MOST_KNOWN).join(', ')})` : '';
  const question = `${capitalised(name.replaceAll('_', ' '))}: ${sentence}${open}${known}`;
  if (entering.by === 'parts') {
    const parts = new Map<string, GivenValue>();
    for (const [part, of] of Object.entries(entering.of)) {
      const value = await askFor(ask, part, of, {}, community);
      if (value !== undefined) parts.set(part, value);
    }
    return parts;
  }
  if (entering.by === 'map') return askSettings(ask, community);
  if (entering.by === 'flag') return (await ask.confirm(question, false)) ? 'true' : undefined;
  if (entering.by === 'choice') {
    return askChoice(
      ask,
      question,
      field,
      entering.choices.map((value) => ({ value, name: value })),
      offer,
    );
  }
  if (entering.by === 'reference') {
    return askChoice(ask, question, field, asOptions(candidates(field, offer, community)), offer);
  }
  const several = entering.by === 'text' ? ' (several: with ; between them)' : ' (several: with commas between them)';
  const text = await ask.input(`${question}${list ? several : ''}`, {
    ...(offer.suggestion === undefined ? {} : { initial: offer.suggestion }),
    check: (typed) => problemWith(field, typed),
  });
  const values = valuesIn(field, text);
  return values.length === 0 ? undefined : list ? values : values[0];
}
