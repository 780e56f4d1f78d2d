import { KINDS, kindNamed } from '../kinds/index.ts';
import { withArticle } from '../model/field.ts';
import type { Field } from '../model/field.ts';
import type { Kind, Role, SectionSpec } from '../model/kind.ts';
import { capitalised, kebab, listed } from '../text/words.ts';

/** How an entry is filled in: a line, several lines, one of some options, or as many of them as one likes. */
export type Control = 'input' | 'textarea' | 'dropdown' | 'checkboxes';

/** One thing that somebody is asked for on a form. */
export interface FormEntry {
  /** Letters, digits, `-` and `_`; unique in its form. */
  readonly id: string;
  readonly of: 'field' | 'section';
  /** The field's name, or the section's title. */
  readonly name: string;
  /** The heading it has in a body, unique in its form. */
  readonly label: string;
  /** What to write, in whole sentences. */
  readonly sentence: string;
  readonly control: Control;
  /** The choices of a dropdown or of checkboxes; none otherwise. */
  readonly options: readonly string[];
  readonly required: boolean;
  /** What stands for it where it is left empty: whoever sends the form, or the day on which it was sent. */
  readonly otherwise: 'sender' | 'day' | null;
}

/**
 * What somebody without git is asked for, so that a document of a kind can be made of the answers. The title is no entry:
 * a forge asks for that of every issue.
 */
export interface Form {
  readonly kind: Kind;
  /** What it is called where forms are chosen. */
  readonly name: string;
  readonly sentence: string;
  /** The label by which a forge's issue tells its kind. */
  readonly label: string;
  /** What a document cannot do without first, what else is usually said next, and rare things at the end. */
  readonly entries: readonly FormEntry[];
}

/**
 * The roles of what anybody may send in: questions, answers, notes and themselves. A charter is made together and an
 * assessment is one's own slider, neither of which is told to strangers on a form.
 */
const SENT: ReadonlySet<Role> = new Set(['thread', 'note', 'faq', 'people']);

const YES_OR_NO = ['yes', 'no'] as const;

const sentences = (...parts: readonly string[]): string =>
  parts
    .filter((part) => part !== '')
    .map((part) => (/[.?!]$/.test(part) ? part : `${part}.`))
    .join(' ');

/** How a value is to be written, where that is more than a text. */
function manner({ entering, expected }: Field): string {
  switch (entering.by) {
    case 'day':
      return 'Write a day as 2026-12-04';
    case 'reference': {
      const targets = entering.targets === 'any' ? 'a document' : listed(entering.targets.map(withArticle), 'or');
      return `Write the id, the code or a part of the title of ${targets}`.replace(
        'title of a member',
        'name of a member',
      );
    }
    case 'text':
      return expected === 'a text' ? '' : `Write ${expected}`;
    default:
      return '';
  }
}

function several({ entering, list }: Field): string {
  if (!list || entering.by === 'choice') return '';
  return entering.by === 'text'
    ? 'Several go on a line each'
    : 'Several go on a line each, or with commas between them';
}

const STANDS = { sender: 'Left empty: whoever sends this', day: 'Left empty: the day on which this was sent' } as const;

function otherwise(name: string, { entering, list, required }: Field): FormEntry['otherwise'] {
  if (list || !required) return null;
  if (entering.by === 'day') return 'day';
  return name === 'by' && entering.by === 'reference' ? 'sender' : null;
}

function control({ entering, list }: Field): Control {
  if (entering.by === 'flag') return 'dropdown';
  if (entering.by === 'choice') return list ? 'checkboxes' : 'dropdown';
  return list ? 'textarea' : 'input';
}

function fieldEntry(name: string, field: Field): FormEntry {
  const { entering, required, sentence } = field;
  const stands = otherwise(name, field);
  return {
    id: name,
    of: 'field',
    name,
    label: capitalised(name.replaceAll('_', ' ')),
    sentence: sentences(capitalised(sentence), manner(field), several(field), stands === null ? '' : STANDS[stands]),
    control: control(field),
    options: entering.by === 'choice' ? entering.choices : entering.by === 'flag' ? YES_OR_NO : [],
    required: required && stands === null,
    otherwise: stands,
  };
}

/** A section has to be filled in where `cop check` would miss it; whether there is nothing to tell is only known later. */
const sectionEntry = ({ title, question, optional }: SectionSpec, { silent }: Kind): FormEntry => ({
  id: kebab(title),
  of: 'section',
  name: title,
  label: title,
  sentence: question,
  control: 'textarea',
  options: [],
  required: !optional && silent === undefined,
  otherwise: null,
});

/** Maps and parts are no answer to one question, and a web address is that of the very issue a form makes. */
const isAsked = ({ entering, json }: Field): boolean =>
  entering.by !== 'parts' && entering.by !== 'map' && json['format'] !== 'uri';

/** The form of a kind, read off its declaration. */
export function formOf(kind: Kind): Form {
  const fields = Object.entries(kind.fields).filter(([name, field]) => name !== kind.title.field && isAsked(field));
  const isUsual = ([name, field]: [string, Field]): boolean =>
    (field.required && otherwise(name, field) === null) || (kind.asked ?? []).includes(name);
  return {
    kind,
    name: capitalised(kind.name),
    sentence: kind.sentence,
    label: `cop:${kind.name}`,
    entries: [
      ...fields.filter(isUsual).map(([name, field]) => fieldEntry(name, field)),
      ...kind.sections.map((section) => sectionEntry(section, kind)),
      ...fields.filter((one) => !isUsual(one)).map(([name, field]) => fieldEntry(name, field)),
    ],
  };
}

/** The forms of all kinds that people may send in, in the order of the kinds. */
export const FORMS: readonly Form[] = (KINDS as readonly Kind[]).filter(({ role }) => SENT.has(role)).map(formOf);

/** The form of the kind of that name; null where there is none. */
export const formNamed = (name: string): Form | null => FORMS.find(({ kind }) => kind === kindNamed(name)) ?? null;
