import type { Community } from '../model/community.ts';
import type { Finding } from '../model/finding.ts';
import { byText } from '../text/words.ts';
import { affirmative } from './affirmative.ts';
import { anchor } from './anchor.ts';
import { objectiveEarly } from './objective-early.ts';
import { objectiveMeasured } from './objective-measured.ts';
import { reviewLapsed } from './review-lapsed.ts';
import { sponsor } from './sponsor.ts';
import { strategyDelivers } from './strategy-delivers.ts';
import { suspect } from './suspect.ts';
import { visionFollows } from './vision-follows.ts';
import { voices } from './voices.ts';
import type { Check, Circumstances } from './check.ts';
import { attestation } from './attestation.ts';
import { config } from './config.ts';
import { conflictMarkers } from './conflict-markers.ts';
import { dimension } from './dimension.ts';
import { duplicateId } from './duplicate-id.ts';
import { duplicateKey } from './duplicate-key.ts';
import { field } from './field.ts';
import { frontMatter } from './front-matter.ts';
import { id } from './id.ts';
import { link } from './link.ts';
import { markdown } from './markdown.ts';
import { misplaced } from './misplaced.ts';
import { reference } from './reference.ts';
import { section } from './section.ts';
import { singleValue } from './single-value.ts';
import { unknownKey } from './unknown-key.ts';
import { unreadable } from './unreadable.ts';
import { yaml } from './yaml.ts';

/** Every rule, in the order in which the manual lists them. */
export const CHECKS: readonly Check[] = [
  config,
  unreadable,
  frontMatter,
  yaml,
  duplicateKey,
  conflictMarkers,
  misplaced,
  field,
  unknownKey,
  singleValue,
  id,
  duplicateId,
  reference,
  link,
  anchor,
  section,
  dimension,
  attestation,
  sponsor,
  visionFollows,
  voices,
  objectiveEarly,
  objectiveMeasured,
  strategyDelivers,
  reviewLapsed,
  suspect,
  affirmative,
  markdown,
];

export const RULE_NAMES: readonly string[] = CHECKS.map(({ name }) => name);

/** Everything the rules find, by path and place. `only` narrows it to some rules. */
export function findings(community: Community, circumstances: Circumstances, only: readonly string[] = []): Finding[] {
  return CHECKS.filter(({ name }) => only.length === 0 || only.includes(name))
    .flatMap((check): Finding[] => {
      const severity = community.config.rules.get(check.name) ?? check.severity;
      return severity === 'off'
        ? []
        : [...check.find(community, circumstances)].map((complaint) => ({ ...complaint, severity }));
    })
    .sort(
      (a, b) =>
        byText(a.place.path, b.place.path) ||
        a.place.line - b.place.line ||
        a.place.column - b.place.column ||
        byText(a.rule, b.rule),
    );
}
