import type { Root, RootContent } from 'mdast';
import type { Community } from '../model/community.ts';
import { HIGHEST_SETTING } from '../model/field.ts';
import { evidenceOf } from '../model/measure.ts';
import type { Measured } from '../metrics/index.ts';
import { ASPECTS, ASPECT_NAMES } from '../metrics/measure.ts';
import type { Aspect } from '../metrics/measure.ts';
import { apart } from '../metrics/sliders.ts';
import type { Slider, Spread } from '../metrics/sliders.ts';
import type { Day } from '../text/day.ts';
import { relativeUrl } from '../text/links.ts';
import {
  between,
  bullets,
  emphasis,
  heading,
  link,
  paragraph,
  prose,
  root,
  strong,
  table,
} from '../text/markdown/build.ts';
import type { Words } from '../text/markdown/build.ts';
import { anchors } from '../text/slug.ts';
import { counted } from '../text/words.ts';
import { figureText } from './figure.ts';
import { statements } from './measures.ts';
import { leftOutText, nameOf } from './record.ts';

/** Where the report is thought to lie: links in it are relative to the root. */
const AT = 'REPORT.md';

/** What no repository can know, whatever is in it. */
export const CANNOT_BE_KNOWN =
  'Trust, usefulness and a sense of belonging cannot be computed from a repository. They are asked for: the sliders hold what members answered. What was said and never written down is in no figure here.';

export function measureNodes({ measure, figure }: Measured): RootContent[] {
  const groups = evidenceOf(figure).filter(({ documents }) => documents.length > 0);
  return [
    heading(4, measure.title),
    paragraph(strong(figureText(figure))),
    paragraph(
      ...prose(measure.definition),
      ' ',
      emphasis(`Source: ${measure.source} It cannot tell: ${lowered(measure.cannotTell)}`),
    ),
    ...(groups.length > 0
      ? [
          bullets(
            groups.map(({ label, documents }) => [
              `${label} (${documents.length}): `,
              ...between(
                documents.map((document): Words => link(relativeUrl(AT, document.path), document.title)),
                ', ',
              ),
            ]),
          ),
        ]
      : []),
  ];
}

const lowered = (sentence: string): string => sentence.charAt(0).toLowerCase() + sentence.slice(1);

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

/** The dimensions on which views are furthest apart, in the words of those who see them so. */
function disagreement(sliders: readonly Slider[], community: Community): RootContent[] {
  const most = Math.max(0, ...sliders.map(apart));
  // A step more or less is no disagreement.
  if (most < WIDE) return [];
  const said = sliders
    .filter((slider) => apart(slider) === most)
    .map(({ dimension, views }): Words[] => {
      const ordered = [...views].sort((a, b) => a.ideal - b.ideal || a.now - b.now);
      const ends = [ordered[0], ordered.at(-1)].flatMap((view) => (view ? [view] : []));
      const words = ends.map(({ now, ideal, because, assessment }) => {
        const why = because === null ? '' : `: “${because}”`;
        return `${nameOf(community, assessment.fields.by)} sees ${now} and wishes ${ideal}${why}`;
      });
      return [strong(`${dimension.title}:`), ` ${words.join('; ')}`];
    });
  return [paragraph('Views are furthest apart on:'), bullets(said)];
}

