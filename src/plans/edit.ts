import type { Document } from '../model/document.ts';
import type { Plan } from '../model/plan.ts';
import { Refusal } from '../model/refusal.ts';
import { addItems, setField } from '../text/splice.ts';
import { yamlText } from '../text/yaml-text.ts';

/** A document with one edit after another, none of which may fail. */
function edited(document: Document, summary: string, edits: readonly ((text: string) => string | null)[]): Plan {
  const { path, text: before } = document.source;
  let after = before;
  for (const edit of edits) {
    const next = edit(after);
    if (next === null) {
      throw new Refusal(`${path} was not changed: its front matter cannot be edited safely.`, 'Edit it by hand.');
    }
    after = next;
  }
  return { summary, changes: after === before ? [] : [{ type: 'edit', path, before, after }] };
}

/** Adds what another loop tells to a note or FAQ entry: its documents, and the words in which it was asked. */
export function extend(document: Document, from: readonly string[], alsoAsked: readonly string[]): Plan {
  const asks = document.declaration !== null && 'also_asked' in document.declaration.fields;
  const fresh = alsoAsked.filter((question) => question.toLowerCase() !== document.title.toLowerCase());
  return edited(document, `Extend ${document.kind}: ${document.title} (${document.id})`, [
    (text) => addItems(text, 'from', from),
    (text) => (asks ? addItems(text, 'also_asked', fresh) : text),
  ]);
}

/** Says why an issue is no longer asked. */
export function withdraw(issue: Document, reason: string): Plan {
  return edited(issue, `Withdraw issue: ${issue.title} (${issue.id})`, [
    (text) => setField(text, 'withdrawn', yamlText(reason)),
  ]);
}

/** Notes the day on which all voices of a vision had agreed to it. */
export function agree(vision: Document, day: string): Plan {
  return edited(vision, `Agree on ${vision.kind}: ${vision.title} (${vision.id})`, [
    (text) => setField(text, 'agreed', day),
  ]);
}

/** Notes the day on which a document was read again. @throws Refusal where a kind has no such day. */
export function review(document: Document, day: string): Plan {
  if (!document.declaration || !('reviewed' in document.declaration.fields)) {
    throw new Refusal(
      `${document.id} is ${document.kind === 'page' ? 'a page' : `of the kind ${document.kind}`}: those are not reviewed.`,
    );
  }
  return edited(document, `Review ${document.kind}: ${document.title} (${document.id})`, [
    (text) => setField(text, 'reviewed', day),
  ]);
}
