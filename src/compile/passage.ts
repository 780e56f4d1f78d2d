import type { Document } from '../model/document.ts';
import { passageOf } from '../model/entry.ts';
import type { Passage } from '../model/entry.ts';
import { sectionNamed } from '../text/markdown/outline.ts';
import { firstWords } from '../text/markdown/words.ts';

/** What a document says under a heading, as a list of one, or of none where nothing stands there. */
export function passage(document: Document, section: string): Passage[] {
  const outline = document.outline();
  const found = outline && sectionNamed(outline, section);
  if (!found || found.text === '') return [];
  return [passageOf(document, found.anchor, (body) => sectionNamed(body.outline, section)?.nodes ?? [])];
}

/** The first words of what a document says under a heading, at most so many characters; '' where it says nothing. */
export function opening(document: Document, section: string, limit: number): string {
  const body = document.body();
  return body ? firstWords(sectionNamed(body.outline, section)?.nodes ?? [], limit) : '';
}
