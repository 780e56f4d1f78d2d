import { scaleLinear } from 'd3-scale';
import type { VNode } from 'preact';
import type { Slider, View } from '../../metrics/sliders.ts';
import { HIGHEST_SETTING } from '../../model/field.ts';
import { counted, listed } from '../../text/words.ts';
import { Picture, WIDTH, rounded } from './picture.tsx';

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
export function SliderChart({ slider }: { readonly slider: Slider }): VNode {
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
