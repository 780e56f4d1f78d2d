import { every, isKind, namedBy } from '../kinds/index.ts';
import { isReservation } from '../states/advice-record.ts';
import { aboutField, defineCheck } from './check.ts';

/** What can only be said of something that was tried. */
const TOLD = new Set<string>(['worked', 'partly', 'did-not-work']);

export const claim = defineCheck(
  'claim',
  'warn',
  'A loop claims no more than it can show.',
  `The record of an advice is made of follow-ups that say what was tried. One that says how it turned out without saying of
which advice counts for none (where something else was done, say so, and leave \`outcome\` to it). One that tried nothing
cannot have tried an advice, a reservation is nothing to try, and a case that is no draft tells of loops that somebody closed.`,
  'faces',
  function* find(community, { states: statesOf }) {
    const states = statesOf();
    for (const followup of every(community, 'followup')) {
      const { outcome, tried, issue } = followup.fields;
      const advice = namedBy(tried, 'advice', community);
      const thread = states.threads.get(issue);
      if (TOLD.has(outcome) && tried.length === 0 && (thread?.advice.length ?? 0) > 0) {
        const message = `Unexpected outcome \`${outcome}\` without \`tried\`, expected the advice that it is the outcome of`;
        yield aboutField('claim', followup, ['outcome'], message);
      }
      if (outcome === 'not-tried' && tried.length > 0) {
        yield aboutField(
          'claim',
          followup,
          ['tried'],
          'Unexpected advice in `tried` of what was not tried, expected none',
        );
      }
      const doubt = advice.find(isReservation);
      if (doubt) {
        const message = `Unexpected \`${doubt.id}\` as \`tried\`, which is a reservation, expected advice that can be tried`;
        yield aboutField('claim', followup, ['tried'], message);
      }
    }
    for (const note of every(community, 'case')) {
      if (note.fields.draft === true) continue;
      const issues = namedBy(note.fields.from, 'issue', community);
      if (issues.length === 0 || issues.some((issue) => isKind(issue, 'issue') && states.issue(issue).closed)) continue;
      const message =
        'Unexpected case of a loop that nobody has closed, expected a follow-up that says how it turned out';
      yield aboutField('claim', note, ['from'], message, '`draft: true` says that the end is still to be told.');
    }
  },
);
