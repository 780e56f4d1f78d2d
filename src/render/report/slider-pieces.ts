import type { Community } from '../../model/community.ts';
import { HIGHEST_SETTING } from '../../model/field.ts';
import type { Report } from '../../metrics/report.ts';
import { apart } from '../../metrics/sliders.ts';
import type { Slider, Spread } from '../../metrics/sliders.ts';
import { bullets, paragraph, prose, strong, table } from '../../text/markdown/build.ts';
import type { Words } from '../../text/markdown/build.ts';
import type { Piece } from '../pieces.ts';
import { nameOf } from '../record.ts';

/** From how many steps between two views on they differ. */
const WIDE = 2;

const spreadText = (spread: Spread | null): string =>
  spread === null ? '–' : `${spread.median} (${spread.lowest} to ${spread.highest})`;

/** Views as dots, one column for each setting from 0 to 5. */
function strip(settings: readonly number[]): string {
  const places = Array.from(
    { length: HIGHEST_SETTING + 1 },
    (_, place) => settings.filter((setting) => setting === place).length,
  );
  // A space that does not break keeps the columns together.
  return places.map((count) => (count === 0 ? '·' : '●'.repeat(count))).join('\u00a0');
}

/** Whether a slider's views are further apart on how it is, or on how it ought to be. */
function widest({ now, ideal }: Slider): 'now' | 'ideal' {
  const span = (held: Spread | null): number => (held ? held.highest - held.lowest : 0);
  return span(now) > span(ideal) ? 'now' : 'ideal';
}

/** The dimensions on which views are furthest apart, in the words of those who see them so. */
function disagreement(sliders: readonly Slider[], community: Community): Piece[] {
  const most = Math.max(0, ...sliders.map(apart));
  // A step more or less is no disagreement.
  if (most < WIDE) return [];
  const said = sliders
    .filter((slider) => apart(slider) === most)
    .map((slider): Words[] => {
      const { dimension, views } = slider;
      const by = widest(slider);
      const ordered = [...views].sort((a, b) => a[by] - b[by] || a.now - b.now || a.ideal - b.ideal);
      const ends = [ordered[0], ordered.at(-1)].flatMap((view) => (view ? [view] : []));
      const words = ends.map(({ now, ideal, because, assessment }) => {
        const why = because === null ? '' : `: “${because}”`;
        return `${nameOf(community, assessment.fields.by)} sees ${now} and wishes ${ideal}${why}`;
      });
      return [strong(`${dimension.title}:`), ` ${words.join('; ')}`];
    });
  return [paragraph('Views are furthest apart on:'), bullets(said)];
}

/** The dimensions as sliders: a picture and a row for each, where views are furthest apart, and what members said. */
export function sliderPieces({ sliders, community }: Report): Piece[] {
  const views = sliders.flatMap(({ views: all }) => all);
  if (views.length === 0) {
    return [paragraph(...prose('Nobody has set the sliders yet. `cop assess` does it for one member and day.'))];
  }
  const rows = sliders.map(({ dimension, now, ideal, views: of, change }): Words[][] => [
    [dimension.title],
    [strip(of.map((view) => view.now))],
    [strip(of.map((view) => view.ideal))],
    [spreadText(now)],
    [spreadText(ideal)],
    [now && ideal ? String(ideal.median - now.median) : '–'],
    [change === null ? '–' : change > 0 ? `+${change}` : String(change)],
  ]);
  const said = sliders.flatMap(({ dimension, views: of }) =>
    of.flatMap(({ because, assessment }): Words[][] =>
      because === null
        ? []
        : [[strong(`${dimension.title}, ${nameOf(community, assessment.fields.by)}:`), ` ${because}`]],
    ),
  );
  return [
    paragraph(
      'Each dimension is a slider of its own from 0 to 5: where a member sees it now, and where it ought to be. The latest assessment of each member counts. Members differ on the ideal, and that is worth talking about. Each dot is a view, under its setting. Below three views no median, spread or change is claimed; there is no total.',
    ),
    ...sliders.flatMap((slider): Piece[] => (slider.views.length > 0 ? [{ type: 'chart', of: 'slider', slider }] : [])),
    table([
      [
        ['Dimension'],
        ['Now, 0 to 5'],
        ['Ideal, 0 to 5'],
        ['Now: median (range)'],
        ['Ideal: median (range)'],
        ['Gap'],
        ['Since last time'],
      ],
      ...rows,
    ]),
    ...disagreement(sliders, community),
    ...(said.length > 0 ? [paragraph('In their words:'), bullets(said)] : []),
  ];
}
