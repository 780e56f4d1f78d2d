import type { Community } from '../model/community.ts';
import { every, isKind } from '../kinds/index.ts';
import { isPresent } from '../kinds/member.ts';
import type { DocumentOf } from '../kinds/index.ts';
import type { Day } from '../text/day.ts';
import { byText } from '../text/words.ts';
import type { Protocol } from './protocols.ts';

type Member = DocumentOf<'member'>;

/** Who takes part in a session on an issue, and why. */
export interface Cast {
  readonly asker: Member | null;
  readonly advisers: readonly Member[];
  /** Advisers who have given advice on a topic of the issue before. */
  readonly versed: ReadonlySet<string>;
  /** Who leads it; null where the protocol needs nobody, or nobody is left for it. */
  readonly facilitator: Member | null;
  /** How many advisers are missing for the protocol to work. */
  readonly missing: number;
}

/** Members who have given advice on a topic of the issue, or on the issue itself. That they did counts, not how often. */
function versedIn(issue: DocumentOf<'issue'>, community: Community): Set<string> {
  return new Set(
    every(community, 'advice').flatMap(({ fields }) => {
      const on = community.byId.get(fields.issue);
      const shared = on && isKind(on, 'issue') && on.fields.topics.some((topic) => issue.fields.topics.includes(topic));
      return shared || fields.issue === issue.id ? [fields.by] : [];
    }),
  );
}

/**
 * Fills the parts of a session: the asker is whoever asks; those who know the topic advise, whoever leads the community
 * and does not know it leads the session. Among equals the order of names decides, not what anybody did.
 *
 * @param wanted Ids of those who will be there; empty where anybody may.
 */
export function cast(
  issue: DocumentOf<'issue'>,
  { most, fewest, steps }: Protocol,
  community: Community,
  wanted: readonly string[],
  today: Day,
): Cast {
  const versed = versedIn(issue, community);
  const present = every(community, 'member').filter(
    ({ id, fields }) => isPresent(fields, today) && (wanted.length === 0 || wanted.includes(id)),
  );
  const asker = every(community, 'member').find(({ id }) => id === issue.fields.by) ?? null;
  const others = present.filter(({ id }) => id !== issue.fields.by).sort((a, b) => byText(a.id, b.id));
  const leading = others.filter(({ fields }) => fields.roles.includes('core'));
  const enough = others.length > fewest && steps.some(({ who }) => who === 'facilitator');
  const facilitator = enough
    ? (leading.find(({ id }) => !versed.has(id)) ??
      others.find(({ id }) => !versed.has(id)) ??
      leading[0] ??
      others[0] ??
      null)
    : null;
  const helping = others.filter((member) => member !== facilitator);
  const practising = wanted.length > 0 ? helping : helping.filter(({ fields }) => !fields.roles.includes('sponsor'));
  const advisers = [
    ...practising.filter(({ id }) => versed.has(id)),
    ...practising.filter(({ id }) => !versed.has(id)),
  ].slice(0, wanted.length > 0 ? helping.length : most);
  return { asker, facilitator, advisers, versed, missing: Math.max(0, fewest - advisers.length) };
}
