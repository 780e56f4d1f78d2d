import type { RootContent } from 'mdast';
import type { Day } from '../text/day.ts';
import type { Body, Document } from './document.ts';

/** One piece of an answer: some nodes of a document's body, which resolve their links from there. */
export interface Passage {
  readonly document: Document;
  readonly nodes: readonly RootContent[];
  /** The anchor of the heading that was left out above it, to which links may lead; null where none was. */
  readonly anchor: string | null;
}

/** A passage of a document, whose nodes are taken from its body when they are asked for. */
export const passageOf = (
  document: Document,
  anchor: string | null,
  nodesIn: (body: Body) => readonly RootContent[],
): Passage => ({
  document,
  get nodes() {
    const body = document.body();
    return body ? nodesIn(body) : [];
  },
  anchor,
});

/** One entry of the FAQ, compiled: a question, its answer, and what became of those who tried it. */
export interface Entry<Record_ = unknown> {
  /** Its anchor, which never changes: the id of the document it comes from, and the heading where it is one of several. */
  readonly id: string;
  /** Other anchors that lead to it: former ids, and those of other askings. */
  readonly aliases: readonly string[];
  readonly question: string;
  readonly alsoAsked: readonly string[];
  /** An FAQ document, an issue that was settled, or a note that answers it under a heading. */
  readonly origin: Document;
  /** The heading of its origin that asks it; null where all of the origin is about it. */
  readonly anchor: string | null;
  readonly answer: readonly Passage[];
  /** Under which conditions it holds, where that is said apart. */
  readonly when: readonly Passage[];
  readonly topics: readonly string[];
  readonly confidence: string;
  readonly record: Record_;
  /** What the answer rests on. */
  readonly sources: readonly Document[];
  /** When it is to be read again; null where that cannot be told. */
  readonly reviewBy: Day | null;
  /** That day has passed; null where it cannot be told. */
  readonly reviewLapsed: boolean | null;
  /** Sources that have been superseded or contradicted since. */
  readonly suspectOf: readonly Document[];
}
