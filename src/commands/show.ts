import * as v from 'valibot';
import { wayGone } from '../compile/charter.ts';
import { meant } from '../compile/reference.ts';
import { isKind } from '../kinds/index.ts';
import type { Community } from '../model/community.ts';
import type { Document } from '../model/document.ts';
import { showLines } from '../render/show.ts';
import { CitedJson, DocumentJson, RecordJson, citedJson, documentJson, recordJson } from '../render/json.ts';
import { isKept } from '../states/note-state.ts';
import { objectiveEvidence } from '../states/objective-evidence.ts';
import { deriveStates } from '../states/index.ts';
import type { States } from '../states/index.ts';
import { turns } from '../states/thread.ts';
import type { Command } from './command.ts';

const LinkJson = v.strictObject({ field: v.nullable(v.string()), document: CitedJson });

const Cited = v.array(CitedJson);

const answer = v.strictObject({
  document: DocumentJson,
  sections: v.array(v.strictObject({ title: v.string(), text: v.string() })),
  /** Of an issue: advice and follow-ups, in the order of the conversation. */
  thread: v.array(DocumentJson),
  record: v.nullable(RecordJson),
  /** Of an advice: the advice it speaks for or cites, with their records. */
  leansOn: v.array(v.strictObject({ document: CitedJson, record: RecordJson })),
  /** Of an objective: what serves it; else null. */
  servedBy: v.nullable(
    v.strictObject({ strategies: Cited, closed: Cited, open: Cited, notes: Cited, gone: v.nullable(v.number()) }),
  ),
  leadsTo: v.array(LinkJson),
  citedBy: v.array(LinkJson),
});

function record(document: Document, states: States): v.InferOutput<typeof RecordJson> | null {
  if (isKind(document, 'advice')) return recordJson(states.advice(document).record);
  return isKept(document) ? recordJson(states.note(document).record) : null;
}

function servedBy(document: Document, community: Community, states: States): v.InferOutput<typeof answer>['servedBy'] {
  if (!isKind(document, 'objective')) return null;
  const { strategies, closed, open, notes } = objectiveEvidence(document, community, states);
  const cited = (documents: readonly Document[]) => documents.map(citedJson);
  return {
    strategies: cited(strategies),
    closed: cited(closed),
    open: cited(open),
    notes: cited(notes),
    gone: wayGone(document.fields),
  };
}

function json(document: Document, community: Community, states: States): v.InferOutput<typeof answer> {
  const thread = isKind(document, 'issue') ? states.threads.get(document.id) : undefined;
  return {
    document: documentJson(document, states),
    sections: (document.outline()?.sections ?? []).map(({ title, text }) => ({ title, text })),
    thread: (thread ? turns(thread) : []).map((turn) => documentJson(turn, states)),
    record: record(document, states),
    leansOn: (isKind(document, 'advice') ? states.advice(document).leansOn() : []).map((other) => ({
      document: citedJson(other),
      record: recordJson(states.advice(other).record),
    })),
    servedBy: servedBy(document, community, states),
    leadsTo: community.linksFrom(document).flatMap((link) => {
      const to = community.follow(link);
      return to && to !== document ? [{ field: link.field, document: citedJson(to) }] : [];
    }),
    citedBy: community.linksTo(document).map(({ from, field }) => ({ field, document: citedJson(from) })),
  };
}

export const command: Command = {
  arguments: [{ name: '<id...>', names: 'any', sentence: 'an id, its code, its beginning, or a part of the title' }],
  options: [],
  answer,
  async run(context, words) {
    const community = context.community();
    const states = deriveStates(community, context.today);
    const document = meant(community, words.join(' '), 'any');
    if (context.json) context.out.answer('show', json(document, community, states));
    else context.out.lines(showLines(document, community, states, context.width));
    return 0;
  },
};
