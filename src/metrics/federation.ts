import type { Day } from '../text/day.ts';
import { MEASURES } from './index.ts';
import type { Spread } from './sliders.ts';

/** A figure as another community published it. Its text is a stranger's. */
export interface PublishedMeasure {
  readonly id: string;
  readonly title: string;
  /** What is counted, in words; figures with other words are not the same figure. */
  readonly formula: string;
  readonly form: string;
  readonly text: string;
  /** Of a share; else null. */
  readonly numerator: number | null;
  readonly denominator: number | null;
}

/** A slider as another community published it, without who sees what. */
export interface PublishedSlider {
  readonly dimension: string;
  readonly title: string;
  /** How many members set it. */
  readonly views: number;
  readonly now: Spread | null;
  readonly ideal: Spread | null;
}

/** One community's report, as it was published. */
export interface Published {
  /** Where it was read, as whoever asked wrote it. */
  readonly place: string;
  readonly community: string;
  readonly asOf: Day;
  readonly documents: number;
  /** How many documents the community itself had to leave out. */
  readonly leftOut: number;
  /** The day from which on it counts; null where it counts all. */
  readonly since: string | null;
  readonly measures: readonly PublishedMeasure[];
  readonly sliders: readonly PublishedSlider[];
}

/** A place where no report could be read, and why. */
export interface UnreadReport {
  readonly place: string;
  readonly problem: string;
}

/** Shares of several communities counted as one: documents are added, never shares. */
export interface Together {
  readonly numerator: number;
  readonly denominator: number;
  /** How many communities had something to judge by. */
  readonly communities: number;
}

/** The same thing of each community, in their order; null where one does not tell it. */
export interface SideBySide<Of> {
  readonly id: string;
  readonly title: string;
  readonly of: readonly (Of | null)[];
}

export interface MeasureSideBySide extends SideBySide<PublishedMeasure> {
  /** Null where adding would say something that nobody counted. */
  readonly together: Together | null;
}

/** Several communities' reports beside each other, in the order in which they were named, which ranks none. */
export interface Federation {
  readonly communities: readonly Published[];
  readonly unread: readonly UnreadReport[];
  readonly measures: readonly MeasureSideBySide[];
  readonly sliders: readonly SideBySide<PublishedSlider>[];
  /** Why nothing is added up, where nothing is: it would count one community twice, or different stretches of time. */
  readonly apart: 'one name' | 'windows' | null;
}

/** Whether some values are not all the same. */
export const differ = (values: readonly unknown[]): boolean => new Set(values).size > 1;

/** Lists of the same sort of thing as rows, in the order in which things are first met. */
function beside<Of>(lists: readonly (readonly Of[])[], key: (one: Of) => string): (readonly (Of | null)[])[] {
  const held = lists.map((list) => new Map(list.map((one) => [key(one), one])));
  const keys = new Set(lists.flatMap((list) => list.map(key)));
  return [...keys].map((id) => held.map((of) => of.get(id) ?? null));
}

/**
 * What a share comes to over all communities. Counts of documents can be added, where all count the same thing; a median
 * of medians would be nobody's, and topics of two communities may be the same topic.
 */
function together(of: readonly (PublishedMeasure | null)[]): Together | null {
  const told = of.flatMap((one) => one ?? []);
  if (told.some(({ form }) => form !== 'share') || differ(told.map(({ formula }) => formula))) return null;
  const judged = told.filter(({ denominator }) => (denominator ?? 0) > 0);
  if (judged.length < 2) return null;
  const sum = (numbers: readonly (number | null)[]): number =>
    numbers.reduce<number>((all, one) => all + (one ?? 0), 0);
  return {
    numerator: sum(judged.map(({ numerator }) => numerator)),
    denominator: sum(judged.map(({ denominator }) => denominator)),
    communities: judged.length,
  };
}

/** Reports beside each other. Measures are called what they are called here; one that is not known keeps the name it came with. */
export function federate(communities: readonly Published[], unread: readonly UnreadReport[]): Federation {
  const names = new Set(communities.map(({ community }) => community));
  const windows = differ(communities.map(({ since }) => since));
  const apart = names.size < communities.length ? 'one name' : windows ? 'windows' : null;
  const order = new Map(MEASURES.map(({ id }, index) => [id, index]));
  const measures = beside(
    communities.map((one) => one.measures),
    ({ id }) => id,
  ).map((of): MeasureSideBySide => {
    const { id = '', title = '' } = of.find((one) => one !== null) ?? {};
    const known = MEASURES[order.get(id) ?? -1];
    // What is not known here may count people, or anything that two communities share.
    const adds = apart === null && known?.local === false;
    return { id, title: known?.title ?? title, of, together: adds ? together(of) : null };
  });
  const sliders = beside(
    communities.map((one) => one.sliders),
    ({ dimension }) => dimension,
  ).map((of): SideBySide<PublishedSlider> => {
    const { dimension = '', title = '' } = of.find((one) => one !== null) ?? {};
    return { id: dimension, title, of };
  });
  const place = ({ id }: MeasureSideBySide): number => order.get(id) ?? order.size;
  return { communities, unread, measures: measures.sort((a, b) => place(a) - place(b)), sliders, apart };
}
