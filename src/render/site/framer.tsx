import type { HtmlPage } from '../../text/written.ts';
import type { ComponentChildren, VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Change } from '../../model/history.ts';
import { encodedPath, relativeUrl } from '../../text/links.ts';
import { remembered } from '../../text/once.ts';
import { printable } from '../../text/printable.ts';
import { listed } from '../../text/words.ts';
import { Head } from '../head.tsx';
import { OWN_CSS, SEARCH_PAGE, SEARCH_SCRIPT } from './parts.tsx';
import type { Frame } from './parts.tsx';
import { twinPath } from './twin.ts';

/** Where a page's source lies on the forge, and where an issue about it can be opened. */
export interface ForgeLinks {
  readonly source: string;
  readonly feedback: string;
}

/** What is another on each page. */
export interface PageContent {
  /** The page's own path, from which every link on it is relative. */
  readonly at: string;
  readonly title: string;
  readonly forge: ForgeLinks | null;
  /** What git tells of its source; null where it tells nothing. */
  readonly change: Change | null;
  readonly children: ComponentChildren;
}

/**
 * Scripts are the site's own files and nothing else: what strangers wrote runs nowhere. A page from disk has an origin
 * that is no `self`, hence `file:`.
 */
const POLICY =
  "default-src 'none'; script-src 'self' file:; style-src 'self' file:; img-src 'self' file: data:; base-uri 'none'; form-action 'none'";

/** Pages that are served may hear from the server that served them. */
const LIVE_POLICY = `${POLICY}; connect-src 'self'`;

/** When a page changed, and who looked at it. */
function ChangeLine({ day, author, reviewers }: Change): VNode {
  return (
    <p>
      Last changed on {day} by <bdi>{printable(author)}</bdi>
      {reviewers.length === 0 ? null : (
        <>
          ; reviewed by <bdi>{printable(listed(reviewers))}</bdi>
        </>
      )}
      .
    </p>
  );
}

/** What the foot of a page says of its source. */
function Notes({ forge, change }: Pick<PageContent, 'forge' | 'change'>): VNode {
  return (
    <>
      {forge === null ? null : (
        <p>
          Was this page helpful? <a href={forge.feedback}>If not, say what is missing</a>, or{' '}
          <a href={forge.source}>look at its source</a>.
        </p>
      )}
      {change === null ? null : <ChangeLine {...change} />}
    </>
  );
}

/** What stands in a page that is another on each: texts and pieces of HTML. */
interface Filled {
  readonly title: string;
  readonly canonical: string;
  readonly twin: string;
  readonly content: string;
  readonly notes: string;
}

/** A page around what {@link Filled} says: nearly the same on every page. */
function Page({ frame, at, filled }: { readonly frame: Frame; readonly at: string; readonly filled: Filled }): VNode {
  const section = at.split('/')[0];
  const to = (path: string): string => relativeUrl(at, path);
  const { title, canonical, twin, content, notes } = filled;
  return (
    <html lang="en">
      <Head title={title} policy={frame.live ? LIVE_POLICY : POLICY}>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href={to('assets/site.css')} />
        {frame.ownStyle ? <link rel="stylesheet" href={to(OWN_CSS)} /> : null}
        {frame.baseUrl === null ? null : <link rel="canonical" href={canonical} />}
        <link rel="alternate" type="text/markdown" title="This page as Markdown" href={twin} />
        {frame.feeds.map(({ name, type, path }) => (
          <link rel="alternate" type={type} title={name} href={to(path)} />
        ))}
        <script src={to(SEARCH_SCRIPT)} defer />
        {frame.live ? <script src={to('assets/live.js')} defer /> : null}
      </Head>
      <body>
        <a class="skip" href="#cop-main">
          Skip to the content
        </a>
        <header class="top">
          <div class="inner">
            <a class="brand" href={to('index.html')}>
              {frame.logo === null ? null : <img src={to(frame.logo)} alt="" />}
              <bdi>{frame.title}</bdi>
            </a>
            <form class="search" role="search" data-page={to(SEARCH_PAGE)} hidden>
              <label class="sr-only" for="cop-search">
                Search
              </label>
              <input id="cop-search" type="search" placeholder="Search" autocomplete="off" spellcheck={false} />
              <div class="panel" hidden />
            </form>
            <nav aria-label="Site">
              <ul>
                {frame.sections.map(({ name, page }) => (
                  <li>
                    <a
                      href={to(page)}
                      aria-current={
                        page === at ? 'page' : page.split('/')[0] === section && page.includes('/') ? 'true' : undefined
                      }
                    >
                      {name}
                    </a>
                  </li>
                ))}
              </ul>
            </nav>
          </div>
        </header>
        <main id="cop-main" tabIndex={-1} lang={frame.language === 'en' ? undefined : frame.language}>
          {content}
        </main>
        <footer>
          {notes}
          <p>
            As of {frame.today}, {frame.about}.
          </p>
          <p>
            <a href={twin}>This page as Markdown</a>
            {frame.feeds.map(({ name, path }) => (
              <>
                {' · '}
                <a href={to(path)}>{name}</a>
              </>
            ))}
          </p>
          {frame.leftOut === null ? null : <p class="left-out">{frame.leftOut}</p>}
        </footer>
      </body>
    </html>
  );
}

const FIELDS = ['title', 'canonical', 'twin', 'content', 'notes'] as const;

/** A sign that nobody has on a keyboard, as often as it takes to stand nowhere in a frame. */
function signBeside(frame: Frame): string {
  const told = JSON.stringify(frame);
  let sign = '\u{f8d00}';
  while (told.includes(sign)) sign += '\u{f8d00}';
  return sign;
}

const asHtml = (text: string): string => renderToString(<>{text}</>);

/**
 * Renders pages in their frame. The frame is rendered once for all pages of a folder, from which every link in it is the
 * same, and cut open for what is not.
 */
export function framer(frame: Frame): (page: PageContent) => HtmlPage {
  const sign = signBeside(frame);
  const filled = Object.fromEntries(FIELDS.map((name) => [name, sign + name + sign])) as unknown as Filled;
  const isSection = new Set(frame.sections.map(({ page }) => page));
  const framesOf = remembered((at: string) =>
    renderToString(<Page frame={frame} at={at} filled={filled} />).split(sign),
  );
  return ({ at, title, forge, change, children }) => {
    // The page of a section is marked in the navigation, and no other beside it is.
    const pieces = framesOf(isSection.has(at) ? at : `${at.slice(0, at.lastIndexOf('/') + 1)}-`);
    const values: Filled = {
      title: asHtml(title === frame.title ? title : `${title} – ${frame.title}`),
      canonical: asHtml((frame.baseUrl ?? '') + encodedPath(at)),
      twin: asHtml(relativeUrl(at, twinPath(at))),
      content: renderToString(<>{children}</>),
      notes: renderToString(<Notes forge={forge} change={change} />),
    };
    // Every second piece is the name of what belongs there.
    const html = pieces.map((piece, index) => (index % 2 === 0 ? piece : values[piece as keyof Filled]));
    return `<!doctype html>\n${html.join('')}\n` as HtmlPage;
  };
}
