import type { Config } from '../model/config.ts';
import type { Document } from '../model/document.ts';
import { relativeUrl } from '../text/links.ts';

/**
 * Where a document can be read by whoever gets a text sent: on the forge, where `site: {repository_url}` says where that
 * is, else its path below the root.
 */
export function addressOf({ path }: Document, { site }: Config): string {
  const inside = relativeUrl('', path);
  return site.repositoryUrl === null ? inside : `${site.repositoryUrl.replace(/\/+$/, '')}/blob/HEAD/${inside}`;
}

/** Where the text of a document begins, behind its front matter; 1 where it has none. */
function firstLine(document: Document): number {
  const first = document.body()?.root.children.find(({ type }) => type !== 'yaml');
  return first?.position?.start.line ?? 1;
}

/** The source of a document on the forge, as it is written, at the line on which its text begins. */
export const sourceAddress = (document: Document, config: Config): string =>
  `${addressOf(document, config)}?plain=1#L${firstLine(document)}`;

/** Where whoever reads a document can open an issue about it, on GitHub or GitLab; null where no forge is known. */
export function feedbackAddress(document: Document, config: Config): string | null {
  const { repositoryUrl } = config.site;
  if (repositoryUrl === null) return null;
  const forge = repositoryUrl.replace(/\/+$/, '');
  const title = encodeURIComponent(`Not helpful: ${document.title}`);
  const body = encodeURIComponent(
    `About ${sourceAddress(document, config)}\n\nWhat I looked for, and what is missing:\n`,
  );
  return /^https?:\/\/[^/]*gitlab/i.test(forge)
    ? `${forge}/-/issues/new?issue[title]=${title}&issue[description]=${body}`
    : `${forge}/issues/new?title=${title}&body=${body}`;
}
