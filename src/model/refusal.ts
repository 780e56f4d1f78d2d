/** The request cannot be carried out as it stands: one sentence, and what to do instead. Thrown, and caught in `failing.ts`. */
export class Refusal extends Error {
  readonly instead: string | null;

  constructor(message: string, instead: string | null = null) {
    super(message);
    this.instead = instead;
  }
}

/** How a prompt can be left, by the exit code that a shell knows it under. */
const LEAVING = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

export type Leaving = keyof typeof LEAVING;

/** Somebody left a prompt. Whoever asked may keep what was answered up to then. */
export class Stopped extends Refusal {
  readonly signal: Leaving;

  constructor(signal: Leaving = 'SIGINT', instead: string | null = null) {
    super('Stopped before anything was written.', instead);
    this.signal = signal;
  }

  get exit(): number {
    return LEAVING[this.signal];
  }
}
