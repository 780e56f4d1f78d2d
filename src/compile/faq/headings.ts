import type { Community } from '../../model/community.ts';
import type { Body } from '../../model/document.ts';
import { passageOf } from '../../model/entry.ts';
import type { Passage } from '../../model/entry.ts';
import { isNote } from '../../states/note-state.ts';
import type { States } from '../../states/index.ts';
import { glancing } from '../../text/noting.ts';
import type { FaqEntry } from './entry.ts';

/** A heading that asks something, in whatever script its language has its question mark. */
const ASKS = /[?？؟;]\s*$/;
/** The Greek question mark looks like a semicolon, and is one to everybody else. */
const GREEK = /\p{Script=Greek}/u;

const isQuestion = (heading: string): boolean => ASKS.test(heading) && (!/;\s*$/.test(heading) || GREEK.test(heading));

/** What stands below a heading, up to the next of its level or above. */
function below({ root }: Body, line: number): Passage['nodes'] {
  const nodes = root.children;
  const at = nodes.findIndex(({ type, position }) => type === 'heading' && position?.start.line === line);
  const heading = nodes[at];
  if (heading?.type !== 'heading') return [];
  const rest = nodes.slice(at + 1);
  const end = rest.findIndex((node) => node.type === 'heading' && node.depth <= heading.depth);
  return (end < 0 ? rest : rest.slice(0, end)).filter(({ type }) => type !== 'html');
}

/** Questions that notes put as headings and answer below them, as entries that stand and fall with their note. */
export function headings(community: Community, states: States): FaqEntry[] {
  return community.documents.filter(isNote).flatMap((note): FaqEntry[] => {
    const state = states.note(note);
    // Most notes have no such heading, which can be told without parsing them.
    const mayAsk = glancing(() => /^#{2,6}[^\n]*[?？؟;]/m.test(note.source.text));
    if (!mayAsk || ['draft', 'superseded'].includes(state.confidence)) return [];
    const asked = (note.outline()?.headings ?? []).filter(({ depth, text }) => depth > 1 && isQuestion(text));
    return asked.flatMap(({ text, anchor, line }): FaqEntry[] => {
      const passage = passageOf(note, null, (body) => below(body, line));
      if (passage.nodes.length === 0) return [];
      return [
        {
          id: `${note.id}-${anchor}`,
          aliases: note.aliases.map((alias) => `${alias}-${anchor}`),
          question: text,
          alsoAsked: [],
          origin: note,
          anchor,
          answer: [passage],
          when: [],
          topics: note.fields.topics,
          confidence: state.confidence,
          record: state.record,
          askings: [],
          sources: [note],
          reviewBy: state.reviewBy,
          reviewLapsed: state.reviewBy === null ? null : state.lapsed,
          suspectOf: state.suspectOf,
        },
      ];
    });
  });
}
