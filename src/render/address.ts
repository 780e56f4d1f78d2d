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
