import { ASPECTS, ASPECT_NAMES } from '../../metrics/measure.ts';
import type { Measured } from '../../metrics/index.ts';
import { apart } from '../../metrics/sliders.ts';
import { clipped, faint, ink, nothing, strong } from '../../text/ink.ts';
import type { Ink } from '../../text/ink.ts';
import { figureText, shareOf } from '../figure.ts';
import type { Past, Report } from '../../metrics/report.ts';
import { levelText } from './level-pieces.ts';

const TITLE_WIDTH = 38;
const BAR_WIDTH = 10;
const SPARKS = '▁▂▃▄▅▆▇█';
/** The narrowest figure that still says something. */
const NARROWEST = 24;

function bar(share: number | null): string {
  if (share === null) return ' '.repeat(BAR_WIDTH);
  const full = Math.round(share * BAR_WIDTH);
  return `${'█'.repeat(full)}${'░'.repeat(BAR_WIDTH - full)}`;
}

/** A share through time, a sign for each day; a dot where there was none to judge by. */
const sparks = (shares: readonly (number | null)[]): string =>
  shares.map((share) => (share === null ? '·' : (SPARKS[Math.round(share * (SPARKS.length - 1))] ?? '·'))).join('');

/** A measure in a line, or in two where the terminal is too narrow for one. */
function lines({ measure, figure }: Measured, past: readonly Past[], index: number, width: number): Ink[] {
  const now = shareOf(figure);
  const through = [...past.map(({ measured }) => measured[index]), { figure }].map((one) => one && shareOf(one.figure));
  const trend =
    past.length === 0
      ? ''
      : `${now === null ? ' '.repeat(past.length + 1) : sparks(through.map((share) => share ?? null))}  `;
  const text = figureText(figure, true);
  const room = width - TITLE_WIDTH - BAR_WIDTH - trend.length - 6;
  if (room >= NARROWEST) {
    const title = ink`${clipped(measure.title, TITLE_WIDTH)}`.padEnd(TITLE_WIDTH);
    return [ink`  ${title}  ${bar(now)}  ${trend}${clipped(text, room)}`];
  }
  // What is no share has neither bar nor way.
  const drawn = now === null ? '' : `${bar(now)}  ${trend}`;
  return [
    ink`  ${clipped(measure.title, Math.max(1, width - 2))}`,
    ink`    ${drawn}${clipped(text, Math.max(1, width - 4 - drawn.length))}`,
  ];
}

/** The report for a terminal: a line a measure, with a bar where it is a share, and its way through other days. */
export function reportLines({ measured, sliders, past, levels }: Report, width: number): Ink[] {
  const aspects = ASPECT_NAMES.flatMap((name) => {
    const own = measured.flatMap((one, index) => (one.measure.aspect === name ? lines(one, past, index, width) : []));
    const level = levels.find(({ aspect }) => aspect === name);
    const { title } = ASPECTS[name];
    const reached = level ? clipped(`  ${levelText(level).toLowerCase()}`, Math.max(1, width - title.length)) : '';
    const head = ink`${strong(title)}${faint(reached)}`;
    return own.length === 0 ? [] : [head, ...own, nothing];
  });
  const set = sliders.filter(({ views }) => views.length > 0);
  const most = Math.max(0, ...set.map(apart));
  const rows = set.map((slider) => {
    const { dimension, now, ideal, views } = slider;
    const medians =
      now && ideal ? `now ${now.median}, ideal ${ideal.median}` : `${views.length} of 3 views that a median takes`;
    const apartness = most > 1 && apart(slider) === most ? '  views are furthest apart here' : '';
    const room = Math.max(1, Math.min(TITLE_WIDTH, width - medians.length - 4));
    const title = ink`${clipped(dimension.title, room)}`.padEnd(room);
    const left = width - room - 4 - medians.length;
    return ink`  ${title}  ${medians}${left > 4 ? faint(clipped(apartness, left)) : ''}`;
  });
  return [...aspects, ...(rows.length === 0 ? [] : [strong('Sliders, 0 to 5'), ...rows, nothing])];
}
