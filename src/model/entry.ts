import type { RootContent } from 'mdast';
import type { Document } from './document.ts';

/** One piece of an answer: some nodes of a document's body, which resolve their links from there. */
export interface Passage {
  readonly document: Document;
  readonly nodes: readonly RootContent[];
  /** The anchor of the heading that was left out above it, to which links may lead; null where none was. */
  readonly anchor: string | null;
}

/** One entry of the FAQ, compiled: a question, its answer, and what became of those who tried it. */
export interface Entry<Record_ = unknown> {
  /** The id of the document it comes from; its anchor and its page. */
  readonly id: string;
  readonly question: string;
  readonly alsoAsked: readonly string[];
  /** An FAQ document, or an issue that was settled. */
  readonly origin: Document;
  readonly answer: readonly Passage[];
  /** Under which conditions it holds, where that is said apart. */
  readonly when: readonly Passage[];
  readonly topics: readonly string[];
  readonly confidence: string;
  readonly record: Record_;
  /** What the answer rests on. */
  readonly sources: readonly Document[];
  /** The review is due; null where that cannot be told. */
  readonly reviewLapsed: boolean | null;
  /** Sources that have been superseded or contradicted since. */
  readonly suspectOf: readonly Document[];
}
