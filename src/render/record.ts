import type { TrackRecord } from '../states/advice-record.ts';
import type { Community } from '../model/community.ts';
import { counted } from '../text/words.ts';
import { OUTCOME_WORDS } from './outcome.ts';

/** How many documents a sentence names before it only counts. */
const MOST_NAMED = 5;

/** A record in words: `tried 3 times: 2 worked, 1 did not`. */
export function recordText({ tried, worked, partly, didNot }: TrackRecord): string {
  if (tried === 0) return 'not tried yet, as far as anybody said';
  const known = worked + partly + didNot;
  const parts = [
    [worked, OUTCOME_WORDS.worked],
    [partly, OUTCOME_WORDS.partly],
    [didNot, OUTCOME_WORDS['did-not-work']],
    [tried - known, 'not known'],
  ] as const;
  const told = parts.filter(([count]) => count > 0);
  if (tried === 1)
    return `tried once, and ${told[0]?.[1] === 'not known' ? 'nobody knows how it went' : `it ${told[0]?.[1]}`}`;
  return `tried ${counted(tried, 'time')}: ${told.map(([count, words]) => `${count} ${words}`).join(', ')}`;
}

/** Why something is not validated though it worked; '' where the record says it all. */
export function reservation(confidence: string, { worked, didNot }: TrackRecord): string {
  return confidence === 'not validated' && worked > 0 && didNot === 0 ? ', but only its adviser reports so' : '';
}

/** That part of cop.yml could not be used, where that is so: what it was to settle is as if it were not there. */
export const unusableText = ({ complaints }: Pick<Community, 'complaints'>): string | null =>
  complaints.some(({ rule }) => rule === 'config')
    ? 'Part of cop.yml could not be used: `cop check` tells which.'
    : null;

/** What a list has to say of what it could not make use of, a sentence each. */
export const missingTexts = (community: Pick<Community, 'complaints' | 'leftOut'>): string[] =>
  [unusableText(community), leftOutText(community)].filter((text) => text !== null);

/** What a list, page or figure has to say of documents it could not count; null where there are none. */
export function leftOutText({ leftOut }: Pick<Community, 'leftOut'>): string | null {
  const faulty = leftOut.filter((lost) => lost.faulty);
  const early = leftOut.length - faulty.length;
  const named = faulty.slice(0, MOST_NAMED).map(({ path, reason }) => `${path} (${reason})`);
  const more = faulty.length > MOST_NAMED ? `, and ${faulty.length - MOST_NAMED} more` : '';
  const sentences = [
    ...(faulty.length > 0
      ? [`Left out ${counted(faulty.length, 'document')}: ${named.join(', ')}${more}. \`cop check\` says what to mend.`]
      : []),
    ...(early > 0 ? [`Not counted yet: ${counted(early, 'document')} of a later day.`] : []),
  ];
  return sentences.length === 0 ? null : sentences.join(' ');
}

/** A checkout may be sparse by the thousand: some are named, and the others counted. */
function stagedNames(staged: readonly string[]): string[] {
  const named = staged.slice(0, MOST_NAMED).map((path) => `${path} (it is not checked out: the checkout is sparse)`);
  return staged.length > MOST_NAMED ? [...named, `and ${staged.length - MOST_NAMED} more`] : named;
}

/** What is no part of the community on purpose, and what is not on the disk, by name; null where there is nothing of the sort. */
export function ignoredText({ ignored, staged }: Pick<Community, 'ignored' | 'staged'>): string | null {
  const told = [
    ['Not read', ignored.map(({ path, reason }) => `${path} (${reason})`)],
    ['Read as git has it', stagedNames(staged)],
  ] as const;
  const sentences = told.flatMap(([what, names]) => (names.length === 0 ? [] : [`${what}: ${names.join(', ')}.`]));
  return sentences.length === 0 ? null : sentences.join(' ');
}

/** The name of a member, or what was written where there is no such member. */
export function nameOf(community: Community, id: string): string {
  return community.byId.get(id)?.title ?? id;
}
