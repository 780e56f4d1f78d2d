import type { RootContent, Root } from 'mdast';
import type { Digest } from '../compile/digest.ts';
import type { Due } from '../compile/due.ts';
import type { Community } from '../model/community.ts';
import type { Document } from '../model/document.ts';
import type { DocumentOf } from '../kinds/index.ts';
import { isReservation } from '../states/advice-record.ts';
import type { States } from '../states/index.ts';
import type { Day } from '../text/day.ts';
import { sectionNamed } from '../text/markdown/outline.ts';
import { between, bullets, emphasis, heading, link, paragraph, prose, root, uncalled } from '../text/markdown/build.ts';
import type { Words } from '../text/markdown/build.ts';
import { firstWords } from '../text/markdown/tree.ts';
import { counted, listed } from '../text/words.ts';
import { addressOf } from './address.ts';
import { PROMISE_WORDS, whoText } from './due.ts';
import { leftOutText, nameOf } from './record.ts';

/** How much of what was learned a line tells; the rest is a click away. */
const LONGEST_EXCERPT = 220;

const OUTCOMES: Readonly<Record<DocumentOf<'followup'>['fields']['outcome'], string>> = {
  worked: 'it worked',
  partly: 'it worked in part',
  'did-not-work': 'it did not work',
  'not-tried': 'not tried yet',
  unknown: 'nobody can tell yet',
};

/** The digest as a Markdown tree: what happened while somebody was away, and what is still open. */
export function digestTree(told: Digest, community: Community, states: States): Root {
  const cite = (document: Document): Words => link(addressOf(document, community.config), ...uncalled(document.title));
  const name = (id: string): Words[] => uncalled(nameOf(community, id));
  const names = (ids: readonly string[]): Words[] => uncalled(listed(ids.map((id) => nameOf(community, id))));
  const learned = (document: Document, section: string): Words[] => {
    const body = document.body();
    const text = body && firstWords(sectionNamed(body.outline, section)?.nodes ?? [], LONGEST_EXCERPT);
    return text ? [' ', emphasis(...uncalled(text))] : [];
  };
  const issueOf = (id: string): Words => {
    const issue = community.byId.get(id);
    return issue ? cite(issue) : id;
  };
  const promise = ({ promise: what, document, day, overdue, who, command }: Due): Words[] => [
    `${PROMISE_WORDS[what]}${overdue ? ` since ${day}` : what === 'note' ? '' : `, by ${day}`}: `,
    cite(document),
    ...uncalled(` (${whoText(who, community)}) `),
    { type: 'inlineCode', value: command },
  ];
  const block = (title: string, items: readonly (readonly Words[])[]): RootContent[] =>
    items.length === 0 ? [] : [heading(2, title), bullets(items)];
  const nothing = [told.asked, told.answered, told.reported, told.learned, told.joined].every(
    (list) => list.length === 0,
  );
  const leftOut = leftOutText(community);
  return root([
    heading(1, `While you were away from ${community.config.name}`),
    paragraph(
      `From ${told.since} to ${states.today}: ${counted(told.asked.length, 'issue')} asked, ${counted(told.answered.length, 'issue')} advised on, ${counted(told.reported.length, 'follow-up')}, ${counted(told.settled.length, 'issue')} settled, ${counted(told.learned.length, 'note')} written.`,
    ),
    ...(nothing ? [paragraph('Nothing happened in that time.')] : []),
    ...(leftOut === null ? [] : [paragraph(...prose(leftOut))]),
    ...block('You are asked', told.mine.map(promise)),
    ...block(
      'Asked',
      told.asked.map((issue) => [
        cite(issue),
        ', by ',
        ...name(issue.fields.by),
        ` on ${issue.fields.opened}: ${states.word(issue)}`,
      ]),
    ),
    ...block(
      'Answered',
      told.answered.map(({ issue, advice }) => [
        cite(issue),
        ': ',
        ...between(
          advice.map((one) => link(addressOf(one, community.config), ...uncalled(one.title))),
          ', ',
        ),
        ' (',
        ...names([...new Set(advice.map(({ fields }) => fields.by))]),
        advice.some(isReservation) ? '; a reservation among them)' : ')',
      ]),
    ),
    ...block(
      'How it turned out',
      told.reported.map((followup) => [
        issueOf(followup.fields.issue),
        ': ',
        link(addressOf(followup, community.config), OUTCOMES[followup.fields.outcome]),
        '.',
        ...learned(followup, 'What we learned'),
      ]),
    ),
    ...block(
      'Settled',
      told.settled.map((issue) => [cite(issue)]),
    ),
    ...block(
      'Learned',
      told.learned.map((kept) => [cite(kept), ` (${kept.kind === 'faq' ? 'FAQ' : kept.kind}): ${states.word(kept)}`]),
    ),
    ...block(
      'No longer to be relied on',
      told.fallen.map((kept) => [cite(kept), `: ${states.word(kept)}`]),
    ),
    ...block(
      'Thanked',
      told.thanked.map(({ fields }) => [
        ...name(fields.by),
        ' thanks ',
        ...names(fields.thanks),
        ' for the help with ',
        issueOf(fields.issue),
      ]),
    ),
    ...block('Come and gone', [
      ...told.joined.map(({ id, fields }): Words[] => [...name(id), ` joined on ${fields.joined}`]),
      ...told.left.map(({ id, fields }): Words[] => [...name(id), ` left on ${fields.left}`]),
    ]),
    ...block('Still open', told.open.map(promise)),
  ]);
}

/** The day as digests say it, for a title. */
export const digestTitle = (since: Day, community: Community): string => `${community.config.name} since ${since}`;
