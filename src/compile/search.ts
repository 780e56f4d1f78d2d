import { isKind } from '../kinds/index.ts';
import type { Community } from '../model/community.ts';
import { PAGE, topicsOf } from '../model/document.ts';
import type { Document } from '../model/document.ts';
import { search } from '../text/full-text.ts';
import type { Found } from '../text/full-text.ts';
import { headingOf } from './seen.ts';

/**
 * What is a draft, or was superseded, stands behind what has the same words. How it turned out is shown and not weighed: that
 * would take the evidence of every note that was found, and takes longer than searching.
 */
const FALLEN = 0.6;

function weighing({ documents }: Community): (document: Document) => number {
  const isDraft = ({ fields }: Document): boolean => fields['draft'] === true;
  const superseded = new Set(documents.flatMap((one) => (isDraft(one) ? [] : [one.fields['supersedes']])));
  return (document) => (isDraft(document) || superseded.has(document.id) ? FALLEN : 1);
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
export function searched(query: string, documents: readonly Document[], community: Community): Found<Document> {
  const weightOf = weighing(community);
  return search(query, documents, (document) => ({
    titles: [titleOf(document), ...(isKind(document, 'faq') ? document.fields.also_asked : [])],
    topics: topicsOf(document),
    text: withoutComments(document.source.text.slice(document.written?.bodyOffset ?? 0)),
    weight: weightOf(document),
  }));
}
