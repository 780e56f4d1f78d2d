import type { ComponentChildren, VNode } from 'preact';

/** Pictures are drawn in units of their own and scaled to the page; text beside them is the page's. */
export const WIDTH = 400;

export const rounded = (number: number): number => Math.round(number * 100) / 100;

/** A picture, with the words for whoever does not see it. */
export function Picture({
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
