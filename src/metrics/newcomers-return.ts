import { levelled } from '../model/level.ts';
import { dayOf } from '../model/document.ts';
import type { Document } from '../model/document.ts';
import { addSpan } from '../text/day.ts';
import type { Span } from '../text/day.ts';
import { ALL_TIME, defineMeasure } from './measure.ts';
import { deedsOf } from './people.ts';

/** How long somebody is given to come again. */
const GIVEN: Span = { count: 6, unit: 'month' };

export const newcomersReturn = defineMeasure({
  id: 'newcomers-return',
  title: 'People who came again',
  aspect: 'identity',
  also: ['relevant'],
  definition:
    'Of the people who asked, advised, reported or wrote something for the first time six months ago or longer, those who did so again on a later day within six months. Each stands here by the first thing they did.',
  formula: 'people with a second deed within six months of their first ÷ people whose first deed is that long ago',
  unit: 'a share of people',
  window: ALL_TIME,
  local: true,
  direction: 'more',
  levels: levelled('at least 30 % of 3', 'at least 50 % of 6', 'at least 60 % of 10'),
  source: 'CHAOSS “New Contributors” and “Occasional Contributors”; six months are ours.',
  settled: true,
  workOn: (figure) => (figure.form === 'share' ? figure.apart.flatMap(({ documents }) => documents) : []),
  cannotTell: 'Why somebody stayed away: they may have found what they came for.',
  measure(community, states, whole) {
    const seen = new Set(community.documents);
    const came: Document[] = [];
    const stayedAway: Document[] = [];
    const tooNew: Document[] = [];
    for (const [first, ...later] of deedsOf(whole).values()) {
      const day = first && dayOf(first);
      if (!first || !day || !seen.has(first)) continue;
      const until = addSpan(day, GIVEN);
      if (until >= states.today) tooNew.push(first);
      else if (later.some((deed) => (dayOf(deed) ?? '') > day && (dayOf(deed) ?? '') <= until)) came.push(first);
      else stayedAway.push(first);
    }
    return {
      form: 'share',
      counted: { label: 'came again', documents: came },
      missed: { label: 'did not, so far', documents: stayedAway },
      apart: [{ label: 'their six months are not over', documents: tooNew }],
    };
  },
});
