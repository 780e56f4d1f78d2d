import type { Community } from '../model/community.ts';
import type { Dimension } from '../model/config.ts';
import { every } from '../kinds/index.ts';
import type { DocumentOf } from '../kinds/index.ts';
import type { Day } from '../text/day.ts';
import { byText } from '../text/words.ts';

/** How one member sets one dimension. */
export interface View {
  readonly assessment: DocumentOf<'assessment'>;
  readonly now: number;
  readonly ideal: number;
  readonly because: string | null;
}

export interface Spread {
  readonly lowest: number;
  readonly median: number;
  readonly highest: number;
}

/** One dimension as a slider. There is no total over dimensions, and no order among members. */
export interface Slider {
  readonly dimension: Dimension;
  readonly views: readonly View[];
  /** Null below three views: two people are not a spread. */
  readonly now: Spread | null;
  readonly ideal: Spread | null;
  /**
   * By how much the median of `now` moved since the assessments before, of those members who gave one then and since; null
   * below three of them.
   */
  readonly change: number | null;
}

/** How far the views of a slider are apart, now or as it ought to be, whichever is more; 0 below three of them. */
export const apart = ({ now, ideal }: Slider): number =>
  Math.max(...[now, ideal].map((held) => (held ? held.highest - held.lowest : 0)));

const ENOUGH = 3;

/** The middle value; of an even number, half-way between the two middle ones. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const high = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? high : ((sorted[middle - 1] ?? 0) + high) / 2;
}

function spread(values: readonly number[]): Spread | null {
  if (values.length < ENOUGH) return null;
  return { lowest: Math.min(...values), median: median(values), highest: Math.max(...values) };
}

/** Every member's latest assessment, by the members' ids. */
export function latestAssessments(community: Community): DocumentOf<'assessment'>[] {
  const latest = new Map<string, DocumentOf<'assessment'>>();
  const inOrder = [...every(community, 'assessment')].sort(
    (a, b) => byText(a.fields.date, b.fields.date) || byText(a.id, b.id),
  );
  for (const assessment of inOrder) {
    latest.set(assessment.fields.by, assessment);
  }
  return [...latest].sort(([a], [b]) => byText(a, b)).map(([, assessment]) => assessment);
}

/** A member's last assessment before a day, or null. */
export function previousAssessment(community: Community, by: string, day: Day): DocumentOf<'assessment'> | null {
  const before = every(community, 'assessment').filter(({ fields }) => fields.by === by && fields.date < day);
  return before.toSorted((a, b) => byText(a.fields.date, b.fields.date) || byText(a.id, b.id)).at(-1) ?? null;
}

export function sliders(community: Community): Slider[] {
  const latest = latestAssessments(community);
  return community.config.dimensions.map((dimension) => {
    const views = latest.flatMap((assessment): View[] => {
      const setting = assessment.fields.sliders.get(dimension.id);
      return setting ? [{ assessment, ...setting }] : [];
    });
    const moved = latest.flatMap((assessment) => {
      const setting = assessment.fields.sliders.get(dimension.id);
      const before = previousAssessment(community, assessment.fields.by, assessment.fields.date);
      const last = before?.fields.sliders.get(dimension.id);
      return setting && last ? [{ now: setting.now, before: last.now }] : [];
    });
    return {
      dimension,
      views,
      change:
        moved.length < ENOUGH ? null : median(moved.map(({ now }) => now)) - median(moved.map(({ before }) => before)),
      now: spread(views.map(({ now }) => now)),
      ideal: spread(views.map(({ ideal }) => ideal)),
    };
  });
}
