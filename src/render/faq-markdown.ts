import type { Heading, Paragraph, Root, RootContent } from 'mdast';
import type { Community } from '../model/community.ts';
import { byTopic } from '../compile/faq/index.ts';
import { opening } from '../compile/passage.ts';
import type { FaqEntry } from '../compile/faq/index.ts';
import type { DocumentOf } from '../kinds/index.ts';
import { CONFIDENCES } from '../states/note-state.ts';
import type { Day } from '../text/day.ts';
import { relativeUrl } from '../text/links.ts';
import { between, bullets, emphasis, heading, link, paragraph, prose, root, strong } from '../text/markdown/build.ts';
import type { Words } from '../text/markdown/build.ts';
import { printMarkdown } from '../text/markdown/parse.ts';
import { deepened } from '../text/markdown/tree.ts';
import { slug } from '../text/slug.ts';
import { capitalised, counted } from '../text/words.ts';
import { OUTCOME_WORDS } from './outcome.ts';
import { passagesFor } from './passages.ts';
import { leftOutText, recordText, reservation } from './record.ts';
import type { MarkdownText } from '../text/written.ts';

/** Where a compiled FAQ is to lie, and what is to stand around it. */
export interface FaqPlace {
  /** Its path below the root, to which its links are relative. */
  readonly at: string;
  /** The level of its title; null leaves the title out, for a block in a file that has one. */
  readonly title: 1 | null;
  /** Anchors as HTML, for files that are read as Markdown, or as ids of headings, for pages. */
  readonly anchors: 'html' | 'ids';
}

/** A file of its own at the root. */
export const FAQ_FILE: FaqPlace = { at: 'FAQ.md', title: 1, anchors: 'html' };

/** From how many entries on a list of contents saves looking for one. */
const LONG = 6;
/** How much of a report's conditions stands beside its outcome. */
const LONGEST_CONDITIONS = 180;

const TOPIC_DEPTH = 2;
const ENTRY_DEPTH = 3;

/** An id as an anchor; a file may be called what no anchor can be. */
const anchorOf = (id: string): string => (/^[\w.-]{1,200}$/.test(id) ? id : slug(id, 120));

/** The anchors of an entry, which stay when its question is worded anew, and its heading. */
function headed(entry: FaqEntry, { anchors }: FaqPlace): (Heading | Paragraph | RootContent)[] {
  const title = heading(ENTRY_DEPTH, entry.question);
  const [own, ...others] = [...new Set([entry.id, ...entry.aliases].map(anchorOf))] as [string, ...string[]];
  if (anchors === 'html') {
    const marks = [own, ...others].map((id) => `<a id="${id}"></a>`).join('');
    return [{ type: 'html', value: marks }, title];
  }
  const marks = others.map((id): Paragraph => {
    return { type: 'paragraph', children: [], data: { hName: 'span', hProperties: { id } } };
  });
  return [...marks, { ...title, data: { hProperties: { id: own } } }];
}

/** An answer with its highest heading just below that of its entry, however high it was where it was written. */
function below(nodes: readonly RootContent[]): RootContent[] {
  const depths = nodes.flatMap((node) => (node.type === 'heading' ? [node.depth] : []));
  return deepened(nodes, ENTRY_DEPTH + 1 - Math.min(...depths, ENTRY_DEPTH + 1));
}

/** Both sides of an answer that worked for some and not for others: what each did, in what situation. */
function sides(entry: FaqEntry, { at }: FaqPlace): RootContent[] {
  const { worked, didNot, followups } = entry.record;
  if (worked === 0 || didNot === 0) return [];
  const side = (followup: DocumentOf<'followup'>): Words[] => {
    const done = opening(followup, 'What we did', LONGEST_CONDITIONS);
    return [
      strong(`It ${OUTCOME_WORDS[followup.fields.outcome]}`),
      ' (',
      link(relativeUrl(at, followup.path), followup.fields.date),
      `)${done === '' ? '' : `: ${done}`}`,
    ];
  };
  const known = followups.filter(({ fields }) => fields.outcome !== 'unknown');
  return [paragraph(strong('Those who tried it disagree')), bullets(known.map(side))];
}

