import type { Root } from 'mdast';
import { ASPECTS } from '../metrics/measure.ts';
import type { Measure } from '../metrics/measure.ts';
import { bullets, heading, paragraph, prose, root, strong } from '../text/markdown/build.ts';
import type { Words } from '../text/markdown/build.ts';
import { anchors } from '../text/slug.ts';

const DIRECTIONS: Readonly<Record<Measure['direction'], string>> = {
  more: 'more is better',
  less: 'less is better',
  neither: 'neither more nor less is better: it is to be known',
};

/** What a measure speaks to, in words. */
export const aspectsOf = ({ aspect, also }: Measure): string =>
  [aspect, ...also].map((name) => ASPECTS[name].title).join(', ');

/** What there is to say of a measure itself: each statement under its name. */
export function statements(measure: Measure): (readonly [name: string, text: string])[] {
  return [
    ['Formula', measure.formula],
    ['Unit', measure.unit],
    ['Window', measure.window],
    ['Direction', DIRECTIONS[measure.direction]],
    ['Speaks to', aspectsOf(measure)],
    ['Source', measure.source],
    ['It cannot tell', measure.cannotTell],
  ];
}

/** The definitions of measures, as a page. */
export function measuresTree(measures: readonly Measure[]): Root {
  const anchor = (text: string): string => `#${anchors()(text)}`;
  return root([
    heading(1, 'Measures'),
    paragraph(
      ...prose(
        'What `cop report` counts, as each measure says of itself (`cop measures --markdown` prints this page). A share is of those whose time has come; those who still wait are in a waiting time as long as they have waited (Kaplan and Meier); from ten on a share has the 95 % interval of Wilson. Nobody is ranked, and no total is made.',
      ),
    ),
    bullets(
      measures.map(({ id, title }): Words[] => [
        { type: 'link', url: anchor(title), children: [{ type: 'text', value: title }] },
        ` (`,
        { type: 'inlineCode', value: id },
        ')',
      ]),
    ),
    ...measures.flatMap((measure) => [
      heading(2, measure.title),
      paragraph({ type: 'inlineCode', value: measure.id }, '. ', ...prose(measure.definition)),
      bullets(statements(measure).map(([name, text]): Words[] => [strong(`${name}:`), ' ', ...prose(text)])),
    ]),
  ]);
}
