import { taken, watch } from '../text/work.ts';
import type { Io } from './process.ts';
import { progress } from './progress.ts';
import { stopwatch } from './stopwatch.ts';

export interface Watched {
  /** The world through which the command talks: what is said takes the line of progress away first. */
  readonly io: Io;
  /** To be called when the command has ended, however that was. */
  readonly ended: () => void;
}

/** Watches over one command: how far it is, for whoever waits at a terminal, and where its time goes, for whoever asks. */
export function watched(io: Io, { verbose, json }: { readonly verbose?: boolean; readonly json?: boolean }): Watched {
  const line = io.stderrIsTerminal && json !== true ? progress(io.stderr, io.elapsed) : null;
  const clock = verbose === true ? stopwatch(io.elapsed) : null;
  if (line === null && clock === null) return { io, ended: () => {} };
  watch({
    counted: (piece, done) => line?.counted(piece, done),
    expected: (piece, more, done) => line?.expected(piece, more, done),
    entered: (phase) => clock?.entered(phase),
    left: () => clock?.left(),
  });
  const clearly =
    (write: (text: string) => void) =>
    (text: string): void => {
      line?.erase();
      write(text);
    };
  return {
    io: { ...io, stdout: clearly(io.stdout), stderr: clearly(io.stderr) },
    ended: () => {
      watch(null);
      line?.erase();
      for (const told of clock?.told(taken()) ?? []) io.stderr(`${told}\n`);
    },
  };
}
