import type { SourceFile } from '../model/document.ts';
import type { Plan } from '../model/plan.ts';
import { Refusal } from '../model/refusal.ts';
import { lineEnding } from '../text/lines.ts';

/** The marks between which a compiled text stands in somebody's file. They are comments: no reader sees them. */
export const BLOCK = { begin: '<!-- cop:faq -->', end: '<!-- /cop:faq -->' } as const;

/** The line of a block that changes with the day and says nothing else. */
const AS_OF = /^As of \d{4}-\d{2}-\d{2}\. /m;

/**
 * Puts a compiled text between the marks of a file and changes nothing else. Where only its day is another, nothing is
 * changed: a block is as fresh as what it says.
 *
 * @throws Refusal where the file has not one pair of marks.
 */
export function fillBlock({ path, text }: SourceFile, compiled: string): Plan {
  const begin = text.indexOf(BLOCK.begin);
  const end = text.indexOf(BLOCK.end);
  if (begin < 0 || end < begin || text.indexOf(BLOCK.begin, begin + 1) >= 0 || text.indexOf(BLOCK.end, end + 1) >= 0) {
    throw new Refusal(
      `${path} has not one pair of marks.`,
      `Put \`${BLOCK.begin}\` and \`${BLOCK.end}\` on lines of their own where the FAQ is to stand.`,
    );
  }
  const eol = lineEnding(text);
  const filled = `\n\n${compiled.trim()}\n\n`.replaceAll('\n', eol);
  const old = text.slice(begin + BLOCK.begin.length, end);
  const same = old.replace(AS_OF, '') === filled.replace(AS_OF, '');
  const after = text.slice(0, begin + BLOCK.begin.length) + filled + text.slice(end);
  return {
    summary: `Compile the FAQ into ${path}`,
    changes: same ? [] : [{ type: 'edit', path, before: text, after }],
  };
}
