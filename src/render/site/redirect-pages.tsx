import type { Document } from '../../model/document.ts';
import { PAGE } from '../../model/document.ts';
import { relativeUrl } from '../../text/links.ts';
import { slug } from '../../text/slug.ts';
import { Head } from '../head.tsx';
import type { Building } from './building.tsx';
import type { SiteFile } from './site.ts';
import { htmlPage } from '../html-page.ts';

const POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'";

/** Where a name that is not used any more leads: without a script, and with a link for whoever is not led. */
interface Redirect {
  readonly from: string;
  readonly to: string;
  readonly title: string;
}

function page({ from, to, title }: Redirect): SiteFile {
  const href = relativeUrl(from, to);
  const shown = (
    <html lang="en">
      <Head title={title} policy={POLICY}>
        <meta http-equiv="refresh" content={`0; url=${href}`} />
        <link rel="canonical" href={href} />
      </Head>
      <body>
        <p>
          This is now called <a href={href}>{title}</a>.
        </p>
      </body>
    </html>
  );
  return { path: from, text: () => htmlPage(shown) };
}

/** The page beside another that an alias would have. */
const beside = (path: string, alias: string): string =>
  `${path.slice(0, path.lastIndexOf('/') + 1)}${/^[\w.-]{1,120}$/.test(alias) ? alias : slug(alias, 120)}.html`;

/** A page for every alias, so that an address that somebody kept goes on leading to what it was kept for. */
export function redirectPages({ community, entries, urls }: Building, taken: ReadonlySet<string>): SiteFile[] {
  const ofEntries = entries
    .filter(({ anchor }) => anchor === null)
    .flatMap(({ origin, aliases, question }) => {
      const to = urls.ofEntry(origin);
      return aliases.map((alias): Redirect => ({ from: beside(to, alias), to, title: question }));
    });
  const ofDocuments = community.documents
    .filter((document: Document) => document.kind !== PAGE)
    .flatMap((document) => {
      const place = urls.of(document);
      if (!place || place.anchor !== null) return [];
      return document.aliases.map((alias): Redirect => ({
        from: beside(place.page, alias),
        to: place.page,
        title: document.title,
      }));
    });
  const made = new Set(taken);
  return [...ofEntries, ...ofDocuments].flatMap((redirect) => {
    if (made.has(redirect.from)) return [];
    made.add(redirect.from);
    return [page(redirect)];
  });
}
