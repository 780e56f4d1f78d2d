import type { Config } from '../model/config.ts';
import { isSilent } from '../model/kind.ts';
import type { Kind } from '../model/kind.ts';
import type { Plan } from '../model/plan.ts';
import { Refusal } from '../model/refusal.ts';
import { outline } from '../text/markdown/outline.ts';
import { parseMarkdown } from '../text/markdown/parse.ts';
import { code } from '../text/id.ts';
import { slug } from '../text/slug.ts';
import { yamlText } from '../text/yaml-text.ts';
import { byText } from '../text/words.ts';
import { COMMON } from '../kinds/index.ts';
import type { Field } from '../model/field.ts';

/** What somebody gave for a new document, all of it text as it was typed; references are full ids already. */
export interface Given {
  readonly kind: Kind;
  readonly title: string | null;
  readonly fields: ReadonlyMap<string, GivenValue>;
  /** Texts for sections, under the sections' titles. */
  readonly sections: ReadonlyMap<string, string>;
  /** A whole body, in place of the template. */
  readonly body: string | null;
}

export type GivenValue = string | readonly string[] | ReadonlyMap<string, GivenValue>;

export interface Scaffold {
  readonly id: string;
  readonly path: string;
  readonly text: string;
  readonly plan: Plan;
}

/** Whether a value can stand unquoted whatever it is: days, numbers and true/false are not text to be guarded. */
const bare = (field: Field): boolean => ['day', 'flag', 'choice'].includes(field.entering.by);

/** One value of a field as YAML. */
export function scalarYaml(value: string, field: Field | null): string {
  const literal = (field && bare(field)) || (field?.json['type'] === 'integer' && /^\d+$/.test(value));
  return literal && /^[\w-]+$/.test(value) ? value : yamlText(value);
}

function yamlValue(value: GivenValue, field: Field | null, indent: string): string {
  if (typeof value === 'string') return scalarYaml(value, field);
  if (value instanceof Map) {
    const parts = field?.entering.by === 'parts' ? field.entering.of : null;
    const inner = field?.entering.by === 'map' ? field.entering.of : null;
    return [...(value as ReadonlyMap<string, GivenValue>)]
      .map(([key, item]) => {
        const part = (parts?.[key] ?? inner) as Field | null;
        return `\n${indent}${yamlText(key)}: ${yamlValue(item, part, `${indent}  `)}`;
      })
      .join('');
  }
  // A flow list ends a plain scalar at a comma or bracket, of which yamlText lets no bracket and we no comma pass.
  const items = (value as readonly string[]).map((item) => {
    const plain = field && bare(field) ? item : yamlText(item);
    return plain.includes(',') && !plain.startsWith('"') ? JSON.stringify(item) : plain;
  });
  const flow = `[${items.join(', ')}]`;
  return flow.length <= 90 ? flow : items.map((item) => `\n${indent}- ${item}`).join('');
}

function frontMatterText(given: Given): string {
  const lines: string[] = [];
  const titleField = given.kind.title.field;
  if (given.title !== null) lines.push(`${titleField}: ${yamlText(given.title)}`);
  const declared: readonly [string, Field][] = [...Object.entries(given.kind.fields), ['aliases', COMMON.aliases]];
  for (const [name, field] of declared) {
    const value = given.fields.get(name);
    if (value === undefined || name === titleField) continue;
    lines.push(`${name}: ${yamlValue(value, field, '  ')}`.replace(/: \n/, ':\n'));
  }
  return lines.map((line) => line.replaceAll(/: (?=\n)/g, ':')).join('\n');
}

const PLACEHOLDER = /\{\{\s{0,9}([^{}\n]{0,60}?)\s{0,9}\}\}/g;

/** Substitutes; whatever looks like more than a placeholder is refused, and what is put in is not read again. */
export function substitute(
  template: string,
  values: ReadonlyMap<string, string>,
  name: string,
  placeholders = PLACEHOLDER,
): string {
  return template.replace(placeholders, (_, placeholder: string) => {
    const value = values.get(placeholder);
    if (value === undefined) {
      const known = [...values.keys()].map((key) => `{{${key}}}`).join(', ');
      throw new Refusal(
        `The template ${name} has an unknown placeholder \`{{${placeholder}}}\`.`,
        `Known are ${known}.`,
      );
    }
    return value;
  });
}

/** @throws Refusal where a text for a section begins sections of its own. */
function refuseSections(title: string, text: string): void {
  const tree = parseMarkdown(text, { frontMatter: false });
  const own = 'root' in tree ? outline(tree.root, text).headings.find(({ depth }) => depth <= 2) : undefined;
  if (!own) return;
  throw new Refusal(
    `Nothing was written. The text for \`${title}\` has a heading \`${own.text}\` of its own, which would begin another section.`,
    'Write it with three `#` or more.',
  );
}

/** Examples are for whoever reads or overrides a template; nobody has to delete them from a document. */
const EXAMPLE = /<!--\s{0,3}Example:(?:(?!-->)[^]){0,2000}-->\n{0,2}/g;

