import { scaleLinear } from 'd3-scale';
import { curveStepAfter, line } from 'd3-shape';
import type { VNode } from 'preact';
import { stillWaiting } from '../../metrics/kaplan-meier.ts';
import { wilson } from '../../metrics/wilson.ts';
import { sidesOf } from '../../model/measure.ts';
import type { Counts, Figure, Waiting } from '../../model/measure.ts';
import { ENOUGH_FOR_PERCENT, figureText, shareOf } from '../figure.ts';
import type { Chart } from '../pieces.ts';
import { Picture, WIDTH, rounded } from './picture.tsx';
import { SliderChart } from './slider-chart.tsx';
import { Trend } from './trend.tsx';

const SQUARE = 16;

/** Few are told apart one by one: a percentage of them would claim too much. */
function Units({ yes, no, label }: { readonly yes: number; readonly no: number; readonly label: string }): VNode {
  const all = [...Array.from({ length: yes }, () => 'yes'), ...Array.from({ length: no }, () => 'no')];
  return (
    <Picture label={label} width={Math.max(1, all.length) * (SQUARE + 4)} height={SQUARE} shape="units">
      {all.map((side, index) => (
        <rect class={`unit-${side}`} x={index * (SQUARE + 4) + 1} y="1" width={SQUARE - 2} height={SQUARE - 2} rx="2" />
      ))}
    </Picture>
  );
}

const BAR = 14;

/** A share as a bar, with the interval in which it may lie as a line below it. */
function ShareBar({ yes, of, label }: { readonly yes: number; readonly of: number; readonly label: string }): VNode {
  const x = scaleLinear([0, 1], [0, WIDTH]);
  const interval = wilson(yes, of);
  return (
    <Picture label={label} height={BAR + 6} shape="stretched">
      <rect class="bar-rest" x="0" y="0" width={WIDTH} height={BAR} />
      <rect class="bar-part" x="0" y="0" width={rounded(x(yes / of))} height={BAR} />
      {interval && (
        <rect
          class="whisker"
          x={rounded(x(interval.lower))}
          y={BAR + 3}
          width={rounded(x(interval.upper) - x(interval.lower))}
          height="2"
        />
      )}
    </Picture>
  );
}

function ShareChart({
  yes,
  no,
  label,
}: {
  readonly yes: number;
  readonly no: number;
  readonly label: string;
}): VNode | null {
  if (yes + no === 0) return null;
  return yes + no < ENOUGH_FOR_PERCENT ? (
    <Units yes={yes} no={no} label={label} />
  ) : (
    <ShareBar yes={yes} of={yes + no} label={label} />
  );
}

/** Bars side by side, each with its words: as long as its number is to the greatest. */
function CountBars({ groups }: { readonly groups: Counts['groups'] }): VNode {
  const most = Math.max(1, ...groups.map(({ documents }) => documents.length));
  const x = scaleLinear([0, most], [0, WIDTH]);
  return (
    <ul class="bars">
      {groups.map(({ label, documents }) => (
        <li>
          <span>
            {label} <b>{documents.length}</b>
          </span>
          <svg class="stretched" viewBox={`0 0 ${WIDTH} ${BAR}`} preserveAspectRatio="none" aria-hidden="true">
            <rect class="bar-part" x="0" y="0" width={rounded(x(documents.length))} height={BAR} />
          </svg>
        </li>
      ))}
    </ul>
  );
}

const CURVE_HEIGHT = 120;

/** The share of waits that have ended by each time, as Kaplan and Meier estimate it; a tick for each that still lasts. */
function WaitingCurve({ figure, label }: { readonly figure: Waiting; readonly label: string }): VNode | null {
  const { waits, median, unit } = figure;
  if (waits.length === 0) return null;
  const longest = Math.max(1, ...waits.map(({ time }) => time));
  // Somebody who waits for ever would press everybody else's days into a corner.
  const last = Math.max(0, ...waits.flatMap(({ time, ended }) => (ended ? [time] : [])));
  const end = last === 0 ? longest : Math.min(longest, Math.ceil(last * 1.5));
  const x = scaleLinear([0, end], [2, WIDTH - 2]);
  const y = scaleLinear([0, 1], [CURVE_HEIGHT - 2, 8]);
  const steps = [{ time: 0, share: 1 }, ...stillWaiting(waits)];
  const endedBy = (time: number): number => 1 - (steps.findLast((step) => step.time <= time)?.share ?? 1);
  const points = [...steps.map(({ time, share }) => [time, 1 - share] as const), [end, endedBy(end)] as const];
  const path = line<readonly [number, number]>()
    .x(([time]) => rounded(x(time)))
    .y(([, share]) => rounded(y(share)))
    .curve(curveStepAfter)
    .digits(2);
  const still = [...new Set(waits.filter(({ ended }) => !ended).map(({ time }) => Math.min(time, end)))];
  return (
    <div class="curve">
      <Picture label={label} height={CURVE_HEIGHT}>
        <path class="grid" d={`M2 ${y(0)}H${WIDTH - 2}M2 ${rounded(y(0.5))}H${WIDTH - 2}M2 ${y(1)}H${WIDTH - 2}`} />
        {median !== null && <path class="median" d={`M${rounded(x(median))} ${y(0)}V${rounded(y(0.5))}`} />}
        <path class="curve-line" d={path(points) ?? ''} />
        {still.map((time) => (
          <path class="still" d={`M${rounded(x(time))} ${rounded(y(endedBy(time)) - 5)}v10`} />
        ))}
      </Picture>
      <p class="axis">
        <span>0</span>
        <span>
          {end} {end === 1 ? unit.replace(/s$/, '') : unit}
        </span>
      </p>
      <figcaption>
        The line rises with the share {figure.ended.label}, up to all; the middle line is half
        {median === null ? '' : ', where the dashes are the median'}
        {still.length > 0 ? `. At a tick, one or more are ${figure.still.label}` : ''}
        {end < longest ? `, the longest for ${longest} ${unit}` : ''}.
      </figcaption>
    </div>
  );
}

/** A figure as a picture; null where there is nothing to see. */
function FigureChart({ figure }: { readonly figure: Figure }): VNode | null {
  const label = figureText(figure);
  if (figure.form === 'waiting') return <WaitingCurve figure={figure} label={label} />;
  if (figure.form === 'counts') return <CountBars groups={figure.groups} />;
  if (figure.form !== 'parts') {
    const { yes, no } = sidesOf(figure);
    return <ShareChart yes={yes.count} no={no.count} label={label} />;
  }
  return (
    <ul class="bars">
      {figure.parts.map(({ label: part, figure: of }) => (
        <li>
          <span>
            {part} <b>{figureText(of, true)}</b>
          </span>
          <FigureChart figure={of} />
        </li>
      ))}
    </ul>
  );
}

/** A piece of a report as a picture; null where there is nothing to see. */
export function ChartFigure({ chart }: { readonly chart: Chart }): VNode | null {
  if (chart.of === 'slider') return <SliderChart slider={chart.slider} />;
  const { measured, past, today } = chart;
  const days = [
    ...past.flatMap(({ day, measured: of }) => {
      const then = of.find(({ measure }) => measure.id === measured.measure.id);
      return then ? [{ day, figure: then.figure }] : [];
    }),
    { day: today, figure: measured.figure },
  ];
  const points = days.map(({ day, figure }) => ({ day, share: shareOf(figure), text: figureText(figure, true) }));
  return (
    <figure class="chart">
      <FigureChart figure={measured.figure} />
      <Trend points={points} />
    </figure>
  );
}
