import { deepened } from '../../text/markdown/tree.ts';
import type { Piece } from '../pieces.ts';
import { withoutCharts } from '../pieces.ts';
import { Pieces } from '../report/drawn.tsx';
import type { Building, Drawn } from './building.tsx';

/** Where a text that is compiled would lie: its links are relative to the root. */
const COMPILED = { path: 'COMPILED.md' };

/** A page of what is compiled from other documents, under the heading that it begins with. */
export function compiledPage(
  { show, trees }: Building,
  path: string,
  title: string,
  pieces: () => readonly Piece[],
  sort: 'report' | 'digest',
): Drawn {
  // Links are fitted to the page in place: its HTML and its twin show the same pieces.
  const shown = (): readonly Piece[] =>
    trees(path, pieces, () => {
      const all = pieces();
      show.tree(withoutCharts(all), COMPILED, path);
      return all;
    });
  return {
    path,
    title,
    content: () => (
      <div class={sort}>
        <Pieces pieces={shown()} html={(tree) => show.html(tree, path)} />
      </div>
    ),
    twin: () => deepened(withoutCharts(shown()).children.slice(1), 0),
    subject: null,
  };
}