/** The body with the texts that were given put under their headings; a heading the template lacks is added. */
function fillSections(template: string, given: Given): string {
  const body = template.replaceAll(EXAMPLE, '');
  // Nearly always it is written in an editor afterwards: then nothing has to be found in the template.
  if (![...given.sections.values()].some((text) => text.trim() !== '')) return `${body.trim()}\n`;
  const tree = parseMarkdown(body, { frontMatter: false });
  const headings = 'root' in tree ? outline(tree.root, body).headings : [];
  const lines = body.split('\n');
  const said = given.kind.sections.flatMap(({ title }) => {
    const text = given.sections.get(title)?.trim();
    if (!text) return [];
    refuseSections(title, text);
    const at = headings.findIndex(
      (heading) => heading.depth === 2 && heading.text.toLowerCase() === title.toLowerCase(),
    );
    const next = at < 0 ? undefined : headings.slice(at + 1).find(({ depth }) => depth <= 2);
    return [{ title, text, line: headings[at]?.line ?? null, end: next ? next.line - 1 : lines.length }];
  });
  const missing = said.filter(({ line }) => line === null).map(({ title, text }) => `## ${title}\n\n${text}`);
  // From the end, so that the lines above keep their numbers, in whatever order a template has its headings.
  for (const { text, line, end } of said.sort((a, b) => (b.line ?? 0) - (a.line ?? 0))) {
    if (line !== null) lines.splice(line, end - line, '', text, '');
  }
  const filled = `${[lines.join('\n').trim(), ...missing].join('\n\n').trim()}\n`;
  const added = said.filter(({ line }) => line === null).map(({ title }) => title);
  refuseSwallowed(filled, [...sectionTitles(body), ...added]);
  return filled;
}

const sectionTitles = (text: string): string[] => {
  const tree = parseMarkdown(text, { frontMatter: false });
  return 'root' in tree ? outline(tree.root, text).sections.map(({ title }) => title) : [];
};

/** @throws Refusal where a text, such as a code block that is not closed, takes what follows for a part of itself. */
function refuseSwallowed(filled: string, wanted: readonly string[]): void {
  const there = sectionTitles(filled);
  const lost = wanted.find((title) => !there.includes(title));
  if (lost === undefined) return;
  throw new Refusal(
    `Nothing was written. What stands above \`${lost}\` swallows that heading.`,
    'Is a code block or a comment there that does not end?',
  );
}

/** The id of a new document. `taken` answers whether an id is in use. */
export function newId(kind: Kind, words: string, random: () => number, taken: (id: string) => boolean): string {
  const stem = slug(words);
  if (kind.id === 'event') {
    for (;;) {
      const id = `${stem}-${code(random)}`;
      if (!taken(id)) return id;
    }
  }
  if (kind.id === 'named' && !taken(kind.name)) return kind.name;
  const id = kind.id === 'named' ? `${kind.name}-${stem}` : stem;
  if (!taken(id)) return id;
  throw new Refusal(`There is a document with the id \`${id}\` already.`, 'Give this one another title.');
}

export interface ScaffoldOptions {
  readonly config: Config;
  readonly folder: string;
  readonly template: string;
  readonly templateName: string;
  readonly random: () => number;
  readonly taken: (id: string) => boolean;
  /** The words that an untitled document's id is made of. */
  readonly words: string;
}

/** The body below its blank line: what was given, or the template with what was told; nothing where nothing is to tell. */
function bodyText(given: Given, options: ScaffoldOptions, values: ReadonlyMap<string, string>): string {
  if (given.body !== null) return `\n${given.body.trim()}\n`;
  if (given.sections.size === 0 && isSilent(given.kind, (name) => given.fields.get(name))) return '';
  return `\n${fillSections(substitute(options.template, values, options.templateName), given)}`;
}

/** The text of a new document from a template without placeholders, or of the body that was given. */
export const documentText = (given: Given, template = ''): string =>
  `---\n${frontMatterText(given)}\n---\n\n${given.body === null ? fillSections(template, given) : `${given.body.trim()}\n`}`;

/** A new document as a plan. */
export function scaffold(given: Given, options: ScaffoldOptions): Scaffold {
  const id = newId(given.kind, given.title ?? options.words, options.random, options.taken);
  const path = `${options.folder}/${id}.md`;
  const values = new Map([
    ['title', given.title ?? options.words],
    ['id', id],
    ['kind', given.kind.name],
    ['community', options.config.name],
    ...[...given.fields]
      .sort(([a], [b]) => byText(a, b))
      .flatMap(([name, value]): [string, string][] => (typeof value === 'string' ? [[name, value]] : [])),
  ]);
  const text = `---\n${frontMatterText(given)}\n---\n${bodyText(given, options, values)}`;
  const called = given.title === null ? id : `${given.title} (${id})`;
  const plan: Plan = { summary: `Add ${given.kind.name}: ${called}`, changes: [{ type: 'create', path, text }] };
  return { id, path, text, plan };
}
