import type { VNode } from 'preact';
import { isKind } from '../../kinds/index.ts';
import type { DocumentOf } from '../../kinds/index.ts';
import { isReservation } from '../../states/advice-record.ts';
import { turns } from '../../states/thread.ts';
import { nameOf } from '../record.ts';
import { topicLinks, proseOf, Backlinks } from './building.tsx';
import type { Building, Drawn } from './building.tsx';
import { Badge, Topics, TrackRecordLine } from './parts.tsx';

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

export function issuePage(building: Building, issue: DocumentOf<'issue'>): Drawn {
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
          <Badge word={states.word(issue) ?? ''} /> asked by {nameOf(community, issue.fields.by)},{' '}
          <time>{issue.fields.opened}</time>
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
  return { path: at, title: issue.title, content, source: issue };
}
