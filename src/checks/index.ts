import type { Community } from '../model/community.ts';
import type { Complaint, Finding, Severity } from '../model/finding.ts';
import { deriveStates } from '../states/index.ts';
import { once } from '../text/once.ts';
import { byText } from '../text/words.ts';
import { dates } from './dates.ts';
import { claim } from './claim.ts';
import { selfValidation } from './self-validation.ts';
import { blameless } from './blameless.ts';
import { publicNames } from './public-names.ts';
import { topicSpelling } from './topic-spelling.ts';
import { nearDuplicate } from './near-duplicate.ts';
import { orphan } from './orphan.ts';
import { templateText } from './template-text.ts';
import { fileName } from './file-name.ts';
import { withoutIgnored } from './ignoring.ts';
import { staleIgnore } from './stale-ignore.ts';
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
  dates,
  claim,
  selfValidation,
  topicSpelling,
  orphan,
  nearDuplicate,
  blameless,
  publicNames,
  templateText,
  fileName,
  staleIgnore,
  markdown,
];

export const RULE_NAMES: readonly string[] = CHECKS.map(({ name }) => name);

/** Everything the rules find, by path and place, but for what comments say to be right. `only` narrows it to some rules. */
export function findings(community: Community, circumstances: Circumstances, only: readonly string[] = []): Finding[] {
  const severityOf = ({ name, severity }: Check): Severity | 'off' => community.config.rules.get(name) ?? severity;
  const looked = CHECKS.filter(
    (check) => (only.length === 0 || only.includes(check.name)) && severityOf(check) !== 'off',
  );
  const rated = (check: Check, complaints: Iterable<Complaint>): Finding[] =>
    [...complaints].map((complaint) => ({ ...complaint, severity: severityOf(check) as Severity }));
  const looking = { ...circumstances, states: once(() => deriveStates(community, circumstances.today)) };
  const found = looked.flatMap((check) => rated(check, check.find(community, looking)));
  const { kept, stale } = withoutIgnored(
    found,
    community,
    looked.map(({ name }) => name),
  );
  return [...kept, ...(looked.includes(staleIgnore) ? rated(staleIgnore, stale) : [])].sort(
    (a, b) =>
      byText(a.place.path, b.place.path) ||
      a.place.line - b.place.line ||
      a.place.column - b.place.column ||
      byText(a.rule, b.rule),
  );
}
