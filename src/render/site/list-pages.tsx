import { byTopic } from '../../compile/faq.ts';
import { KINDS, every } from '../../kinds/index.ts';
import { PAGE } from '../../model/document.ts';
import type { Document } from '../../model/document.ts';
import { STAGES } from '../../states/issue-state.ts';
import { relativeUrl } from '../../text/links.ts';
import { byText, capitalised, counted } from '../../text/words.ts';
import { topicsOf, item, entryItem } from './building.tsx';
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
  const folders = new Map<string, Item[]>();
  for (const page of building.community.byKind.get(PAGE) ?? []) {
    const folder = page.path.split('/').slice(0, -1).join('/');
    folders.set(folder, [...(folders.get(folder) ?? []), item(building, page, at)]);
  }
  const groups = [...folders].map(([folder, items]) => ({ title: folder === '' ? null : folder, items }));
  return listPage(at, 'Pages', 'Everything else that is written here.', groups);
}

export function topicPages(building: Building): Drawn[] {
  const { community, urls, topics, entries } = building;
  const about = (topic: string, at: string): { title: string; items: Item[] }[] => [
    {
      title: 'Questions and answers',
      items: entries.filter((entry) => entry.topics.includes(topic)).map((entry) => entryItem(building, entry, at)),
    },
    ...[
      ['Notes', (document: Document) => document.declaration?.role === 'note'] as const,
      ['Issues', (document: Document) => document.kind === 'issue'] as const,
      ['Pages', (document: Document) => document.kind === PAGE] as const,
    ].map(([title, belongs]) => ({
      title,
      items: community.documents
        .filter((document) => belongs(document) && topicsOf(document).includes(topic))
        .map((document) => item(building, document, at)),
    })),
  ];
  const at = 'topics/index.html';
  const index = listPage(at, 'Topics', 'What it is about.', [
    {
      title: null,
      items: topics.map((topic) => {
        const count = about(topic, at).reduce((sum, { items }) => sum + items.length, 0);
        return {
          title: topic,
          href: relativeUrl(at, urls.ofTopic(topic)),
          state: null,
          detail: counted(count, 'document'),
        };
      }),
    },
  ]);
  return [
    index,
    ...topics.map((topic) =>
      listPage(urls.ofTopic(topic), topic, 'Everything on this topic.', about(topic, urls.ofTopic(topic))),
    ),
  ];
}
