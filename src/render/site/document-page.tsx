import type { RootContent } from 'mdast';
import type { VNode } from 'preact';
import { PAGE, dayOf, topicsOf } from '../../model/document.ts';
import type { Document } from '../../model/document.ts';
import type { Field } from '../../model/field.ts';
import { isKept } from '../../states/note-state.ts';
import { between, bullets, link, paragraph, strong } from '../../text/markdown/build.ts';
import type { Words } from '../../text/markdown/build.ts';
import { capitalised } from '../../text/words.ts';
import { recordText } from '../record.ts';
import { Backlinks, backlinksTwin, item, proseOf, proseTwin, subjectOf, topicLinks } from './building.tsx';
import type { Building, Drawn } from './building.tsx';
import { Badge, Items, Topics, TrackRecordLine } from './parts.tsx';
import type { Item } from './parts.tsx';
import { listTwin } from './twin.ts';

const SUSPECT = 'It cites something that has been superseded or contradicted since it was last reviewed.';

/** A document: what it is, its state, what it settles, its body, its topics, and what cites it. */
export function documentPage(building: Building, document: Document): Drawn | null {
  const place = building.urls.of(document);
  if (!place || place.anchor !== null) return null;
  const at = place.page;
  const isPage = document.kind === PAGE;
  const content = (): VNode => {
    const word = building.states.word(document);
    const kept = isKept(document) ? building.states.note(document) : null;
    return (
      <article>
        {isPage ? null : <p class="kicker">{capitalised(document.kind)}</p>}
        {isPage && hasOwnTitle(document) ? null : <h1 dir="auto">{document.title}</h1>}
        {word === null && dayOf(document) === null ? null : (
          <p class="facts">
            {word === null ? null : <Badge word={word} />}{' '}
            {kept === null ? null : <TrackRecordLine record={kept.record} confidence={kept.confidence} />}{' '}
            {word !== null && dayOf(document) !== null ? '· ' : ''}
            {dayOf(document) === null ? null : <time>{dayOf(document)}</time>}
          </p>
        )}
        {kept?.supersededBy ? (
          <p class="care">
            Superseded by <a href={building.show.href(at, kept.supersededBy) ?? '#'}>{kept.supersededBy.title}</a>.
          </p>
        ) : null}
        {kept !== null && kept.suspectOf.length > 0 ? <p class="care">{SUSPECT}</p> : null}
        <Facts building={building} document={document} at={at} />
        <Contents document={document} />
        {proseOf(building, document, at)}
        <Sources building={building} document={document} at={at} />
        <Topics topics={topicLinks(building, topicsOf(document), at)} />
        <Backlinks building={building} document={document} at={at} />
      </article>
    );
  };
  const twin = (): RootContent[] => {
    const kept = isKept(document) ? building.states.note(document) : null;
    const facts = [isPage ? null : capitalised(document.kind), building.states.word(document), dayOf(document)];
    const told = facts.filter((fact) => fact !== null).join(', ');
    const superseding = kept?.supersededBy ?? null;
    return [
      ...(told === '' ? [] : [paragraph(`${told}${kept === null ? '' : `; ${recordText(kept.record)}`}.`)]),
      ...(superseding === null
        ? []
        : [paragraph('Superseded by ', link(building.show.href(at, superseding) ?? '#', superseding.title), '.')]),
      ...(kept !== null && kept.suspectOf.length > 0 ? [paragraph(SUSPECT)] : []),
      ...factsTwin(building, document, at),
      ...withoutTitle(proseTwin(building, document, at)),
      ...listTwin(FROM, sourceItems(building, document, at)),
      ...backlinksTwin(building, document, at),
    ];
  };
  return { path: at, title: document.title, content, twin, source: document, subject: subjectOf(building, document) };
}

/** A page's own first heading is the title that its twin has already. */
const withoutTitle = (nodes: RootContent[]): RootContent[] =>
  nodes[0]?.type === 'heading' && nodes[0].depth === 1 ? nodes.slice(1) : nodes;

/** A value that a charter document settles, and where it leads where it names another document. */
interface Settled {
  readonly words: string;
  readonly href: string | null;
}

/** What a charter document settles in its fields: owners, measures, days, whose voices, what serves what. */
function settledIn(
  { community, show }: Building,
  document: Document,
  at: string,
): { name: string; values: Settled[] }[] {
  if (document.declaration?.role !== 'charter') return [];
  const rows = Object.entries<Field>(document.declaration.fields).flatMap(([name, field]) =>
    statements(name, field, document.fields[name]),
  );
  return rows
    .filter(({ name, values }) => name !== 'date' && values.length > 0)
    .map(({ name, values }) => ({
      name: capitalised(name.replaceAll('_', ' ')),
      values: values.map((value) => {
        const to = community.byId.get(value);
        return { words: to?.title ?? value, href: to ? show.href(at, to) : null };
      }),
    }));
}

interface AboutProps {
  readonly building: Building;
  readonly document: Document;
  readonly at: string;
}

function Facts({ building, document, at }: AboutProps): VNode | null {
  const rows = settledIn(building, document, at);
  if (rows.length === 0) return null;
  return (
    <dl class="settled">
      {rows.map(({ name, values }) => (
        <div>
          <dt>{name}</dt>
          {values.map(({ words, href }) => (
            <dd dir="auto">{href ? <a href={href}>{words}</a> : words}</dd>
          ))}
        </div>
      ))}
    </dl>
  );
}

function factsTwin(building: Building, document: Document, at: string): RootContent[] {
  const rows = settledIn(building, document, at);
  if (rows.length === 0) return [];
  return [
    bullets(
      rows.map(({ name, values }) => [
        strong(`${name}:`),
        ' ',
        ...between(
          values.map(({ words, href }): Words => (href === null ? words : link(href, words))),
          ', ',
        ),
      ]),
    ),
  ];
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
  document.body()?.outline.headings.some(({ depth, text }) => depth === 1 && text !== '') ?? false;

/** From how many sections on a page has a list of them. */
const LONG = 5;

function Contents({ document }: { readonly document: Document }): VNode | null {
  // The sections of a kind are few, and the same on every page of it.
  if (document.kind !== PAGE) return null;
  const sections = (document.body()?.outline.headings ?? []).filter(({ depth, text }) => depth === 2 && text !== '');
  if (sections.length < LONG) return null;
  return (
    <nav class="contents" aria-label="On this page">
      <ul>
        {sections.map(({ text, anchor }) => (
          <li>
            <a href={`#${encodeURIComponent(anchor)}`}>
              <bdi>{text}</bdi>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

const FROM = 'Where it comes from';

function sourceItems(building: Building, document: Document, at: string): Item[] {
  const from = isKept(document) ? document.fields.from : [];
  return from.flatMap((id) => building.community.byId.get(id) ?? []).map((source) => item(building, source, at));
}

function Sources({ building, document, at }: AboutProps): VNode | null {
  const items = sourceItems(building, document, at);
  if (items.length === 0) return null;
  return (
    <section aria-labelledby="cop-from">
      <h2 id="cop-from">{FROM}</h2>
      <Items items={items} />
    </section>
  );
}
