/** The request cannot be carried out as it stands: one sentence, and what to do instead. Thrown, and caught in `cli.ts`. */
export class Refusal extends Error {
  readonly instead: string | null;

  constructor(message: string, instead: string | null = null) {
    super(message);
    this.instead = instead;
  }
}

/** Somebody left a prompt. Whoever asked may keep what was answered up to then. */
export class Stopped extends Refusal {
  constructor() {
    super('Stopped before anything was written.');
  }
}
