import { isKind } from '../kinds/index.ts';
import type { DocumentOf } from '../kinds/index.ts';
import type { Community } from '../model/community.ts';
import { byDay } from '../model/document.ts';
import type { Document } from '../model/document.ts';
import { ALL_TIME, defineMeasure } from './measure.ts';
import { deedsOf } from './people.ts';

/** Whether an advice is given to somebody else; a note to oneself is none. */
function isForAnother(advice: DocumentOf<'advice'>, community: Community): boolean {
  return community.byId.get(advice.fields.issue)?.fields['by'] !== advice.fields.by;
}

export const askAndAdvise = defineMeasure({
  id: 'ask-and-advise',
  title: 'People who both ask and advise',
  aspect: 'mutual',
  also: ['identity', 'helping'],
  definition:
    'Of the people who asked or advised, those who did both, advice being what is given on somebody else’s issue. Each stands here by the first issue or advice they wrote.',
  formula: 'people with an issue and an advice ÷ people with either',
  unit: 'a share of people',
  window: ALL_TIME,
  local: true,
  direction: 'more',
  source: 'Ours; mutual engagement is what tells a practice from a help desk.',
  cannotTell: 'Help that was given in talk and never written down.',
  measure(community) {
    const both: Document[] = [];
    const onlyAsk: Document[] = [];
    const onlyAdvise: Document[] = [];
    for (const deeds of deedsOf(community).values()) {
      const asked = deeds.filter((deed) => isKind(deed, 'issue'));
      const advised = deeds.filter((deed) => isKind(deed, 'advice') && isForAnother(deed, community));
      const first = [...asked, ...advised].sort(byDay)[0];
      if (!first) continue;
      if (asked.length > 0 && advised.length > 0) both.push(first);
      else (asked.length > 0 ? onlyAsk : onlyAdvise).push(first);
    }
    return {
      form: 'share',
      counted: { label: 'ask and advise', documents: both },
      missed: { label: 'do one of the two', documents: [...onlyAsk, ...onlyAdvise] },
      apart: [],
    };
  },
});
