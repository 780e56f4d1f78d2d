import { isKind } from '../kinds/index.ts';
import { PAGE, topicsOf } from '../model/document.ts';
import type { Document } from '../model/document.ts';
import { isKept } from '../states/note-state.ts';
import type { States } from '../states/index.ts';
import { search } from '../text/full-text.ts';
import type { Found } from '../text/full-text.ts';
import { headingOf } from './seen.ts';

/** What others relied on stands first among what has the same words, and what fell last: as on the site. */
const RELIED_ON = 1.2;
const FALLEN = 0.6;

function weightOf(document: Document, states: States): number {
  if (!isKept(document)) return 1;
  const { confidence } = states.note(document);
  if (confidence === 'validated') return RELIED_ON;
  return ['superseded', 'contradicted', 'draft'].includes(confidence) ? FALLEN : 1;
}

/** A text without its comments, which are notes to whoever writes: the questions of a template are in every document. */
function withoutComments(text: string): string {
  let kept = '';
  let from = 0;
  for (let at = text.indexOf('<!--'); at >= 0; at = text.indexOf('<!--', from)) {
    const end = text.indexOf('-->', at);
    if (end < 0) break;
    kept += `${text.slice(from, at)} `;
    from = end + 3;
  }
  return from === 0 ? text : kept + text.slice(from);
}

export const titleOf = (document: Document): string => (document.kind === PAGE ? headingOf(document) : document.title);

/** The documents that have some words in their title, topics or text, those that say most of them first. Parses nothing. */
export function searched(query: string, documents: readonly Document[], states: States): Found<Document> {
  return search(query, documents, (document) => ({
    titles: [titleOf(document), ...(isKind(document, 'faq') ? document.fields.also_asked : [])],
    topics: topicsOf(document),
    text: withoutComments(document.source.text.slice(document.written?.bodyOffset ?? 0)),
    weight: () => weightOf(document, states),
  }));
}
