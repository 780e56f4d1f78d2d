import type { Root } from 'mdast';
import { Head } from './head.tsx';
import { toHtml } from '../text/markdown/html.ts';
import type { SafeHtml } from '../text/markdown/html.ts';
import { rewrite } from '../text/markdown/tree.ts';
import { isSafeAddress } from './passages.ts';
import type { Piece } from './pieces.ts';
import { Pieces } from './report/drawn.tsx';
import type { HtmlPage, ShippedText } from '../text/written.ts';
import { htmlPage } from './html-page.ts';

/** Nothing is loaded and nothing runs: the page is one file that can be sent, printed and kept. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/**
 * Compiled pieces as one HTML file with its style and its pictures in it.
 *
 * @param style The stylesheet that ships; never a stranger's.
 * @param sort What it is, for the stylesheet: `report`.
 */
export function standalonePage(title: string, pieces: readonly Piece[], style: ShippedText, sort = ''): HtmlPage {
  const isOwn = (url: string): boolean => isSafeAddress(url) || !/^[a-z][a-z0-9+.-]*:|^\/\//i.test(url);
  const html = (tree: Root): SafeHtml =>
    toHtml(
      rewrite(tree, {
        link: (url) => (isOwn(url) ? { href: url } : null),
        image: () => null,
        wiki: (id) => ({ href: null, title: id }),
      }),
    );
  const page = (
    <html lang="en">
      <Head title={title} policy={POLICY}>
        <style dangerouslySetInnerHTML={{ __html: style }} />
      </Head>
      <body>
        <main class={`inner ${sort}`.trimEnd()}>
          <Pieces pieces={pieces} html={html} />
        </main>
      </body>
    </html>
  );
  return htmlPage(page);
}
