import type { Community } from '../model/community.ts';
import { dayOf } from '../model/document.ts';
import type { Document } from '../model/document.ts';
import type { States } from '../states/index.ts';
import { bad, care, clipped, columns, faint, good, ink, name } from '../text/ink.ts';
import type { Ink } from '../text/ink.ts';
import { missingTexts } from './record.ts';

/** A state with the tone of what it asks for; the word says the same without colour. */
export function stateInk(word: string | null): Ink {
  if (word === null) return ink``;
  if (/overdue|contradicted|lapsed|did-not|not answered/.test(word)) return bad(word);
  if (/waiting|due|superseded|draft|partly/.test(word)) return care(word);
  return /settled|validated$|worked/.test(word) && !word.startsWith('not') ? good(word) : ink`${word}`;
}

/** One line a document: id, state, day, title. */
export function documentLines(documents: readonly Document[], states: States, width: number): Ink[] {
  const rows = documents.map((document) => [
    name(document.id),
    stateInk(states.word(document)),
    faint(dayOf(document) ?? ''),
  ]);
  const filled = [0, 1, 2].filter((column) => rows.some((row) => row[column]?.text !== ''));
  const lines = columns(rows.map((row) => [...filled.map((column) => row[column] as Ink), ink``]));
  return documents.map((document, index) => {
    const line = lines[index] as Ink;
    return ink`${line}${clipped(document.title, Math.max(24, width - line.width))}`;
  });
}

/** The last line of every list: how many, as of when, and what is missing from it. */
export function footer(count: string, community: Community, states: States): Ink[] {
  return [faint(`${count}, as of ${states.today}.`), ...missingTexts(community).map((text) => care(text))];
}
