import type { Field } from '../model/field.ts';
import type { Kind } from '../model/kind.ts';
import { Refusal } from '../model/refusal.ts';
import type { GivenValue } from '../plans/scaffold.ts';
import { camel, capitalised, kebab } from '../text/words.ts';
import type { OptionSpec, Options } from './command.ts';

/** Flags that mean something else on every command. */
const RESERVED = new Set([
  'help',
  'version',
  'json',
  'input',
  'color',
  'verbose',
  'as-of',
  'dry-run',
  'commit',
  'branch',
  'title',
  'body-file',
]);

/** How a field is called on the command line: `follow_up` is `--follow-up`, an issue's `help` is `--issue-help`. */
export function flagOf(kind: Kind, field: string): string {
  const flag = kebab(field);
  return RESERVED.has(flag) ? `${kind.name}-${flag}` : flag;
}

function placeholder({ entering, list }: Field): string {
  if (entering.by === 'day') return 'day';
  if (entering.by === 'reference') return list ? 'ids' : 'id';
  if (entering.by === 'map') return 'name=now/ideal:why';
  if (entering.by === 'word') return list ? 'words' : 'word';
  return list ? 'texts' : 'text';
}

function fieldOptions(kind: Kind, name: string, field: Field): OptionSpec[] {
  const { entering } = field;
  if (entering.by === 'parts') {
    return Object.entries(entering.of).flatMap(([part, of]) => fieldOptions(kind, part, of));
  }
  const flag = `--${flagOf(kind, name)}`;
  const sentence = capitalised(field.sentence);
  if (entering.by === 'flag') return [{ flags: flag, sentence }];
  const many = field.list || entering.by === 'map';
  const again = (entering.by === 'text' && field.list) || entering.by === 'map' ? ' (again for another)' : '';
  const choices = entering.by === 'choice' ? { choices: entering.choices } : {};
  const value = entering.by === 'choice' ? entering.choices.join('|') : placeholder(field);
  // Lists of choices and references may be separated by commas, which is checked later.
  const completed = {
    ...(entering.by === 'choice' ? { completes: entering.choices } : {}),
    ...(entering.by === 'reference' ? { names: entering.targets } : {}),
  };
  return [
    { flags: `${flag} <${value}>`, sentence: `${sentence}${again}`, many, ...(many ? {} : choices), ...completed },
  ];
}

/** The options of a kind: every field and every section, the title, and the whole body. */
export function optionsOf(kind: Kind, without: readonly string[] = []): OptionSpec[] {
  return [
    ...Object.entries(kind.fields)
      .filter(([name]) => !without.includes(name) && name !== kind.title.field)
      .flatMap(([name, field]) => fieldOptions(kind, name, field)),
    ...kind.sections.map(({ title, question }) => ({ flags: `--${kebab(title)} <text>`, sentence: question })),
    { flags: '--body-file <file>', sentence: 'the whole body from a file, or from - for standard input' },
  ];
}

const SEPARATED = new Set(['reference', 'choice', 'word']);

/** The items that were typed for a list: references, choices and words may have commas between them. */
export function valuesFrom(field: Field, values: readonly string[]): string[] {
  if (!SEPARATED.has(field.entering.by)) return [...values];
  return values
    .flatMap((value) => value.split(','))
    .map((value) => value.trim())
    .filter((value) => value !== '');
}

/** `practice=2/4:we wait too long` */
function sliderFrom(text: string): [string, GivenValue] {
  const match = /^([^=]{1,80})=([0-9]{1,2})\/([0-9]{1,2})(?::([\s\S]{1,500}))?$/.exec(text);
  if (!match) throw new Refusal(`\`${text}\` is no slider.`, 'Write it as practice=2/4 or practice=2/4:why.');
  const [, dimension, now, ideal, because] = match as unknown as [string, string, string, string, string?];
  const parts: [string, GivenValue][] = [
    ['now', now],
    ['ideal', ideal],
  ];
  if (because !== undefined) parts.push(['because', because.trim()]);
  return [dimension.trim(), new Map(parts)];
}

/** What the options say of a field, or undefined where they say nothing. */
export function fromOptions(kind: Kind, name: string, field: Field, options: Options): GivenValue | undefined {
  const { entering } = field;
  if (entering.by === 'parts') {
    const parts = Object.entries(entering.of).flatMap(([part, of]): [string, GivenValue][] => {
      const value = fromOptions(kind, part, of, options);
      return value === undefined ? [] : [[part, value]];
    });
    return parts.length === 0 ? undefined : new Map(parts);
  }
  const value = options[camel(flagOf(kind, name))];
  if (value === undefined || value === false) return undefined;
  if (value === true) return 'true';
  if (entering.by === 'map') return new Map((value as readonly string[]).map(sliderFrom));
  return field.list ? valuesFrom(field, value as readonly string[]) : (value as string);
}

export function sectionsFrom(kind: Kind, options: Options): Map<string, string> {
  return new Map(
    kind.sections.flatMap(({ title }): [string, string][] => {
      const text = options[camel(title)];
      return typeof text === 'string' && text.trim() !== '' ? [[title, text]] : [];
    }),
  );
}
