import { renderToString } from 'preact-render-to-string';
import type { ComponentChildren, VNode } from 'preact';
import type { Community } from '../../model/community.ts';
import type { Document } from '../../model/document.ts';
import type { Field } from '../../model/field.ts';
import { PAGE, dayOf } from '../../model/document.ts';
import { KINDS, every, isKind } from '../../kinds/index.ts';
import type { DocumentOf } from '../../kinds/index.ts';
import { byTopic, faqEntries } from '../../compile/faq.ts';
import type { FaqEntry } from '../../compile/faq.ts';
import { measureAll } from '../../metrics/index.ts';
import { sliders } from '../../metrics/sliders.ts';
import { isReservation } from '../../states/advice-record.ts';
import { turns } from '../../states/thread.ts';
import { due } from '../../compile/due.ts';
import { isKept, isNote } from '../../states/note-state.ts';
import { STAGES } from '../../states/issue-state.ts';
import type { States } from '../../states/index.ts';
import { relativeUrl } from '../../text/links.ts';
import { body, excerpt } from '../../text/markdown/tree.ts';
import { byText, capitalised, counted } from '../../text/words.ts';
import { leftOutText, nameOf } from '../record.ts';
import { reportTree } from '../report-markdown.ts';
import { Badge, Items, Page, Prose, Topics, TrackRecordLine } from './parts.tsx';
import type { Frame, Item } from './parts.tsx';
import { attachmentPath, shower } from './shown.ts';
import type { Shower } from './shown.ts';
import type { Site, SiteFile } from './site.ts';
import { siteUrls } from './urls.ts';
import type { SiteUrls } from './urls.ts';

interface Building {
  readonly community: Community;
  readonly states: States;
  readonly entries: readonly FaqEntry[];
  readonly topics: readonly string[];
  readonly urls: SiteUrls;
  readonly show: Shower;
}

interface Drawn {
  readonly path: string;
  readonly title: string;
  readonly content: ComponentChildren;
}

const topicsOf = ({ fields }: Document): readonly string[] => (fields['topics'] ?? []) as readonly string[];

function item({ states, show }: Building, document: Document, at: string): Item {
  const kind = document.kind === PAGE ? null : document.kind;
  return {
    title: document.title,
    href: show.href(at, document),
    state: states.word(document),
    detail: [kind, dayOf(document)].filter((part) => part !== null).join(', ') || null,
  };
}

const entryState = ({ confidence, reviewLapsed }: FaqEntry): string =>
  reviewLapsed === true ? `${confidence}, review lapsed` : confidence;

function entryItem({ urls }: Building, entry: FaqEntry, at: string): Item {
  const href = relativeUrl(at, urls.ofEntry(entry.origin));
  return { title: entry.question, href, state: entryState(entry), detail: null };
}

const topicLinks = ({ urls }: Building, topics: readonly string[], at: string) =>
  [...new Set(topics)].map((name) => ({ name, href: relativeUrl(at, urls.ofTopic(name)) }));

