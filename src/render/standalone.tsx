import { renderToString } from 'preact-render-to-string';
import type { Root } from 'mdast';
import { Head } from './head.tsx';
import { toHtml } from '../text/markdown/html.ts';
import { rewrite } from '../text/markdown/tree.ts';
import { isSafeAddress } from './passages.ts';

/** Nothing is loaded and nothing runs: the page is one file that can be sent, printed and kept. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/**
 * A Markdown tree as one HTML file with its style in it.
 *
 * @param style The stylesheet that ships; never a stranger's.
 */
export function standalonePage(title: string, tree: Root, style: string): string {
  const isOwn = (url: string): boolean => isSafeAddress(url) || !/^[a-z][a-z0-9+.-]*:|^\/\//i.test(url);
  const shown = rewrite(tree, {
    link: (url) => (isOwn(url) ? { href: url } : null),
    image: () => null,
    wiki: (id) => ({ href: null, title: id }),
  });
  const page = (
    <html lang="en">
      <Head title={title} policy={POLICY}>
        <style dangerouslySetInnerHTML={{ __html: style }} />
      </Head>
      <body>
        <main class="inner prose" dangerouslySetInnerHTML={{ __html: toHtml(shown) }} />
      </body>
    </html>
  );
  return `<!doctype html>\n${renderToString(page)}\n`;
}
