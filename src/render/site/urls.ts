import type { Community } from '../../model/community.ts';
import type { Document } from '../../model/document.ts';
import { PAGE } from '../../model/document.ts';
import { isKind } from '../../kinds/index.ts';
import type { DocumentOf } from '../../kinds/index.ts';
import { slug } from '../../text/slug.ts';

/** Where each document is shown in the site: a page, and a place on it where it shares one. */
export interface SiteUrls {
  /** Null for what has no page of its own: members, assessments, and threads whose issue is missing. */
  readonly of: (document: Document) => { readonly page: string; readonly anchor: string | null } | null;
  readonly ofTopic: (topic: string) => string;
  /** The page of an entry, by the document it comes from. */
  readonly ofEntry: (origin: Document) => string;
}

const CLEAN = /^[a-z0-9](?:[a-z0-9._-]{0,118}[a-z0-9_-])?$/i;

/** A name that no file system confuses or forbids. */
const clean = (name: string): string => (CLEAN.test(name) ? name : slug(name, 80));

/** Files of these names, in their order: each is given once, whatever the case, and a second claim gets a number. */
function names(wanted: readonly (readonly [id: string, name: string])[]): Map<string, string> {
  const taken = new Set<string>(['index']);
  const given = new Map<string, string>();
  for (const [id, base] of wanted) {
    let name = base;
    for (let next = 2; taken.has(name.toLowerCase()); next += 1) name = `${base}-${next}`;
    taken.add(name.toLowerCase());
    given.set(id, name);
  }
  return given;
}

const FOLDERS = { thread: 'issues', note: 'notes', charter: 'charter', faq: 'faq' } as const;

/** A page keeps its path, one step at a time. */
const cleanPath = (path: string): string =>
  path
    .split('/')
    // A folder `x.html` would stand where the page of `x.md` goes.
    .map((step) => clean(step.replace(/\.html$/i, '-html')))
    .join('/');

export function siteUrls(community: Community, topics: readonly string[]): SiteUrls {
  const issueOf = ({ fields }: DocumentOf<'advice' | 'followup'>): Document | null => {
    const issue = community.byId.get(fields.issue);
    return issue && isKind(issue, 'issue') ? issue : null;
  };
  const named = (belongs: (document: Document) => boolean, by = clean): Map<string, string> =>
    names(community.documents.filter(belongs).map(({ path, id }) => [path, by(id)]));
  const own = new Map(
    Object.entries(FOLDERS).map(([role, folder]) => {
      const belongs = (document: Document): boolean =>
        document.declaration?.role === role && !(isKind(document, 'advice', 'followup') && issueOf(document));
      return [role, { folder, names: named(belongs) }];
    }),
  );
  const topicNames = names(topics.map((topic) => [topic, clean(topic)]));
  // Entries made of settled issues live beside the written ones, whose pages come first.
  const entryNames = names(
    ['faq', 'issue'].flatMap((kind) =>
      (community.byKind.get(kind) ?? []).map(({ path, id }): [string, string] => [path, clean(id)]),
    ),
  );
  const pageNames = named(({ kind }) => kind === PAGE, cleanPath);
  const ofDocument: SiteUrls['of'] = (document) => {
    if (document.kind === PAGE) return { page: `pages/${pageNames.get(document.path) ?? 'page'}.html`, anchor: null };
    if (isKind(document, 'advice', 'followup')) {
      const thread = issueOf(document);
      // Without its issue, a turn has a page to itself.
      if (thread) return { page: ofDocument(thread)?.page ?? '', anchor: document.id };
    }
    const place = own.get(document.declaration?.role ?? '');
    const name = place?.names.get(document.path);
    return place && name !== undefined ? { page: `${place.folder}/${name}.html`, anchor: null } : null;
  };
  return {
    of: ofDocument,
    ofTopic: (topic) => `topics/${topicNames.get(topic) ?? slug(topic)}.html`,
    ofEntry: ({ path, id }) => `faq/${entryNames.get(path) ?? slug(id)}.html`,
  };
}
