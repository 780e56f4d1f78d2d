import type { VNode } from 'preact';
import type { FaqEntry } from '../../compile/faq/index.ts';
import { opening } from '../../compile/passage.ts';
import { isKind } from '../../kinds/index.ts';
import type { DocumentOf } from '../../kinds/index.ts';
import type { Document } from '../../model/document.ts';
import { excerpt } from '../../text/markdown/tree.ts';
import { item, entryState, topicLinks, Backlinks } from './building.tsx';
import type { Building, Drawn } from './building.tsx';
import { Badge, Items, Prose, Topics, TrackRecordLine } from './parts.tsx';
import type { Item } from './parts.tsx';

/** How much of the situation of a report stands on the page of an entry. */
const LONGEST_SITUATION = 200;

const disagree = ({ record }: FaqEntry): boolean => record.worked > 0 && record.didNot > 0;

/** A report by what was done, where it says so: conditions tell more than a title that repeats the question. */
function reportItem(building: Building, followup: DocumentOf<'followup'>, at: string): Item {
  const told = item(building, followup, at);
  const done = opening(followup, 'What we did', LONGEST_SITUATION);
  return { ...told, title: done || told.title, detail: followup.fields.date };
}

/** What an entry rests on, but for the askings that are listed by themselves. */
function sources({ askings, sources: all }: FaqEntry): readonly Document[] {
  return askings.length < 2 ? all : all.filter((source) => !askings.some((issue) => issue === source));
}

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
      {entry.record.followups.length === 0 ? null : <h2 id="cop-reports">What those report who tried it</h2>}
      {disagree(entry) ? (
        <p class="care">It worked for some and not for others: look whose situation is like yours.</p>
      ) : null}
      <Items items={entry.record.followups.map((followup) => reportItem(building, followup, path))} />
      {entry.askings.length < 2 ? null : <h2 id="cop-asked">Asked {entry.askings.length} times</h2>}
      {entry.askings.length < 2 ? null : <Items items={entry.askings.map((issue) => item(building, issue, path))} />}
      <h2 id="cop-from">Where it comes from</h2>
      <Items items={sources(entry).map((source) => item(building, source, path))} />
      <Topics topics={topicLinks(building, entry.topics, path)} />
      {isKind(entry.origin, 'faq') ? <Backlinks building={building} document={entry.origin} at={path} /> : null}
    </article>
  );
  return { path, title: entry.question, content, source: entry.origin };
}
