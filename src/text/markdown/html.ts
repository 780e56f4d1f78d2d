import type { Element, Root as HtmlRoot, Text } from 'hast';
import type { Root } from 'mdast';
import { toString } from 'mdast-util-to-string';
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize';
import rehypeStringify from 'rehype-stringify';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { anchors } from '../anchors.ts';
import { ALERT_MARK } from './admonitions.ts';
import { highlighter } from './highlight.ts';
import { plainHtml } from './plain-html.ts';
import { capitalised } from '../words.ts';

/** Images are relative or nothing: no protocol is called `none`, and an empty list would allow every one. */
const schema = {
  ...defaultSchema,
  clobberPrefix: '',
  protocols: { ...defaultSchema.protocols, href: ['http', 'https', 'mailto'], src: ['none'] },
};

/** How a body is fitted into a page that has headings of its own, or other bodies. */
export interface Fitting {
  /** Put before every id, so that two bodies on a page do not share one. */
  readonly prefix?: string;
  /** By how many levels headings go down. */
  readonly deeper?: number;
  /** Where the picture of a Mermaid diagram lies, as seen from the page; null where nobody draws it. */
  readonly drawn?: (text: string) => string | null;
}

/** Headings get GitHub's anchors; wide tables scroll by themselves; alerts get their name in words. */
function finish({ prefix = '', deeper = 0, drawn = () => null }: Fitting) {
  return (tree: HtmlRoot): void => {
    const slugOf = anchors();
    const highlight = highlighter();
    const labels = tableLabels();
    let under = '';
    visit(tree, 'element', (node: Element, index, parent) => {
      if (/^h[1-6]$/.test(node.tagName)) {
        const given = node.properties['id'];
        node.properties['id'] = prefix + (typeof given === 'string' ? given : slugOf(toString(node)));
        node.tagName = `h${Math.min(6, Number(node.tagName[1]) + deeper)}`;
        under = toString(node).trim();
      } else if (node.tagName === 'blockquote') {
        markAlert(node);
      } else if (node.tagName === 'table' && parent && index !== undefined && parent.type === 'root') {
        const frame = { className: ['wide'], tabIndex: 0, role: 'region', ariaLabel: labels(under) };
        parent.children[index] = element('div', frame, node);
        return index + 1;
      } else if (node.tagName === 'pre') {
        node.properties['tabIndex'] = 0;
        const [code] = node.children;
        if (code?.type !== 'element' || code.tagName !== 'code') return undefined;
        if (parent && index !== undefined && isMermaid(code)) {
          parent.children[index] = diagram(node, drawn(toString(code).trimEnd()));
          return index + 1;
        }
        highlight(code, toString(code));
      } else if (node.tagName === 'input') {
        node.properties['ariaLabel'] = node.properties['checked'] ? 'done' : 'to do';
      }
      return undefined;
    });
    directed(tree, 'ltr');
  };
}

/** Names for tables by the headings they stand under, each another: whoever jumps between them has to tell them apart. */
function tableLabels(): (under: string) => string {
  const given = new Map<string, number>();
  return (under) => {
    const count = (given.get(under) ?? 0) + 1;
    given.set(under, count);
    return `Table${under === '' ? '' : `: ${under}`}${count === 1 ? '' : ` (${count})`}`;
  };
}

const BLOCKS = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'blockquote', 'table', 'th', 'td']);
const RIGHT_TO_LEFT =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;

/**
 * Blocks say from which side they are read where that is another than around them: the first letter decides, as `dir=auto`
 * has it. One attribute on the whole body would not do, since the headings of a kind are in another script than its text.
 */
function directed(parent: HtmlRoot | Element, around: 'ltr' | 'rtl'): void {
  for (const node of parent.children) {
    if (node.type !== 'element') continue;
    let own = around;
    if (BLOCKS.has(node.tagName)) {
      const letter = /\p{L}/u.exec(toString(node))?.[0];
      if (letter !== undefined) own = RIGHT_TO_LEFT.test(letter) ? 'rtl' : 'ltr';
      if (own !== around) node.properties['dir'] = own;
    }
    directed(node, own);
  }
}

const isMermaid = ({ properties: { className } }: Element): boolean =>
  Array.isArray(className) && className.includes('language-mermaid');

const element = (tagName: string, properties: Element['properties'], ...children: Element['children']): Element => ({
  type: 'element',
  tagName,
  properties,
  children,
});

/** A diagram: its text, which says the same to whoever can read it, and above it its picture where it was drawn. */
function diagram(text: Element, picture: string | null): Element {
  const caption = element('figcaption', {}, { type: 'text', value: 'A diagram, as Mermaid text' });
  const figure = { className: ['diagram'] };
  if (picture === null) return element('figure', figure, text, caption);
  const summary = element('summary', {}, { type: 'text', value: 'The diagram as text' });
  const image = element('img', { src: picture, alt: 'A diagram; its text follows.' });
  return element('figure', figure, image, element('details', {}, summary, text));
}

function markAlert(quote: Element): void {
  const paragraph = quote.children.find((child): child is Element => child.type === 'element');
  const first = paragraph?.children[0] as Text | undefined;
  const match = first?.type === 'text' ? ALERT_MARK.exec(first.value) : null;
  if (!paragraph || !first || !match) return;
  const kind = (match[1] as string).toLowerCase();
  first.value = first.value.slice(match[0].length);
  const label = element('p', { className: ['alert-name'] }, { type: 'text', value: capitalised(kind) });
  const isEmpty = paragraph.children.every((child) => child.type === 'text' && child.value.trim() === '');
  if (isEmpty) quote.children.splice(quote.children.indexOf(paragraph), 1);
  quote.properties['className'] = ['alert', `alert-${kind}`];
  quote.children.unshift(label);
}

/** HTML that came out of {@link toHtml}: the only sort that a page may take as it is. */
export type SafeHtml = string & { readonly __safe: unique symbol };

/** The HTML of a tree by the long way: whatever stands in it, the sanitizer sees to it. */
export function sanitizedHtml(root: Root, fitting: Fitting = {}): SafeHtml {
  const processor = unified()
    .use(remarkRehype, { clobberPrefix: `${fitting.prefix ?? ''}note-` })
    .use(rehypeSanitize, schema)
    .use(finish, fitting)
    .use(rehypeStringify);
  return processor.stringify(processor.runSync(root)) as SafeHtml;
}

const printer = unified().use(rehypeStringify).freeze();

/** Sanitized HTML of a tree whose links have been rewritten. Raw HTML in it is left out. */
export function toHtml(root: Root, fitting: Fitting = {}): SafeHtml {
  const highlight = highlighter();
  const plain = plainHtml(root, {
    prefix: fitting.prefix ?? '',
    deeper: fitting.deeper ?? 0,
    slugOf: anchors(),
    labelOf: tableLabels(),
    highlighted: (code, text) => {
      highlight(code, text);
      return printer.stringify({ type: 'root', children: [code] });
    },
  });
  return plain === null ? sanitizedHtml(root, fitting) : (plain as SafeHtml);
}
