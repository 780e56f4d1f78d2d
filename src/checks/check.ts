import type { Community } from '../model/community.ts';
import type { Document } from '../model/document.ts';
import type { Complaint, Severity } from '../model/finding.ts';

/** A rule: what it looks for and why, and how. */
export interface Check {
  readonly name: string;
  /** How much it matters unless `cop.yml` says otherwise. */
  readonly severity: Severity;
  readonly sentence: string;
  /** What `cop explain` prints below the sentence: why it matters and what to do. */
  readonly manual: string;
  readonly find: (community: Community) => Iterable<Complaint>;
}

/** Beyond this many broken links in one file, one more does not tell a reader anything new. */
export const MOST_PER_FILE = 50;

/** Looking for what was meant takes time; who has mistaken so many names does not need it for each. */
export const MOST_GUESSES = 10;

/** Every document that can be looked at, also those that lack what lists and figures need. */
export function checkable({ documents, incomplete }: Community): readonly Document[] {
  return [...documents, ...incomplete];
}

export function defineCheck(
  name: string,
  severity: Severity,
  sentence: string,
  manual: string,
  find: Check['find'],
): Check {
  return { name, severity, sentence, manual, find };
}

/** A rule whose findings come up while the files are read; this passes them on. */
export function fromReading(name: string, severity: Severity, sentence: string, manual: string): Check {
  return defineCheck(name, severity, sentence, manual, ({ complaints }) =>
    complaints.filter((complaint) => complaint.rule === name),
  );
}
