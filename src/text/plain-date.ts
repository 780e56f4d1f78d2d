import { Temporal } from 'temporal-polyfill';
import type { Day } from './day.ts';

/** A day to reckon with. Asked for here alone: making the calendar ready takes longer than most commands, many of which never reckon. */
export const plainDate = (day: Day): Temporal.PlainDate => Temporal.PlainDate.from(day);
