import type { Element } from 'hast';
import type { Code, List, ListItem, Nodes, PhrasingContent, Root, RootContent, Table } from 'mdast';

/**
 * Writes the HTML of trees in which nothing has to be sanitized: words, headings, lists, links to plain addresses, code and
 * tables. Of any other tree it writes nothing (`null`), and the whole of it goes through the sanitizer. What it writes is
 * exactly what comes out there; a test holds the two equal over CommonMark's examples, hostile pages and made-up trees
 * (`test/plain-html.test.ts`).
 */

/** What a body's HTML is written with; the same that the long way uses. */
export interface PlainWriting {
  /** Put before every id. */
  readonly prefix: string;
  /** By how many levels headings go down. */
  readonly deeper: number;
  /** The anchor of a heading, unique in its body. */
  readonly slugOf: (words: string) => string;
  /** What a table is called that stands under a heading. */
  readonly labelOf: (under: string) => string;
  /** The HTML of a code element, highlighted where its language is known. */
  readonly highlighted: (code: Element, text: string) => string;
}

/** Thrown, and caught below, where a tree holds what has to go the long way. */
class NotPlain extends Error {}
const NOT_PLAIN = new NotPlain();

function leave(): never {
  throw NOT_PLAIN;
}

/** Addresses in which nothing has to be escaped, and that lead on from the page or to the web: no other protocol. */
const PLAIN_ADDRESS = /^(?:(?:https?:\/\/|mailto:)?(?:[\w\-./#?=@+,]|%[\dA-Fa-f]{2})+)$/;
/** Letters of scripts that are read from right to left, roughly, and everything else that is rare. */
const MAY_BE_RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]|[\ud800-\udfff]/;
const SPACE_AT_LINE_ENDS = /[\t ]\n|\n[\t ]|\r|\0/;
const PLAIN_NAME = /^[\p{L}\p{N}\p{M}_-]{1,200}$/u;
/** A value of an attribute in which nothing has to be escaped. */
const PLAIN_VALUE = /^[^"&<>'`\0\r\n]*$/;
const LANGUAGE = /^[a-z][a-z0-9+-]{0,30}$/;

const ESCAPES: Readonly<Record<string, string>> = { '&': '&#x26;', '<': '&#x3C;' };

function escaped(value: string): string {
  if (MAY_BE_RIGHT_TO_LEFT.test(value)) leave();
  return /[&<]/.test(value) ? value.replaceAll(/[&<]/g, (sign) => ESCAPES[sign] as string) : value;
}

function text(value: string): string {
  return SPACE_AT_LINE_ENDS.test(value) ? leave() : escaped(value);
}

function phrasing(children: readonly PhrasingContent[]): string {
  let html = '';
  for (const node of children) {
    if (node.data !== undefined) leave();
    if (node.type === 'text') html += text(node.value);
    else if (node.type === 'inlineCode')
      html += `<code>${/[\r\n]/.test(node.value) ? leave() : escaped(node.value)}</code>`;
    else if (node.type === 'strong') html += `<strong>${phrasing(node.children)}</strong>`;
    else if (node.type === 'emphasis') html += `<em>${phrasing(node.children)}</em>`;
    else if (node.type === 'delete') html += `<del>${phrasing(node.children)}</del>`;
    else if (node.type === 'link') {
      if ((node.title !== null && node.title !== undefined) || !PLAIN_ADDRESS.test(node.url)) leave();
      html += `<a href="${node.url}">${phrasing(node.children)}</a>`;
    } else leave();
  }
  return html;
}

/** The words of a heading or a cell, as they are written out. */
const wordsOf = (children: readonly PhrasingContent[]): string =>
  children.map((node) => ('children' in node ? wordsOf(node.children) : 'value' in node ? node.value : '')).join('');

class PlainWriter {
  /** The heading that was written last. */
  private under = '';
  private readonly how: PlainWriting;

  constructor(how: PlainWriting) {
    this.how = how;
  }

  blocks(nodes: readonly Nodes[], isTop: boolean): string {
    return nodes.map((node) => this.block(node as RootContent, isTop)).join('\n');
  }

  private block(node: RootContent, isTop: boolean): string {
    if (node.data !== undefined) leave();
    if (node.type === 'paragraph') return `<p>${phrasing(node.children)}</p>`;
    if (node.type === 'heading') return this.heading(node.depth, node.children);
    if (node.type === 'list') return this.list(node);
    if (node.type === 'code') return this.code(node);
    if (node.type === 'table') return this.table(node, isTop);
    if (node.type === 'thematicBreak') return '<hr>';
    if (node.type !== 'blockquote' || node.children.length === 0) return leave();
    const html = this.blocks(node.children, false);
    // It may be an alert.
    return html.startsWith('<p>[!') ? leave() : `<blockquote>\n${html}\n</blockquote>`;
  }

  private heading(depth: number, children: readonly PhrasingContent[]): string {
    const { prefix, deeper, slugOf } = this.how;
    const words = wordsOf(children);
    const name = prefix + slugOf(words);
    if (!PLAIN_NAME.test(name)) leave();
    this.under = words.trim();
    const tag = `h${Math.min(6, depth + deeper)}`;
    return `<${tag} id="${name}">${phrasing(children)}</${tag}>`;
  }

  private list({ ordered, start, spread, children }: List): string {
    if (children.length === 0) leave();
    const isLoose = (spread ?? false) || children.some((item) => item.spread ?? item.children.length > 1);
    const first = ordered && typeof start === 'number' && start !== 1 ? ` start="${start}"` : '';
    if (!ordered && typeof start === 'number' && start !== 1) leave();
    const tag = ordered ? 'ol' : 'ul';
    return `<${tag}${first}>\n${children.map((item) => this.item(item, isLoose)).join('\n')}\n</${tag}>`;
  }

  private item({ children, checked, data }: ListItem, isLoose: boolean): string {
    if (typeof checked === 'boolean' || data !== undefined) leave();
    let html = '';
    for (const [index, child] of children.entries()) {
      const isBare = child.type === 'paragraph' && !isLoose;
      if (!isBare || index > 0) html += '\n';
      html += isBare && child.data === undefined ? phrasing(child.children) : this.block(child, false);
    }
    const last = children.at(-1);
    return `<li>${html}${last && (isLoose || last.type !== 'paragraph') ? '\n' : ''}</li>`;
  }

  private code({ value, lang, meta }: Code): string {
    if (meta || value.includes('\r') || value.includes('\0')) leave();
    const shown = value === '' ? '' : `${value}\n`;
    if (!lang) return `<pre tabindex="0"><code>${escaped(shown)}</code></pre>`;
    if (!LANGUAGE.test(lang) || lang === 'mermaid' || MAY_BE_RIGHT_TO_LEFT.test(value)) leave();
    const element: Element = {
      type: 'element',
      tagName: 'code',
      properties: { className: [`language-${lang}`] },
      children: [{ type: 'text', value: shown }],
    };
    return `<pre tabindex="0">${this.how.highlighted(element, shown)}</pre>`;
  }

  private table({ children, align }: Table, isTop: boolean): string {
    const label = isTop ? this.how.labelOf(this.under) : '';
    if (children.length === 0 || !PLAIN_VALUE.test(label)) leave();
    const [head, ...body] = children.map(({ children: cells, data }, index) => {
      const tag = index === 0 ? 'th' : 'td';
      const count = align ? align.length : cells.length;
      const written = Array.from({ length: count }, (_, at) => {
        const cell = cells[at];
        const side = align?.[at];
        if (cell?.data !== undefined || data !== undefined) leave();
        return `<${tag}${side ? ` align="${side}"` : ''}>${cell ? phrasing(cell.children) : ''}</${tag}>`;
      });
      return `<tr>\n${written.length === 0 ? leave() : written.join('\n')}\n</tr>`;
    });
    const rows = body.length === 0 ? '' : `<tbody>\n${body.join('\n')}\n</tbody>\n`;
    const html = `<table>\n<thead>\n${head}\n</thead>\n${rows}</table>`;
    return isTop ? `<div class="wide" tabindex="0" role="region" aria-label="${label}">${html}</div>` : html;
  }
}

/** The HTML of a tree that holds nothing but what is known to be harmless; null of any other. */
export function plainHtml(root: Root, how: PlainWriting): string | null {
  try {
    return new PlainWriter(how).blocks(root.children, true);
  } catch (error) {
    if (error instanceof NotPlain) return null;
    throw error;
  }
}
