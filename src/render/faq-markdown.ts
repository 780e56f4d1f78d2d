import type { RootContent } from 'mdast';
import type { Community } from '../model/community.ts';
import type { FaqEntry } from '../compile/faq.ts';
import { byTopic } from '../compile/faq.ts';
import { CONFIDENCES } from '../states/note-state.ts';
import type { Day } from '../text/day.ts';
import { relativeUrl } from '../text/links.ts';
import { between, emphasis, heading, link, paragraph, prose, root, strong } from '../text/markdown/build.ts';
import type { Words } from '../text/markdown/build.ts';
import { printMarkdown } from '../text/markdown/parse.ts';
import { deepened } from '../text/markdown/tree.ts';
import { capitalised, counted } from '../text/words.ts';
import { passagesFor } from './passages.ts';
import { leftOutText, recordText, reservation } from './record.ts';

/** Where the compiled FAQ is thought to lie: links in it are relative to the root. */
const AT = 'FAQ.md';

/** The heading of an entry; what its answer has as headings stands below it. */
const ENTRY_DEPTH = 3;

/** An answer with its highest heading just below that of its entry, however high it was where it was written. */
function below(nodes: readonly RootContent[]): RootContent[] {
  const depths = nodes.flatMap((node) => (node.type === 'heading' ? [node.depth] : []));
  return deepened(nodes, ENTRY_DEPTH + 1 - Math.min(...depths, ENTRY_DEPTH + 1));
}

function entryNodes(entry: FaqEntry, community: Community): RootContent[] {
  const cite = (document: FaqEntry['origin']): Words => link(relativeUrl(AT, document.path), document.title);
  const dated = ({ path, fields }: FaqEntry['record']['followups'][number]): Words =>
    link(relativeUrl(AT, path), fields.date);
  const when = below(passagesFor(entry.when, community, AT));
  const caveats = [
    ...(entry.reviewLapsed ? ['Its review has lapsed.'] : []),
    ...(entry.suspectOf.length > 0 ? ['It rests on something that has been superseded or contradicted since.'] : []),
  ];
  return [
    heading(ENTRY_DEPTH, entry.question),
    ...(entry.alsoAsked.length > 0 ? [paragraph(emphasis(`Also asked: ${entry.alsoAsked.join(' · ')}`))] : []),
    ...below(passagesFor(entry.answer, community, AT)),
    ...(when.length > 0 ? [paragraph(strong('When it applies')), ...when] : []),
    paragraph(
      strong(`${capitalised(entry.confidence)}:`),
      ` ${recordText(entry.record)}${reservation(entry.confidence, entry.record)}. ${caveats.join(' ')}`.trimEnd(),
      ...(entry.record.followups.length > 0
        ? [' Reported on ', ...between(entry.record.followups.map(dated), ', '), '.']
        : []),
    ),
    paragraph(strong('Comes from:'), ' ', ...between(entry.sources.map(cite), ', '), '.'),
  ];
}

/** The FAQ as one Markdown document, by topic, each answer with its record and its sources. */
export function faqMarkdown(entries: readonly FaqEntry[], community: Community, today: Day): string {
  const levels = CONFIDENCES.flatMap((level) => {
    const count = entries.filter(({ confidence }) => confidence === level).length;
    return count > 0 ? [`${count} ${level}`] : [];
  });
  const about =
    entries.length === 0 ? 'No entries yet.' : `${counted(entries.length, 'entry', 'entries')}: ${levels.join(', ')}.`;
  const leftOut = leftOutText(community);
  return printMarkdown(
    root([
      heading(1, `FAQ of ${community.config.site.title}`),
      paragraph(`As of ${today}. ${about}`),
      ...(leftOut === null ? [] : [paragraph(...prose(leftOut))]),
      ...byTopic(entries).flatMap(([topic, group]) => [
        heading(2, topic === null ? 'Without a topic' : topic),
        ...group.flatMap((entry) => entryNodes(entry, community)),
      ]),
    ]),
  );
}
