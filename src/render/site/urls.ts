import type { Community } from '../../model/community.ts';
import type { Document } from '../../model/document.ts';
import { PAGE } from '../../model/document.ts';
import { isKind } from '../../kinds/index.ts';
import { slug } from '../../text/slug.ts';

/** Where each document is shown in the site: a page, and a place on it where it shares one. */
export interface SiteUrls {
  /** Null for what has no page of its own: members, assessments, and threads whose issue is missing. */
  readonly of: (document: Document) => { readonly page: string; readonly anchor: string | null } | null;
  readonly ofTopic: (topic: string) => string;
  readonly ofEntry: (id: string) => string;
}

const CLEAN = /^[a-z0-9][a-z0-9._-]{0,119}$/;

/** Gives names that no file system confuses: each is asked for once, and a second claim gets a number. */
function namer(): (wanted: string) => string {
  const taken = new Set<string>(['index']);
  return (wanted) => {
    const base = CLEAN.test(wanted) && !wanted.endsWith('.') ? wanted : slug(wanted, 80);
    let name = base;
    for (let next = 2; taken.has(name); next += 1) name = `${base}-${next}`;
    taken.add(name);
    return name;
  };
}

/** The names of all members of a group, given in the order of the group. */
function names(ids: readonly string[]): Map<string, string> {
  const name = namer();
  return new Map(ids.map((id) => [id, name(id)]));
}

const FOLDERS = { thread: 'issues', note: 'notes', charter: 'charter', faq: 'faq' } as const;

/** A page keeps its path, one step at a time, so that relative links between pages keep their sense. */
function pagePath(path: string): string {
  const steps = path.replace(/\.(?:md|markdown)$/i, '').split('/');
  return steps.map((step) => (CLEAN.test(step.toLowerCase()) ? step : slug(step, 80))).join('/');
}

export function siteUrls(community: Community, topics: readonly string[]): SiteUrls {
  const ids = (filter: (document: Document) => boolean): string[] =>
    community.documents.filter(filter).map(({ id }) => id);
  const own = new Map(
    Object.entries(FOLDERS).map(([role, folder]) => {
      const among = ids((document) => document.declaration?.role === role && !isKind(document, 'advice', 'followup'));
      return [role, { folder, names: names([...new Set(among)]) }];
    }),
  );
  const topicNames = names(topics);
  // Entries made of settled issues live beside the written ones.
  const entryNames = names([...ids(({ kind }) => kind === 'faq'), ...ids(({ kind }) => kind === 'issue')]);
  const pageNames = names(ids(({ kind }) => kind === PAGE).map((id) => pagePath(id)));
  const ofDocument: SiteUrls['of'] = (document) => {
    if (document.kind === PAGE)
      return { page: `pages/${pageNames.get(pagePath(document.id)) ?? 'page'}.html`, anchor: null };
    if (isKind(document, 'advice', 'followup')) {
      const issue = community.byId.get(document.fields.issue);
      const thread = issue && isKind(issue, 'issue') ? ofDocument(issue) : null;
      return thread && { page: thread.page, anchor: document.id };
    }
    const place = own.get(document.declaration?.role ?? '');
    const name = place?.names.get(document.id);
    return place && name !== undefined ? { page: `${place.folder}/${name}.html`, anchor: null } : null;
  };
  return {
    of: ofDocument,
    ofTopic: (topic) => `topics/${topicNames.get(topic) ?? slug(topic)}.html`,
    ofEntry: (id) => `faq/${entryNames.get(id) ?? slug(id)}.html`,
  };
}
