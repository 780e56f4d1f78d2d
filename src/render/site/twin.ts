import type { RootContent } from 'mdast';
import { bullets, heading, link, root } from '../../text/markdown/build.ts';
import type { Words } from '../../text/markdown/build.ts';
import { printMarkdown } from '../../text/markdown/parse.ts';
import { mapNodes } from '../../text/markdown/tree.ts';
import type { Item } from './parts.tsx';
import type { MarkdownText } from '../../text/written.ts';

/** The Markdown twin of a page: the same in words, for whoever reads without a browser. */
export const twinPath = (page: string): string => `${page}.md`;

/** An item of a list as a line of Markdown. */
export function itemWords({ title, href, state, detail }: Item): Words[] {
  const facts = [state?.replaceAll('-', ' ') ?? null, detail].filter((fact) => fact !== null);
  const end = facts.length === 0 ? [] : [` (${facts.join('; ')})`];
  return [href === null ? title : link(href, title), ...end];
}

/** A heading and a list; nothing where the list is empty. */
export function listTwin(title: string | null, items: readonly Item[]): RootContent[] {
  if (items.length === 0) return [];
  return [...(title === null ? [] : [heading(2, title)]), bullets(items.map(itemWords))];
}

/** The text of a twin. Links to pages of the site lead to their twins, so that machines can walk on. */
export function twinText(
  title: string,
  blocks: readonly RootContent[],
  isPage: (url: string) => boolean,
): MarkdownText {
  const tree = root([heading(1, title), ...blocks]);
  mapNodes(tree, (node) => {
    if (node.type !== 'link') return;
    const [page = '', anchor] = node.url.split('#', 2);
    if (page !== '' && isPage(page)) node.url = twinPath(page) + (anchor === undefined ? '' : `#${anchor}`);
  });
  return printMarkdown(tree);
}
