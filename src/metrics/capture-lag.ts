import { dayOf } from '../model/document.ts';
import { writtenOn } from '../states/note-state.ts';
import { daysBetween } from '../text/day.ts';
import { looked } from './issues.ts';
import { waiting } from './kaplan-meier.ts';
import { ALL_TIME, defineMeasure } from './measure.ts';

export const captureLag = defineMeasure({
  id: 'capture-lag',
  title: 'From a closed loop to its note',
  aspect: 'capturing',
  also: [],
  definition:
    'Days from the last report on a closed loop to the first note or FAQ entry that tells of it; loops without one count as still waiting. A note that was there before counts as no wait.',
  formula:
    'Kaplan–Meier quantile of (first note − loop closed), loops without a note censored at the day of the report',
  unit: 'days',
  window: ALL_TIME,
  direction: 'less',
  source: 'Ours; quantiles by Kaplan and Meier (1958).',
  cannotTell: 'Whether a loop deserved a note: not every one does.',
  measure(community, states) {
    const closed = looked(states).flatMap((one) => {
      const loop = states.loop(one.issue);
      if (!loop) return [];
      const days = loop
        .notes()
        .filter((note) => note.fields.draft !== true)
        .flatMap((note) => writtenOn(note, community) ?? dayOf(note) ?? []);
      const written = days.sort()[0] ?? null;
      const time = Math.max(0, daysBetween(loop.closedOn, written ?? states.today));
      return [{ document: one.issue, time, ended: written !== null }];
    });
    return waiting(closed, 'days', { ended: 'with a note', still: 'without' });
  },
});
