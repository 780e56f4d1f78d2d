import { every } from '../kinds/index.ts';
import { isReservation } from '../states/advice-record.ts';
import { ALL_TIME, defineMeasure } from './measure.ts';
import { apartFrom } from '../text/grouped.ts';

export const untestedTried = defineMeasure({
  id: 'untested-tried',
  title: 'Untested ideas that were tried',
  aspect: 'innovativeness',
  also: ['trying', 'trust'],
  definition: 'Of the advice that says of itself it is untested, that which somebody tried, however it turned out.',
  formula: 'untested advice that a follow-up tried ÷ untested advice',
  unit: 'a share of advice',
  window: ALL_TIME,
  direction: 'neither',
  source: 'Ours; innovativeness is that untested ideas are discussed, and tried.',
  cannotTell: 'Ideas that were left unsaid.',
  measure(community, states) {
    const all = every(community, 'advice').filter((advice) => !isReservation(advice));
    const untested = all.filter(({ fields }) => fields.basis === 'untested');
    const tried = untested.filter((advice) => states.advice(advice).record.tried > 0);
    return {
      form: 'share',
      counted: { label: 'tried', documents: tried },
      missed: { label: 'not tried, as far as anybody said', documents: apartFrom(untested, tried) },
      apart: [
        {
          label: 'advice that does not say what it rests on',
          documents: all.filter(({ fields }) => fields.basis === null),
        },
      ],
    };
  },
});
