import type { Root, RootContent } from 'mdast';
import type { Measured } from '../metrics/index.ts';
import type { Past } from '../metrics/report.ts';
import type { Slider } from '../metrics/sliders.ts';
import type { Day } from '../text/day.ts';
import { root } from '../text/markdown/build.ts';

/** A picture of something that the text beside it says as well: Markdown does without. */
export type Chart =
  | {
      readonly type: 'chart';
      readonly of: 'measure';
      readonly measured: Measured;
      readonly past: readonly Past[];
      readonly today: Day;
    }
  | { readonly type: 'chart'; readonly of: 'slider'; readonly slider: Slider };

/** What a compiled page is put together from. */
export type Piece = RootContent | Chart;

/** The pieces without their pictures, as Markdown. */
export function withoutCharts(pieces: readonly Piece[]): Root {
  return root(pieces.flatMap((piece) => (piece.type === 'chart' ? [] : [piece])));
}
