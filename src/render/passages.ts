import type { Root } from 'mdast';
import type { Community } from '../model/community.ts';
import type { Document } from '../model/document.ts';
import type { Passage } from '../model/entry.ts';
import { destination, relativeUrl } from '../text/links.ts';
import { deepened, excerpt, rewrite } from '../text/markdown/tree.ts';
import type { LinkTarget } from '../text/markdown/tree.ts';

/** Addresses that may be shown as links. Others (`javascript:`, `data:`) keep their words and lose the link. */
export function isSafeAddress(url: string): boolean {
  return /^(?:https?|mailto):/i.test(url);
}

/** A link as it has to read in a file at `at`, for Markdown that is shown elsewhere than where it was written. */
function carried(from: Document, url: string, at: string): LinkTarget {
  if (isSafeAddress(url)) return { href: url };
  const leads = destination(from.path, url);
  if (leads.to !== 'file') return null;
  return { href: relativeUrl(at, leads.path) + (leads.anchor === null ? '' : `#${encodeURIComponent(leads.anchor)}`) };
}

/** Passages as Markdown for a file at `at`, a path below the root; their headings go down by `levels`. */
export function passagesFor(
  passages: readonly Passage[],
  community: Community,
  at: string,
  levels = 0,
): Root['children'] {
  return passages.flatMap(({ document, nodes }) => {
    const body = document.body();
    if (!body) return [];
    const rewritten = rewrite(excerpt(body.root, nodes, document.id), {
      link: (url) => carried(document, url, at),
      image: (url) => (isSafeAddress(url) ? null : carried(document, url, at)),
      wiki: (id) => {
        const to = community.byId.get(id);
        return { href: to ? relativeUrl(at, to.path) : null, title: to?.title ?? id };
      },
    });
    return deepened(rewritten.children, levels);
  });
}
