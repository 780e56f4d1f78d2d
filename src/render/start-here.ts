import type { Root } from 'mdast';
import type { FirstQuestion, Reading, Start } from '../compile/start-here.ts';
import type { Community } from '../model/community.ts';
import type { States } from '../states/index.ts';
import { between, heading, paragraph, prose, root, uncalled } from '../text/markdown/build.ts';
import type { Words } from '../text/markdown/build.ts';
import { counted, listed as listedWords } from '../text/words.ts';
import { cite, leftOutParagraph, listed } from './markdown-pieces.ts';
import { nameOf } from './record.ts';

/** How much of the reading a question names as helping with it. */
const MOST_NAMED = 3;

/** Why something is worth its minutes, in words. */
export function reasons({ document, citedBy, tried, firstOn }: Reading): string[] {
  const role = document.declaration?.role;
  const why = { purpose: 'why we exist', vision: 'where we want to go' }[document.kind];
  return [
    ...(why === undefined ? [] : [why]),
    ...(tried > 0 ? [`what it says was tried ${tried === 1 ? 'once' : `${tried} times`}`] : []),
    ...(citedBy > 0 && role !== 'charter' ? [`${counted(citedBy, 'document builds', 'documents build')} on it`] : []),
    ...(firstOn.length > 0 ? [`the first on ${listedWords(firstOn)}`] : []),
  ];
}

export const startTitle = (topic: string | null, { config }: Community): string =>
  `Start here: ${topic ?? config.name}`;

/** Where to begin, as a Markdown tree: a reading order with minutes and reasons, then first questions to answer. */
export function startTree({ topic, readings, questions, others }: Start, community: Community, states: States): Root {
  const minutes = readings.reduce((sum, one) => sum + one.minutes, 0);
  const reading = (one: Reading): Words[] => [
    cite(one.document, community),
    ` (${one.document.kind}, ${counted(one.minutes, 'minute')})`,
    ...uncalled(reasons(one).length === 0 ? '' : `: ${reasons(one).join('; ')}`),
  ];
  const question = ({ issue, read, command }: FirstQuestion): Words[] => [
    cite(issue, community),
    ...uncalled(`, asked by ${nameOf(community, issue.fields.by)} on ${issue.fields.opened} (${states.word(issue)})`),
    ...(read.length === 0
      ? []
      : [
          '. You will have read ',
          ...between(
            read.slice(0, MOST_NAMED).map((document) => cite(document, community)),
            ', ',
          ),
        ]),
    '. ',
    { type: 'inlineCode', value: command },
  ];
  const more = others === 0 ? '' : ` ${counted(others, 'other document')} can wait: \`cop list\`.`;
  const about =
    readings.length === 0
      ? 'Nothing is written down yet: `cop new purpose "Why we exist"` begins it, or `cop ask "…"`.'
      : `${counted(minutes, 'minute')} of reading.${more}`;
  return root([
    heading(1, ...uncalled(startTitle(topic, community))),
    paragraph(...prose(`As of ${states.today}. ${about}`)),
    ...leftOutParagraph(community),
    ...listed('Read, in this order', readings.map(reading), true),
    ...(questions.length === 0
      ? [paragraph('No question waits for a first answer.')]
      : listed('Then try your hand at', questions.map(question), true)),
  ]);
}
