import type { Document } from '../model/document.ts';
import { isKept } from '../states/note-state.ts';
import { plainText } from '../text/markdown/words.ts';
import { folded } from '../text/terms.ts';
import { defineCheck } from './check.ts';

/** So many words in a row make a piece by which texts are compared. */
const PIECE = 5;
/** From this share of common pieces on, two texts are nearly the same. */
const SAME = 0.5;
/** A piece that stands in more notes than this is a phrase of the house, and tells nothing. */
const COMMON = 8;
const SHORTEST = 30;

/** The pieces of a text: every run of five words. */
function pieces(text: string): Set<string> {
  const words = folded(text).match(/[\p{L}\p{N}]+/gu) ?? [];
  if (words.length < SHORTEST) return new Set();
  return new Set(words.slice(0, words.length - PIECE + 1).map((_, at) => words.slice(at, at + PIECE).join(' ')));
}

const supersedes = ({ fields }: Document): unknown => fields['supersedes'];

export const nearDuplicate = defineCheck(
  'near-duplicate',
  'info',
  'No two notes say nearly the same.',
  `Two notes with the same text grow apart: one is read again, the other is found. Join them (the older one says
\`supersedes\`), or let one link to the other and say only what is its own. Compared are runs of five words.`,
  function* find(community) {
    const notes = community.documents
      .filter(isKept)
      .map((note) => ({ note, has: pieces(plainText(note.body()?.root.children ?? [])) }))
      .filter(({ has }) => has.size > 0);
    const holders = new Map<string, number[]>();
    notes.forEach(({ has }, index) => {
      for (const piece of has) {
        const held = holders.get(piece);
        if (held) held.push(index);
        else holders.set(piece, [index]);
      }
    });
    const common = new Map<string, number>();
    for (const held of holders.values()) {
      if (held.length < 2 || held.length > COMMON) continue;
      held.forEach((a, at) => {
        for (const b of held.slice(at + 1)) common.set(`${a} ${b}`, (common.get(`${a} ${b}`) ?? 0) + 1);
      });
    }
    for (const [pair, count] of common) {
      const [first, second] = pair.split(' ').map((index) => notes[Number(index)]);
      if (!first || !second || count / (first.has.size + second.has.size - count) < SAME) continue;
      if (supersedes(first.note) === second.note.id || supersedes(second.note) === first.note.id) continue;
      yield {
        rule: 'near-duplicate',
        place: { path: second.note.path, line: 1, column: 1 },
        message: `Unexpected text that is nearly that of ${first.note.path}, expected one note of both`,
        hint: null,
      };
    }
  },
);
