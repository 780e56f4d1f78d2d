import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import type { VNode } from 'preact';
import { daysBetween } from '../../text/day.ts';
import type { Day } from '../../text/day.ts';
import { listed } from '../../text/words.ts';
import { Picture, WIDTH, rounded } from './picture.tsx';

const TREND_HEIGHT = 40;

/** A share on several days: a dot where there was one, and a line between those that follow each other. */
export function Trend({
  points,
}: {
  readonly points: readonly { readonly day: Day; readonly share: number | null; readonly text: string }[];
}): VNode | null {
  if (points.filter(({ share }) => share !== null).length < 2) return null;
  const first = points[0]?.day;
  const last = points.at(-1)?.day;
  if (first === undefined || last === undefined) return null;
  const x = scaleLinear([0, Math.max(1, daysBetween(first, last))], [6, WIDTH - 6]);
  const at = (day: Day): number => rounded(x(daysBetween(first, day)));
  const y = scaleLinear([0, 1], [TREND_HEIGHT - 5, 5]);
  const path = line<{ readonly day: Day; readonly share: number | null }>()
    .defined(({ share }) => share !== null)
    .x(({ day }) => at(day))
    .y(({ share }) => rounded(y(share ?? 0)))
    .digits(2);
  const told = points.map(({ day, text }) => `${day} ${text}`);
  return (
    <>
      <Picture label={`Through time: ${listed(told)}`} height={TREND_HEIGHT} shape="trend">
        <path class="grid" d={`M2 ${y(0)}H${WIDTH - 2}M2 ${y(1)}H${WIDTH - 2}`} />
        <path class="trend-line" d={path([...points]) ?? ''} />
        {points.map(({ day, share }) =>
          share === null ? null : <circle class="trend-dot" cx={at(day)} cy={rounded(y(share))} r="3.5" />,
        )}
      </Picture>
      <figcaption>Through time: {told.join(', ')}.</figcaption>
    </>
  );
}
