import type { Root, RootContent } from 'mdast';
import type { Review } from '../compile/review.ts';
import type { Community } from '../model/community.ts';
import type { Document } from '../model/document.ts';
import { KINDS } from '../kinds/index.ts';
import type { Day } from '../text/day.ts';
import { bullets, heading, paragraph, root, strong, uncalled } from '../text/markdown/build.ts';
import type { Words } from '../text/markdown/build.ts';
import { printMarkdown } from '../text/markdown/parse.ts';
import { counted } from '../text/words.ts';
import { findingsCount } from './findings.ts';
import { findingWords, messageWords } from './findings-forge.ts';
import { cite, leftOutParagraph } from './markdown-pieces.ts';
import { promiseWords } from './promise.ts';
import { inMarkdown, withoutComments } from '../text/markdown/written.ts';
import type { MarkdownText } from '../text/written.ts';

/** What a comment begins with, so that the next review takes its place. No text of a stranger is printed as a comment. */
export const REVIEW_MARKER = inMarkdown`<!-- cop:review -->`;

/** How many findings a comment lists before the others are only counted. */
const MOST_LISTED = 20;

function byKind(documents: readonly Document[], words: (document: Document) => Words[]): RootContent[] {
  const rows = KINDS.flatMap(({ name }): Words[][] =>
    documents.filter(({ kind }) => kind === name).map((document) => [`${name}: `, ...words(document)]),
  );
  return rows.length === 0 ? [] : [bullets(rows)];
}

function part(title: string, body: readonly RootContent[]): RootContent[] {
  return body.length === 0 ? [] : [heading(3, title), ...body];
}

const list = (items: readonly (readonly Words[])[]): RootContent[] => (items.length === 0 ? [] : [bullets(items)]);

/** What a branch changes, for the conversation of its pull request. */
export function reviewTree(
  told: Review,
  community: Community,
  { today, since }: { readonly today: Day; readonly since: string },
): Root {
  const { added, changed, removed, notes, turns, closed, kept, suspects, findings, suggested } = told;
  const nothing = added.length + changed.length + removed.length === 0;
  return root([
    heading(2, 'What this branch changes'),
    paragraph(
      `As of ${today}, since `,
      { type: 'inlineCode', value: since },
      nothing
        ? ': no document.'
        : `: ${added.length} added, ${changed.length} changed, ${removed.length} removed. ${findingsCount(findings)}.`,
    ),
    ...part(
      'Added',
      byKind(added, (document) => [cite(document, community)]),
    ),
    ...part(
      'Changed',
      byKind(changed, (document) => [cite(document, community)]),
    ),
    ...part(
      'Removed',
      byKind(removed, ({ title }) => uncalled(title)),
    ),
    ...part('What merging it does', [
      ...list([
        ...closed.map((issue): Words[] => [strong('closes the loop'), ' of ', cite(issue, community)]),
        ...kept.map((one): Words[] => [
          strong('keeps a promise'),
          `: ${promiseWords(one).open} of `,
          cite(one.document, community),
        ]),
        ...turns.map(({ document, before, now }): Words[] => [
          cite(document, community),
          ...uncalled(`: ${before} → `),
          strong(now),
        ]),
        ...suspects.map((note): Words[] => [cite(note, community), ' rests on what is not to be relied on any more']),
      ]),
    ]),
    ...part(
      'To look at',
      notes.flatMap(({ note, points }): RootContent[] => [
        paragraph(strong(cite(note, community)), ` (${note.kind}${note.fields.draft === true ? ', draft' : ''})`),
        {
          type: 'list',
          ordered: false,
          spread: false,
          children: points.map(({ what, open }) => ({
            type: 'listItem' as const,
            spread: false,
            checked: open === null,
            children: [paragraph(what, ...(open === null ? [] : [': ', ...messageWords(open)]))],
          })),
        },
      ]),
    ),
    ...part('Found', [
      ...list(findings.slice(0, MOST_LISTED).map(findingWords)),
      ...(findings.length > MOST_LISTED
        ? [paragraph(`And ${counted(findings.length - MOST_LISTED, 'more', 'more')}.`)]
        : []),
    ]),
    ...part(
      'Who might have something to say',
      list(suggested.map(({ member, because }): Words[] => uncalled(`${member.title} ${because}`))),
    ),
    ...leftOutParagraph(community),
  ]);
}

/** The same as the text of a comment, behind its marker; what a title brings along is none. */
export function reviewComment(tree: Root): MarkdownText {
  return inMarkdown`${REVIEW_MARKER}\n${withoutComments(printMarkdown(tree))}`;
}
