import type { VNode } from 'preact';
import { PAGE, dayOf, topicsOf } from '../../model/document.ts';
import type { Document } from '../../model/document.ts';
import type { Field } from '../../model/field.ts';
import { isKept } from '../../states/note-state.ts';
import { capitalised } from '../../text/words.ts';
import { item, topicLinks, proseOf, Backlinks } from './building.tsx';
import type { Building, Drawn } from './building.tsx';
import { Badge, Items, Topics, TrackRecordLine } from './parts.tsx';

/** The words around a document's body: what it is, its state, its topics, what cites it. */
export function documentPage(building: Building, document: Document): Drawn | null {
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
          {word !== null && dayOf(document) !== null ? '· ' : ''}
          {dayOf(document) === null ? null : <time>{dayOf(document)}</time>}
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
  return { path: at, title: document.title, content, source: document };
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
