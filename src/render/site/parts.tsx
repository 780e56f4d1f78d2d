import type { VNode } from 'preact';
import type { TrackRecord } from '../../states/advice-record.ts';
import type { SafeHtml } from '../../text/markdown/html.ts';
import { badgeClass, signOf } from '../../text/signs.ts';
import { recordText, reservation } from '../record.ts';

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
