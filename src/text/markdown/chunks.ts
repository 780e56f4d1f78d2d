import type { Root, RootContent } from 'mdast';
import { headingText } from './outline.ts';

/** A part of a body: from a heading of the first or second level to the next, or what stands above the first. */
export interface Chunk {
  /** The heading's words; null above the first heading. */
  readonly title: string | null;
  /** The heading as it is written. */
  readonly heading: string;
  /** What stands below it, as it is written, without blank lines around it. */
  readonly text: string;
  /** Offsets of what stands below it; both are the end of the heading where nothing does. */
  readonly start: number;
  readonly behind: number;
}

const startOf = (node: RootContent): number => node.position?.start.offset ?? 0;
const endOf = (node: RootContent): number => node.position?.end.offset ?? 0;

/** The parts of a body in the order in which they are written; the first is what stands above every heading. */
export function chunksOf(root: Root, source: string): readonly Chunk[] {
  const found: { heading: RootContent | null; nodes: RootContent[] }[] = [{ heading: null, nodes: [] }];
  for (const node of root.children) {
    if (node.type === 'yaml') found[0] = { heading: node, nodes: [] };
    else if (node.type === 'heading' && node.depth <= 2) found.push({ heading: node, nodes: [] });
    else found.at(-1)?.nodes.push(node);
  }
  return found.map(({ heading, nodes }) => {
    const [first, last] = [nodes[0], nodes.at(-1)];
    const edge = heading ? endOf(heading) : 0;
    // Indentation means something, and belongs to what it stands before.
    const [start, behind] =
      first && last ? [source.lastIndexOf('\n', startOf(first) - 1) + 1, endOf(last)] : [edge, edge];
    return {
      title: heading?.type === 'heading' ? headingText(heading).text : null,
      heading: heading?.type === 'heading' ? source.slice(startOf(heading), endOf(heading)) : '',
      text: source.slice(start, behind).trimEnd(),
      start,
      behind,
    };
  });
}
