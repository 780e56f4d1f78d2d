import type { Root, RootContent } from 'mdast';
import type { FirstQuestion, Reading, Start } from '../compile/start-here.ts';
import type { Community } from '../model/community.ts';
import type { Document } from '../model/document.ts';
import type { States } from '../states/index.ts';
import { between, heading, link, numbered, paragraph, prose, root, uncalled } from '../text/markdown/build.ts';
import type { Words } from '../text/markdown/build.ts';
import { counted, listed } from '../text/words.ts';
import { addressOf } from './address.ts';
import { leftOutText, nameOf } from './record.ts';

/** Why something is worth its minutes, in words. */
export function reasons({ document, citedBy, tried, opens }: Reading): string[] {
  const role = document.declaration?.role;
  return [
    ...(document.kind === 'purpose' ? ['why we exist'] : document.kind === 'vision' ? ['where we want to go'] : []),
    ...(tried > 0 ? [tried === 1 ? 'tried once' : `tried ${tried} times`] : []),
    ...(citedBy > 0 && role !== 'charter' ? [`${counted(citedBy, 'document builds', 'documents build')} on it`] : []),
    ...(opens.length > 0 ? [`opens ${listed(opens)}`] : []),
  ];
}

/** Where to begin, as a Markdown tree: a reading order with minutes and reasons, then first questions to answer. */
export function startTree({ topic, readings, questions, later }: Start, community: Community, states: States): Root {
  const cite = (document: Document): Words => link(addressOf(document, community.config), ...uncalled(document.title));
  const minutes = readings.reduce((sum, one) => sum + one.minutes, 0);
  const leftOut = leftOutText(community);
  const reading = (one: Reading): Words[] => [
    cite(one.document),
    ` (${one.document.kind}, ${counted(one.minutes, 'minute')})`,
    ...uncalled(reasons(one).length === 0 ? '' : `: ${reasons(one).join('; ')}`),
  ];
  const question = ({ issue, read }: FirstQuestion): Words[] => [
    cite(issue),
    ...uncalled(`, asked by ${nameOf(community, issue.fields.by)} on ${issue.fields.opened} (${states.word(issue)})`),
    ...(read.length === 0 ? [] : ['. You will have read ', ...between(read.slice(0, 3).map(cite), ', ')]),
    '. ',
    { type: 'inlineCode', value: `cop advise ${issue.id}` },
  ];
  const block = (title: string, items: readonly (readonly Words[])[], otherwise: string): RootContent[] => [
    heading(2, title),
    items.length === 0 ? paragraph(otherwise) : numbered(items),
  ];
  const more = later === 0 ? '' : ` ${counted(later, 'document')} more can wait: \`cop list\`.`;
  return root([
    heading(1, topic === null ? `Start here: ${community.config.name}` : `Start here: ${topic}`),
    paragraph(...prose(`As of ${states.today}. ${counted(minutes, 'minute')} of reading.${more}`)),
    ...(leftOut === null ? [] : [paragraph(...prose(leftOut))]),
    ...block('Read, in this order', readings.map(reading), 'Nothing is written down yet.'),
    ...block('Then try your hand at', questions.map(question), 'No question waits for a first answer.'),
  ]);
}
