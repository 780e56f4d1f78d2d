import type { Root } from 'mdast';
import type { Digest } from '../compile/digest.ts';
import { opening } from '../compile/passage.ts';
import type { Community } from '../model/community.ts';
import type { Document } from '../model/document.ts';
import type { DocumentOf } from '../kinds/index.ts';
import { isReservation } from '../states/advice-record.ts';
import type { States } from '../states/index.ts';
import type { Day } from '../text/day.ts';
import { grouped } from '../text/grouped.ts';
import { between, emphasis, heading, paragraph, root, uncalled } from '../text/markdown/build.ts';
import type { Words } from '../text/markdown/build.ts';
import { counted, listed as listedWords } from '../text/words.ts';
import { cite, leftOutParagraph, listed, promiseWordsOf } from './markdown-pieces.ts';
import { OUTCOME_WORDS } from './outcome.ts';
import { nameOf } from './record.ts';

/** How much of what was learned a line tells; the rest is a click away. */
const LONGEST_EXCERPT = 220;

/** What a follow-up says was learned, in its first words; nothing where it does not say. */
function learnedWords(followup: DocumentOf<'followup'>): Words[] {
  const text = opening(followup, 'What we learned', LONGEST_EXCERPT);
  return text === '' ? [] : [' ', emphasis(...uncalled(text))];
}

/** How many of each, in a sentence. */
export function digestSummary({ asked, answered, reported, settled, learned, drafts }: Digest): string {
  const written = `${counted(learned.length, 'note or FAQ entry', 'notes and FAQ entries')} written`;
  return [
    `${counted(asked.length, 'issue')} asked`,
    `${counted(answered.length, 'issue')} advised on`,
    counted(reported.length, 'follow-up'),
    `${counted(settled.length, 'issue')} settled`,
    drafts.length === 0 ? written : `${written} (and ${counted(drafts.length, 'draft')})`,
  ].join(', ');
}

/** The digest as a Markdown tree: what happened while somebody was away, and what is still open. */
export function digestTree(told: Digest, community: Community, states: States, title: string): Root {
  const link = (document: Document, words?: string): Words => cite(document, community, words);
  const name = (id: string): Words[] => uncalled(nameOf(community, id));
  const names = (ids: readonly string[]): Words[] => uncalled(listedWords(ids.map((id) => nameOf(community, id))));
  const byId = (id: string): Words => {
    const document = community.byId.get(id);
    return document ? link(document) : id;
  };
  const outcomes = grouped(told.reported, ({ fields }) => [fields.issue]);
  const blocks = [
    ...listed(
      'Asked',
      told.asked.map((issue) => [
        link(issue),
        ', by ',
        ...name(issue.fields.by),
        ` on ${issue.fields.opened}: ${states.word(issue)}`,
      ]),
    ),
    ...listed(
      'Answered',
      told.answered.map(({ issue, advice }) => [
        link(issue),
        ': ',
        ...between(
          advice.map((one) => link(one)),
          ', ',
        ),
        ' (',
        ...names([...new Set(advice.map(({ fields }) => fields.by))]),
        advice.some(isReservation) ? '; a reservation among them)' : ')',
      ]),
    ),
    ...listed(
      'How it turned out',
      [...outcomes].map(([issue, reports]) => [
        byId(issue),
        ': ',
        ...between(
          reports.map((one) => link(one, OUTCOME_WORDS[one.fields.outcome])),
          ', then ',
        ),
        '.',
        ...reports.flatMap(learnedWords),
      ]),
    ),
    ...listed(
      'Settled',
      told.settled.map((issue) => [link(issue)]),
    ),
    ...listed(
      'Learned',
      told.learned.map((kept) => [link(kept), ` (${kept.kind === 'faq' ? 'FAQ' : kept.kind}): ${states.word(kept)}`]),
    ),
    ...listed(
      'No longer to be relied on',
      told.fallen.map((kept) => [link(kept), `: ${states.word(kept)}`]),
    ),
    ...listed(
      'Thanked',
      told.thanked.map(({ fields }) => [
        ...name(fields.by),
        ' thanks ',
        ...names(fields.thanks),
        ' for the help with ',
        byId(fields.issue),
      ]),
    ),
    ...listed('Come and gone', [
      ...told.joined.map(({ id, fields }): Words[] => [...name(id), ` joined on ${fields.joined}`]),
      ...told.left.map(({ id, fields }): Words[] => [...name(id), ` left on ${fields.left}`]),
    ]),
  ];
  return root([
    heading(1, ...uncalled(title)),
    paragraph(`From ${told.since} to ${told.until}: ${digestSummary(told)}.`),
    ...leftOutParagraph(community),
    ...listed(
      'You are asked',
      told.mine.map((one) => promiseWordsOf(one, community)),
    ),
    ...(blocks.length === 0 ? [paragraph('Nothing happened in that time.')] : blocks),
    ...listed(
      'Still open',
      told.open.map((one) => promiseWordsOf(one, community)),
    ),
  ]);
}

/** What a digest is called. */
export const digestTitle = (since: Day, { config }: Community): string => `${config.name} since ${since}`;
