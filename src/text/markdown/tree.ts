import type { Definition, Heading, Nodes, PhrasingContent, Root, RootContent } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { admonitionsAsAlerts } from './admonitions.ts';
import { headingText, wikiLinks } from './outline.ts';
import { htmlAsText } from './raw-html.ts';
import { copied, walk } from './walk.ts';

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

/** References replaced by what they refer to, so that a piece can be taken elsewhere without its definitions. */
function inlined(root: Root, definitions: ReadonlyMap<string, Definition>): Root {
  walk(root, (node, index, parent) => {
    if (node.type === 'definition') {
      parent.children.splice(index, 1);
      return index;
    }
    if (node.type !== 'linkReference' && node.type !== 'imageReference') return undefined;
    const found = definitions.get(node.identifier);
    const { url = '', title = null } = found ?? {};
    const instead: Nodes[] =
      node.type === 'imageReference'
        ? // A reference to nothing is its words.
          [found ? { type: 'image', url, title, alt: node.alt ?? '' } : { type: 'text', value: node.alt ?? '' }]
        : found
          ? [{ type: 'link', url, title, children: node.children }]
          : node.children;
    parent.children.splice(index, 1, ...(instead as never[]));
    return index;
  });
  return root;
}

function definitionsIn(root: Root): ReadonlyMap<string, Definition> {
  const found = new Map<string, Definition>();
  walk(root, (node) => {
    // As in CommonMark, the first of several holds.
    if (node.type === 'definition' && !found.has(node.identifier)) found.set(node.identifier, node);
  });
  return found;
}

/** Some nodes of a page as a page of their own, with the footnotes they refer to under labels of their own. */
export function excerpt(root: Root, nodes: readonly RootContent[], label: string): Root {
  const piece: Root = copied({ type: 'root', children: [...nodes] });
  const wanted = new Set<string>();
  walk(piece, (node) => {
    if (node.type === 'footnoteReference') wanted.add(node.identifier);
  });
  const footnotes = root.children.filter(
    (node) => node.type === 'footnoteDefinition' && wanted.has(node.identifier) && !nodes.includes(node),
  );
  piece.children.push(...footnotes.map(copied));
  walk(piece, (node) => {
    if (node.type !== 'footnoteReference' && node.type !== 'footnoteDefinition') return;
    node.identifier = `${label}-${node.identifier}`;
    node.label = node.identifier;
  });
  return inlined(piece, definitionsIn(root));
}

/** A copy of a page without its front matter. */
export function body(root: Root): Root {
  const copy: Root = copied({ ...root, children: root.children.filter((node) => node.type !== 'yaml') });
  // What stands in an admonition may define references of its own.
  const whole = admonitionsAsAlerts(copy);
  return inlined(whole, definitionsIn(whole));
}

/** A copy whose headings are so many levels further down. */
export function deepened(nodes: readonly RootContent[], levels: number): RootContent[] {
  const copy: Root = copied({ type: 'root', children: [...nodes] });
  walk(copy, (node) => {
    if (node.type === 'heading') node.depth = Math.min(6, node.depth + levels) as Heading['depth'];
  });
  return copy.children;
}

/** Rewrites links, images and `[[id]]` in place, and turns raw HTML into the text it shows. */
export function rewrite(root: Root, how: Rewriting): Root {
  walk(root, (node, index, parent) => {
    /** Puts others in the place of a node, and goes on behind them. */
    const replace = (...nodes: readonly RootContent[]): number => {
      parent.children.splice(index, 1, ...(nodes as never[]));
      return index + nodes.length;
    };
    if (node.type === 'heading') nameHeading(node);
    else if (node.type === 'html') return replace(...(htmlAsText(node, parent) as RootContent[]));
    else if (node.type === 'link') {
      const target = how.link(node.url);
      if (!target) {
        replace(...node.children);
        return index;
      }
      node.url = target.href;
    } else if (node.type === 'image') {
      const target = how.image(node.url);
      if (target) node.url = target.href;
      else return replace(imageAsLink(node.alt ?? '', node.url, how));
    } else if (node.type === 'text' && node.value.includes('[[')) {
      // A link inside a link is none.
      return replace(...wikiAsLinks(node.value, how, parent.type !== 'link'));
    }
    return undefined;
  });
  return root;
}

/** Calls footnotes by their number, in place: what their writer called them nobody reads. */
export function numberedFootnotes(root: Root): Root {
  const numbers = new Map<string, string>();
  walk(root, (node) => {
    if (node.type !== 'footnoteReference' && node.type !== 'footnoteDefinition') return;
    const number = numbers.get(node.identifier) ?? String(numbers.size + 1);
    numbers.set(node.identifier, number);
    node.identifier = number;
    node.label = number;
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
  // Its words alone would read as if the writer had said them.
  return target
    ? { type: 'link', url: target.href, children: [words] }
    : { type: 'emphasis', children: [{ type: 'text', value: `Picture that is not here: ${words.value}` }] };
}

function wikiAsLinks(value: string, how: Rewriting, linked: boolean): PhrasingContent[] {
  const nodes: PhrasingContent[] = [];
  let from = 0;
  for (const { id, words, start, end } of wikiLinks(value)) {
    const { href, title } = how.wiki(id);
    const text = { type: 'text' as const, value: words === '' ? title : words };
    nodes.push({ type: 'text', value: value.slice(from, start) });
    nodes.push(href === null || !linked ? text : { type: 'link', url: href, children: [text] });
    from = end;
  }
  nodes.push({ type: 'text', value: value.slice(from) });
  return nodes.filter((node) => node.type !== 'text' || node.value !== '');
}

/** Changes every word that a tree shows, in place: its texts, what images are called, and its code by a way of its own. */
export function mapWords(root: Root, inText: (text: string) => string, inCode: (code: string) => string): void {
  walk(root, (node) => {
    if (node.type === 'text') node.value = inText(node.value);
    else if (node.type === 'inlineCode' || node.type === 'code') node.value = inCode(node.value);
    else if (node.type === 'image' || node.type === 'link') {
      if (node.type === 'image' && node.alt) node.alt = inText(node.alt);
      if (node.title) node.title = inText(node.title);
    }
  });
}

/** Changes nodes of a tree in place. */
export function mapNodes(root: Root, change: (node: Nodes) => void): void {
  walk(root, (node) => change(node));
}

/** Takes some links out of a tree in place; their words stay, but for an address that is shown as it is. */
export function unlinked(root: Root, isUnwanted: (url: string) => boolean): void {
  walk(root, (node, index, parent) => {
    if ((node.type !== 'link' && node.type !== 'image') || !isUnwanted(node.url)) return undefined;
    if (node.type === 'image') {
      parent.children.splice(index, 1, { type: 'text', value: node.alt ?? '' });
      return index;
    }
    const bare = toString(node) === node.url || /^https?:\/\//i.test(toString(node));
    const words: readonly PhrasingContent[] = bare ? [{ type: 'text', value: 'a link' }] : node.children;
    parent.children.splice(index, 1, ...(words as never[]));
    return index;
  });
}
