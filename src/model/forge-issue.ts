import type { Day } from '../text/day.ts';

/** Somebody as a forge knows them; every text is theirs. */
export interface ForgeAuthor {
  /** Unique on the forge, and may change; `id` never does. */
  readonly login: string;
  readonly id: number;
  /** What they call themselves; null where they do not say. */
  readonly name: string | null;
  /** The address that they show to everybody; null where they show none. */
  readonly mail: string | null;
}

/** An issue on a forge, as plain values. */
export interface ForgeIssue {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  /** Null where the account is gone. */
  readonly author: ForgeAuthor | null;
  /** The page on which people read it. */
  readonly url: string;
  readonly labels: readonly string[];
  /** The day on which it was opened, in UTC: the same wherever it is asked for. */
  readonly openedOn: Day;
  /** GitHub counts pull requests among the issues. */
  readonly isPullRequest: boolean;
}
