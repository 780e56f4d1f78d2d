import type { Community } from '../model/community.ts';
import type { Complaint } from '../model/finding.ts';
import { isKept } from '../states/note-state.ts';
import { rememberedOf } from '../text/once.ts';
import { defineCheck } from './check.ts';
import { alike, piecesOf } from './pieces.ts';
import type { Pieces } from './pieces.ts';

/** From this share of common pieces on, two texts are nearly the same. */
const SAME = 0.5;

/** What of a community's notes is compared. */
export const notePieces = rememberedOf((community: Community): Pieces => piecesOf(community.documents.filter(isKept)));

/** Notes that say nearly the same, told at the second of two. */
export function* nearDuplicates(pieces: Pieces): Generator<Complaint> {
  for (const [first, second, share] of alike(pieces)) {
    if (share < SAME || first.supersedes === second.id || second.supersedes === first.id) continue;
    yield {
      rule: 'near-duplicate',
      place: { path: second.path, line: 1, column: 1 },
      message: `Unexpected text that is nearly that of ${first.path}, expected one note of both`,
      hint: null,
    };
  }
}

export const nearDuplicate = defineCheck(
  'near-duplicate',
  'info',
  'No two notes say nearly the same.',
  `Two notes with the same text grow apart: one is read again, the other is found. Join them (the older one says
\`supersedes\`), or let one link to the other and say only what is its own. Compared are runs of five words.`,
  'notes',
  (community) => nearDuplicates(notePieces(community)),
);
