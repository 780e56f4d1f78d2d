import { findBlock } from '../text/front-block.ts';
import type { Outline } from '../text/markdown/outline.ts';
import type { DocumentReading } from './document.ts';
import { weightOf } from './burden.ts';
import { mayLink } from './links.ts';
import { PAGE } from '../model/document.ts';

/**
 * What of a file others can see, by how it was read:
 * - `document`: its front matter, its links and headings; what else it says is its own affair
 * - `page`, `bare`: the same of a page with front matter and without
 * - `whole`: every word, since it could not be read, or since a rule looks at what changed in it
 */
export type Sort = 'document' | 'page' | 'bare' | 'whole';

/** What others can see of a file, as texts that are the same where that is the same. */
export interface Face {
  readonly front: string;
  /** What lists, states and figures follow from beside the front matter: where it leads, and what it is called. */
  readonly links: string;
  /** The same with all that a link can lead to. */
  readonly outline: string;
}

export function sortOf({ document, incomplete }: DocumentReading, text: string): Sort {
  const read = document ?? incomplete;
  if (!read || read.declaration?.role === 'charter') return 'whole';
  if (read.kind !== PAGE) return 'document';
  if (read.written) return 'page';
  // What looks like front matter and is none is complained of, wherever it ends.
  return beginsWithFence(text) ? 'whole' : 'bare';
}

const beginsWithFence = (text: string): boolean => text.startsWith('---', text.charCodeAt(0) === 0xfe_ff ? 1 : 0);

/** Where the body of a file begins that was read as such a one; undefined where it cannot be read so any more. */
export function bodyOffsetOf(text: string, sort: Sort): number | null | undefined {
  if (sort === 'whole') return null;
  if (sort === 'bare') return beginsWithFence(text) ? undefined : null;
  const block = findBlock(text);
  return 'start' in block ? block.bodyOffset : undefined;
}

/**
 * The face of a file; where it is `whole`, all that is in it.
 *
 * @param outlineOf Its outline, null where its body cannot be parsed. It is asked for where there may be something in it.
 */
export function faceOf(text: string, sort: Sort, outlineOf: () => Outline | null): Face {
  if (sort === 'whole') return { front: text, links: '', outline: '' };
  const isPage = sort !== 'document';
  const front = text.slice(0, bodyOffsetOf(text, sort) ?? 0);
  // How much a file weighs decides which ones are too much together.
  const weight = weightOf(text);
  const leads = (outline: Outline | null): unknown => outline?.links.map(({ form, target }) => [form, target]) ?? null;
  return {
    front,
    get links() {
      const outline = isPage || mayLink(text) ? outlineOf() : undefined;
      const title = isPage ? (outline?.headings.find(({ depth }) => depth === 1)?.text ?? null) : null;
      return JSON.stringify([weight, outline === undefined ? [] : leads(outline), title]);
    },
    get outline() {
      const outline = outlineOf();
      const headings = outline?.headings.map(({ depth, text: words, anchor }) => [depth, words, anchor]) ?? null;
      return JSON.stringify([weight, leads(outline), headings, [...(outline?.anchors ?? [])]]);
    },
  };
}
