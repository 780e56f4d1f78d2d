import { thousands } from '../text/words.ts';
import type { Piece, Watcher } from '../text/work.ts';

/** What takes long enough to be told while it is done. */
const DOING: Partial<Record<Piece, string>> = { file: 'reading', tree: 'parsing', page: 'rendering' };

/** Nobody needs to be told of what is over within a second. */
const PATIENCE_MS = 1000;
/** How often the line is drawn again: faster than anybody reads is too often. */
const REDRAW_MS = 100;
/** A pause after which work begins anew: a server waits until somebody saves. */
const PAUSE_MS = 1000;

const ERASE = '\r\u001B[2K';

export interface Progress extends Pick<Watcher, 'counted' | 'expected'> {
  /** Takes the line away, before something else is said and at the end. */
  readonly erase: () => void;
}

/** A stretch of work whose end is known. */
interface Stretch {
  readonly piece: Piece;
  readonly from: number;
  readonly many: number;
}

/**
 * One line at a terminal that tells how far a long stretch of work is, drawn over itself and gone when that is done.
 *
 * @param elapsed Milliseconds since the program began.
 */
export function progress(write: (text: string) => void, elapsed: () => number): Progress {
  let stretch: Stretch | null = null;
  /** Since when nothing was said. */
  let silent = elapsed();
  let last = silent;
  let drawn: number | null = null;
  const clear = (): void => {
    if (drawn !== null) write(ERASE);
    drawn = null;
  };
  return {
    erase: () => {
      clear();
      silent = elapsed();
    },
    expected: (piece, many, from) => {
      clear();
      stretch = { piece, from, many };
    },
    counted: (piece, done) => {
      const now = elapsed();
      if (now - last > PAUSE_MS) silent = now;
      last = now;
      if (stretch?.piece !== piece) return;
      const so = done - stretch.from;
      if (so >= stretch.many) {
        clear();
        stretch = null;
      } else if (now - silent >= PATIENCE_MS && (drawn === null || now - drawn >= REDRAW_MS)) {
        write(`${ERASE}${DOING[piece] ?? piece} ${thousands(so)} of ${thousands(stretch.many)}`);
        drawn = now;
      }
    },
  };
}
