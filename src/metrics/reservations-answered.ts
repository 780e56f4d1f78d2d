import { every } from '../kinds/index.ts';
import { isReservation } from '../states/advice-record.ts';
import { promiseDay } from '../text/day.ts';
import { defineMeasure } from './measure.ts';

export const reservationsAnswered = defineMeasure({
  id: 'reservations-answered',
  title: 'Reservations discussed',
  effort: 'helping',
  definition:
    'Of the advice that voices a reservation or disagrees, given longer ago than an answer is promised in, that to which a later advice speaks.',
  source: 'Accountability for discussing advice one has reservations about; the time is that of an answer (ours).',
  cannotTell: 'The reservations that nobody voiced.',
  measure(community, states) {
    const { commitments, calendar } = community.config;
    const all = every(community, 'advice').filter(isReservation);
    const ripe = all.filter(
      ({ fields }) => promiseDay(fields.date, commitments.respondWithin, calendar) < states.today,
    );
    return {
      form: 'share',
      counted: { label: 'answered', documents: ripe.filter((one) => states.advice(one).answered) },
      missed: { label: 'not answered', documents: ripe.filter((one) => !states.advice(one).answered) },
      apart: [{ label: 'their time has not come', documents: all.filter((one) => !ripe.includes(one)) }],
    };
  },
});
