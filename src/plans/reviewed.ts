import type { Document } from '../model/document.ts';
import type { Plan } from '../model/plan.ts';
import { Refusal } from '../model/refusal.ts';
import { setField } from '../text/splice.ts';
import type { Day } from '../text/day.ts';

/** Sets `reviewed`, changing that line and no other. @throws Refusal where a kind has no such field. */
export function reviewed(document: Document, day: Day): Plan {
  if (!document.declaration || !('reviewed' in document.declaration.fields)) {
    throw new Refusal(
      `${document.id} is ${document.kind === 'page' ? 'a page' : `of the kind ${document.kind}`}: those are not reviewed.`,
    );
  }
  const { path, text: before } = document.source;
  const after = setField(before, 'reviewed', day);
  if (after === null) {
    throw new Refusal(`${path} was not changed: its front matter cannot be edited safely.`, 'Set `reviewed:` by hand.');
  }
  const changes = after === before ? [] : [{ type: 'edit' as const, path, before, after }];
  return { summary: `Review ${document.kind}: ${document.title} (${document.id})`, changes };
}
