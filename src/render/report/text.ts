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

function line({ measure, figure }: Measured, past: readonly Past[], index: number, width: number): Ink {
  const title = ink`${clipped(measure.title, TITLE_WIDTH)}`.padEnd(TITLE_WIDTH);
  const now = shareOf(figure);
  const through = [...past.map(({ measured }) => measured[index]), { figure }].map((one) => one && shareOf(one.figure));
  const trend =
    past.length === 0
      ? ''
      : `${now === null ? ' '.repeat(past.length + 1) : sparks(through.map((share) => share ?? null))}  `;
  const room = width - TITLE_WIDTH - BAR_WIDTH - trend.length - 6;
  const told = clipped(figureText(figure, true), Math.max(NARROWEST, room));
  return ink`  ${title}  ${bar(now)}  ${trend}${told}`;
}

/** The report for a terminal: a line a measure, with a bar where it is a share, and its way through other days. */
export function reportLines({ measured, sliders, past, levels }: Report, width: number): Ink[] {
  const aspects = ASPECT_NAMES.flatMap((name) => {
    const own = measured.flatMap((one, index) => (one.measure.aspect === name ? [line(one, past, index, width)] : []));
    const level = levels.find(({ aspect }) => aspect === name);
    const head = ink`${strong(ASPECTS[name].title)}${level ? faint(`  ${levelText(level).toLowerCase()}`) : ''}`;
    return own.length === 0 ? [] : [head, ...own, nothing];
  });
  const set = sliders.filter(({ views }) => views.length > 0);
  const most = Math.max(0, ...set.map(apart));
  const rows = set.map((slider) => {
    const { dimension, now, ideal, views } = slider;
    const title = ink`${clipped(dimension.title, TITLE_WIDTH)}`.padEnd(TITLE_WIDTH);
    const medians =
      now && ideal ? `now ${now.median}, ideal ${ideal.median}` : `${views.length} of 3 views that a median takes`;
    return ink`  ${title}  ${medians}${most > 1 && apart(slider) === most ? faint('  views are furthest apart here') : ''}`;
  });
  return [...aspects, ...(rows.length === 0 ? [] : [strong('Sliders, 0 to 5'), ...rows, nothing])];
}
