import type { Nodes, Parents } from 'mdast';

/**
 * Looks at every node below one, parents before their children, each with its place; `look` may change the tree there.
 *
 * @param look Returns where to go on among the children of `parent`, if that is not with what stands below the node and
 *   then behind it.
 */
export function walk(top: Nodes, look: (node: Nodes, index: number, parent: Parents) => number | void): void {
  if (!('children' in top)) return;
  const children = top.children as Nodes[];
  for (let index = 0; index < children.length;) {
    const next = look(children[index] as Nodes, index, top);
    if (typeof next === 'number') index = next;
    else {
      const node = children[index];
      if (node && 'children' in node) walk(node, look);
      index += 1;
    }
  }
}

/** A tree of its own; places and what else is told of a node, which nobody changes, are shared. */
export function copied<T extends Nodes>(node: T): T {
  const copy = { ...node };
  if ('children' in copy)
    copy.children = (copy.children as Nodes[]).map((child) => copied(child)) as typeof copy.children;
  return copy;
}
