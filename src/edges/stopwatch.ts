import type { Phase, Tally, Watcher } from '../text/work.ts';
import { listed, thousands } from '../text/words.ts';

/** A phase, or what lies outside of all: before the command is there, and what the command itself does. */
type Part = 'start' | 'the command itself' | Phase;

export interface Stopwatch extends Pick<Watcher, 'entered' | 'left'> {
  /** Where the time went, one line a part in the order in which each was first met, and what was done in it. */
  readonly told: (tally: Tally) => string[];
}

const milliseconds = (time: number): string => time.toFixed(time < 10 ? 1 : 0);

/** Work by the piece, in words; what was not done is not told. */
function pieces({ file, exact, tree, git, page, written }: Tally): string {
  const said = [
    [file, 'file read', 'files read'],
    [exact, 'front matter read exactly', 'front matters read exactly'],
    [tree, 'body parsed', 'bodies parsed'],
    [git, 'process of git', 'processes of git'],
    [page, 'page rendered', 'pages rendered'],
    [written, 'file of the site written', 'files of the site written'],
  ] as const;
  const done = said.filter(([many]) => many > 0);
  return done.length === 0
    ? 'nothing read'
    : listed(done.map(([many, one, more]) => `${thousands(many)} ${many === 1 ? one : more}`));
}

/**
 * Where the time of a run goes.
 *
 * @param elapsed Milliseconds since the program began; what was before the first call is its start.
 */
export function stopwatch(elapsed: () => number): Stopwatch {
  const spent = new Map<Part, number>();
  const open: Part[] = ['the command itself'];
  let since = 0;
  const book = (part: Part): void => {
    const now = elapsed();
    spent.set(part, (spent.get(part) ?? 0) + now - since);
    since = now;
  };
  const current = (): Part => open.at(-1) ?? 'the command itself';
  book('start');
  return {
    entered: (phase) => {
      book(current());
      open.push(phase);
    },
    left: () => {
      book(current());
      open.pop();
    },
    told: (tally) => {
      book(current());
      const total = [...spent.values()].reduce((sum, time) => sum + time, 0);
      const longest = Math.max(...[...spent.keys()].map(({ length }) => length));
      const lines = [...spent].map(([part, time]) => {
        const share = total === 0 ? 0 : Math.round((100 * time) / total);
        return `  ${part.padEnd(longest)} ${milliseconds(time).padStart(6)} ms ${String(share).padStart(3)} %`;
      });
      return [`Took ${milliseconds(total)} ms: ${pieces(tally)}.`, ...lines];
    },
  };
}
