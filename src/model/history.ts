import type { Day } from '../text/day.ts';

/** Who changed a file last, and who looked at it, as the commits of its repository tell. */
export interface Change {
  /** The day on which its author made it, in their own zone. */
  readonly day: Day;
  readonly author: string;
  /** Whom that change names as reviewers (`Reviewed-by:`, `Approved-by:`), each once, without the author. */
  readonly reviewers: readonly string[];
}

/** What the commits of a repository tell of its files. */
export interface History {
  /** Null for a file that no commit has changed. */
  readonly of: (path: string) => Change | null;
}
