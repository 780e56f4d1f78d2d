import type { Html, Nodes, Parents, PhrasingContent, Root, RootContent } from 'mdast';
import { defaultSchema } from 'rehype-sanitize';
import { CONTINUE, visit } from 'unist-util-visit';
import { isComment } from './outline.ts';

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
export function htmlAsText(node: Html, parent: Parents): (RootContent | PhrasingContent)[] {
  if (isComment(node)) return [];
  const inline = parent.type !== 'root' && parent.type !== 'listItem' && parent.type !== 'blockquote';
  if (inline && tagName(node.value) === 'br') return [{ type: 'break' }];
  const value = withoutTags(node.value);
  if (inline) return value === '' ? [] : [{ type: 'text', value }];
  return value.trim() === '' ? [] : [{ type: 'paragraph', children: [{ type: 'text', value: value.trim() }] }];
}

/** Tags between which words are apart: without them `<td>a</td><td>b</td>` would read as one. */
const APART =
  /^(?:address|article|aside|blockquote|br|caption|center|dd|details|div|dl|dt|figcaption|figure|footer|h[1-6]|header|hr|li|main|nav|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul)$/;

export function withoutTags(html: string): string {
  let text = '';
  for (let from = 0; from < html.length;) {
    const open = html.indexOf('<', from);
    if (open < 0) return text + html.slice(from);
    text += html.slice(from, open);
    const isNote = html.startsWith('<!--', open);
    const close = html.indexOf(isNote ? '-->' : '>', open);
    // A comment that nobody closed hides the rest.
    if (close < 0) return isNote ? text : text + html.slice(open);
    const tag = html.slice(open, close + 1);
    const name = tagName(tag);
    if (APART.test(name)) text += ' ';
    else if (!KNOWN_TAGS.has(name) && !tag.startsWith('<!')) text += tag;
    from = close + (isNote ? 3 : 1);
  }
  return text.replaceAll(/ {2,}/g, ' ');
}

/** Turns raw HTML into the text it shows, in place. */
export function withoutHtml(root: Root): Root {
  visit(root, 'html', (node, index, parent) => {
    if (parent === undefined || index === undefined) return CONTINUE;
    const text = htmlAsText(node, parent);
    parent.children.splice(index, 1, ...(text as never[]));
    return index + text.length;
  });
  // A word that tags stood in is one word again.
  visit(root, (node: Nodes) => {
    if (!('children' in node)) return;
    for (let at = node.children.length - 1; at > 0; at -= 1) {
      const [before, after] = [node.children[at - 1], node.children[at]];
      if (before?.type !== 'text' || after?.type !== 'text') continue;
      before.value += after.value;
      node.children.splice(at, 1);
    }
  });
  return root;
}
