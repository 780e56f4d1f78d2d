import { differ } from '../../metrics/federation.ts';
import type { Federation, Published, PublishedMeasure, PublishedSlider, Together } from '../../metrics/federation.ts';
import { care, clipped, faint, ink, nothing, strong } from '../../text/ink.ts';
import type { Ink } from '../../text/ink.ts';
import { bullets, heading, paragraph, prose, strong as bold, table, uncalled } from '../../text/markdown/build.ts';
import type { Words } from '../../text/markdown/build.ts';
import { counted, listed } from '../../text/words.ts';
import type { Piece } from '../pieces.ts';

const TITLE = 'Communities side by side';

const INTRO =
  'Each figure is what the community published, by its own promises and settings. They stand in the order in which they were named: communities are not ranked, and no score is made of them. Only shares of documents that count the same thing are added up; medians, people, topics and sliders never are.';

const NOT_TOLD = '–';

/** A share as a count; anything else in the words it was published in. */
const figure = (one: PublishedMeasure | null): string => {
  if (one === null) return NOT_TOLD;
  const { form, numerator, denominator, text } = one;
  return form === 'share' && denominator !== null && denominator > 0 ? `${numerator} of ${denominator}` : text;
};

const setting = (one: PublishedSlider | null): string => {
  if (one === null || one.views === 0) return NOT_TOLD;
  const { now, ideal, views } = one;
  const said = counted(views, 'view');
  return now && ideal ? `now ${now.median}, ideal ${ideal.median} (${said})` : `${said}, too few for a median`;
};

const togetherText = (sum: Together | null): string =>
  sum === null ? '' : `${sum.numerator} of ${sum.denominator} over ${sum.communities} communities`;

/** What a community is called beside others: where two have one name, with the place its report comes from. */
function namesOf({ communities }: Federation): string[] {
  const names = communities.map(({ community }) => community);
  return communities.map(({ community, place }) =>
    names.filter((name) => name === community).length > 1 ? `${community} (${place})` : community,
  );
}

function aboutText({ asOf, documents, leftOut, since }: Published): string {
  const window = since === null ? '' : `, counting what is dated from ${since} on`;
  const lost = leftOut === 0 ? '' : `, ${leftOut} left out there`;
  return `as of ${asOf}, from ${counted(documents, 'document')}${window}${lost}`;
}

/** What whoever compares has to know first. */
function warnings({ communities, apart }: Federation): string[] {
  const days = [...new Set(communities.map(({ asOf }) => asOf))].sort();
  return [
    ...(days.length > 1
      ? [
          `The reports are of different days (${listed(days)}): what happened between them is in some and not in others.`,
        ]
      : []),
    ...(differ(communities.map(({ since }) => since))
      ? ['Some count all time, or from another day on, so that nothing is added up.']
      : []),
    ...(apart === 'one name'
      ? ['Two of them have one name. Nothing is added up, since they may be one community.']
      : []),
  ];
}

/** Several communities' reports as a page: who they are, what cannot be read, then a table of measures and one of sliders. */
export function federationPieces(federation: Federation): Piece[] {
  const { communities, unread, measures, sliders } = federation;
  const names = namesOf(federation);
  const head = names.map((name): Words[] => uncalled(name));
  const added = measures.some(({ together }) => together !== null);
  const set = sliders.filter(({ of }) => of.some((one) => (one?.views ?? 0) > 0));
  return [
    heading(1, TITLE),
    paragraph(INTRO),
    bullets(communities.map((one, index): Words[] => [bold(...uncalled(names[index] ?? '')), `, ${aboutText(one)}`])),
    ...warnings(federation).map((text) => paragraph(text)),
    heading(2, 'Measures'),
    ...(measures.length === 0
      ? [paragraph('None of them tells any.')]
      : [
          table([
            [['Measure'], ...head, ...(added ? [['Added up']] : [])],
            ...measures.map(({ title, of, together }): Words[][] => [
              [...uncalled(title)],
              ...of.map((one): Words[] => uncalled(figure(one))),
              ...(added ? [[togetherText(together)]] : []),
            ]),
          ]),
        ]),
    ...(set.length === 0
      ? []
      : [
          heading(2, 'The sliders'),
          paragraph('From 0 to 5, as medians of each community’s own members; there is no total.'),
          table([
            [['Dimension'], ...head],
            ...set.map(({ title, of }): Words[][] => [
              [...uncalled(title)],
              ...of.map((one): Words[] => [setting(one)]),
            ]),
          ]),
        ]),
    heading(2, 'Not read'),
    ...(unread.length === 0
      ? [paragraph('Nothing: every report could be read.')]
      : [bullets(unread.map(({ place, problem }): Words[] => [...uncalled(place), ': ', ...prose(problem)]))]),
  ];
}

const BAR_WIDTH = 10;
const NAME_WIDTH = 30;

function bar(one: PublishedMeasure | null): string {
  if (one?.form !== 'share' || one.numerator === null || one.denominator === null || one.denominator === 0) return '';
  const full = Math.round((BAR_WIDTH * one.numerator) / one.denominator);
  return `${'█'.repeat(full)}${'░'.repeat(BAR_WIDTH - full)}`;
}

/** A line for each community below the name of what they tell. */
function block(
  title: string,
  names: readonly string[],
  rows: readonly (readonly [string, string])[],
  width: number,
): Ink[] {
  const column = Math.min(NAME_WIDTH, Math.max(...names.map((name) => ink`${clipped(name, NAME_WIDTH)}`.width)));
  const hasBars = rows.some(([drawn]) => drawn !== '');
  const room = Math.max(20, width - column - 4 - (hasBars ? BAR_WIDTH + 2 : 0));
  return [
    strong(clipped(title, width)),
    ...rows.map(([drawn, text], index) => {
      const name = ink`${clipped(names[index] ?? '', column)}`.padEnd(column);
      return ink`  ${name}  ${hasBars ? `${drawn.padEnd(BAR_WIDTH)}  ` : ''}${clipped(text, room)}`;
    }),
  ];
}

/** The same for a terminal: each measure with a line a community, and what they come to where that can be said. */
export function federationLines(federation: Federation, width: number): Ink[] {
  const { communities, measures, sliders } = federation;
  const names = namesOf(federation);
  const together = 'added up';
  return [
    ...communities.map((one, index) => ink`${strong(clipped(names[index] ?? '', width))}, ${aboutText(one)}`),
    ...warnings(federation).map((text) => care(text)),
    nothing,
    ...measures.flatMap(({ title, of, together: sum }) => [
      ...block(
        title,
        [...names, ...(sum === null ? [] : [together])],
        [
          ...of.map((one) => [bar(one), figure(one)] as const),
          ...(sum === null ? [] : [['', togetherText(sum)] as const]),
        ],
        width,
      ),
      nothing,
    ]),
    ...sliders
      .filter(({ of }) => of.some((one) => (one?.views ?? 0) > 0))
      .flatMap(({ title, of }) => [
        ...block(
          `${title}, 0 to 5`,
          names,
          of.map((one) => ['', setting(one)] as const),
          width,
        ),
        nothing,
      ]),
    faint('Communities are not ranked: they stand in the order in which they were named.'),
  ];
}
