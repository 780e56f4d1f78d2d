import type { Root, RootContent } from 'mdast';
import type { Community } from '../model/community.ts';
import { evidenceOf } from '../model/measure.ts';
import type { Measured } from '../metrics/index.ts';
import { EFFORTS } from '../metrics/measure.ts';
import type { Effort } from '../metrics/measure.ts';
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
import { printMarkdown } from '../text/markdown/parse.ts';
import { counted } from '../text/words.ts';
import { figureText } from './figure.ts';
import { leftOutText, nameOf } from './record.ts';

/** Where the report is thought to lie: links in it are relative to the root. */
const AT = 'REPORT.md';

/** What no repository can know, whatever is in it. */
export const CANNOT_BE_KNOWN =
  'Trust, usefulness and a sense of belonging cannot be computed from a repository. They are asked for: the sliders hold what members answered. What was said and never written down is in no figure here.';

function measureNodes({ measure, figure }: Measured): RootContent[] {
  const groups = evidenceOf(figure).filter(({ documents }) => documents.length > 0);
  return [
    heading(4, measure.title),
    paragraph(strong(figureText(figure)), '.'),
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

const spreadText = (spread: Spread | null): string =>
  spread === null ? '–' : `${spread.median} (${spread.lowest} to ${spread.highest})`;

function sliderNodes(sliders: readonly Slider[], community: Community): RootContent[] {
  const views = sliders.flatMap(({ views: all }) => all);
  if (views.length === 0) {
    return [
      paragraph(...prose('Nobody has set the sliders yet. `cop new assessment` does it for one member and day.')),
    ];
  }
  const rows = sliders.map(({ dimension, now, ideal, views: of }): Words[][] => [
    [dimension.title],
    [of.map((view) => `${view.now}\u00a0→\u00a0${view.ideal}`).join(', ') || 'nobody'],
    [spreadText(now)],
    [spreadText(ideal)],
    [now && ideal ? String(ideal.median - now.median) : '–'],
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
      'Each dimension is a slider of its own from 0 to 5: where a member sees it now, and where it ought to be. The latest assessment of each member counts. Members differ on the ideal, and that is worth talking about. Below three views no median or spread is claimed; there is no total.',
    ),
    table([
      [['Dimension'], ['Each view, now → ideal'], ['Now: median (range)'], ['Ideal: median (range)'], ['Gap']],
      ...rows,
    ]),
    ...(said.length > 0 ? [paragraph('In their words:'), bullets(said)] : []),
  ];
}

/** The maturity report: the three efforts of the practice dimension, then the sliders. */
export function reportTree(
  measured: readonly Measured[],
  sliders: readonly Slider[],
  community: Community,
  today: Day,
): Root {
  const leftOut = leftOutText(community);
  return root([
    heading(1, `Maturity of ${community.config.name}`),
    paragraph(
      `As of ${today}, from ${counted(community.documents.length, 'document')}. Counts are shown as counts; a percentage only where there are ten or more. Every figure lists the documents behind it. Nobody is ranked.`,
    ),
    heading(2, 'Practice: members help each other and learn from it'),
    ...(Object.keys(EFFORTS) as Effort[]).flatMap((effort) => [
      heading(3, EFFORTS[effort].title),
      paragraph(EFFORTS[effort].question),
      ...measured.filter(({ measure }) => measure.effort === effort).flatMap(measureNodes),
    ]),
    heading(2, 'The sliders'),
    ...sliderNodes(sliders, community),
    heading(2, 'Left out'),
    paragraph(...prose(leftOut ?? 'Nothing: every document could be read.')),
    heading(2, 'What cannot be known from here'),
    paragraph(CANNOT_BE_KNOWN),
  ]);
}

export function reportMarkdown(...report: Parameters<typeof reportTree>): string {
  return printMarkdown(reportTree(...report));
}
