import type { VNode } from 'preact';
import type { FaqEntry } from '../../compile/faq/index.ts';
import { isKind } from '../../kinds/index.ts';
import { excerpt } from '../../text/markdown/tree.ts';
import { item, entryState, topicLinks, Backlinks } from './building.tsx';
import type { Building, Drawn } from './building.tsx';
import { Badge, Items, Prose, Topics, TrackRecordLine } from './parts.tsx';

export function entryPage(building: Building, entry: FaqEntry): Drawn {
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
