import type { RootContent } from 'mdast';
import type { VNode } from 'preact';
import { due } from '../../compile/due.ts';
import { startHere } from '../../compile/start-here.ts';
import { PAGE, dayOf } from '../../model/document.ts';
import { isNote } from '../../states/note-state.ts';
import { paragraph } from '../../text/markdown/build.ts';
import { once } from '../../text/once.ts';
import { byText, counted } from '../../text/words.ts';
import { promiseWords } from '../promise.ts';
import { item, entryItem } from './building.tsx';
import type { Building, Drawn } from './building.tsx';
import { Items } from './parts.tsx';
import type { Frame, Item } from './parts.tsx';
import { listTwin } from './twin.ts';

/** Of the reading for somebody new, how much stands on the first page; `cop start-here` tells it all. */
const MOST_READINGS = 6;

interface Block {
  readonly title: string;
  /** The page that lists it all. */
  readonly more: string | null;
  readonly items: readonly Item[];
}

const AT = 'index.html';

function blocks(building: Building): Block[] {
  const at = AT;
  const { community, states, entries } = building;
  const waiting = due(community, states)
    .filter(({ promise }) => promise !== 'review' && promise !== 'note')
    .map((one) => ({
      ...item(building, one.document, at),
      state: `${promiseWords(one).badge}${one.overdue ? ', overdue' : ''}`,
      detail: `by ${one.day}`,
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
  const all: Block[] = [
    {
      title: 'Questions and answers',
      more: 'faq/index.html',
      items: entries.slice(0, 8).map((entry) => entryItem(building, entry, at)),
    },
    {
      title: 'Start here',
      more: null,
      items: startHere(community, states, null)
        .readings.slice(0, MOST_READINGS)
        .map(({ document, minutes }) => ({
          ...item(building, document, at),
          detail: counted(minutes, 'minute'),
        })),
    },
    { title: 'Who waits', more: 'issues/index.html', items: waiting },
    { title: 'Newly learned', more: 'notes/index.html', items: recent.map((note) => item(building, note, at)) },
    { title: 'Pages', more: 'pages/index.html', items: pages.map((page) => item(building, page, at)) },
  ];
  return all.filter(({ items }) => items.length > 0);
}

export function home(building: Building, frame: Frame): Drawn {
  const { domain } = building.community.config;
  const all = once(() => blocks(building));
  const content = (): VNode => (
    <>
      <h1 dir="auto">{frame.title}</h1>
      {domain === null ? null : (
        <p class="intro" dir="auto">
          {domain}
        </p>
      )}
      <div class="blocks">
        {all().map(({ title, more, items }) => (
          <section>
            <h2>{more === null ? title : <a href={more}>{title}</a>}</h2>
            <Items items={items} />
          </section>
        ))}
      </div>
    </>
  );
  const twin = (): RootContent[] => [
    ...(domain === null ? [] : [paragraph(domain)]),
    ...all().flatMap(({ title, items }) => listTwin(title, items)),
  ];
  return { path: AT, title: frame.title, content, twin, subject: null };
}
