import type { TrackRecord } from '../states/advice-record.ts';
import type { Community } from '../model/community.ts';
import { counted } from '../text/words.ts';

/** A record in words: `tried 3 times: 2 worked, 1 did not`. */
export function recordText({ tried, worked, partly, didNot }: TrackRecord): string {
  if (tried === 0) return 'not tried yet, as far as anybody said';
  const known = worked + partly + didNot;
  const parts = [
    [worked, 'worked'],
    [partly, 'worked in part'],
    [didNot, 'did not work'],
    [tried - known, 'not known'],
  ] as const;
  const told = parts.filter(([count]) => count > 0);
  if (tried === 1)
    return `tried once, and ${told[0]?.[1] === 'not known' ? 'nobody knows how it went' : `it ${told[0]?.[1]}`}`;
  return `tried ${counted(tried, 'time')}: ${told.map(([count, words]) => `${count} ${words}`).join(', ')}`;
}

/** What a list, page or figure has to say of documents it could not count; null where there are none. */
export function leftOutText({ leftOut }: Community): string | null {
  if (leftOut.length === 0) return null;
  const named = leftOut.slice(0, 5).map(({ path, reason }) => `${path} (${reason})`);
  const more = leftOut.length > 5 ? `, and ${leftOut.length - 5} more` : '';
  return `Left out ${counted(leftOut.length, 'document')}: ${named.join(', ')}${more}. \`cop check\` says what to mend.`;
}

/** The name of a member, or what was written where there is no such member. */
export function nameOf(community: Community, id: string): string {
  return community.byId.get(id)?.title ?? id;
}
