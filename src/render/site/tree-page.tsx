import type { Root } from 'mdast';
import type { Building, Drawn } from './building.tsx';
import { Prose } from './parts.tsx';

/** Where a text that is compiled would lie: its links are relative to the root. */
const COMPILED = { path: 'COMPILED.md' };

/** A page of what is compiled as a Markdown tree, under the heading that the tree begins with. */
export function treePage(
  { show }: Building,
  path: string,
  title: string,
  tree: () => Root,
  sort: 'report' | 'digest',
): Drawn {
  return {
    path,
    title,
    content: () => (
      <div class={sort}>
        <Prose html={show.html(tree(), COMPILED, path)} />
      </div>
    ),
    twin: () => show.tree(tree(), COMPILED, path).children.slice(1),
    subject: null,
  };
}
