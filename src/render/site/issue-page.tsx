import type { RootContent } from 'mdast';
import type { VNode } from 'preact';
import { isKind } from '../../kinds/index.ts';
import type { DocumentOf } from '../../kinds/index.ts';
import type { Document } from '../../model/document.ts';
import { isReservation } from '../../states/advice-record.ts';
import { turns } from '../../states/thread.ts';
import { between, heading, link, paragraph, strong } from '../../text/markdown/build.ts';
import type { Words } from '../../text/markdown/build.ts';
import { nameOf } from '../record.ts';
import { Backlinks, backlinksTwin, proseOf, proseTwin, subjectOf, textOf, topicLinks } from './building.tsx';
import type { Building, Drawn } from './building.tsx';
import { Badge, Topics, TrackRecordLine } from './parts.tsx';

const BASES: Readonly<Record<string, string>> = {
  'did-it': 'has done it',
  'saw-it': 'has seen it done',
  reasoned: 'reasoned',
  untested: 'untested',
};

const UNANSWERED = 'Nobody has answered yet.';

const STANCES: Readonly<Record<string, string>> = {
  suggests: 'suggests',
  supports: 'supports',
  reserves: 'has a reservation',
  disagrees: 'disagrees',
};

type Said = DocumentOf<'advice'> | DocumentOf<'followup'>;

/** What somebody does by speaking: `suggests`, `reports how it turned out`. */
const deed = (turn: Said): string =>
  isKind(turn, 'advice') ? (STANCES[turn.fields.stance ?? 'suggests'] ?? 'suggests') : 'reports how it turned out';

/** What a turn is about: the advice it is on, the advice that was tried. */
function about(turn: Said, { community }: Building): { on: Document | null; tried: Document[] } {
  const named = (ids: readonly (string | null)[]): Document[] =>
    ids.flatMap((id) => (id === null ? [] : (community.byId.get(id) ?? [])));
  return isKind(turn, 'advice')
    ? { on: named([turn.fields.on])[0] ?? null, tried: [] }
    : { on: null, tried: named(turn.fields.tried) };
}

function Turn({ building, turn, at }: { building: Building; turn: Said; at: string }): VNode {
  const { community, states, show } = building;
  const advice = isKind(turn, 'advice') ? turn : null;
  const { on, tried } = about(turn, building);
  return (
    <article class={`turn is-${turn.kind}`} id={turn.id} aria-labelledby={`cop-${turn.id}`}>
      <p class="said">
        <strong>{nameOf(community, turn.fields.by)}</strong> {deed(turn)}, {turn.fields.date}
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

function turnTwin(building: Building, turn: Said, at: string): RootContent[] {
  const { community, states, show } = building;
  const { on, tried } = about(turn, building);
  const cited = (document: Document): Words => link(show.href(at, document) ?? '#', document.title);
  return [
    heading(2, turn.title),
    paragraph(
      strong(nameOf(community, turn.fields.by)),
      ` ${deed(turn)}, ${turn.fields.date}: ${states.word(turn)?.replaceAll('-', ' ')}`,
      ...(on ? [' on ', cited(on)] : []),
      ...(tried.length === 0 ? [] : [', tried: ', ...between(tried.map(cited), ', ')]),
      '.',
    ),
    ...proseTwin(building, turn, at, 1),
  ];
}

/** Who asked when, and what is promised. */
function facts({ community, states }: Building, issue: DocumentOf<'issue'>): { asked: string; promised: string } {
  const { answerBy, followUpOn, stage } = states.issue(issue);
  const answer = stage === 'waiting' ? `; an answer is promised by ${answerBy}` : '';
  return {
    asked: `asked by ${nameOf(community, issue.fields.by)}, `,
    promised: answer + (followUpOn === null ? '' : `; follow-up on ${followUpOn}`),
  };
}

export function issuePage(building: Building, issue: DocumentOf<'issue'>): Drawn {
  const { states, urls } = building;
  const at = urls.of(issue)?.page ?? 'issues/index.html';
  const thread = states.threads.get(issue.id);
  const said = thread ? turns(thread) : [];
  const { withdrawn } = issue.fields;
  const content = (): VNode => {
    const { asked, promised } = facts(building, issue);
    return (
      <>
        <article>
          <p class="kicker">Issue</p>
          <h1 dir="auto">{issue.title}</h1>
          <p class="facts">
            <Badge word={states.word(issue) ?? ''} /> {asked}
            <time>{issue.fields.opened}</time>
            {promised}
          </p>
          {withdrawn === null ? null : <p class="care">Withdrawn: {withdrawn}</p>}
          {proseOf(building, issue, at)}
          <Topics topics={topicLinks(building, issue.fields.topics, at)} />
        </article>
        <section class="thread" aria-label="Advice and follow-ups">
          {said.length === 0 ? (
            <p class="care">{UNANSWERED}</p>
          ) : (
            said.map((turn) => <Turn building={building} turn={turn} at={at} />)
          )}
        </section>
        <Backlinks building={building} document={issue} at={at} />
      </>
    );
  };
  const twin = (): RootContent[] => {
    const { asked, promised } = facts(building, issue);
    return [
      paragraph(`Issue, ${states.word(issue)}; ${asked}${issue.fields.opened}${promised}.`),
      ...(withdrawn === null ? [] : [paragraph(`Withdrawn: ${withdrawn}`)]),
      ...proseTwin(building, issue, at),
      ...(said.length === 0 ? [paragraph(UNANSWERED)] : said.flatMap((turn) => turnTwin(building, turn, at))),
      ...backlinksTwin(building, issue, at),
    ];
  };
  const subject = { ...subjectOf(building, issue), text: () => textOf(building, [issue, ...said]) };
  return { path: at, title: issue.title, content, twin, source: issue, subject };
}
