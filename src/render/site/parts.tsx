import type { ComponentChildren, VNode } from 'preact';
import type { Change } from '../../model/history.ts';
import type { TrackRecord } from '../../states/advice-record.ts';
import { encodedPath, relativeUrl } from '../../text/links.ts';
import type { SafeHtml } from '../../text/markdown/html.ts';
import { printable } from '../../text/printable.ts';
import { badgeClass, signOf } from '../../text/signs.ts';
import { listed } from '../../text/words.ts';
import { Head } from '../head.tsx';
import { recordText, reservation } from '../record.ts';
import { twinPath } from './twin.ts';

/** Where the community's own stylesheet lies in the site. */
export const OWN_CSS = 'assets/own.css';

/** The script that searches the site, on every page. */
export const SEARCH_SCRIPT = 'assets/search.js';

/** The page that a search fills. */
export const SEARCH_PAGE = 'search.html';

/** What every page of the site shares. */
export interface Frame {
  readonly title: string;
  readonly today: string;
  readonly about: string;
  readonly leftOut: string | null;
  /** Whether the community has a stylesheet of its own. */
  readonly ownStyle: boolean;
  /** Where its picture lies in the site; null where it has none. */
  readonly logo: string | null;
  /** The language that the documents are written in; what stands around them is English. */
  readonly language: string;
  /** Where the site is published, with a `/` at its end; null where that is not known. */
  readonly baseUrl: string | null;
  readonly sections: readonly { readonly name: string; readonly page: string }[];
  /** What machines read beside the pages: its name, its type, and where it lies in the site. */
  readonly feeds: readonly { readonly name: string; readonly type: string; readonly path: string }[];
  /** Whether the pages are served while somebody writes, and load themselves again. */
  readonly live: boolean;
}

/** Where a page's source lies on the forge, and where an issue about it can be opened. */
export interface ForgeLinks {
  readonly source: string;
  readonly feedback: string;
}

interface PageProps {
  readonly frame: Frame;
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

export function Page({ frame, at, title, forge, change, children }: PageProps): VNode {
  const section = at.split('/')[0];
  const to = (path: string): string => relativeUrl(at, path);
  const twin = to(twinPath(at));
  return (
    <html lang="en">
      <Head
        title={title === frame.title ? title : `${title} – ${frame.title}`}
        policy={frame.live ? LIVE_POLICY : POLICY}
      >
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href={to('assets/site.css')} />
        {frame.ownStyle ? <link rel="stylesheet" href={to(OWN_CSS)} /> : null}
        {frame.baseUrl === null ? null : <link rel="canonical" href={frame.baseUrl + encodedPath(at)} />}
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
          {children}
        </main>
        <footer>
          {forge === null ? null : (
            <p>
              Was this page helpful? <a href={forge.feedback}>If not, say what is missing</a>, or{' '}
              <a href={forge.source}>look at its source</a>.
            </p>
          )}
          {change === null ? null : <ChangeLine {...change} />}
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

/** A state as a sign and a word: colour only repeats what they say. */
export function Badge({ word }: { readonly word: string }): VNode {
  return (
    <span class={badgeClass(word)}>
      <span aria-hidden="true">{signOf(word)} </span>
      {word.replaceAll('-', ' ')}
    </span>
  );
}

/** One dot for each time it was tried, and the same in words. */
export function TrackRecordLine({
  record,
  confidence,
}: {
  readonly record: TrackRecord;
  readonly confidence?: string;
}): VNode {
  const unknown = record.tried - record.worked - record.partly - record.didNot;
  const dots: [number, string, string][] = [
    [record.worked, '●', 'good'],
    [record.partly, '◐', 'part'],
    [record.didNot, '✕', 'bad'],
    [unknown, '·', 'faint'],
  ];
  return (
    <span class="record">
      {record.tried === 0 ? null : (
        <span class="dots" aria-hidden="true">
          {dots.map(([count, dot, tone]) =>
            count > 0 ? <span class={tone}>{dot.repeat(Math.min(count, 12))}</span> : null,
          )}
        </span>
      )}
      {recordText(record)}
      {confidence === undefined ? '' : reservation(confidence, record)}
    </span>
  );
}

/** HTML that was sanitized on its way here. */
export function Prose({ html }: { readonly html: SafeHtml }): VNode {
  // oxlint-disable-next-line react/no-danger -- the type lets nothing else in
  return <div class="prose" dangerouslySetInnerHTML={{ __html: html }} />;
}

export interface Item {
  readonly title: string;
  readonly href: string | null;
  readonly state: string | null;
  readonly detail: string | null;
}

export function Items({ items, dense = false }: { readonly items: readonly Item[]; readonly dense?: boolean }): VNode {
  return (
    <ul class={dense ? 'items is-dense' : 'items'}>
      {items.map(({ title, href, state, detail }) => (
        <li>
          {href === null ? (
            <bdi>{title}</bdi>
          ) : (
            <a href={href}>
              <bdi>{title}</bdi>
            </a>
          )}{' '}
          {state === null ? null : <Badge word={state} />}
          {detail === null ? null : <span class="detail">{detail}</span>}
        </li>
      ))}
    </ul>
  );
}

export function Topics({
  topics,
}: {
  readonly topics: readonly { readonly name: string; readonly href: string }[];
}): VNode | null {
  if (topics.length === 0) return null;
  return (
    <ul class="topics" aria-label="Topics">
      {topics.map(({ name, href }) => (
        <li>
          <a href={href}>
            <bdi>{name}</bdi>
          </a>
        </li>
      ))}
    </ul>
  );
}
