import type { VNode } from 'preact';
import type { Confidence } from '../../states/note-state.ts';
import { signOf } from '../../text/signs.ts';
import { WIDTH, rounded } from '../report/picture.tsx';

/** What can be relied on comes first. */
export const BEST_FIRST: readonly Confidence[] = ['validated', 'not validated', 'contradicted', 'superseded', 'draft'];

const HEIGHT = 14;
const GAP = 3;

/** Parts of a bar, side by side: each as wide as its share of the whole. */
function laidOut<Part extends { readonly count: number }>(
  parts: readonly Part[],
): (Part & { x: number; width: number })[] {
  const total = parts.reduce((sum, { count }) => sum + count, 0);
  const room = WIDTH - GAP * (parts.length - 1);
  return parts.map((part, index) => {
    const before = parts.slice(0, index).reduce((sum, { count }) => sum + count, 0);
    return {
      ...part,
      x: rounded((room * before) / total + GAP * index),
      width: rounded((room * part.count) / total),
    };
  });
}

/** How many of some answers may be relied on how far: a bar with a part for each, which the legend says in words. */
export function ConfidenceBar({ entries }: { readonly entries: readonly { readonly confidence: string }[] }): VNode {
  const counts = BEST_FIRST.map((confidence) => ({
    confidence,
    count: entries.filter((entry) => entry.confidence === confidence).length,
  })).filter(({ count }) => count > 0);
  const parts = laidOut(counts);
  const told = counts.map(({ confidence, count }) => `${count} ${confidence}`).join(', ');
  return (
    <figure class="evidence">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={told}>
        <defs>
          <pattern id="cop-hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect class="hatch-bg" width="5" height="5" />
            <rect class="hatch-line" width="2.4" height="5" />
          </pattern>
        </defs>
        {parts.map(({ confidence, x: from, width }) => (
          <rect class={`part-${confidence.replaceAll(' ', '-')}`} x={from} y="0" width={width} height={HEIGHT} />
        ))}
      </svg>
      <figcaption>
        {parts.map(({ confidence, count }) => (
          <span class={`key key-${confidence.replaceAll(' ', '-')}`}>
            <b aria-hidden="true">{signOf(confidence)}</b> {count} {confidence}{' '}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}
