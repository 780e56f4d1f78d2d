import { isKept } from '../states/note-state.ts';
import { aboutField, defineCheck } from './check.ts';

export const orphan = defineCheck(
  'orphan',
  'info',
  'A note says what it rests on, or something leads to it.',
  `A note that rests on nothing and that nothing leads to is found by nobody who follows a thread. \`from\` takes the ids of
issues, advice, follow-ups or other notes; a link in the text of another does as well.`,
  'faces',
  function* find(community) {
    for (const note of community.documents) {
      if (!isKept(note) || note.fields.draft === true) continue;
      const leads = community.linksFrom(note).map((link) => community.follow(link));
      if (leads.some((to) => to !== null && to.kind !== 'member')) continue;
      if (community.linksTo(note).length > 0) continue;
      yield aboutField(
        'orphan',
        note,
        [],
        `Unexpected ${note.kind} without a link to or from it, expected what it rests on`,
      );
    }
  },
);
