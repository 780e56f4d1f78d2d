import * as v from 'valibot';
import { meant } from '../compile/reference.ts';
import { COMMON, KINDS, KIND_NAMES } from '../kinds/index.ts';
import type { Community } from '../model/community.ts';
import type { Document } from '../model/document.ts';
import type { Field } from '../model/field.ts';
import { Refusal } from '../model/refusal.ts';
import { fieldNamed, set } from '../plans/set.ts';
import type { Assignment } from '../plans/set.ts';
import { deriveStates } from '../states/index.ts';
import { faint, ink } from '../text/ink.ts';
import { counted } from '../text/words.ts';
import type { Command, Context, Options } from './command.ts';
import { valuesFrom } from './fields.ts';
import { SELECTION, selected } from './selecting.ts';
import { unknown } from './unknown.ts';

/** An alias is one document's own: `cop rename` and `cop merge` leave them. */
const FIELDS = new Set(
  [...KINDS.flatMap(({ fields }) => Object.keys(fields)), ...Object.keys(COMMON)].filter((name) => name !== 'aliases'),
);

const WAYS = { '=': 'set', '+=': 'add', '-=': 'remove' } as const;

/** `owner=ada`, `topics+=gtfs,late-data`, `needed-by=`. */
function assignmentFrom(text: string): { field: string; way: Assignment['way']; value: string } {
  const match = /^([^=+\s]{1,80}?)([+-]?=)([^]*)$/.exec(text);
  if (!match)
    throw new Refusal(`\`${text}\` is no assignment.`, 'Write it as owner=ada, topics+=gtfs or topics-=gtfs.');
  const [, name = '', sign = '=', value = ''] = match;
  const field = name.replaceAll('-', '_');
  if (!FIELDS.has(field)) throw unknown('field', field, [...FIELDS]);
  return { field, way: WAYS[sign as keyof typeof WAYS], value: value.trim() };
}

/** The values as they are to be written: whoever is meant by his id. */
function valuesOf(community: Community, name: string, field: Field, value: string): readonly string[] {
  if (value === '') return [];
  const { entering } = field;
  if (entering.by === 'parts' || entering.by === 'map') {
    throw new Refusal(`\`${name}\` has parts, and cannot be set for several documents at once.`);
  }
  const values = field.list ? valuesFrom(field, [value]) : [value];
  return entering.by === 'reference' ? values.map((one) => meant(community, one, entering.targets).id) : values;
}

/** @throws Refusal where it is other documents than were expected, or nobody said how many. */
async function refuseSurprise(context: Context, documents: readonly Document[], options: Options): Promise<void> {
  const { length } = documents;
  const expected = options['expect'];
  const names = documents.slice(0, 8).map(({ id }) => `  ${id}`);
  const shown = [...names, ...(length > 8 ? [`  and ${length - 8} more`] : [])].join('\n');
  if (typeof expected === 'string') {
    if (!/^\d{1,6}$/.test(expected)) throw new Refusal(`\`${expected}\` is no number.`);
    if (Number(expected) !== length) {
      throw new Refusal(
        `Nothing was written: ${counted(length, 'document')}, and ${expected} expected.`,
        shown || null,
      );
    }
  } else if (length > 1 && options['dryRun'] !== true) {
    const isMeant = (await context.ask?.confirm(`${counted(length, 'document')} are meant. Go on?`, true)) ?? false;
    if (!isMeant) {
      throw new Refusal(
        `Nothing was written: ${length} documents are meant.`,
        `Say --expect ${length} if they are right:\n${shown}`,
      );
    }
  }
}

export const command: Command = {
  arguments: [
    { name: '<assignment>', sentence: 'owner=ada; topics+=gtfs adds to a list, topics-=gtfs takes out; owner= clears' },
    { name: '[kind]', completes: KIND_NAMES, sentence: `one of ${KIND_NAMES.join(', ')}` },
  ],
  options: [
    ...SELECTION,
    { flags: '--expect <count>', sentence: 'how many documents are meant; with another number nothing is written' },
  ],
  writes: true,
  answer: v.strictObject({
    field: v.string(),
    values: v.array(v.string()),
    documents: v.array(v.string()),
    /** Those of them that did not say so already. */
    changed: v.array(v.string()),
    written: v.boolean(),
  }),
  examples: [
    'cop set owner=ada cases --where topics=gtfs --expect 4',
    'cop set topics+=late-data --where topics=delays --dry-run',
  ],
  async run(context, [text = '', kind], options) {
    const community = context.community();
    const { field: name, way, value } = assignmentFrom(text);
    const filters = ['where', 'state', 'since'].some((option) => options[option] !== undefined);
    if (kind === undefined && !filters) {
      throw new Refusal('Which documents are meant?', 'Name a kind, or --where, --state or --since.');
    }
    const documents = selected(community, deriveStates(community, context.today), kind, options);
    const first = documents[0] ? fieldNamed(documents[0], name) : null;
    if (first && way !== 'set' && !first.list) {
      throw new Refusal(`\`${name}\` is no list.`, `Write it as ${name}=${value}.`);
    }
    const values = first ? valuesOf(community, name, first, value) : [];
    if (first?.list === false && values.length > 1) throw new Refusal(`\`${name}\` holds one value.`);
    const plan = set(documents, { field: name, way, values });
    await refuseSurprise(context, documents, options);
    const { written } = plan.changes.length === 0 ? { written: false } : await context.carryOut(plan);
    const changed = plan.changes.map(({ path }) => path);
    if (context.json) {
      const paths = documents.map(({ path }) => path);
      context.out.answer('set', { field: name, values, documents: paths, changed, written });
      return 0;
    }
    if (written) for (const path of changed) context.out.line(ink`${context.shownPath(path)}`);
    const already = documents.length - changed.length;
    if (documents.length === 0) context.say(faint('No document is meant; nothing was written.'));
    else if (already > 0) context.say(faint(`${counted(already, 'document says', 'documents say')} so already.`));
    return 0;
  },
};