/** What became of those who tried it, and how far to rely on it. */
function record(entry: FaqEntry, { at }: FaqPlace): Paragraph {
  const dated = ({ path, fields }: DocumentOf<'followup'>): Words => link(relativeUrl(at, path), fields.date);
  const fresh = entry.reviewBy === null ? '' : ` To be read again by ${entry.reviewBy}.`;
  const caveats = [
    ...(entry.suspectOf.length > 0 ? [' It rests on something that has been superseded or contradicted since.'] : []),
    entry.reviewLapsed ? ` Its review has lapsed: it was due on ${entry.reviewBy}.` : fresh,
  ];
  return paragraph(
    strong(`${capitalised(entry.confidence)}:`),
    ` ${recordText(entry.record)}${reservation(entry.confidence, entry.record)}.`,
    ...(entry.record.followups.length > 0
      ? [' Reported on ', ...between(entry.record.followups.map(dated), ', '), '.']
      : []),
    ...caveats.filter((caveat) => caveat !== ''),
  );
}

function entryNodes(entry: FaqEntry, community: Community, place: FaqPlace): RootContent[] {
  const { at } = place;
  const cite = (document: FaqEntry['origin']): Words => link(relativeUrl(at, document.path), document.title);
  const when = below(passagesFor(entry.when, community, at));
  return [
    ...headed(entry, place),
    ...(entry.alsoAsked.length > 0 ? [paragraph(emphasis(`Also asked: ${entry.alsoAsked.join(' · ')}`))] : []),
    ...below(passagesFor(entry.answer, community, at)),
    ...(when.length > 0 ? [paragraph(strong('When it applies')), ...when] : []),
    ...sides(entry, place),
    record(entry, place),
    paragraph(strong('Comes from:'), ' ', ...between(entry.sources.map(cite), ', '), '.'),
  ];
}

/** How many entries there are, and how far they may be relied on. */
function summary(entries: readonly FaqEntry[]): string {
  const levels = CONFIDENCES.flatMap((level) => {
    const count = entries.filter(({ confidence }) => confidence === level).length;
    return count > 0 ? [`${count} ${level}`] : [];
  });
  if (entries.length === 0) return 'No entries yet.';
  return `${counted(entries.length, 'entry', 'entries')}: ${levels.join(', ')}.`;
}

/** The FAQ as a Markdown tree, by topic, each answer with its record and its sources. */
export function faqTree(entries: readonly FaqEntry[], community: Community, today: Day, place: FaqPlace): Root {
  const leftOut = leftOutText(community);
  const topics = byTopic(entries);
  const contents = topics.flatMap(([, group]) =>
    group.map(({ id, question }): Words[] => [link(`#${anchorOf(id)}`, question)]),
  );
  return root([
    ...(place.title === null ? [] : [heading(place.title, `FAQ of ${community.config.site.title}`)]),
    paragraph(`As of ${today}. ${summary(entries)}`),
    ...(leftOut === null ? [] : [paragraph(...prose(leftOut))]),
    ...(entries.length < LONG ? [] : [bullets(contents)]),
    ...topics.flatMap(([topic, group]) => [
      heading(TOPIC_DEPTH, topic === null ? 'Without a topic' : topic),
      ...group.flatMap((entry) => entryNodes(entry, community, place)),
    ]),
  ]);
}

/** The FAQ as one Markdown document. */
export function faqMarkdown(
  entries: readonly FaqEntry[],
  community: Community,
  today: Day,
  place: FaqPlace = FAQ_FILE,
): MarkdownText {
  return printMarkdown(faqTree(entries, community, today, place));
}
