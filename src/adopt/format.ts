import type { KindName } from '../kinds/index.ts';
import type { Dated } from './days.ts';
import type { OwnKeys, Target } from './keys.ts';
import type { Original, Page } from './page.ts';
import type { OwnSections } from './sections.ts';

/** What `--as` and a mapping may turn something into. */
export const ADOPTED_KINDS = ['case', 'failure', 'insight', 'summary', 'faq', 'issue'] as const satisfies KindName[];
export type AdoptedKind = (typeof ADOPTED_KINDS)[number];

/** How somebody wants things to be read. */
export interface Wishes {
  /** Null: what suits the format. */
  readonly kind: AdoptedKind | null;
  readonly keys: OwnKeys;
  readonly sections: OwnSections;
}

/** What a document-to-be is called where another refers to it: its file and its place in that. */
export interface Found {
  readonly kind: KindName;
  /**
   * Its place in the file, as part of an id: '' for the file itself, else what tells it from the others, the same in every
   * run.
   */
  readonly key: string;
  /** Null where the kind can do without. */
  readonly title: string | null;
  /** Names of those who wrote it, the first of whom it is `by`; none where it does not say. */
  readonly authors: readonly string[];
  /** Whether it is something still to be done, which is `by` whom it was given to, and never by who agreed on it. */
  readonly promised: boolean;
  readonly dated: Dated | null;
  readonly topics: readonly string[];
  /** Other fields, as they are written. */
  readonly fields: ReadonlyMap<string, string | readonly string[]>;
  /** Fields that refer to something else in the same file, by its key. */
  readonly refers: ReadonlyMap<string, string>;
  /** The record that it takes the place of: an address, or a number, as it is written. */
  readonly supersedes: string | null;
  /** The record that takes its place, written the same way. */
  readonly supersededBy: string | null;
  /** Its sections. Links are those of the original; `[[#key]]` leads to what has that key in the same file. */
  readonly body: string;
  /** Sections that its kind asks for and that it does without. */
  readonly missing: readonly string[];
  /** Whether it is still being written, whatever sections it has. */
  readonly draft: boolean;
  /** Several files of a folder bring it along; it is wanted once, under the folder’s name. */
  readonly ofFolder: boolean;
}

/** What an original was read as. */
export interface Brought {
  readonly found: readonly Found[];
  /** Keys of front matter, or of columns, with what they were taken for. */
  readonly keys: ReadonlyMap<string, Target>;
  /** Headings with the section that they went to; null for those that stay as they are. */
  readonly headings: readonly { readonly heading: string; readonly section: string | null }[];
  readonly actions: Actions;
  /** Things in it that are nothing to bring along, with the reason. */
  readonly leftOut: readonly string[];
}

/** What was agreed to be done, counted. */
export interface Actions {
  readonly done: number;
  readonly open: number;
  /** Lines of a template that nobody filled in. */
  readonly placeholders: number;
}

/** A title of more characters is cut, and kept whole in the body. */
export const LONGEST_TITLE = 300;

export const NO_ACTIONS: Actions = { done: 0, open: 0, placeholders: 0 };

/** A way in which others write down what a community wants to keep. */
export interface Format {
  readonly name: string;
  /** What such files are. */
  readonly sentence: string;
  /** Whether a file is one. `page` is null for what is no Markdown. */
  readonly recognises: (original: Original, page: Page | null) => boolean;
  /** Reads a file; a text is why it cannot be read. */
  readonly read: (original: Original, page: Page | null, wishes: Wishes) => Brought | string;
}

export const defineFormat = (format: Format): Format => format;

/** What most things found are not. */
export const PLAIN = {
  key: '',
  authors: [],
  promised: false,
  topics: [],
  fields: new Map<string, string>(),
  refers: new Map<string, string>(),
  supersedes: null,
  supersededBy: null,
  missing: [],
  draft: false,
  ofFolder: false,
} as const satisfies Partial<Found>;
