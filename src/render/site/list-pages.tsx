import type { RootContent } from 'mdast';
import type { VNode } from 'preact';
import { byTopic } from '../../compile/faq/index.ts';
import type { FaqEntry } from '../../compile/faq/index.ts';
import { KINDS, every, isKind } from '../../kinds/index.ts';
import { PAGE, topicsOf } from '../../model/document.ts';
import type { Document } from '../../model/document.ts';
import { STAGES } from '../../states/issue-state.ts';
import { grouped } from '../../text/grouped.ts';
import { relativeUrl } from '../../text/links.ts';
import { paragraph } from '../../text/markdown/build.ts';
import { once } from '../../text/once.ts';
import { byText, capitalised, counted } from '../../text/words.ts';
import { item, entryItem } from './building.tsx';
import type { Building, Drawn } from './building.tsx';
import { BEST_FIRST, ConfidenceBar } from './charts.tsx';
import { Items } from './parts.tsx';
import type { Item } from './parts.tsx';
import { listTwin } from './twin.ts';

interface Group {
  readonly title: string | null;
  readonly items: readonly Item[];
  /** Short titles, side by side where there is room. */
  readonly dense?: boolean;
}

/** Several lists of the same entries, and how far those may be relied on. */
interface Ways {
  readonly entries: readonly FaqEntry[];
  readonly pages: readonly { readonly name: string; readonly page: string }[];
}

