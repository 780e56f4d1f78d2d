import { levelled } from '../model/level.ts';
import { every } from '../kinds/index.ts';
import { isReservation } from '../states/advice-record.ts';
import { promiseDay } from '../text/day.ts';
import { ALL_TIME, defineMeasure } from './measure.ts';
import { apartFrom } from '../text/grouped.ts';

export const reservationsAnswered = defineMeasure({
  id: 'reservations-answered',
  title: 'Reservations discussed',
  aspect: 'helping',
  also: ['trust'],
  definition:
    'Of the advice that voices a reservation or disagrees, given longer ago than an answer is promised in, that to which a later advice speaks.',
  formula: 'reservations that a later advice speaks to ÷ reservations whose time has come',
  unit: 'a share of advice',
  window: ALL_TIME,
  direction: 'more',
  levels: levelled('none', 'at least 50 % of 3', 'at least 80 % of 5'),
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
      apart: [{ label: 'their time has not come', documents: apartFrom(all, ripe) }],
    };
  },
});
