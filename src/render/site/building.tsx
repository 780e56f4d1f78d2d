import type { ComponentChildren, VNode } from 'preact';
import type { FaqEntry } from '../../compile/faq/index.ts';
import { isKind } from '../../kinds/index.ts';
import type { Community } from '../../model/community.ts';
import { PAGE, dayOf } from '../../model/document.ts';
import type { Document } from '../../model/document.ts';
import type { States } from '../../states/index.ts';
import { relativeUrl } from '../../text/links.ts';
import { body } from '../../text/markdown/tree.ts';
import { Items, Prose } from './parts.tsx';
import type { Item } from './parts.tsx';
import type { Shower } from './shown.ts';
import type { SiteUrls } from './urls.ts';

/** What every page is drawn from. */
export interface Building {
  readonly community: Community;
  readonly states: States;
  readonly entries: readonly FaqEntry[];
  readonly topics: readonly string[];
  readonly urls: SiteUrls;
  readonly show: Shower;
}

/** A page before it is put into its frame. */
export interface Drawn {
  readonly path: string;
  readonly title: string;
  readonly content: ComponentChildren;
  /** What it shows, where that is one document: whoever reads it may want its source, or to say something about it. */
  readonly source?: Document;
}

/** A document as an entry of a list on the page at `at`. */
export function item({ states, show }: Building, document: Document, at: string): Item {
  const kind = document.kind === PAGE ? null : document.kind;
  return {
    title: document.title,
    href: show.href(at, document),
    state: states.word(document),
    detail: [kind, dayOf(document)].filter((part) => part !== null).join(', ') || null,
  };
}

/** An entry's confidence, and that its review has lapsed. */
export const entryState = ({ confidence, reviewLapsed }: FaqEntry): string =>
  reviewLapsed === true ? `${confidence}, review lapsed` : confidence;

export function entryItem({ urls, show }: Building, entry: FaqEntry, at: string): Item {
  const { origin, anchor } = entry;
  // A question that a note answers is read there.
  const note = anchor === null ? null : show.href(at, origin);
  const href = note === null ? relativeUrl(at, urls.ofEntry(origin)) : `${note}#${encodeURIComponent(anchor ?? '')}`;
  return { title: entry.question, href, state: entryState(entry), detail: null };
}

export const topicLinks = ({ urls }: Building, topics: readonly string[], at: string) =>
  [...new Set(topics)].map((name) => ({ name, href: relativeUrl(at, urls.ofTopic(name)) }));

/** A document's whole body. */
export function proseOf({ show }: Building, document: Document, at: string, fitting = {}): VNode {
  const parsed = document.body();
  if (!parsed) return <p class="care">This page is nested too deeply to be shown.</p>;
  const shown = body(parsed.root);
  // The heading of a section that is still to be written tells a reader nothing.
  const silent = new Set(
    document.declaration ? parsed.outline.sections.filter(({ text }) => text === '').map(({ line }) => line) : [],
  );
  shown.children = shown.children.filter((node) => !silent.has(node.position?.start.line ?? 0));
  return <Prose html={show.html(shown, document, at, fitting)} />;
}

/** Documents that lead here, threads apart: their links stand in the conversation already. */
export function Backlinks({
  building,
  document,
  at,
}: {
  building: Building;
  document: Document;
  at: string;
}): VNode | null {
  const seen = new Map<string, Document>();
  for (const { from } of building.community.linksTo(document)) {
    const inThread =
      isKind(document, 'issue') && isKind(from, 'advice', 'followup') && from.fields.issue === document.id;
    if (!inThread && from.kind !== 'assessment') seen.set(from.path, from);
  }
  if (seen.size === 0) return null;
  return (
    <aside aria-labelledby="cop-cited-by">
      <h2 id="cop-cited-by">Cited by</h2>
      <Items items={[...seen.values()].map((from) => item(building, from, at))} />
    </aside>
  );
}
