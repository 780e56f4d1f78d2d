/**
 * What a run has done, by the piece: a regression shows in these numbers on any machine, where a clock shows the machine.
 * - `file`: a file read, be it for the community or to compare it with what a site would write
 * - `exact`: a front matter that the exact reader had to be called in for
 * - `tree`: a body parsed into its tree
 * - `git`: a process of git started to read; what somebody asked git to do is not counted
 * - `page`: a page of a site put into HTML
 * - `written`: a file of a site written
 */
export type Piece = 'file' | 'exact' | 'tree' | 'git' | 'page' | 'written';

/** What a run is doing. Outside of all of them it does what its command is about: asking the community. */
export type Phase = 'asking git' | 'reading' | 'parsing' | 'assembling' | 'checking' | 'rendering' | 'writing';

export type Tally = Readonly<Record<Piece, number>>;

/** Somebody who wants to know while it happens. Rooms read no clock: whoever watches has one. */
export interface Watcher {
  /** One more piece was done, the `done`-th of this run. */
  readonly counted: (piece: Piece, done: number) => void;
  /** So many more pieces are to come after the `done` ones of this run. */
  readonly expected: (piece: Piece, more: number, done: number) => void;
  readonly entered: (phase: Phase) => void;
  readonly left: () => void;
}

const none = (): Record<Piece, number> => ({ file: 0, exact: 0, tree: 0, git: 0, page: 0, written: 0 });

let tally = none();
let watcher: Watcher | null = null;

/** Counts one piece of work. */
export function count(piece: Piece): void {
  tally[piece] += 1;
  if (watcher !== null) watcher.counted(piece, tally[piece]);
}

/** Says how many pieces are to come, where that is known: nobody likes to wait for an end that is not in sight. */
export function expect(piece: Piece, more: number): void {
  watcher?.expected(piece, more, tally[piece]);
}

/** Does something as a part of a phase. Phases lie in each other, and each is given its own time alone. */
export function during<Result>(phase: Phase, work: () => Result): Result {
  if (watcher === null) return work();
  const watching = watcher;
  watching.entered(phase);
  try {
    return work();
  } finally {
    watching.left();
  }
}

/** What was done since the last {@link reset}. */
export const taken = (): Tally => ({ ...tally });

/** Begins to count anew. */
export function reset(): void {
  tally = none();
}

/** Lets somebody watch from now on, or nobody. */
export function watch(by: Watcher | null): void {
  watcher = by;
}
