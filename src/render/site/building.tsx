import type { Root, RootContent } from 'mdast';
import type { ComponentChildren, VNode } from 'preact';
import type { FaqEntry } from '../../compile/faq/index.ts';
import { isKind } from '../../kinds/index.ts';
import type { Community } from '../../model/community.ts';
import { PAGE, dayOf, topicsOf } from '../../model/document.ts';
import type { Document } from '../../model/document.ts';
import type { States } from '../../states/index.ts';
import type { Day } from '../../text/day.ts';
import { relativeUrl } from '../../text/links.ts';
import { noted, recalled } from '../../text/noting.ts';
import type { Noted } from '../../text/noting.ts';
import { paragraph } from '../../text/markdown/build.ts';
import { headingText } from '../../text/markdown/outline.ts';
import { body, deepened } from '../../text/markdown/tree.ts';
import { firstWords } from '../../text/markdown/words.ts';
import { Items, Prose } from './parts.tsx';
import type { Item } from './parts.tsx';
import type { Shower } from './shown.ts';
import { listTwin } from './twin.ts';
import type { SiteUrls } from './urls.ts';

/** What every page is drawn from. */
export interface Building {
  readonly community: Community;
  readonly states: States;
  readonly entries: readonly FaqEntry[];
  readonly topics: readonly string[];
  readonly urls: SiteUrls;
  readonly show: Shower;
  readonly trees: PageTrees;
}

/** What a page shows, made once for its HTML and its twin. `of` is what it is made of: a document, or a part of one. */
export type PageTrees = <T>(at: string, of: object, make: () => T) => T;

/** Keeps the trees of the page that was asked for last, and no others. */
export function pageTrees(): PageTrees {
  let page: string | null = null;
  const trees = new Map<object, Noted<unknown>>();
  return <T,>(at: string, of: object, make: () => T): T => {
    if (at !== page) trees.clear();
    page = at;
    const tree = trees.get(of) as Noted<T> | undefined;
    if (tree) return recalled(tree);
    const made = noted(make);
    trees.set(of, made);
    return made.value;
  };
}

/** What machines are told of a page that shows one thing, and what a search finds it by. */
export interface Subject {
  /** `question`, or the kind of the document. */
  readonly kind: string;
  /** Its confidence or stage; null where it has none. */
  readonly state: string | null;
  readonly day: Day | null;
  readonly topics: readonly string[];
  /** Other words for its title. */
  readonly also: readonly string[];
  /** All its words, without marks. Parses what the page shows. */
  readonly text: () => string;
  /** Its first words. */
  readonly opening: () => string;
}

/** A page before it is put into its frame. What stands on it is drawn when it is asked for. */
export interface Drawn {
  readonly path: string;
  readonly title: string;
  readonly content: () => ComponentChildren;
  /** The same as Markdown, below its title. */
  readonly twin: () => readonly RootContent[];
  /** What it shows, where that is one document: whoever reads it may want its source, or to say something about it. */
  readonly source?: Document;
  /** Null for a page that only lists others. */
  readonly subject: Subject | null;
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

/** A document's whole body as a tree of its own; null where it cannot be parsed. */
function wholeBody(document: Document): Root | null {
  const parsed = document.body();
  if (!parsed) return null;
  const shown = body(parsed.root);
  // The heading of a section that is still to be written tells a reader nothing.
  const silent = new Set(
    document.declaration ? parsed.outline.sections.filter(({ text }) => text === '').map(({ line }) => line) : [],
  );
  shown.children = shown.children.filter(
    (node) =>
      !silent.has(node.position?.start.line ?? 0) && !(node.type === 'heading' && headingText(node).text === ''),
  );
  return shown;
}

const TOO_DEEP = 'This page is nested too deeply to be shown.';

/** A document's body as it stands on a page. Its HTML and its twin are made of the same tree: neither changes it. */
function shownBody({ show, trees }: Building, document: Document, at: string): Root | null {
  return trees(at, document, () => {
    const shown = wholeBody(document);
    return shown && show.tree(shown, document, at);
  });
}

export function proseOf(building: Building, document: Document, at: string, fitting = {}): VNode {
  const shown = shownBody(building, document, at);
  return shown ? <Prose html={building.show.html(shown, at, fitting)} /> : <p class="care">{TOO_DEEP}</p>;
}

/** The same for the twin of a page, its headings so many levels down. */
export function proseTwin(building: Building, document: Document, at: string, levels = 0): RootContent[] {
  const shown = shownBody(building, document, at);
  return shown ? deepened(shown.children, levels) : [paragraph(TOO_DEEP)];
}

/** All words of some documents' bodies, but for the headings that every document of a kind has. */
export function textOf({ show }: Building, documents: readonly Document[]): string {
  return documents
    .map((document) => {
      const usual = new Set((document.declaration?.sections ?? []).map(({ title }) => title));
      const nodes = document.body()?.root.children ?? [];
      return show.words(nodes.filter((node) => node.type !== 'heading' || !usual.has(headingText(node).text)));
    })
    .join(' ');
}

/** How much of a page a feed tells, in characters; the rest is a click away. */
const LONGEST_OPENING = 300;

/** The first words of some nodes. */
export const openingOf = ({ show }: Building, nodes: readonly RootContent[]): string =>
  show.words([paragraph(firstWords(nodes, LONGEST_OPENING))]);

/** What machines are told of a document. */
export const subjectOf = (building: Building, document: Document): Subject => ({
  kind: document.kind,
  state: building.states.word(document),
  day: dayOf(document),
  topics: topicsOf(document),
  also: [],
  text: () => textOf(building, [document]),
  opening: () => {
    const parsed = document.body();
    const section = parsed?.outline.sections.find(({ text }) => text !== '');
    return openingOf(building, section?.nodes ?? parsed?.root.children ?? []);
  },
});

/** Documents that lead here, threads apart: their links stand in the conversation already. */
function citing(building: Building, document: Document, at: string): Item[] {
  const seen = new Map<string, Document>();
  for (const { from } of building.community.linksTo(document)) {
    const inThread =
      isKind(document, 'issue') && isKind(from, 'advice', 'followup') && from.fields.issue === document.id;
    if (!inThread && from.kind !== 'assessment') seen.set(from.path, from);
  }
  return [...seen.values()].map((from) => item(building, from, at));
}

interface BacklinksProps {
  readonly building: Building;
  readonly document: Document;
  readonly at: string;
}

export function Backlinks({ building, document, at }: BacklinksProps): VNode | null {
  const items = citing(building, document, at);
  if (items.length === 0) return null;
  return (
    <aside aria-labelledby="cop-cited-by">
      <h2 id="cop-cited-by">Cited by</h2>
      <Items items={items} />
    </aside>
  );
}

export const backlinksTwin = (building: Building, document: Document, at: string): RootContent[] =>
  listTwin('Cited by', citing(building, document, at));