function proseOf({ show }: Building, document: Document, at: string, fitting = {}): VNode {
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
function Backlinks({ building, document, at }: { building: Building; document: Document; at: string }): VNode | null {
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

function entryPage(building: Building, entry: FaqEntry): Drawn {
  const { show, urls } = building;
  const path = urls.ofEntry(entry.origin);
  const passages = (of: FaqEntry['answer'], prefix: string): VNode[] =>
    of.map(({ document, nodes, anchor }, index) => {
      const parsed = document.body();
      const own = `${prefix}${index === 0 ? '' : `${index + 1}-`}`;
      // The heading is left out, the place it named is not: links to it still lead here.
      return (
        <div id={anchor === null ? undefined : own + anchor}>
          {parsed ? (
            <Prose html={show.html(excerpt(parsed.root, nodes, document.id), document, path, { prefix: own })} />
          ) : null}
        </div>
      );
    });
  const content = (
    <article>
      <p class="kicker">Question</p>
      <h1 dir="auto">{entry.question}</h1>
      <p class="facts">
        <Badge word={entryState(entry)} /> <TrackRecordLine record={entry.record} confidence={entry.confidence} />
      </p>
      {entry.alsoAsked.length === 0 ? null : (
        <p class="also" dir="auto">
          Also asked: {entry.alsoAsked.join(' · ')}
        </p>
      )}
      {entry.suspectOf.length === 0 ? null : (
        <p class="care">It rests on something that has been superseded or contradicted since.</p>
      )}
      {passages(entry.answer, '')}
      {entry.when.length === 0 ? null : <h2 id="cop-when">When it applies</h2>}
      {passages(entry.when, 'when-')}
      <h2 id="cop-from">Where it comes from</h2>
      <Items items={entry.sources.map((source) => item(building, source, path))} />
      {entry.record.followups.length === 0 ? null : <h2 id="cop-reports">What those report who tried it</h2>}
      <Items items={entry.record.followups.map((followup) => item(building, followup, path))} />
      <Topics topics={topicLinks(building, entry.topics, path)} />
      {isKind(entry.origin, 'faq') ? <Backlinks building={building} document={entry.origin} at={path} /> : null}
    </article>
  );
  return { path, title: entry.question, content };
}

/** The words around a document's body: what it is, its state, its topics, what cites it. */
function documentPage(building: Building, document: Document): Drawn | null {
  const place = building.urls.of(document);
  if (!place || place.anchor !== null) return null;
  const at = place.page;
  const word = building.states.word(document);
  const kept = isKept(document) ? building.states.note(document) : null;
  const content = (
    <article>
      {document.kind === PAGE ? null : <p class="kicker">{capitalised(document.kind)}</p>}
      {document.kind === PAGE && hasOwnTitle(document) ? null : <h1 dir="auto">{document.title}</h1>}
      {word === null && dayOf(document) === null ? null : (
        <p class="facts">
          {word === null ? null : <Badge word={word} />}{' '}
          {kept === null ? null : <TrackRecordLine record={kept.record} confidence={kept.confidence} />}{' '}
          {dayOf(document)}
        </p>
      )}
      {kept?.supersededBy ? (
        <p class="care">
          Superseded by <a href={building.show.href(at, kept.supersededBy) ?? '#'}>{kept.supersededBy.title}</a>.
        </p>
      ) : null}
      {kept !== null && kept.suspectOf.length > 0 ? (
        <p class="care">It cites something that has been superseded or contradicted since it was last reviewed.</p>
      ) : null}
      <Facts building={building} document={document} at={at} />
      {proseOf(building, document, at)}
      {isKept(document) && document.fields.from.length > 0 ? (
        <Sources building={building} document={document} at={at} />
      ) : null}
      <Topics topics={topicLinks(building, topicsOf(document), at)} />
      <Backlinks building={building} document={document} at={at} />
    </article>
  );
  return { path: at, title: document.title, content };
}

/** What a charter document settles in its fields: owners, measures, days, whose voices, what serves what. */
function Facts({ building, document, at }: { building: Building; document: Document; at: string }): VNode | null {
  const { community, show } = building;
  if (document.declaration?.role !== 'charter') return null;
  const rows = Object.entries<Field>(document.declaration.fields).flatMap(([name, field]) =>
    statements(name, field, document.fields[name]),
  );
  const said = rows.filter(({ name, values }) => name !== 'date' && values.length > 0);
  if (said.length === 0) return null;
  return (
    <dl class="settled">
      {said.map(({ name, values }) => (
        <div>
          <dt>{capitalised(name.replaceAll('_', ' '))}</dt>
          {values.map((value) => {
            const to = community.byId.get(value);
            const href = to && show.href(at, to);
            return <dd dir="auto">{href ? <a href={href}>{to.title}</a> : (to?.title ?? value)}</dd>;
          })}
        </div>
      ))}
    </dl>
  );
}

/** A field's values as texts, its parts each under their own name. */
function statements(name: string, field: Field, held: unknown): { name: string; values: readonly string[] }[] {
  if (field.entering.by === 'parts') {
    const parts = (held ?? {}) as Readonly<Record<string, unknown>>;
    return Object.entries(field.entering.of).flatMap(([part, of]) => statements(part, of, parts[part]));
  }
  const values = Array.isArray(held) ? held : [held];
  return [{ name, values: values.filter((value): value is string => typeof value === 'string') }];
}

const hasOwnTitle = (document: Document): boolean =>
  document.body()?.outline.headings.some(({ depth }) => depth === 1) ?? false;

function Sources({ building, document, at }: { building: Building; document: Document; at: string }): VNode {
  const sources = ((document.fields['from'] ?? []) as readonly string[]).flatMap(
    (id) => building.community.byId.get(id) ?? [],
  );
  return (
    <section aria-labelledby="cop-from">
      <h2 id="cop-from">Where it comes from</h2>
      <Items items={sources.map((source) => item(building, source, at))} />
    </section>
  );
}

const BASES: Readonly<Record<string, string>> = {
  'did-it': 'has done it',
  'saw-it': 'has seen it done',
  reasoned: 'reasoned',
  untested: 'untested',
};

const STANCES: Readonly<Record<string, string>> = {
  suggests: 'suggests',
  supports: 'supports',
  reserves: 'has a reservation',
  disagrees: 'disagrees',
};

function Turn({
  building,
  turn,
  at,
}: {
  building: Building;
  turn: DocumentOf<'advice'> | DocumentOf<'followup'>;
  at: string;
}): VNode {
  const { community, states, show } = building;
  const advice = isKind(turn, 'advice') ? turn : null;
  const on = advice?.fields.on ? community.byId.get(advice.fields.on) : undefined;
  const tried = isKind(turn, 'followup') ? turn.fields.tried.flatMap((id) => community.byId.get(id) ?? []) : [];
  return (
    <article class={`turn is-${turn.kind}`} id={turn.id} aria-labelledby={`cop-${turn.id}`}>
      <p class="said">
        <strong>{nameOf(community, turn.fields.by)}</strong>{' '}
        {advice ? (STANCES[advice.fields.stance ?? 'suggests'] ?? 'suggests') : 'reports how it turned out'},{' '}
        {turn.fields.date}
      </p>
      <h2 id={`cop-${turn.id}`} dir="auto">
        {turn.title}
      </h2>
      <p class="facts">
        {advice && !isReservation(advice) ? (
          <TrackRecordLine record={states.advice(advice).record} />
        ) : (
          <Badge word={states.word(turn) ?? ''} />
        )}
        {advice?.fields.basis ? <span> · {BASES[advice.fields.basis]}</span> : null}
        {on ? (
          <span>
            {' '}
            on <a href={show.href(at, on) ?? '#'}>{on.title}</a>
          </span>
        ) : null}
        {tried.map((one, index) => (
          <span>
            {index === 0 ? ' tried: ' : ', '}
            <a href={show.href(at, one) ?? '#'}>{one.title}</a>
          </span>
        ))}
      </p>
      {proseOf(building, turn, at, { deeper: 1, prefix: `${turn.id}-` })}
    </article>
  );
}

function issuePage(building: Building, issue: DocumentOf<'issue'>): Drawn {
  const { community, states } = building;
  const at = building.urls.of(issue)?.page ?? 'issues/index.html';
  const thread = states.threads.get(issue.id);
  const { answerBy, followUpOn } = states.issue(issue);
  const said = thread ? turns(thread) : [];
  const content = (
    <>
      <article>
        <p class="kicker">Issue</p>
        <h1 dir="auto">{issue.title}</h1>
        <p class="facts">
          <Badge word={states.word(issue) ?? ''} /> asked by {nameOf(community, issue.fields.by)}, {issue.fields.opened}
          {states.issue(issue).stage === 'waiting' ? `; an answer is promised by ${answerBy}` : ''}
          {followUpOn === null ? '' : `; follow-up on ${followUpOn}`}
        </p>
        {issue.fields.withdrawn === null ? null : <p class="care">Withdrawn: {issue.fields.withdrawn}</p>}
        {proseOf(building, issue, at)}
        <Topics topics={topicLinks(building, issue.fields.topics, at)} />
      </article>
      <section class="thread" aria-label="Advice and follow-ups">
        {said.length === 0 ? (
          <p class="care">Nobody has answered yet.</p>
        ) : (
          said.map((turn) => <Turn building={building} turn={turn} at={at} />)
        )}
      </section>
      <Backlinks building={building} document={issue} at={at} />
    </>
  );
  return { path: at, title: issue.title, content };
}

function listPage(
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

function faqIndex(building: Building): Drawn {
  const at = 'faq/index.html';
  const groups = byTopic(building.entries).map(([topic, entries]) => ({
    title: topic ?? 'Without a topic',
    items: entries.map((entry) => entryItem(building, entry, at)),
  }));
  const intro = 'Answers by topic, each with what came of it when somebody tried it.';
  return listPage(at, 'Questions and answers', intro, groups);
}

function issueIndex(building: Building): Drawn {
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

function kindsIndex(building: Building, role: 'note' | 'charter', at: string, title: string, intro: string): Drawn {
  const groups = KINDS.filter((kind) => kind.role === role).map((kind) => ({
    title: capitalised(kind.plural),
    items: (building.community.byKind.get(kind.name) ?? []).map((document) => item(building, document, at)),
  }));
  return listPage(at, title, intro, groups);
}

function pagesIndex(building: Building): Drawn {
  const at = 'pages/index.html';
  const folders = new Map<string, Item[]>();
  for (const page of building.community.byKind.get(PAGE) ?? []) {
    const folder = page.path.split('/').slice(0, -1).join('/');
    folders.set(folder, [...(folders.get(folder) ?? []), item(building, page, at)]);
  }
  const groups = [...folders].map(([folder, items]) => ({ title: folder === '' ? null : folder, items }));
  return listPage(at, 'Pages', 'Everything else that is written here.', groups);
}

function topicPages(building: Building): Drawn[] {
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

function reportPage(building: Building): Drawn {
  const { community, states, show } = building;
  const path = 'report.html';
  const tree = reportTree(measureAll(community, states), sliders(community), community, states.today);
  // The report's links are relative to the root, as those of a page there would be.
  const from = { path: 'REPORT.md' };
  return { path, title: `Maturity of ${community.config.name}`, content: <Prose html={show.html(tree, from, path)} /> };
}

/** What an open promise waits for, as a badge says it. */
const WAITS_FOR = { answer: 'waiting', followup: 'due', reservation: 'reservation', review: 'review' } as const;

function home(building: Building, frame: Frame): Drawn {
  const at = 'index.html';
  const { community, states, entries } = building;
  const waiting = due(community, states)
    .filter(({ promise }) => promise !== 'review')
    .map(({ promise, document, day, overdue }) => ({
      ...item(building, document, at),
      state: overdue ? `${WAITS_FOR[promise]}, overdue` : WAITS_FOR[promise],
      detail: `by ${day}`,
    }));
  const recent = community.documents
    .filter((document) => isNote(document) && !['draft', 'superseded'].includes(states.note(document).confidence))
    .sort((a, b) => byText(dayOf(b) ?? '', dayOf(a) ?? '') || byText(a.id, b.id))
    .slice(0, 6);
  const allPages = community.byKind.get(PAGE) ?? [];
  const pages = [
    ...allPages.filter(({ path }) => !path.includes('/')),
    ...allPages.filter(({ path }) => path.includes('/')),
  ].slice(0, 8);
  const blocks: { title: string; more: string; items: Item[] }[] = [
    {
      title: 'Questions and answers',
      more: 'faq/index.html',
      items: entries.slice(0, 8).map((entry) => entryItem(building, entry, at)),
    },
    { title: 'Who waits', more: 'issues/index.html', items: waiting },
    { title: 'Newly learned', more: 'notes/index.html', items: recent.map((note) => item(building, note, at)) },
    { title: 'Pages', more: 'pages/index.html', items: pages.map((page) => item(building, page, at)) },
  ];
  const content = (
    <>
      <h1 dir="auto">{frame.title}</h1>
      {community.config.domain === null ? null : (
        <p class="intro" dir="auto">
          {community.config.domain}
        </p>
      )}
      <div class="blocks">
        {blocks
          .filter(({ items }) => items.length > 0)
          .map(({ title, more, items }) => (
            <section>
              <h2>
                <a href={more}>{title}</a>
              </h2>
              <Items items={items} />
            </section>
          ))}
      </div>
    </>
  );
  return { path: at, title: frame.title, content };
}

function allTopics(community: Community, entries: readonly FaqEntry[]): string[] {
  const topics = [...community.documents.flatMap(topicsOf), ...entries.flatMap((entry) => entry.topics)];
  return [...new Set(topics)].sort((a, b) => byText(a.toLowerCase(), b.toLowerCase()) || byText(a, b));
}

/** The site of a community: every page as text, and the files to copy beside them. */
export function buildSite(community: Community, states: States, css: string): Site {
  const entries = faqEntries(community, states);
  const topics = allTopics(community, entries);
  const urls = siteUrls(community, topics);
  const show = shower(community, urls);
  const building: Building = { community, states, entries, topics, urls, show };
  const has = (kind: string): boolean => (community.byKind.get(kind) ?? []).length > 0;
  const hasRole = (role: string): boolean => community.documents.some(({ declaration }) => declaration?.role === role);
  const sections = [
    { name: 'Questions', page: 'faq/index.html', shown: entries.length > 0 },
    { name: 'Notes', page: 'notes/index.html', shown: hasRole('note') },
    { name: 'Issues', page: 'issues/index.html', shown: has('issue') },
    { name: 'Topics', page: 'topics/index.html', shown: topics.length > 0 },
    { name: 'Charter', page: 'charter/index.html', shown: hasRole('charter') },
    { name: 'Pages', page: 'pages/index.html', shown: has(PAGE) },
    { name: 'Maturity', page: 'report.html', shown: true },
  ];
  const frame: Frame = {
    title: community.config.site.title,
    today: states.today,
    about: `from ${counted(community.documents.length, 'document')}`,
    leftOut: leftOutText(community),
    sections: sections.filter(({ shown }) => shown),
  };
  const drawn: Drawn[] = [
    home(building, frame),
    faqIndex(building),
    ...entries.map((entry) => entryPage(building, entry)),
    kindsIndex(
      building,
      'note',
      'notes/index.html',
      'Notes',
      'Cases, failures, insights and summaries: what was learned, and how far it can be relied on.',
    ),
    kindsIndex(
      building,
      'charter',
      'charter/index.html',
      'Charter',
      'Why the community exists, what it is to become, and how it is to get there.',
    ),
    issueIndex(building),
    ...every(community, 'issue').map((issue) => issuePage(building, issue)),
    ...topicPages(building),
    pagesIndex(building),
    ...community.documents
      .filter((document) => !isKind(document, 'issue', 'faq'))
      .flatMap((document) => documentPage(building, document) ?? []),
    reportPage(building),
  ];
  const pages: SiteFile[] = drawn.map(({ path, title, content }) => ({
    path,
    text: `<!doctype html>\n${renderToString(
      <Page frame={frame} at={path} title={title}>
        {content}
      </Page>,
    )}\n`,
  }));
  const copies: SiteFile[] = [...show.attachments]
    .sort(byText)
    .map((path) => ({ path: attachmentPath(path), copyOf: path }));
  return {
    files: [...pages, { path: 'assets/site.css', text: css }, ...copies],
    pages: pages.length,
    unshown: show.unshown(),
  };
}
