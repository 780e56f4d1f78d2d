import type { Community } from '../model/community.ts';
import type { Config } from '../model/config.ts';
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
import type { Check, Circumstances, Looking } from './check.ts';
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

/** What was found, and what somebody said to be right as it is. */
export interface Judged {
  /** By path and place. */
  readonly found: readonly Finding[];
  readonly withheld: readonly Finding[];
}

/** How much the findings of a rule matter in a community; null where it is not looked for. */
const severityIn = ({ rules }: Config, { name, severity }: Check): Severity | null => {
  const set = rules.get(name) ?? severity;
  return set === 'off' ? null : set;
};

/** What rules find, with how much it matters. */
export function foundBy(
  checks: readonly Check[],
  community: Community,
  complaints: (check: Check) => Iterable<Complaint>,
): Finding[] {
  return checks.flatMap((check) => {
    const severity = severityIn(community.config, check);
    return severity === null ? [] : Array.from(complaints(check), (complaint) => ({ ...complaint, severity }));
  });
}

/** What is left of findings where comments say that some of them are right, by path and place; with the comments that are stale. */
export function settled(found: readonly Finding[], community: Community, looked: readonly Check[]): Judged {
  const names = looked.filter((check) => severityIn(community.config, check) !== null).map(({ name }) => name);
  const { kept, withheld, stale } = withoutIgnored(found, community, names);
  const complained = foundBy(looked.includes(staleIgnore) ? [staleIgnore] : [], community, () => stale);
  return { found: [...kept, ...complained].sort(byPlace), withheld };
}

export function byPlace(a: Finding, b: Finding): number {
  return (
    byText(a.place.path, b.place.path) ||
    a.place.line - b.place.line ||
    a.place.column - b.place.column ||
    byText(a.rule, b.rule)
  );
}

/** What rules know beside the documents: what is true today is derived for the first one that asks. */
export const lookingAt = (community: Community, circumstances: Circumstances): Looking => ({
  ...circumstances,
  states: once(() => deriveStates(community, circumstances.today)),
});

/** Everything the rules find, but for what comments say to be right. `only` narrows it to some rules. */
export function judge(community: Community, circumstances: Circumstances, only: readonly string[] = []): Judged {
  const looked = only.length === 0 ? CHECKS : CHECKS.filter(({ name }) => only.includes(name));
  const looking = lookingAt(community, circumstances);
  return settled(
    foundBy(looked, community, (check) => check.find(community, looking)),
    community,
    looked,
  );
}

/** What {@link judge} finds, and no more. */
export const findings = (...asked: Parameters<typeof judge>): readonly Finding[] => judge(...asked).found;
