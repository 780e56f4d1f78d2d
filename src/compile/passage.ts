import type { Document } from '../model/document.ts';
import type { Passage } from '../model/entry.ts';
import { sectionNamed } from '../text/markdown/outline.ts';
import { firstWords } from '../text/markdown/words.ts';

/** What a document says under a heading, as a list of one, or of none where nothing stands there. */
export function passage(document: Document, section: string): Passage[] {
  const body = document.body();
  const found = body && sectionNamed(body.outline, section);
  return found && found.text !== '' ? [{ document, nodes: found.nodes, anchor: found.anchor }] : [];
}

/** The first words of what a document says under a heading, at most so many characters; '' where it says nothing. */
export function opening(document: Document, section: string, limit: number): string {
  const body = document.body();
  return body ? firstWords(sectionNamed(body.outline, section)?.nodes ?? [], limit) : '';
}
