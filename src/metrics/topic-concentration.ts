import { every } from '../kinds/index.ts';
import { topicsOf } from '../model/document.ts';
import { apartFrom, grouped } from '../text/grouped.ts';
import { byText } from '../text/words.ts';
import { ALL_TIME, defineMeasure } from './measure.ts';

export const topicConcentration = defineMeasure({
  id: 'topic-concentration',
  title: 'Issues on the busiest topic',
  aspect: 'narrow',
  also: ['agenda'],
  definition:
    'Of the issues that name a topic, those on the topic that most of them name; of several such topics the first by its name.',
  formula: 'issues on the most frequent topic ÷ issues with a topic',
  unit: 'a share of issues',
  window: ALL_TIME,
  local: true,
  direction: 'neither',
  source: 'Ours; cf. the concentration ratio of economics.',
  cannotTell: 'Whether that topic is where the need is.',
  measure(community) {
    const all = every(community, 'issue');
    const withTopic = all.filter((issue) => topicsOf(issue).length > 0);
    const topics = [...grouped(withTopic, topicsOf)].sort(
      ([a, some], [b, others]) => others.length - some.length || byText(a, b),
    );
    const [topic, on] = topics[0] ?? ['no topic', []];
    return {
      form: 'share',
      counted: { label: `on ${topic}`, documents: on },
      missed: { label: 'on others', documents: apartFrom(withTopic, on) },
      apart: [{ label: 'without a topic', documents: apartFrom(all, withTopic) }],
    };
  },
});
