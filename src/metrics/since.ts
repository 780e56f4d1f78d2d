import type { Community } from '../model/community.ts';
import { dayOf } from '../model/document.ts';
import type { Document } from '../model/document.ts';
import type { States } from '../states/index.ts';
import type { Day } from '../text/day.ts';
import { grouped } from '../text/grouped.ts';

/**
 * A community as a window shows it: issues, advice and whatever else is dated before a day are not counted, and do not
 * point to anything. What has no day, such as members, is there, and so is the charter: it holds until it is changed. Each state stays what it is: an issue
 * within the window is not told otherwise because of where the window begins.
 */
export function seenSince(
  community: Community,
  states: States,
  since: Day,
): { readonly community: Community; readonly states: States } {
  const isSeen = (document: Document): boolean =>
    document.declaration?.role === 'charter' || (dayOf(document) ?? since) >= since;
  const documents = community.documents.filter(isSeen);
  return {
    community: {
      ...community,
      documents,
      byKind: grouped(documents, ({ kind }) => [kind]),
      linksTo: (document) => community.linksTo(document).filter(({ from }) => isSeen(from)),
    },
    states: { ...states, threads: new Map([...states.threads].filter(([, { issue }]) => isSeen(issue))) },
  };
}
