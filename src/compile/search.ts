import { isKind } from '../kinds/index.ts';
import type { Community } from '../model/community.ts';
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

/**
 * So many of those found first are put in the order of what came of them. To know that of every note takes the evidence of
 * all, which takes longer than searching; what a note says of itself is known without.
 */
const JUDGED = 10;

function judgement(document: Document, states: States): number {
  const confidence = isKept(document) ? states.note(document).confidence : null;
  return confidence === 'validated' ? RELIED_ON : confidence === 'contradicted' ? FALLEN : 1;
}

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

/** What was found among documents. */
export type FoundDocuments = Omit<Found<Document>, 'scores'>;

/** The documents that have some words in their title, topics or text, those that say most of them first. Parses nothing. */
export function searched(
  query: string,
  documents: readonly Document[],
  community: Community,
  states: States,
): FoundDocuments {
  const weightOf = weighing(community);
  const found = search(query, documents, (document) => ({
    titles: [titleOf(document), ...(isKind(document, 'faq') ? document.fields.also_asked : [])],
    topics: topicsOf(document),
    text: withoutComments(document.source.text.slice(document.written?.bodyOffset ?? 0)),
    weight: weightOf(document),
  }));
  const first = found.items
    .slice(0, JUDGED)
    .map((document, index) => ({ document, score: (found.scores[index] ?? 0) * judgement(document, states) }))
    .sort((a, b) => b.score - a.score)
    .map(({ document }) => document);
  const { all, asked, marks, excerpt } = found;
  return { items: [...first, ...found.items.slice(JUDGED)], all, asked, marks, excerpt };
}
