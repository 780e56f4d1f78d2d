import { every } from '../kinds/index.ts';
import { topicsOf } from '../model/document.ts';
import { grouped } from '../text/grouped.ts';
import { byText, counted } from '../text/words.ts';
import { ALL_TIME, defineMeasure } from './measure.ts';

/** With fewer advisers a topic depends on whether one of them is there. */
const ENOUGH = 3;

export const topicsAtRisk = defineMeasure({
  id: 'topics-at-risk',
  title: 'Topics that rest on fewer than three advisers',
  aspect: 'narrow',
  also: ['helping', 'mutual'],
  definition:
    'Of the topics of issues, those on which fewer than three different people have given advice on an issue of somebody else.',
  formula: 'topics with fewer than 3 advisers ÷ topics of issues',
  unit: 'a share of topics',
  window: ALL_TIME,
  direction: 'less',
  source: 'CHAOSS “Contributor Absence Factor”, by topic and without naming anybody; three is ours.',
  cannotTell: 'Who else could advise and was never asked.',
  measure(community) {
    const issues = grouped(every(community, 'issue'), topicsOf);
    const adviceOn = grouped(every(community, 'advice'), ({ fields }) => [fields.issue]);
    const topics = [...issues]
      .sort(([a], [b]) => byText(a, b))
      .map(([topic, asked]) => {
        const advice = asked.flatMap((issue) =>
          (adviceOn.get(issue.id) ?? []).filter(({ fields }) => fields.by !== issue.fields.by),
        );
        const advisers = new Set(advice.map(({ fields }) => fields.by)).size;
        // A topic that nobody has advised on is told by its issues.
        const documents = advice.length > 0 ? advice : asked;
        return { advisers, group: { label: `${topic} (${counted(advisers, 'adviser')})`, documents } };
      });
    return {
      form: 'grouped',
      noun: 'topics',
      counted: {
        label: 'fewer than three advisers',
        groups: topics.filter(({ advisers }) => advisers < ENOUGH).map(({ group }) => group),
      },
      missed: {
        label: 'three or more',
        groups: topics.filter(({ advisers }) => advisers >= ENOUGH).map(({ group }) => group),
      },
    };
  },
});
