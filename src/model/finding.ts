import type { Place } from './place.ts';

export const SEVERITIES = ['info', 'warn', 'error'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Something about a document that a person should look at. Findings are collected, never thrown. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly place: Place;
  /** One sentence in the form "Unexpected X, expected Y". */
  readonly message: string;
  /** What to do about it, or null where the message says it all. */
  readonly hint: string | null;
}

/** A finding before the community's `cop.yml` has had its say about how much the rule matters. */
export type Complaint = Omit<Finding, 'severity'>;
