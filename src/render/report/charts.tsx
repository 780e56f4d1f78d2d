import { scaleLinear } from 'd3-scale';
import { curveStepAfter, line } from 'd3-shape';
import type { ComponentChildren, VNode } from 'preact';
import { stillWaiting } from '../../metrics/kaplan-meier.ts';
import type { Slider, View } from '../../metrics/sliders.ts';
import { wilson } from '../../metrics/wilson.ts';
import { HIGHEST_SETTING } from '../../model/field.ts';
import type { Counts, Figure, Waiting } from '../../model/measure.ts';
import { daysBetween } from '../../text/day.ts';
import type { Day } from '../../text/day.ts';
import { counted, listed } from '../../text/words.ts';
import { ENOUGH_FOR_PERCENT, figureText, shareOf } from '../figure.ts';
import type { Chart } from '../pieces.ts';

/** Pictures are drawn in units of their own and scaled to the page; text beside them is the page's. */
const WIDTH = 400;

const rounded = (number: number): number => Math.round(number * 100) / 100;

/** A picture, with the words for whoever does not see it. */
function Picture({
  label,
  height,
  width = WIDTH,
  shape = 'whole',
  children,
}: {
  readonly label: string;
  readonly height: number;
  readonly width?: number;
  /** `stretched` fills its place in either direction: only for what is made of straight lines along it. */
  readonly shape?: 'whole' | 'units' | 'trend' | 'stretched';
  readonly children: ComponentChildren;
}): VNode {
  return (
    <svg
      class={shape}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio={shape === 'stretched' ? 'none' : 'xMinYMid meet'}
      role="img"
      aria-label={label}
    >
      {children}
    </svg>
  );
}

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
  if (figure.form === 'share')
    return <ShareChart yes={figure.counted.documents.length} no={figure.missed.documents.length} label={label} />;
  if (figure.form === 'grouped')
    return <ShareChart yes={figure.counted.groups.length} no={figure.missed.groups.length} label={label} />;
  if (figure.form === 'waiting') return <WaitingCurve figure={figure} label={label} />;
  if (figure.form === 'counts') return <CountBars groups={figure.groups} />;
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

const TREND_HEIGHT = 40;

/** A share on several days: a dot where there was one, and a line between those that follow each other. */
function Trend({
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

const SLIDER = { height: 84, line: 38, dot: 6 } as const;

/** Dots over or under a slider's line, those on one setting beside each other. */
function Dots({
  views,
  of,
  className,
  y,
}: {
  readonly views: readonly View[];
  readonly of: 'now' | 'ideal';
  readonly className: string;
  readonly y: number;
}): VNode {
  const x = settingScale();
  const placed = views.map((view, index) => {
    const same = views.filter((other) => other[of] === view[of]);
    const at = views.slice(0, index).filter((other) => other[of] === view[of]).length;
    const step = Math.min(SLIDER.dot * 2 + 1, 58 / same.length);
    return x(view[of]) + (at - (same.length - 1) / 2) * step;
  });
  return (
    <>
      {placed.map((cx) => (
        <circle class={className} cx={rounded(cx)} cy={y} r={SLIDER.dot - 1} />
      ))}
    </>
  );
}

const settingScale = () => scaleLinear([0, HIGHEST_SETTING], [34, WIDTH - 34]);

/** A dimension as a slider: over its line where members see it now, under it where it ought to be. */
function SliderChart({ slider }: { readonly slider: Slider }): VNode {
  const { dimension, views, now, ideal } = slider;
  const x = settingScale();
  const settings = Array.from({ length: HIGHEST_SETTING + 1 }, (_, setting) => setting);
  const said = (of: 'now' | 'ideal'): string => listed(views.map((view) => String(view[of])).sort());
  const label = `${dimension.title}: ${counted(views.length, 'view')}, now ${said('now')}, ideal ${said('ideal')}`;
  const upper = SLIDER.line - 17;
  const lower = SLIDER.line + 33;
  const band = (spread: typeof now, y: number, name: string) =>
    spread && (
      <>
        <rect
          class={`spread spread-${name}`}
          x={rounded(x(spread.lowest) - 8)}
          y={y - 8}
          width={rounded(x(spread.highest) - x(spread.lowest) + 16)}
          height="16"
          rx="8"
        />
        <path class={`middle middle-${name}`} d={`M${rounded(x(spread.median))} ${y - 12}v5m0 14v5`} />
      </>
    );
  return (
    <figure class="chart slider-chart">
      <figcaption>
        <b>{dimension.title}</b>
        {dimension.question === null ? '' : ` ${dimension.question}`}
      </figcaption>
      <Picture label={label} height={SLIDER.height}>
        <path class="track" d={`M${x(0)} ${SLIDER.line}H${x(HIGHEST_SETTING)}`} />
        {settings.map((setting) => (
          <>
            <path class="track" d={`M${x(setting)} ${SLIDER.line - 4}v8`} />
            <text x={x(setting)} y={SLIDER.line + 14} text-anchor="middle">
              {setting}
            </text>
          </>
        ))}
        <text class="row" x="0" y={upper + 4}>
          now
        </text>
        <text class="row" x="0" y={lower + 4}>
          ideal
        </text>
        {band(now, upper, 'now')}
        {band(ideal, lower, 'ideal')}
        <Dots views={views} of="now" className="dot-now" y={upper} />
        <Dots views={views} of="ideal" className="dot-ideal" y={lower} />
      </Picture>
    </figure>
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
