import type { Root, RootContent } from 'mdast';
import type { VNode } from 'preact';
import { root } from '../../text/markdown/build.ts';
import type { SafeHtml } from '../../text/markdown/html.ts';
import type { Piece } from '../pieces.ts';
import { ChartFigure } from './charts.tsx';

/** What follows each other without a picture between, together. */
function runs(pieces: readonly Piece[]): (Root | Exclude<Piece, RootContent>)[] {
  const found: (Root | Exclude<Piece, RootContent>)[] = [];
  for (const piece of pieces) {
    const last = found.at(-1);
    if (piece.type === 'chart') found.push(piece);
    else if (last?.type === 'root') last.children.push(piece);
    else found.push(root([piece]));
  }
  return found;
}

/** Pieces as HTML, pictures among them. */
export function Pieces({
  pieces,
  html,
}: {
  readonly pieces: readonly Piece[];
  /** How what is Markdown becomes HTML. */
  readonly html: (tree: Root) => SafeHtml;
}): VNode {
  return (
    <>
      {runs(pieces).map((run) =>
        run.type === 'chart' ? (
          <ChartFigure chart={run} />
        ) : (
          // oxlint-disable-next-line react/no-danger -- the type lets nothing else in
          <div class="prose" dangerouslySetInnerHTML={{ __html: html(run) }} />
        ),
      )}
    </>
  );
}
