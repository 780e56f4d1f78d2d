import type { Root, RootContent } from 'mdast';
import type { VNode } from 'preact';
import type { FaqEntry } from '../../compile/faq/index.ts';
import { opening } from '../../compile/passage.ts';
import { isKind } from '../../kinds/index.ts';
import type { DocumentOf } from '../../kinds/index.ts';
import { dayOf } from '../../model/document.ts';
import type { Passage } from '../../model/entry.ts';
import type { Document } from '../../model/document.ts';
import { isKept, writtenOn } from '../../states/note-state.ts';
import { heading, paragraph, strong } from '../../text/markdown/build.ts';
import { deepened, excerpt } from '../../text/markdown/tree.ts';
import { capitalised } from '../../text/words.ts';
import { recordText, reservation } from '../record.ts';
import { item, entryState, openingOf, topicLinks, Backlinks } from './building.tsx';
import type { Building, Drawn } from './building.tsx';
import { Badge, Items, Prose, Topics, TrackRecordLine } from './parts.tsx';
import type { Item } from './parts.tsx';
import { listTwin } from './twin.ts';

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

const SUSPECT = 'It rests on something that has been superseded or contradicted since.';
const DISAGREE = 'It worked for some and not for others: look whose situation is like yours.';

/** The lists below an answer, each under its heading. */
function lists(building: Building, entry: FaqEntry, at: string): { id: string; title: string; items: Item[] }[] {
  const { askings } = entry;
  const all = [
    {
      id: 'cop-reports',
      title: 'What those report who tried it',
      items: entry.record.followups.map((followup) => reportItem(building, followup, at)),
    },
    {
      id: 'cop-asked',
      title: `Asked ${askings.length} times`,
      items: askings.length < 2 ? [] : askings.map((issue) => item(building, issue, at)),
    },
    {
      id: 'cop-from',
      title: 'Where it comes from',
      items: sources(entry).map((source) => item(building, source, at)),
    },
  ];
  return all.filter(({ items }) => items.length > 0);
}

/** A passage as it stands on a page, for its HTML and its twin. */
function shownPassage({ show, trees }: Building, passage: Passage, at: string): Root | null {
  const { document, nodes } = passage;
  return trees(at, passage, () => {
    const parsed = document.body();
    return parsed && show.tree(excerpt(parsed.root, nodes, document.id), document, at);
  });
}

function Passages({
  building,
  of,
  at,
  prefix,
}: {
  building: Building;
  of: FaqEntry['answer'];
  at: string;
  prefix: string;
}): VNode {
  return (
    <>
      {of.map((passage, index) => {
        const { anchor } = passage;
        const shown = shownPassage(building, passage, at);
        const own = `${prefix}${index === 0 ? '' : `${index + 1}-`}`;
        // The heading is left out, the place it named is not: links to it still lead here.
        return (
          <div id={anchor === null ? undefined : own + anchor}>
            {shown ? <Prose html={building.show.html(shown, at, { prefix: own })} /> : null}
          </div>
        );
      })}
    </>
  );
}

/** What stands on the page of an entry, as Markdown. */
export function entryTwin(building: Building, entry: FaqEntry, at: string): RootContent[] {
  const passages = (of: FaqEntry['answer']): RootContent[] =>
    of.flatMap((passage) => deepened(shownPassage(building, passage, at)?.children ?? [], 0));
  return [
    paragraph(
      strong(capitalised(entryState(entry))),
      `: ${recordText(entry.record)}${reservation(entry.confidence, entry.record)}.`,
    ),
    ...(entry.alsoAsked.length === 0 ? [] : [paragraph(`Also asked: ${entry.alsoAsked.join(' · ')}`)]),
    ...(entry.suspectOf.length === 0 ? [] : [paragraph(SUSPECT)]),
    ...passages(entry.answer),
    ...(entry.when.length === 0 ? [] : [heading(2, 'When it applies'), ...passages(entry.when)]),
    ...(disagree(entry) ? [paragraph(DISAGREE)] : []),
    ...lists(building, entry, at).flatMap(({ title, items }) => listTwin(title, items)),
  ];
}

export function entryPage(building: Building, entry: FaqEntry): Drawn {
  const path = building.urls.ofEntry(entry.origin);
  const content = (): VNode => (
    <article>
      <p class="kicker">Question</p>
      <h1 dir="auto">{entry.question}</h1>
      <p class={`verdict is-${entry.confidence.replaceAll(' ', '-')}`}>
        <Badge word={entryState(entry)} /> <TrackRecordLine record={entry.record} confidence={entry.confidence} />
      </p>
      {entry.suspectOf.length === 0 ? null : <p class="care">{SUSPECT}</p>}
      <Passages building={building} of={entry.answer} at={path} prefix="" />
      {entry.when.length === 0 ? null : <h2 id="cop-when">When it applies</h2>}
      <Passages building={building} of={entry.when} at={path} prefix="when-" />
      {entry.alsoAsked.length === 0 ? null : (
        <p class="also" dir="auto">
          Also asked: {entry.alsoAsked.join(' · ')}
        </p>
      )}
      {disagree(entry) ? <p class="care">{DISAGREE}</p> : null}
      {lists(building, entry, path).map(({ id, title, items }) => (
        <section aria-labelledby={id}>
          <h2 id={id}>{title}</h2>
          <Items items={items} />
        </section>
      ))}
      <Topics topics={topicLinks(building, entry.topics, path)} />
      {isKind(entry.origin, 'faq') ? <Backlinks building={building} document={entry.origin} at={path} /> : null}
    </article>
  );
  return {
    path,
    title: entry.question,
    content,
    twin: () => entryTwin(building, entry, path),
    source: entry.origin,
    subject: {
      kind: 'question',
      state: entryState(entry),
      day: isKept(entry.origin) ? writtenOn(entry.origin, building.community) : dayOf(entry.origin),
      topics: entry.topics,
      also: entry.alsoAsked,
      text: () => building.show.words([...entry.answer, ...entry.when].flatMap(({ nodes }) => nodes)),
      opening: () => openingOf(building, entry.answer[0]?.nodes ?? []),
    },
  };
}
