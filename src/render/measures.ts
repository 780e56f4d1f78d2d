import type { Root } from 'mdast';
import { ASPECTS } from '../metrics/measure.ts';
import { levelName, levelsOf } from '../metrics/levels.ts';
import type { Measure } from '../metrics/measure.ts';
import type { Statement } from '../metrics/statements.ts';
import type { Community } from '../model/community.ts';
import { LEVELS, criterionWords } from '../model/level.ts';
import type { Asked } from '../model/level.ts';
import { bullets, heading, paragraph, prose, root, strong } from '../text/markdown/build.ts';
import type { Words } from '../text/markdown/build.ts';
import { anchors } from '../text/anchors.ts';

const DIRECTIONS: Readonly<Record<Measure['direction'], string>> = {
  more: 'more is better',
  less: 'less is better',
  neither: 'neither more nor less is better: it is to be known',
};

/** What a measure speaks to, in words. */
export const aspectsOf = ({ aspect, also }: Measure): string =>
  [aspect, ...also].map((name) => ASPECTS[name].title).join(', ');

/** What the levels ask of a measure, in words. */
export const levelsText = (levels: readonly Asked[]): string =>
  levels.flatMap((asked, index) => (asked === null ? [] : [`${LEVELS[index]}: ${criterionWords(asked)}`])).join('; ');

/** What there is to say of a measure itself: each statement under its name. */
export function statements(
  measure: Measure,
  community: Community | null = null,
): (readonly [name: string, text: string])[] {
  const levels = levelsText(community === null ? measure.levels : levelsOf(measure, community));
  return [
    ['Formula', measure.formula],
    ['Unit', measure.unit],
    ['Window', measure.window],
    ['Direction', DIRECTIONS[measure.direction]],
    ['Speaks to', aspectsOf(measure)],
    ...(levels === '' ? [] : [['Levels', levels] as const]),
    ['Source', measure.source],
    ['It cannot tell', measure.cannotTell],
  ];
}

const EXAMPLE = `report:
  levels:
    answered-in-time: [at least 60 % of 5, at least 90 % of 10]
    time-to-first-answer: [none, at most 2 days of 10]
  attested:
    risky-problem: {on: 2026-06-01, by: ada, link: backfill-starves-nightly-run-cn2j}
    heard-outside:
      says: Another team has asked to sit in.
      aspect: relevant
      level: 1`;

/** The definitions of measures, as a page. */
export function measuresTree(measures: readonly Measure[], attestable: readonly Statement[]): Root {
  const anchor = (text: string): string => `#${anchors()(text)}`;
  return root([
    heading(1, 'Measures'),
    paragraph(
      ...prose(
        'What `cop report` counts, as each measure says of itself (`cop measures --markdown` prints this page). A share is of those whose time has come; those who still wait are in a waiting time as long as they have waited (Kaplan and Meier); from ten on a share is shown with the 95 % interval of Wilson. Nobody is ranked, and no total is made.',
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
    heading(2, 'What is attested'),
    paragraph(
      ...prose(
        'Where no figure shows it, a member stands for it in cop.yml, with a day and a link to where it can be seen; it counts for a year. A community changes what levels ask of a measure, and adds statements of its own:',
      ),
    ),
    { type: 'code', lang: 'yaml', value: EXAMPLE },
    bullets(
      attestable.map(({ id, aspect, level, says }): Words[] => [
        { type: 'inlineCode', value: id },
        ` (${ASPECTS[aspect].title}, level ${levelName(level)}): ${says}`,
      ]),
    ),
  ]);
}
