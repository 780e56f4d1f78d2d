import { every } from '../kinds/index.ts';
import type { Document } from '../model/document.ts';
import { isKept } from '../states/note-state.ts';
import { aboutField, defineCheck, heldTrueOn } from './check.ts';

export const suspect = defineCheck(
  'suspect',
  'warn',
  'What rests on something that changed, or that no longer holds, was read again since.',
  `A vision rests on its purpose, an objective on its vision, a strategy on its objectives. Where what they say has changed
since, they may not follow any more. git tells when: a change of what is said counts, a change of \`reviewed\`, \`agreed\` or
\`now\` does not, nor do comments. What a merge brought counts from the merge on, and by days. In a shallow clone nothing can be told.

A note or FAQ entry that cites what has been superseded or contradicted since may not hold any more either; of what it says in
\`supersedes\` it may well speak. \`cop reviewed ID\` clears both, once you have read the two.`,
  'faces',
  function* find(community, { changedSince, states: statesOf }) {
    const resting: { readonly document: Document; readonly on: readonly string[]; readonly field: string }[] = [
      ...every(community, 'vision').map((document) => ({ document, on: [document.fields.purpose], field: 'purpose' })),
      ...every(community, 'objective').map((document) => ({ document, on: [document.fields.serves], field: 'serves' })),
      ...every(community, 'strategy').map((document) => ({
        document,
        on: document.fields.delivers,
        field: 'delivers',
      })),
    ];
    for (const vision of every(community, 'vision')) {
      const { agreed } = vision.fields;
      const changed = agreed === null ? null : changedSince(vision, agreed);
      if (changed === null) continue;
      const message = `Unexpected vision that changed on ${changed}, after it was agreed on ${agreed}, expected a new agreement`;
      yield aboutField('suspect', vision, ['agreed'], message, `\`cop agree ${vision.id}\`, once all three voices do.`);
    }
    for (const { document, on, field } of resting) {
      const read = heldTrueOn(document);
      for (const id of on) {
        const base = community.byId.get(id);
        const changed = base && read !== null ? changedSince(base, read) : null;
        if (!base || changed === null) continue;
        const message = `Unexpected ${document.kind} last read on ${read}, expected a review since ${base.path} changed on ${changed}`;
        yield aboutField('suspect', document, [field], message, `\`cop reviewed ${document.id}\`, once you have.`);
      }
    }
    const states = statesOf();
    for (const note of community.documents.filter(isKept)) {
      const { confidence, suspectOf } = states.note(note);
      if (confidence === 'superseded' || confidence === 'draft') continue;
      for (const fallen of suspectOf) {
        const why = isKept(fallen) ? states.note(fallen).confidence : 'contradicted';
        const link = community.linksFrom(note).find((one) => community.follow(one) === fallen);
        yield {
          rule: 'suspect',
          place: link?.place() ?? { path: note.path, line: 1, column: 1 },
          message: `Unexpected ${note.kind} that cites ${fallen.path}, which is ${why} since it was last read, expected a review`,
          hint: `\`cop reviewed ${note.id}\`, once you have.`,
        };
      }
    }
  },
);
