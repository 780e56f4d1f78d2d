import { PAGE, dayOf } from '../../model/document.ts';
import { hasEvidence } from '../../model/measure.ts';
import type { Measured } from '../../metrics/index.ts';
import { ASPECTS, ASPECT_NAMES } from '../../metrics/measure.ts';
import type { Aspect } from '../../metrics/measure.ts';
import type { Report } from '../../metrics/report.ts';
import { bullets, emphasis, heading, link, paragraph, prose, strong } from '../../text/markdown/build.ts';
import type { Words } from '../../text/markdown/build.ts';
import { anchors } from '../../text/anchors.ts';
import { counted } from '../../text/words.ts';
import { figureText } from '../figure.ts';
import { statements } from '../measures.ts';
import type { Piece } from '../pieces.ts';
import { leftOutText, unusableText } from '../record.ts';
import { levelPieces } from './level-pieces.ts';
import { lowered, measurePieces, thenAndNow } from './measure-pieces.ts';
import { sliderPieces } from './slider-pieces.ts';

/** What no repository can know, whatever is in it. */
export const CANNOT_BE_KNOWN =
  'Trust, usefulness and a sense of belonging cannot be computed from a repository. They are asked for: the sliders hold what members answered. What was said and never written down is in no figure here.';

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

/** The day of the last thing that was written, so that a community that fell silent is seen to have. */
function lastDated({ community }: Report): string {
  const last = community.documents
    .flatMap((document) => dayOf(document) ?? [])
    .sort()
    .at(-1);
  return last === undefined ? '' : `, the last of them dated ${last}`;
}

/** What a figure counts, where that is not everything. */
export const windowText = ({ since, ago }: Report): string =>
  since === null ? '' : `, counting what is dated from ${since} on${ago === null ? '' : ` (${ago})`}`;

/** What is to be said first where there is little to judge by; null where most figures have documents behind them. */
export function scarcityText({ measured, community, since }: Report): string | null {
  if (since !== null) return null;
  const empty = measured.filter(({ figure }) => !hasEvidence(figure));
  if (empty.length * 2 <= measured.length) return null;
  const pages = community.documents.filter(({ kind }) => kind === PAGE).length;
  const what =
    pages === 0 ? '' : ` ${counted(pages, 'document is a page', 'documents are pages')} that no figure counts.`;
  return `Little can be known from here yet: ${empty.length} of ${measured.length} figures have nothing behind them.${what} Issues, advice and follow-ups are what is counted; \`cop ask\` begins.`;
}

const anchor = (text: string): string => `#${anchors()(text)}`;

/** One aspect: its question and level, the measures that stand under it, others that speak to it, and what can only be asked. */
function aspectPieces(name: Aspect, report: Report): Piece[] {
  const { measured } = report;
  const { title, question, asked } = ASPECTS[name];
  const own = measured.filter(({ measure }) => measure.aspect === name);
  const others = measured.filter(({ measure }) => measure.also.includes(name));
  return [
    heading(3, title),
    paragraph(question),
    ...levelPieces(name, report),
    ...own.flatMap((one): Piece[] => [heading(4, one.measure.title), ...measurePieces(one, report)]),
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
export function reportPieces(report: Report): Piece[] {
  const { community, today } = report;
  const leftOut = leftOutText(community);
  const scarce = scarcityText(report);
  const unusable = unusableText(community);
  return [
    heading(1, `Maturity of ${community.config.name}`),
    paragraph(
      `As of ${today}, from ${counted(community.documents.length, 'document')}${lastDated(report)}${windowText(report)}. Counts are shown as counts; a percentage only where there are ten or more. Every figure lists the documents behind it. Nobody is ranked, and no total is made.`,
    ),
    ...(unusable === null ? [] : [paragraph(...prose(unusable))]),
    ...(scarce === null ? [] : [paragraph(...prose(scarce))]),
    ...(Object.keys(PARTS) as (keyof typeof PARTS)[]).flatMap((part): Piece[] => {
      const { title, intro } = PARTS[part];
      return [
        heading(2, title),
        ...(intro === null ? [] : [paragraph(intro)]),
        ...ASPECT_NAMES.filter((name) => ASPECTS[name].part === part).flatMap((name) => aspectPieces(name, report)),
      ];
    }),
    ...thenAndNow(report),
    heading(2, 'The sliders'),
    ...sliderPieces(report),
    heading(2, 'Left out'),
    paragraph(...prose(leftOut ?? 'Nothing: every document could be read.')),
    heading(2, 'What cannot be known from here'),
    paragraph(CANNOT_BE_KNOWN),
  ];
}

/** One measure by itself: its figure, the documents behind it, and all that it says of itself. */
export function measurePage(one: Measured, report: Report): Piece[] {
  const { community, today, past } = report;
  return [
    heading(1, one.measure.title),
    paragraph(`${community.config.name}, as of ${today}${windowText(report)}.`),
    ...measurePieces(one, report),
    ...(past.length === 0
      ? []
      : [
          paragraph('As it would have been told on other days:'),
          bullets(past.map(({ day, measured }) => [`${day}: ${measured[0] ? figureText(measured[0].figure) : '–'}`])),
        ]),
    bullets(
      statements(one.measure, community).map(([name, text]): Words[] => [strong(`${name}:`), ' ', ...prose(text)]),
    ),
  ];
}
