import { byTopic } from '../../compile/faq/index.ts';
import { KINDS, every } from '../../kinds/index.ts';
import { isKind } from '../../kinds/index.ts';
import { PAGE, topicsOf } from '../../model/document.ts';
import type { Document } from '../../model/document.ts';
import { STAGES } from '../../states/issue-state.ts';
import { grouped } from '../../text/grouped.ts';
import { relativeUrl } from '../../text/links.ts';
import { byText, capitalised, counted } from '../../text/words.ts';
import { item, entryItem } from './building.tsx';
import type { Building, Drawn } from './building.tsx';
import { Items } from './parts.tsx';
import type { Item } from './parts.tsx';

export function listPage(
  path: string,
  title: string,
  intro: string,
  groups: readonly { title: string | null; items: readonly Item[] }[],
): Drawn {
  const filled = groups.filter(({ items }) => items.length > 0);
  const content = (
    <>
      <h1>{title}</h1>
      <p class="intro">{intro}</p>
      {filled.length === 0 ? <p>Nothing yet.</p> : null}
      {filled.map(({ title: group, items }) => (
        <section>
          {group === null ? null : <h2 dir="auto">{group}</h2>}
          <Items items={items} />
        </section>
      ))}
    </>
  );
  return { path, title, content };
}

export function faqIndex(building: Building): Drawn {
  const at = 'faq/index.html';
  const groups = byTopic(building.entries).map(([topic, entries]) => ({
    title: topic ?? 'Without a topic',
    items: entries.map((entry) => entryItem(building, entry, at)),
  }));
  const intro = 'Answers by topic, each with what came of it when somebody tried it.';
  return listPage(at, 'Questions and answers', intro, groups);
}

export function issueIndex(building: Building): Drawn {
  const at = 'issues/index.html';
  const issues = [...every(building.community, 'issue')].sort((a, b) => byText(b.fields.opened, a.fields.opened));
  const groups = STAGES.map((stage) => ({
    title: capitalised(stage),
    items: issues
      .filter((issue) => building.states.issue(issue).stage === stage)
      .map((issue) => item(building, issue, at)),
  }));
  return listPage(at, 'Issues', 'Problems that members brought, and how far each has come.', groups);
}

export function kindsIndex(
  building: Building,
  role: 'note' | 'charter',
  at: string,
  title: string,
  intro: string,
): Drawn {
  const groups = KINDS.filter((kind) => kind.role === role).map((kind) => ({
    title: capitalised(kind.plural),
    items: (building.community.byKind.get(kind.name) ?? []).map((document) => item(building, document, at)),
  }));
  return listPage(at, title, intro, groups);
}

export function pagesIndex(building: Building): Drawn {
  const at = 'pages/index.html';
  const folders = grouped(building.community.byKind.get(PAGE) ?? [], ({ path }) => [
    path.split('/').slice(0, -1).join('/'),
  ]);
  const groups = [...folders].map(([folder, pages]) => ({
    title: folder === '' ? null : folder,
    items: pages.map((page) => item(building, page, at)),
  }));
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
  const entriesOn = grouped(entries, (entry) => entry.topics);
  const sorts = ON_TOPICS.map(([title, belongs]) => ({
    title,
    on: grouped(community.documents.filter(belongs), topicsOf),
  }));
  const about = (topic: string, at: string): { title: string; items: Item[] }[] => [
    {
      title: 'Questions and answers',
      items: (entriesOn.get(topic) ?? []).map((entry) => entryItem(building, entry, at)),
    },
    ...sorts.map(({ title, on }) => ({
      title,
      items: (on.get(topic) ?? []).map((document) => item(building, document, at)),
    })),
  ];
  const countOn = (topic: string): number =>
    [entriesOn, ...sorts.map(({ on }) => on)].reduce((sum, on) => sum + (on.get(topic)?.length ?? 0), 0);
  const at = 'topics/index.html';
  const index = listPage(at, 'Topics', 'What it is about.', [
    {
      title: null,
      items: topics.map((topic) => ({
        title: topic,
        href: relativeUrl(at, urls.ofTopic(topic)),
        state: null,
        detail: counted(countOn(topic), 'document'),
      })),
    },
  ]);
  return [
    index,
    ...topics.map((topic) =>
      listPage(urls.ofTopic(topic), topic, 'Everything on this topic.', about(topic, urls.ofTopic(topic))),
    ),
  ];
}
