import { evidenceOf } from '../../model/measure.ts';
import type { Measured } from '../../metrics/index.ts';
import type { Report } from '../../metrics/report.ts';
import { relativeUrl } from '../../text/links.ts';
import {
  between,
  bullets,
  emphasis,
  heading,
  link,
  paragraph,
  prose,
  strong,
  table,
} from '../../text/markdown/build.ts';
import type { Words } from '../../text/markdown/build.ts';
import { figureText } from '../figure.ts';
import type { Piece } from '../pieces.ts';

/** Where the report is thought to lie: links in it are relative to the root. */
export const AT = 'REPORT.md';

export const lowered = (sentence: string): string => sentence.charAt(0).toLowerCase() + sentence.slice(1);

/** A measure below its heading: its figure, as a picture too, what it means, and the documents behind it. */
export function measurePieces({ measure, figure }: Measured, { past, today }: Pick<Report, 'past' | 'today'>): Piece[] {
  const groups = evidenceOf(figure).filter(({ documents }) => documents.length > 0);
  return [
    paragraph(strong(figureText(figure))),
    ...(groups.length > 0
      ? [{ type: 'chart', of: 'measure', measured: { measure, figure }, past, today } as const]
      : []),
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

/** Each measure on several days, side by side; what moved is for whoever reads to say. */
export function thenAndNow({ past, measured, today, since, ago }: Report): Piece[] {
  if (past.length === 0) return [];
  const window = since === null ? '' : ago === null ? `, and from ${since} on` : ` within ${ago}`;
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
    paragraph(
      `Each figure as it would have been told on that day, from what was dated up to it${window}. What has no day is told as it is today, such as that an issue was withdrawn; an FAQ entry is there from the day of what it rests on.`,
    ),
    table([[['Measure'], ...columns.map(({ day }): Words[] => [day])], ...rows]),
  ];
}
