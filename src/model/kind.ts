import type { Field, HeldOf } from './field.ts';

/** A section of a document's body: a second-level heading and what an author writes below it. */
export interface SectionSpec {
  readonly title: string;
  /** What to write there, as a question to the author. */
  readonly question: string;
  /** Whether a prompt asks for it; other sections are written in an editor afterwards. */
  readonly asked: boolean;
  /** Whether it may be missing or empty without a word. */
  readonly optional: boolean;
}

export type Fields = Readonly<Record<string, Field>>;

/** What the documents of a kind are for; states, figures and pages ask this rather than for names of kinds. */
export type Role = 'charter' | 'people' | 'thread' | 'note' | 'faq' | 'assessment';

/**
 * A kind of document, declared once. Its type, validation, prompts, flags, scaffold, JSON Schema and manual page are
 * readings of this declaration.
 */
export interface Kind<Name extends string = string, F extends Fields = Fields> {
  readonly name: Name;
  readonly plural: string;
  readonly role: Role;
  /** One sentence: what such a document is. */
  readonly sentence: string;
  /** Its folder below the community's root, without a closing slash; `folders:` in `cop.yml` moves it. */
  readonly folder: string;
  /** `event`: `<slug>-<code>`; `plain`: the slug alone; `named`: the kind's own name, or `<name>-<slug>` for a second. */
  readonly id: 'event' | 'plain' | 'named';
  /**
   * The field that says what the document is called. Where it may be missing, `otherwise` says what stands for it:
   * `{field}` is that field's value, or the title of the document it refers to.
   */
  readonly title: { readonly field: 'title' | 'name'; readonly otherwise?: string };
  readonly fields: F;
  /** Optional fields that a prompt asks for all the same; required ones are asked for whenever they are missing. */
  readonly asked?: readonly string[];
  readonly sections: readonly SectionSpec[];
  /** The values of a field with which there is nothing to tell: such a document needs no section. */
  readonly silent?: { readonly field: string; readonly values: readonly string[] };
}

/** Whether a document of a kind with these fields has nothing to tell in its sections. */
export function isSilent({ silent }: Kind, valueOf: (field: string) => unknown): boolean {
  return silent !== undefined && silent.values.some((value) => value === valueOf(silent.field));
}

/** The values of a kind's fields as a read document holds them. */
export type Held<K extends Kind> = { readonly [Name in keyof K['fields']]: HeldOf<K['fields'][Name]> };

export function defineKind<const Name extends string, const F extends Fields>(kind: Kind<Name, F>): Kind<Name, F> {
  return kind;
}

/** A section as kinds declare it. */
export function section(
  title: string,
  question: string,
  options: { asked?: boolean; optional?: boolean } = {},
): SectionSpec {
  return { title, question, asked: options.asked ?? false, optional: options.optional ?? false };
}