function WaysIn({ entries, pages, at }: Ways & { readonly at: string }): VNode {
  return (
    <>
      <ConfidenceBar entries={entries} />
      <nav class="ways" aria-label="Order">
        <ul>
          {pages.map(({ name, page }) => (
            <li>
              <a href={relativeUrl(at, page)} aria-current={page === at ? 'page' : undefined}>
                {name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </>
  );
}

/** A page that lists others. Its groups are put together when they are asked for. */
export function listPage(
  path: string,
  title: string,
  intro: string,
  listing: () => readonly Group[],
  ways: Ways | null = null,
): Drawn {
  const filled = once(() => listing().filter(({ items }) => items.length > 0));
  const content = (): VNode => (
    <>
      <h1 dir="auto">{title}</h1>
      <p class="intro">{intro}</p>
      {ways === null ? null : <WaysIn {...ways} at={path} />}
      {filled().length === 0 ? <p>Nothing yet.</p> : null}
      {filled().map(({ title: group, items, dense = false }) => (
        <section>
          {group === null ? null : <h2 dir="auto">{group}</h2>}
          <Items items={items} dense={dense} />
        </section>
      ))}
    </>
  );
  const twin = (): RootContent[] => [
    paragraph(intro),
    ...filled().flatMap(({ title: group, items }) => listTwin(group, items)),
  ];
  return { path, title, content, twin, subject: null };
}

const FAQ = 'faq/index.html';
const BY_CONFIDENCE = 'faq/by-confidence.html';

/** The FAQ by topic, and by how far its answers may be relied on. */
export function faqPages(building: Building): Drawn[] {
  const { entries } = building;
  if (entries.length === 0) return [];
  const listedAt = (at: string, some: readonly FaqEntry[]): Item[] =>
    some.map((entry) => entryItem(building, entry, at));
  const topics = (): Group[] =>
    byTopic(entries).map(([topic, some]) => ({ title: topic ?? 'Without a topic', items: listedAt(FAQ, some) }));
  const confidences = (): Group[] =>
    BEST_FIRST.map((confidence) => ({
      title: capitalised(confidence),
      items: listedAt(
        BY_CONFIDENCE,
        entries.filter((entry) => entry.confidence === confidence),
      ),
    }));
  const also = {
    entries,
    pages: [
      { name: 'By topic', page: FAQ },
      { name: 'By confidence', page: BY_CONFIDENCE },
    ],
  };
  const intro = 'Answers by topic, each with what came of it when somebody tried it.';
  const rest = 'Answers by how far they may be relied on: what members report who tried them.';
  return [
    listPage(FAQ, 'Questions and answers', intro, topics, also),
    listPage(BY_CONFIDENCE, 'Questions and answers by confidence', rest, confidences, also),
  ];
}

export function issueIndex(building: Building): Drawn {
  const at = 'issues/index.html';
  const groups = (): Group[] => {
    const issues = [...every(building.community, 'issue')].sort((a, b) => byText(b.fields.opened, a.fields.opened));
    return STAGES.map((stage) => ({
      title: capitalised(stage),
      items: issues
        .filter((issue) => building.states.issue(issue).stage === stage)
        .map((issue) => item(building, issue, at)),
    }));
  };
  return listPage(at, 'Issues', 'Problems that members brought, and how far each has come.', groups);
}

export function kindsIndex(
  building: Building,
  role: 'note' | 'charter',
  at: string,
  title: string,
  intro: string,
): Drawn {
  const groups = (): Group[] =>
    KINDS.filter((kind) => kind.role === role).map((kind) => ({
      title: capitalised(kind.plural),
      items: (building.community.byKind.get(kind.name) ?? []).map((document) => item(building, document, at)),
    }));
  return listPage(at, title, intro, groups);
}

/** A folder by the title of its own page, else by its name. */
const titleOfFolder = (folder: string, pages: readonly Document[]): string =>
  pages.find(({ path }) => /(?:^|\/)(?:index|readme)\.(?:md|markdown)$/i.test(path))?.title ??
  (folder.split('/').at(-1) ?? folder).replaceAll(/[_-]+/g, ' ');

export function pagesIndex(building: Building): Drawn {
  const at = 'pages/index.html';
  const groups = (): Group[] => {
    // By where they are in the site: what their folders are called may not be for everybody to know.
    const folders = grouped(building.community.byKind.get(PAGE) ?? [], (page) => [
      (building.urls.of(page)?.page ?? '').split('/').slice(1, -1).join('/'),
    ]);
    return [...folders].map(([folder, pages]) => ({
      title: folder === '' ? null : titleOfFolder(folder, pages),
      items: pages.map((page) => item(building, page, at)),
    }));
  };
  return listPage(at, 'Pages', 'Everything else that is written here.', groups);
}

/** The sorts of documents that a topic's page lists, beside the entries of the FAQ. */
const ON_TOPICS: readonly (readonly [title: string, belongs: (document: Document) => boolean])[] = [
  ['Notes', ({ declaration }) => declaration?.role === 'note'],
  ['Answers that are being written', (document) => isKind(document, 'faq') && document.fields.draft === true],
  ['Issues', ({ kind }) => kind === 'issue'],
  ['Pages', ({ kind }) => kind === PAGE],
];

export function topicPages(building: Building): Drawn[] {
  const { community, urls, topics, entries } = building;
  const entriesOn = once(() => grouped(entries, (entry) => entry.topics));
  const sorts = ON_TOPICS.map(([title, belongs]) => ({
    title,
    on: once(() => grouped(community.documents.filter(belongs), topicsOf)),
  }));
  const about = (topic: string, at: string): Group[] => [
    {
      title: 'Questions and answers',
      items: (entriesOn().get(topic) ?? []).map((entry) => entryItem(building, entry, at)),
    },
    ...sorts.map(({ title, on }) => ({
      title,
      items: (on().get(topic) ?? []).map((document) => item(building, document, at)),
    })),
  ];
  const countOn = (topic: string): number =>
    [entriesOn, ...sorts.map(({ on }) => on)].reduce((sum, on) => sum + (on().get(topic)?.length ?? 0), 0);
  const at = 'topics/index.html';
  const index = listPage(at, 'Topics', 'What it is about.', () => [
    {
      title: null,
      items: topics.map((topic) => ({
        title: topic,
        href: relativeUrl(at, urls.ofTopic(topic)),
        state: null,
        detail: counted(countOn(topic), 'document'),
      })),
      dense: true,
    },
  ]);
  return [
    index,
    ...topics.map((topic) =>
      listPage(urls.ofTopic(topic), topic, 'Everything on this topic.', () => about(topic, urls.ofTopic(topic))),
    ),
  ];
}
