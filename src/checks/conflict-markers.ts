import type { Document } from '../model/document.ts';
import type { Complaint } from '../model/finding.ts';
import { checkable, defineCheck } from './check.ts';

const MARKER = /^(?:<{7}|\|{7}|>{7}) /;
const NAME = 'conflict-markers';

function* inBody(document: Document): Generator<Complaint> {
  const { text } = document.source;
  if (!text.includes('\n<<<<<<< ') && !text.includes('\n>>>>>>> ')) return;
  // A guide to git may well show what a conflict looks like.
  const code = document.outline()?.code ?? [];
  for (const [index, line] of text.split('\n').entries()) {
    if (!MARKER.test(line) || code.some(([first, last]) => index + 1 >= first && index + 1 <= last)) continue;
    yield {
      rule: NAME,
      place: { path: document.path, line: index + 1, column: 1 },
      message: 'Unexpected merge-conflict marker, expected a merged text',
      hint: 'Keep what is right of both sides and delete the marker lines.',
    };
  }
}

export const conflictMarkers = defineCheck(
  NAME,
  'error',
  'No merge is left half done.',
  `Lines of \`<<<<<<<\` and \`>>>>>>>\` mean that git could not merge two versions and nobody has decided yet. In front
matter they keep the document from being read at all. Inside code blocks they are taken for an example.`,
  'text',
  function* find(community) {
    yield* community.complaints.filter(({ rule }) => rule === NAME);
    for (const document of checkable(community)) yield* inBody(document);
  },
);
