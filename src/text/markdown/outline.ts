import type { Heading as HeadingNode, Nodes, Root, RootContent, Text } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { visit } from 'unist-util-visit';
import { lineIndex } from '../lines.ts';
import type { Position } from '../lines.ts';
import { anchors } from '../anchors.ts';

export interface Heading extends Position {
  readonly depth: number;
  readonly text: string;
  /** The anchor GitHub gives it, unique in its page. */
  readonly anchor: string;
}

export interface BodyLink extends Position {
  readonly form: 'link' | 'image' | 'wiki';
  /** A URL as written, or the id between the brackets. */
  readonly target: string;
}

/** The part of a page from one second-level heading to the next. */
export interface SectionText extends Position {
  readonly title: string;
  readonly anchor: string;
  /** Its source, without the heading and without comments, trimmed; '' when nothing stands there. */
  readonly text: string;
}

/** The same with its part of the tree. */
export interface Section extends SectionText {
  readonly nodes: readonly RootContent[];
}

/** What other parts of the program ask of a page's text. */
export interface Outline {
  readonly headings: readonly Heading[];
  readonly anchors: ReadonlySet<string>;
  readonly links: readonly BodyLink[];
  readonly sections: readonly SectionText[];
  /** First and last line of each code block: what stands there is quoted, not said. */
  readonly code: readonly (readonly [number, number])[];
}

/** An outline that goes with the tree it is of. */
export interface TreeOutline extends Outline {
  readonly sections: readonly Section[];
}

const WIKI = /\[\[([^[\]|\n]{1,200})(?:\|[^[\]\n]{1,200})?\]\]/g;
const HTML_ANCHOR = /\s(?:id|name)\s{0,3}=\s{0,3}["']?([^"'\s>]{1,200})/gi;

const at = (node: Nodes): Position => ({
  line: node.position?.start.line ?? 1,
  column: node.position?.start.column ?? 1,
});

/** `[[id]]` and `[[id|words]]` in a text node, with offsets into the node's own text. */
export function wikiLinks(value: string): { id: string; words: string; start: number; end: number }[] {
  return [...value.matchAll(WIKI)].map((match) => ({
    id: (match[1] as string).trim(),
    words: match[0].includes('|') ? match[0].slice(match[0].indexOf('|') + 1, -2).trim() : '',
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** A heading's words, without the braces that some site generators hide attributes in. */
export function headingText(node: HeadingNode): { text: string; id: string | null } {
  const text = toString(node, { includeHtml: false }).trim();
  const attributes = /\{[:\s]*#([\w-]{1,200})[^{}]{0,200}\}$/.exec(text);
  return attributes
    ? { text: text.slice(0, attributes.index).trim(), id: attributes[1] as string }
    : { text, id: null };
}

export function outline(root: Root, source: string): TreeOutline {
  const slugOf = anchors();
  const headings: Heading[] = [];
  const names = new Set<string>();
  const links: BodyLink[] = [];
  const code: [number, number][] = [];
  visit(root, (node: Nodes) => {
    if (node.type === 'heading') {
      const { text, id } = headingText(node);
      const anchor = id ?? slugOf(text);
      headings.push({ ...at(node), depth: node.depth, text, anchor });
      names.add(anchor);
    } else if (node.type === 'link' || node.type === 'definition') {
      links.push({ ...at(node), form: 'link', target: node.url });
    } else if (node.type === 'image') {
      links.push({ ...at(node), form: 'image', target: node.url });
    } else if (node.type === 'text') {
      links.push(...wikiLinksIn(node, source));
    } else if (node.type === 'code' && node.position) {
      code.push([node.position.start.line, node.position.end.line]);
    } else if (node.type === 'html') {
      for (const match of node.value.matchAll(HTML_ANCHOR)) names.add(match[1] as string);
    }
  });
  return { headings, anchors: names, links, sections: sections(root, source, headings), code };
}

/** An outline without its tree, which may then be let go. */
export const withoutTree = (outline: TreeOutline): Outline => ({
  ...outline,
  sections: outline.sections.map(({ title, anchor, text, line, column }) => ({ title, anchor, text, line, column })),
});

function wikiLinksIn(node: Text, source: string): BodyLink[] {
  if (!node.value.includes('[[') || !node.position) return [];
  const start = node.position.start;
  const written = source.slice(start.offset, node.position.end.offset);
  const position = lineIndex(written);
  return wikiLinks(written).map((found) => {
    const { line, column } = position(found.start);
    const onFirstLine = line === 1 ? start.column - 1 : 0;
    return { form: 'wiki', target: found.id, line: start.line + line - 1, column: column + onFirstLine };
  });
}

function sections(root: Root, source: string, headings: readonly Heading[]): Section[] {
  const anchorAt = new Map(headings.map(({ line, anchor }) => [line, anchor]));
  const found: { heading: HeadingNode; nodes: RootContent[] }[] = [];
  for (const node of root.children) {
    if (node.type === 'heading' && node.depth <= 2) found.push({ heading: node, nodes: [] });
    else found.at(-1)?.nodes.push(node);
  }
  return found
    .filter(({ heading }) => heading.depth === 2)
    .map(({ heading, nodes }) => {
      const said = nodes.filter((node) => !isComment(node));
      const start = said[0]?.position?.start.offset;
      const end = said.at(-1)?.position?.end.offset;
      const text = start === undefined ? '' : source.slice(start, end).trim();
      const anchor = anchorAt.get(at(heading).line) ?? '';
      return { ...at(heading), title: headingText(heading).text, anchor, nodes: said, text };
    });
}

/** A comment is a note to the author; readers never see it. */
export function isComment(node: Nodes): boolean {
  return node.type === 'html' && node.value.startsWith('<!--') && node.value.trimEnd().endsWith('-->');
}

/** The section of that title, whatever its case. */
export function sectionNamed<S extends SectionText>(
  outline: { readonly sections: readonly S[] },
  title: string,
): S | null {
  return outline.sections.find((section) => section.title.toLowerCase() === title.toLowerCase()) ?? null;
}