function sliderNodes(sliders: readonly Slider[], community: Community): RootContent[] {
  const views = sliders.flatMap(({ views: all }) => all);
  if (views.length === 0) {
    return [
      paragraph(...prose('Nobody has set the sliders yet. `cop new assessment` does it for one member and day.')),
    ];
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

/** The figures as they were on another day. */
export interface Past {
  readonly day: Day;
  readonly measured: readonly Measured[];
}

/** Each measure on several days, side by side; what moved is for whoever reads to say. */
function thenAndNow(past: readonly Past[], measured: readonly Measured[], today: Day): RootContent[] {
  if (past.length === 0) return [];
  const columns = [...past, { day: today, measured }];
  const rows = measured.map(({ measure }, index): Words[][] => [
    [measure.title],
    ...columns.map(({ measured: of }): Words[] => {
      const figure = of[index]?.figure;
      return [figure ? figureText(figure, true) : '–'];
    }),
  ]);
  return [
    heading(2, 'Then and now'),
    paragraph('Each figure as it would have been told on that day, from what was dated up to it.'),
    table([[['Measure'], ...columns.map(({ day }): Words[] => [day])], ...rows]),
  ];
}

/** What the parts of the practice dimension are called in the report. */
const PARTS = {
  effort: { title: 'Practice: members help each other and learn from it', intro: null },
  effect: {
    title: 'What it brings',
    intro: 'Effects that the efforts are made for. A figure only hints at them.',
  },
  upside: { title: 'Upsides to confirm', intro: null },
  downside: { title: 'Downsides to watch for', intro: null },
} as const;

/** One aspect: its question, the measures that stand under it, others that speak to it, and what can only be asked. */
function aspectNodes(name: Aspect, measured: readonly Measured[]): RootContent[] {
  const { title, question, asked } = ASPECTS[name];
  const own = measured.filter(({ measure }) => measure.aspect === name);
  const others = measured.filter(({ measure }) => measure.also.includes(name));
  const anchor = (text: string): string => `#${anchors()(text)}`;
  return [
    heading(3, title),
    paragraph(question),
    ...own.flatMap(measureNodes),
    ...(others.length === 0
      ? []
      : [
          paragraph(own.length === 0 ? 'What speaks to it:' : 'What speaks to it as well:'),
          bullets(
            others.map(({ measure, figure }) => [
              link(anchor(measure.title), measure.title),
              `: ${figureText(figure)}`,
            ]),
          ),
        ]),
    ...(asked === null ? [] : [paragraph(emphasis('Only people can say:'), ` ${lowered(asked)}`)]),
  ];
}

/** The maturity report: the practice dimension by its efforts, effects, upsides and downsides, then the sliders. */
export function reportTree(
  measured: readonly Measured[],
  sliders: readonly Slider[],
  community: Community,
  today: Day,
  past: readonly Past[] = [],
): Root {
  const leftOut = leftOutText(community);
  return root([
    heading(1, `Maturity of ${community.config.name}`),
    paragraph(
      `As of ${today}, from ${counted(community.documents.length, 'document')}. Counts are shown as counts; a percentage only where there are ten or more. Every figure lists the documents behind it. Nobody is ranked.`,
    ),
    ...(Object.keys(PARTS) as (keyof typeof PARTS)[]).flatMap((part) => {
      const { title, intro } = PARTS[part];
      return [
        heading(2, title),
        ...(intro === null ? [] : [paragraph(intro)]),
        ...ASPECT_NAMES.filter((name) => ASPECTS[name].part === part).flatMap((name) => aspectNodes(name, measured)),
      ];
    }),
    ...thenAndNow(past, measured, today),
    heading(2, 'The sliders'),
    ...sliderNodes(sliders, community),
    heading(2, 'Left out'),
    paragraph(...prose(leftOut ?? 'Nothing: every document could be read.')),
    heading(2, 'What cannot be known from here'),
    paragraph(CANNOT_BE_KNOWN),
  ]);
}

/** One measure by itself: its figure, the documents behind it, and all that it says of itself. */
export function measureTree(one: Measured, community: Community, today: Day, past: readonly Past[] = []): Root {
  const [, ...told] = measureNodes(one);
  return root([
    heading(1, one.measure.title),
    paragraph(`${community.config.name}, as of ${today}.`),
    ...told,
    ...(past.length === 0
      ? []
      : [
          paragraph('As it would have been told on other days:'),
          bullets(past.map(({ day, measured }) => [`${day}: ${measured[0] ? figureText(measured[0].figure) : '–'}`])),
        ]),
    bullets(statements(one.measure).map(([name, text]): Words[] => [strong(`${name}:`), ' ', ...prose(text)])),
  ]);
}
