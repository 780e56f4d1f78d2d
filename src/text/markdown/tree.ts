import type { Heading, Html, Nodes, Parents, PhrasingContent, Root, RootContent } from 'mdast';
import { defaultSchema } from 'rehype-sanitize';
import { CONTINUE, SKIP, visit } from 'unist-util-visit';
import { headingText, isComment, wikiLinks } from './outline.ts';

/** Where a link of a page leads once it is shown somewhere else. */
export type LinkTarget =
  | { readonly href: string }
  /** Nothing to lead to: the words stay, the link goes. */
  | null;

/** How a page's links are carried over to where it will be shown. */
export interface Rewriting {
  readonly link: (url: string) => LinkTarget;
  /** Null turns the image into a link or, where that leads nowhere either, into its words. */
  readonly image: (url: string) => LinkTarget;
  readonly wiki: (id: string) => { readonly href: string | null; readonly title: string };
}

/** Some nodes as a page of their own, with the definitions they may refer to. */
export function excerpt(root: Root, nodes: readonly RootContent[]): Root {
  const definitions = root.children.filter(
    (node) => (node.type === 'definition' || node.type === 'footnoteDefinition') && !nodes.includes(node),
  );
  return structuredClone({ type: 'root', children: [...nodes, ...definitions] });
}

/** A copy of a page without its front matter. */
export function body(root: Root): Root {
  return structuredClone({ ...root, children: root.children.filter((node) => node.type !== 'yaml') });
}

/** A copy whose headings are so many levels further down. */
export function deepened(nodes: readonly RootContent[], levels: number): RootContent[] {
  const copy: Root = structuredClone({ type: 'root', children: [...nodes] });
  visit(copy, 'heading', (node) => {
    node.depth = Math.min(6, node.depth + levels) as Heading['depth'];
  });
  return copy.children;
}

/** Rewrites links, images and `[[id]]` in place, and turns raw HTML into the text it shows. */
export function rewrite(root: Root, how: Rewriting): Root {
  visit(root, (node: Nodes, index, parent) => {
    if (parent === undefined || index === undefined) return CONTINUE;
    const replace = (...nodes: RootContent[]): [typeof SKIP, number] => {
      parent.children.splice(index, 1, ...(nodes as never[]));
      return [SKIP, index + nodes.length];
    };
    if (node.type === 'heading') nameHeading(node);
    if (node.type === 'html') return replace(...(htmlAsText(node, parent) as RootContent[]));
    if (node.type === 'link' || node.type === 'definition') {
      const target = how.link(node.url);
      if (target) node.url = target.href;
      else if (node.type === 'link') {
        parent.children.splice(index, 1, ...(node.children as never[]));
        return index;
      } else node.url = '';
    } else if (node.type === 'image') {
      const target = how.image(node.url);
      if (target) node.url = target.href;
      else return replace(imageAsLink(node.alt ?? '', node.url, how));
    } else if (node.type === 'text' && node.value.includes('[[')) {
      return replace(...wikiAsLinks(node.value, how));
    }
    return CONTINUE;
  });
  return root;
}

/** `## Words {#anchor}`: the braces become the heading's id. */
function nameHeading(node: Heading): void {
  const { id } = headingText(node);
  const last = node.children.at(-1);
  if (id === null || last?.type !== 'text') return;
  last.value = last.value.slice(0, Math.max(0, last.value.lastIndexOf('{'))).trimEnd();
  node.data = { ...node.data, hProperties: { id } };
}

function imageAsLink(alt: string, url: string, how: Rewriting): PhrasingContent {
  const target = how.link(url);
  const words = { type: 'text' as const, value: alt === '' ? url : alt };
  return target ? { type: 'link', url: target.href, children: [words] } : words;
}

function wikiAsLinks(value: string, how: Rewriting): PhrasingContent[] {
  const nodes: PhrasingContent[] = [];
  let from = 0;
  for (const { id, words, start, end } of wikiLinks(value)) {
    const { href, title } = how.wiki(id);
    const text = { type: 'text' as const, value: words === '' ? title : words };
    nodes.push({ type: 'text', value: value.slice(from, start) });
    nodes.push(href === null ? text : { type: 'link', url: href, children: [text] });
    from = end;
  }
  nodes.push({ type: 'text', value: value.slice(from) });
  return nodes.filter((node) => node.type !== 'text' || node.value !== '');
}

const KNOWN_TAGS = new Set([
  ...(defaultSchema.tagNames ?? []),
  'abbr',
  'address',
  'applet',
  'article',
  'aside',
  'audio',
  'base',
  'body',
  'button',
  'canvas',
  'center',
  'cite',
  'embed',
  'figcaption',
  'figure',
  'font',
  'footer',
  'form',
  'frame',
  'head',
  'header',
  'html',
  'iframe',
  'label',
  'link',
  'main',
  'mark',
  'math',
  'meta',
  'nav',
  'noscript',
  'object',
  'option',
  'script',
  'select',
  'small',
  'source',
  'style',
  'svg',
  'template',
  'textarea',
  'time',
  'title',
  'track',
  'u',
  'video',
  'wbr',
]);

const tagName = (html: string): string => /^<\/?([a-z][a-z0-9-]{0,30})/i.exec(html)?.[1]?.toLowerCase() ?? '';

/**
 * The text that a piece of raw HTML would show. Tags are never kept: they are a stranger's. A word in angle brackets
 * that is no HTML element, such as `<username>`, was meant as text and stays.
 */
function htmlAsText(node: Html, parent: Parents): (RootContent | PhrasingContent)[] {
  if (isComment(node)) return [];
  const inline = parent.type !== 'root' && parent.type !== 'listItem' && parent.type !== 'blockquote';
  if (inline && tagName(node.value) === 'br') return [{ type: 'break' }];
  const value = withoutTags(node.value);
  if (inline) return value === '' ? [] : [{ type: 'text', value }];
  return value.trim() === '' ? [] : [{ type: 'paragraph', children: [{ type: 'text', value: value.trim() }] }];
}

function withoutTags(html: string): string {
  let text = '';
  for (let from = 0; from < html.length;) {
    const open = html.indexOf('<', from);
    if (open < 0) return text + html.slice(from);
    text += html.slice(from, open);
    const close = html.indexOf('>', open);
    if (close < 0) return text + html.slice(open);
    const tag = html.slice(open, close + 1);
    if (!KNOWN_TAGS.has(tagName(tag)) && !tag.startsWith('<!')) text += tag;
    from = close + 1;
  }
  return text;
}
