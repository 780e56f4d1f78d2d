import { RULE_NAMES } from '../checks/index.ts';
import { KIND_NAMES } from '../kinds/index.ts';
import { MEASURES } from '../metrics/index.ts';
import { ASPECT_NAMES } from '../metrics/measure.ts';
import { STATEMENTS } from '../metrics/statements.ts';
import type { Known } from '../model/config.ts';

/** The names that `cop.yml` may use as keys. */
export const KNOWN: Known = {
  kinds: KIND_NAMES,
  rules: RULE_NAMES,
  measures: MEASURES.map(({ id }) => id),
  aspects: ASPECT_NAMES,
  statements: STATEMENTS.map(({ id }) => id),
};
