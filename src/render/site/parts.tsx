import type { ComponentChildren, VNode } from 'preact';
import type { TrackRecord } from '../../states/advice-record.ts';
import { relativeUrl } from '../../text/links.ts';
import type { SafeHtml } from '../../text/markdown/html.ts';
import { Head } from '../head.tsx';
import { recordText, reservation } from '../record.ts';

/** Where the community's own stylesheet lies in the site. */
export const OWN_CSS = 'assets/own.css';

/** What every page of the site shares. */
export interface Frame {
  readonly title: string;
  readonly today: string;
  readonly about: string;
  readonly leftOut: string | null;
  /** Whether the community has a stylesheet of its own. */
  readonly ownStyle: boolean;
  readonly sections: readonly { readonly name: string; readonly page: string }[];
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
  readonly children: ComponentChildren;
}

/** No script at all, and nothing from anywhere else: the site is read from disk and trusts no text that it shows. */
const POLICY =
  "default-src 'none'; style-src 'self' file:; img-src 'self' file: data:; base-uri 'none'; form-action 'none'";

export function Page({ frame, at, title, forge, children }: PageProps): VNode {
  const section = at.split('/')[0];
  return (
    <html lang="en">
      <Head title={title === frame.title ? title : `${title} – ${frame.title}`} policy={POLICY}>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href={relativeUrl(at, 'assets/site.css')} />
        {frame.ownStyle ? <link rel="stylesheet" href={relativeUrl(at, OWN_CSS)} /> : null}
      </Head>
      <body>
        <a class="skip" href="#cop-main">
          Skip to the content
        </a>
        <header class="top">
          <div class="inner">
            <a class="brand" href={relativeUrl(at, 'index.html')}>
              <bdi>{frame.title}</bdi>
            </a>
            <nav aria-label="Site">
              <ul>
                {frame.sections.map(({ name, page }) => (
                  <li>
                    <a
                      href={relativeUrl(at, page)}
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
        <main id="cop-main" tabIndex={-1}>
          {children}
        </main>
        <footer>
          {forge === null ? null : (
            <p>
              Was this page helpful? <a href={forge.feedback}>If not, say what is missing</a>, or{' '}
              <a href={forge.source}>look at its source</a>.
            </p>
          )}
          <p>
            As of {frame.today}, {frame.about}.
          </p>
          {frame.leftOut === null ? null : <p class="left-out">{frame.leftOut}</p>}
        </footer>
      </body>
    </html>
  );
}

const SIGNS: Readonly<Record<string, string>> = {
  validated: '✓',
  'not validated': '○',
  contradicted: '≠',
  superseded: '→',
  draft: '✎',
  settled: '✓',
  waiting: '…',
  advised: '○',
  due: '!',
  'followed up': '?',
  worked: '●',
  partly: '◐',
  'did-not-work': '○',
};

/** A state as a sign and a word: colour only repeats what they say. */
export function Badge({ word }: { readonly word: string }): VNode {
  const [state = ''] = word.split(', ');
  const late = /overdue|lapsed/.test(word) ? ' is-late' : '';
  return (
    <span class={`badge is-${state.replaceAll(' ', '-')}${late}`}>
      <span aria-hidden="true">{SIGNS[state] ?? '·'} </span>
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
    [record.didNot, '○', 'bad'],
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
  return <div class="prose" dir="auto" dangerouslySetInnerHTML={{ __html: html }} />;
}

export interface Item {
  readonly title: string;
  readonly href: string | null;
  readonly state: string | null;
  readonly detail: string | null;
}

export function Items({ items }: { readonly items: readonly Item[] }): VNode {
  return (
    <ul class="items">
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
