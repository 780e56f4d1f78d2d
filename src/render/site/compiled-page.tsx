import type { Piece } from '../pieces.ts';
import { withoutCharts } from '../pieces.ts';
import { Pieces } from '../report/drawn.tsx';
import type { Building, Drawn } from './building.tsx';

/** Where a text that is compiled would lie: its links are relative to the root. */
const COMPILED = { path: 'COMPILED.md' };

/** A page of what is compiled from other documents, under the heading that it begins with. */
export function compiledPage(
  { show }: Building,
  path: string,
  title: string,
  pieces: () => readonly Piece[],
  sort: 'report' | 'digest',
): Drawn {
  return {
    path,
    title,
    content: () => (
      <div class={sort}>
        <Pieces pieces={pieces()} html={(tree) => show.html(show.tree(tree, COMPILED, path), path)} />
      </div>
    ),
    twin: () => show.tree(withoutCharts(pieces()), COMPILED, path).children.slice(1),
    subject: null,
  };
}
