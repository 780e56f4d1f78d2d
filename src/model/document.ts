import type { Root } from 'mdast';
import type { Day } from '../text/day.ts';
import type { FrontMatter } from '../text/front-matter.ts';
import type { Outline, TreeOutline } from '../text/markdown/outline.ts';
import { looked } from '../text/noting.ts';
import { byText } from '../text/words.ts';
import type { Kind } from './kind.ts';

/** A text file as it lies on the disk. */
export interface SourceFile {
  /** Relative to the community's root, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** A file that was read. Who asks for its text looks at its words (`src/text/noting.ts`). */
export function readFile(path: string, text: string): SourceFile {
  return {
    path,
    get text() {
      looked(path);
      return text;
    },
  };
}

/** A body, parsed on demand: its tree and what others ask of it. */
export interface Body {
  readonly root: Root;
  readonly outline: TreeOutline;
}

/** One Markdown file that could be read. */
export interface Document<Name extends string = string, Fields = Readonly<Record<string, unknown>>> {
  /** The file's stem; for a page, its path without `.md`. */
  readonly id: string;
  readonly kind: Name;
  /** Its kind's declaration; null for a page, which is Markdown outside the kinds' folders. */
  readonly declaration: Kind | null;
  readonly path: string;
  readonly title: string;
  readonly aliases: readonly string[];
  readonly fields: Fields;
  readonly source: SourceFile;
  /** What the front matter says, as written and with its places; null where a page has none. */
  readonly written: FrontMatter | null;
  /** The body; null where it cannot be parsed, which is then a finding. Its tree is kept for a while, and parsed again. */
  readonly body: () => Body | null;
  /** What others ask of the body, without its tree; null as above. */
  readonly outline: () => Outline | null;
}

/** The day an event is dated, or null for what is no event. */
export function dayOf({ fields }: Document): Day | null {
  return (fields['opened'] ?? fields['date'] ?? null) as Day | null;
}

/** By the day of the event, then by id; what is no event comes first. */
export function byDay(a: Document, b: Document): number {
  return byText(dayOf(a) ?? '', dayOf(b) ?? '') || byText(a.id, b.id);
}

/** The last of some documents by the day of the event; null where there is none. */
export const lastByDay = <Of extends Document>(documents: readonly Of[]): Of | null =>
  [...documents].sort(byDay).at(-1) ?? null;

/** What a document is about; nothing where its kind does not say. */
export function topicsOf({ fields }: Document): readonly string[] {
  return (fields['topics'] ?? []) as readonly string[];
}

/** Markdown that belongs to no kind: a welcome page, a guide, whatever was there before `cop` came. */
export const PAGE = 'page';

/** A file of the community that no list, state or figure can count, and why. */
export interface LeftOut {
  readonly path: string;
  /** The id it would have, where it has one: references to it are not called broken as well. */
  readonly id: string | null;
  readonly kind: string | null;
  readonly reason: string;
  /** Whether something is wrong with it, which `cop check` tells; a document of a later day is only early. */
  readonly faulty: boolean;
}

/** Markdown that is no part of the community on purpose: a folder with a dot, an exclusion, a community of its own. */
export interface Ignored {
  readonly path: string;
  readonly reason: string;
}
