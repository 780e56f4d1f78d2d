import { titleOf } from '../compile/search.ts';
import type { FoundDocuments } from '../compile/search.ts';
import type { Community } from '../model/community.ts';
import type { Document } from '../model/document.ts';
import type { States } from '../states/index.ts';
import type { Asked } from '../text/full-text.ts';
import { clipped, faint, ink, joined, name, nothing, strong } from '../text/ink.ts';
import type { Ink } from '../text/ink.ts';
import { plainText, withWikiWords } from '../text/markdown/words.ts';
import type { Piece } from '../text/searching.ts';
import { counted, listed } from '../text/words.ts';
import { stateInk } from './documents.ts';

/** What shows that a text goes on before an excerpt, and after it. */
const CUT = '…  …'.length;
/** Fewer columns than this say nothing. */
const NARROWEST = 24;

/** The stretch of a document's text that has most of the words, in pieces; nothing where it has no text. */
export function contextOf(document: Document, found: FoundDocuments, { byId }: Community, length: number): Piece[] {
  const body = document.body();
  if (body === null) return [];
  const text = withWikiWords(plainText(body.root.children), (id) => byId.get(id)?.title ?? id);
  return found.excerpt(text, length);
}

/** Pieces in a width, what was searched for standing out. */
function pieced(pieces: readonly Piece[], columns: number): Ink {
  let room = columns;
  const shown: Ink[] = [];
  for (const { text, hit } of pieces) {
    if (room <= 0) break;
    const cut = clipped(text, room);
    const piece = hit ? strong(cut) : ink`${cut}`;
    shown.push(piece);
    room -= piece.width;
  }
  return joined(shown, nothing);
}

/** What was found, for a terminal: which document it is, its title, and where it has the words. */
export function searchLines(
  documents: readonly Document[],
  found: FoundDocuments,
  community: Community,
  states: States,
  width: number,
): Ink[] {
  const room = Math.max(NARROWEST, width - 2);
  return documents.flatMap((document) => {
    const state = states.word(document);
    const context = contextOf(document, found, community, room - CUT);
    return [
      ink`${name(document.id)}  ${faint(document.kind)}${state === null ? '' : ink`  ${stateInk(state)}`}`,
      ink`  ${pieced(found.marks(titleOf(document)), room)}`,
      ...(context.length === 0 ? [] : [ink`  ${pieced(context, room)}`]),
    ];
  });
}

const quoted = (words: readonly string[]): string[] => words.map((word) => `“${word}”`);

/** What was taken for words that stand nowhere, and which do. */
export function insteadText(asked: readonly Asked[]): string | null {
  const told = asked.flatMap(({ word, instead }) =>
    instead.length === 0 ? [] : [`Nothing has “${word}”: searched for ${listed(quoted(instead), 'or')}.`],
  );
  return told.length === 0 ? null : told.join(' ');
}

/** How many were found, and whether they have all of the words. */
export function searchSummary({ items, all, asked }: FoundDocuments, shown: number): string {
  if (items.length === 0) return 'Nothing found';
  const some = all || asked.length < 2 ? '' : ` with some of the words, none with all`;
  const more = items.length > shown ? `, ${shown} shown` : '';
  return `${counted(items.length, 'document')}${some}${more}`;
}
