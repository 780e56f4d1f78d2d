import type { Community } from '../../model/community.ts';
import type { Passage } from '../../model/entry.ts';
import { isNote } from '../../states/note-state.ts';
import type { Note } from '../../states/note-state.ts';
import type { States } from '../../states/index.ts';
import type { FaqEntry } from './entry.ts';

/** A heading that asks something, in whatever script its language has its question mark. */
const ASKS = /[?？؟;]\s*$/;
/** The Greek question mark looks like a semicolon, and is one to everybody else. */
const GREEK = /\p{Script=Greek}/u;

const isQuestion = (heading: string): boolean => ASKS.test(heading) && (!/;\s*$/.test(heading) || GREEK.test(heading));

/** What stands below a heading, up to the next of its level or above. */
function below(note: Note, line: number): Passage['nodes'] {
  const nodes = note.body()?.root.children ?? [];
  const at = nodes.findIndex(({ type, position }) => type === 'heading' && position?.start.line === line);
  const heading = nodes[at];
  if (heading?.type !== 'heading') return [];
  const rest = nodes.slice(at + 1);
  const end = rest.findIndex((node) => node.type === 'heading' && node.depth <= heading.depth);
  return end < 0 ? rest : rest.slice(0, end);
}

/** Questions that notes put as headings and answer below them, as entries that stand and fall with their note. */
export function headings(community: Community, states: States): FaqEntry[] {
  return community.documents.filter(isNote).flatMap((note): FaqEntry[] => {
    const state = states.note(note);
    // Most notes have no such heading, which can be told without parsing them.
    if (['draft', 'superseded'].includes(state.confidence) || !/^#{2,6}[^\n]*[?？؟;]/m.test(note.source.text))
      return [];
    const asked = (note.outline()?.headings ?? []).filter(({ depth, text }) => depth > 1 && isQuestion(text));
    return asked.flatMap(({ text, anchor, line }): FaqEntry[] => {
      const nodes = below(note, line).filter(({ type }) => type !== 'html');
      if (nodes.length === 0) return [];
      return [
        {
          id: `${note.id}-${anchor}`,
          aliases: note.aliases.map((alias) => `${alias}-${anchor}`),
          question: text,
          alsoAsked: [],
          origin: note,
          anchor,
          answer: [{ document: note, nodes, anchor: null }],
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
