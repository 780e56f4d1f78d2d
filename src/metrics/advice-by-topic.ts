import { every } from '../kinds/index.ts';
import { topicsOf } from '../model/document.ts';
import { isReservation } from '../states/advice-record.ts';
import { apartFrom, grouped } from '../text/grouped.ts';
import { byText } from '../text/words.ts';
import { ALL_TIME, defineMeasure } from './measure.ts';

export const adviceByTopic = defineMeasure({
  id: 'advice-by-topic',
  title: 'Advice that worked, by topic',
  aspect: 'value',
  also: ['loops', 'narrow'],
  definition:
    'Of the advice on issues of a topic that somebody tried and told how it went, that which worked for all who did.',
  formula: 'for each topic: advice that worked and never did not ÷ advice with a known outcome',
  unit: 'a share of advice',
  window: ALL_TIME,
  direction: 'more',
  source: 'Ours; cf. the confidence of an answer in knowledge-centred service (KCS).',
  cannotTell:
    'Whether the issues of one topic were harder than those of another. An adviser’s own report counts as well: confidence asks for somebody else’s.',
  measure(community, states) {
    const known = every(community, 'advice').filter((advice) => {
      const { worked, partly, didNot } = states.advice(advice).record;
      return !isReservation(advice) && worked + partly + didNot > 0;
    });
    const topics = grouped(known, ({ fields }) => {
      const issue = community.byId.get(fields.issue);
      return issue ? topicsOf(issue) : [];
    });
    return {
      form: 'parts',
      parts: [...topics]
        .sort(([a], [b]) => byText(a, b))
        .map(([label, advice]) => {
          const worked = advice.filter((one) => {
            const { record } = states.advice(one);
            return record.worked > 0 && record.didNot === 0;
          });
          return {
            label,
            figure: {
              form: 'share',
              counted: { label: 'worked', documents: worked },
              missed: { label: 'in part, or not', documents: apartFrom(advice, worked) },
              apart: [],
            },
          };
        }),
    };
  },
});
