import type { Community } from '../model/community.ts';
import { PAGE } from '../model/document.ts';
import type { Document } from '../model/document.ts';
import { counted } from '../text/words.ts';

/** Some documents of the working tree, to be put before the others. */
export interface Proposal {
  readonly documents: readonly Document[];
  /** Files that they show or link to, and that no commit has yet. */
  readonly attachments: readonly string[];
  /** Documents that no commit has, to which one of them leads: without them its links would be broken. */
  readonly lacking: readonly { readonly from: Document; readonly to: Document }[];
}

/**
 * What has to go together.
 *
 * @param isCommitted Whether the last commit has a file of that path.
 */
export function proposal(
  community: Community,
  documents: readonly Document[],
  isCommitted: (path: string) => boolean,
): Proposal {
  const lacking = documents.flatMap((from) =>
    community.linksFrom(from).flatMap((link) => {
      const to = community.follow(link);
      return to && !documents.includes(to) && !isCommitted(to.path) ? [{ from, to }] : [];
    }),
  );
  const attachments = documents.flatMap((from) =>
    community.linksFrom(from).flatMap(({ leads }) => {
      if (leads?.to !== 'file' || community.byPath.has(leads.path)) return [];
      return community.files.has(leads.path) && !isCommitted(leads.path) ? [leads.path] : [];
    }),
  );
  return {
    documents,
    attachments: [...new Set(attachments)].sort(),
    lacking: lacking.filter(({ to }, index) => lacking.findIndex((other) => other.to === to) === index),
  };
}

/** A commit's subject, and the lines below it. */
export interface Told {
  readonly subject: string;
  readonly body: readonly string[];
}

const called = ({ kind, title, id }: Document): string => `${kind}: ${title} (${id})`;

/** What a commit of them says: what it adds, and what it changes. */
export function proposalTold({ documents }: Proposal, isCommitted: (path: string) => boolean): Told {
  const line = (document: Document): string => `${isCommitted(document.path) ? 'Change' : 'Add'} ${called(document)}`;
  const [first] = documents;
  if (documents.length === 1 && first) return { subject: line(first), body: [] };
  const verb = documents.some(({ path }) => isCommitted(path)) ? 'Add and change' : 'Add';
  return {
    subject: `${verb} ${counted(documents.length, 'document')}`,
    body: documents.map((one) => `- ${line(one)}`),
  };
}

/** A branch's name, of the first document's id. */
export const proposalBranch = ({ documents }: Proposal): string => {
  const [first] = documents;
  const stem = first?.kind === PAGE ? 'page' : (first?.id ?? 'proposal');
  return documents.length === 1 ? `propose/${stem}` : `propose/${stem}-and-${documents.length - 1}-more`;
};
