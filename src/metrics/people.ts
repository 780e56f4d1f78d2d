import type { Community } from '../model/community.ts';
import { byDay, dayOf } from '../model/document.ts';
import type { Document } from '../model/document.ts';
import { every } from '../kinds/index.ts';
import type { DocumentOf } from '../kinds/index.ts';
import { grouped } from '../text/grouped.ts';

/** What somebody did, in the order of its days. Nobody is ranked by it: measures look at when, not at how much. */
export function deedsOf(community: Community): ReadonlyMap<string, readonly Document[]> {
  const done = community.documents.filter((document) => dayOf(document) !== null && document.kind !== 'assessment');
  return grouped([...done].sort(byDay), ({ fields }) => (typeof fields['by'] === 'string' ? [fields['by']] : []));
}

/** The first issue of each member who asked one. */
export function firstIssues(community: Community): ReadonlySet<DocumentOf<'issue'>> {
  const asked = grouped([...every(community, 'issue')].sort(byDay), ({ fields }) => [fields.by]);
  return new Set([...asked.values()].flatMap(([first]) => first ?? []));
}
