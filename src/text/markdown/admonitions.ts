import type { Blockquote, Code, Paragraph, PhrasingContent, Root, RootContent } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { parseMarkdown } from './parse.ts';

/** What a blockquote begins with that GitHub shows as an alert. */
export const ALERT_MARK = /^\[!(note|tip|important|warning|caution)\]\s*/i;

/** What MkDocs calls an admonition, as the alert that GitHub knows. */
const ALERTS: Readonly<Record<string, string>> = {
  tip: 'TIP',
  hint: 'TIP',
  success: 'TIP',
  check: 'TIP',
  important: 'IMPORTANT',
  attention: 'WARNING',
  warning: 'WARNING',
  caution: 'CAUTION',
  danger: 'CAUTION',
  error: 'CAUTION',
  failure: 'CAUTION',
  bug: 'CAUTION',
};

/** `!!! warning "Title"`, and `??? note` that can be folded; the rest of the line is no part of it. */
const MARK =
  /^(?:!!!|\?\?\?\+?) {1,3}([a-z][\w-]{0,30})(?: (?:inline|end|annotate)){0,3}(?: {1,3}"([^"\n]{0,200})")? *$/i;

/** The words of a block that was indented below a mark, as Markdown of its own. */
function indented({ value }: Code): RootContent[] {
  const tree = parseMarkdown(value, { frontMatter: false });
  return 'root' in tree ? tree.root.children : [{ type: 'code', value }];
}

/** Code by its indentation: it has no lines but those of its text. That is what the body of an admonition looks like. */
function isIndented(node: RootContent | undefined): node is Code {
  if (node?.type !== 'code' || node.lang !== null || !node.position) return false;
  const { start, end } = node.position;
  return end.line - start.line + 1 === node.value.split('\n').length;
}

function alert(kind: string, title: string | undefined, blocks: readonly RootContent[]): Blockquote {
  const name = ALERTS[kind.toLowerCase()] ?? 'NOTE';
  const head: Paragraph = { type: 'paragraph', children: [{ type: 'text', value: `[!${name}]\n` }] };
  if (title !== undefined && title !== '')
    head.children.push({ type: 'strong', children: [{ type: 'text', value: title }] });
  return { type: 'blockquote', children: [head, ...(blocks as Blockquote['children'])] };
}

/** What of a paragraph stands behind its first line. */
function afterFirstLine({ children }: Paragraph): PhrasingContent[] {
  const at = children.findIndex(
    (child) => child.type === 'break' || (child.type === 'text' && child.value.includes('\n')),
  );
  const found = children[at];
  if (!found) return [];
  const rest = children.slice(at + 1);
  const text = found.type === 'text' ? found.value.slice(found.value.indexOf('\n') + 1) : '';
  return text === '' ? rest : [{ type: 'text', value: text }, ...rest];
}

/** Turns admonitions as MkDocs writes them into alerts, in place: adopted pages are full of them. */
export function admonitionsAsAlerts(root: Root): Root {
  for (let at = 0; at < root.children.length; at += 1) {
    const node = root.children[at];
    if (node?.type !== 'paragraph' || node.children[0]?.type !== 'text') continue;
    const match = MARK.exec(toString(node, { includeHtml: false }).split('\n', 1)[0] ?? '');
    if (!match) continue;
    // What follows without a blank line is taken for more of the same paragraph.
    const rest = afterFirstLine(node);
    const blocks: RootContent[] = rest.length > 0 ? [{ ...node, children: rest }] : [];
    let end = at + 1;
    for (; isIndented(root.children[end]); end += 1) blocks.push(...indented(root.children[end] as Code));
    root.children.splice(at, end - at, alert(match[1] as string, match[2], blocks));
  }
  return root;
}
