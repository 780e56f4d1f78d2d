import { every } from '../kinds/index.ts';
import { isReservation } from '../states/advice-record.ts';
import { ALL_TIME, defineMeasure } from './measure.ts';

export const adviceTried = defineMeasure({
  id: 'advice-tried',
  title: 'What became of advice',
  aspect: 'loops',
  also: ['value'],
  definition: 'Advice, reservations apart, by what follow-ups on any issue report of it.',
  formula: 'advice by the outcomes of the follow-ups that tried it',
  unit: 'advice',
  window: ALL_TIME,
  direction: 'neither',
  source: 'Ours; cf. the confidence of an answer in knowledge-centred service (KCS).',
  cannotTell: 'Advice that was followed without a word. An adviser’s own report counts as well.',
  measure(community, states) {
    const all = every(community, 'advice').filter((advice) => !isReservation(advice));
    const where = (test: (record: ReturnType<typeof states.advice>['record']) => boolean) =>
      all.filter((advice) => test(states.advice(advice).record));
    return {
      form: 'counts',
      groups: [
        { label: 'worked', documents: where(({ worked, didNot }) => worked > 0 && didNot === 0) },
        { label: 'worked here and not there', documents: where(({ worked, didNot }) => worked > 0 && didNot > 0) },
        { label: 'did not work', documents: where(({ worked, didNot }) => worked === 0 && didNot > 0) },
        {
          label: 'tried, worked in part or not known',
          documents: where(({ tried, worked, didNot }) => tried > 0 && worked === 0 && didNot === 0),
        },
        { label: 'not tried, as far as anybody said', documents: where(({ tried }) => tried === 0) },
      ],
    };
  },
});
