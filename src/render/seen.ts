import type { Community } from '../model/community.ts';
import type { Document } from '../model/document.ts';
import { handles } from '../compile/reference.ts';
import type { Seen } from '../compile/seen.ts';
import { isKind } from '../kinds/index.ts';
import type { DocumentOf } from '../kinds/index.ts';
import { answersAmong, isKnown } from '../states/issue-state.ts';
import { isKept } from '../states/note-state.ts';
import type { States } from '../states/index.ts';
import { care, clipped, faint, good, ink, name as command, strong } from '../text/ink.ts';
import type { Ink } from '../text/ink.ts';
import { bullets, emphasis, paragraph, root, strong as bold, uncalled } from '../text/markdown/build.ts';
import type { Words } from '../text/markdown/build.ts';
import { printMarkdown } from '../text/markdown/parse.ts';
import { counted } from '../text/words.ts';
import { cite } from './markdown-pieces.ts';
import { OUTCOME_WORDS, triedText } from './outcome.ts';
import { recordText, reservation } from './record.ts';
import type { MarkdownText } from '../text/written.ts';

/** What came of an issue: `worked: “Delete, then insert”`, `2 answers, nobody said yet how it went`. */
function cameOfIssue(issue: DocumentOf<'issue'>, community: Community, states: States): string {
  const { withdrawn } = issue.fields;
  const ended = withdrawn === null ? '' : ` (withdrawn: ${withdrawn})`;
  const thread = states.threads.get(issue.id);
  const answers = answersAmong(thread?.advice ?? [], issue);
  if (answers.length === 0) return withdrawn === null ? 'nobody has answered yet' : `withdrawn: ${withdrawn}`;
  const last = thread?.followups.findLast(({ fields }) => isKnown(fields.outcome));
  if (!last) return `${counted(answers.length, 'answer')}, and nobody said yet how it went${ended}`;
  const tried = triedText(last, community);
  return `${OUTCOME_WORDS[last.fields.outcome]}${tried === '' ? '' : `: ${tried}`}${ended}`;
}

/** What came of something that was asked or told before, in a few words. */
export function cameOf(document: Document, community: Community, states: States): string {
  if (isKind(document, 'issue')) return cameOfIssue(document, community, states);
  if (!isKept(document)) return '';
  const { confidence, record } = states.note(document);
  return `${states.word(document)}; ${recordText(record)}${reservation(confidence, record)}`;
}

const KIND_WORDS: Readonly<Record<string, string>> = { issue: 'asked before', faq: 'in the FAQ', page: 'on a page' };

const told = (document: Document): string =>
  KIND_WORDS[document.kind] ?? `told in ${document.kind === 'insight' ? 'an' : 'a'} ${document.kind}`;

/** What it is, and what came of it: `asked before; worked: “Delete, then insert”`. */
function about(document: Document, community: Community, states: States): string {
  const came = cameOf(document, community, states);
  return came === '' ? told(document) : `${told(document)}; ${came}`;
}

/** Columns before the title, below which everything else stands. */
const INDENT = 9;

/** What was seen before, for a terminal: how sure, the title, what came of it, and where to read it. */
export function seenLines(found: readonly Seen[], community: Community, states: States, width: number): Ink[] {
  const name = handles(community);
  const room = Math.max(24, width - INDENT);
  const indent = ' '.repeat(INDENT);
  return found.flatMap(({ document, sure }) => [
    ink`${sure ? good('alike  ') : care('perhaps')}  ${strong(clipped(document.title, room))}`,
    ink`${indent}${faint(clipped(about(document, community, states), room))}`,
    ink`${indent}${command(`cop show ${name(document)}`)}`,
  ]);
}

/** The same in a sentence that says how sure it is. */
export function seenSummary(found: readonly Seen[]): string {
  const sure = found.filter((one) => one.sure).length;
  if (found.length === 0) return 'Nothing like it was asked or told before';
  const perhaps = found.length - sure;
  if (sure === 0) return `Nothing is surely like it; ${perhaps === 1 ? 'one is' : `${perhaps} are`} perhaps`;
  return `${sure} alike${perhaps === 0 ? '' : `, ${perhaps} perhaps`}`;
}

const CAVEAT = 'Found by comparing words, not meaning: only you can tell whether it is the same problem.';

/** What was seen before as Markdown for a comment: a stranger's words call nobody and open nothing. */
export function seenMarkdown(found: readonly Seen[], community: Community, states: States): MarkdownText {
  const item = ({ document, sure }: Seen): Words[] => [
    ...(sure ? [] : ['Perhaps: ']),
    cite(document, community),
    ...uncalled(`: ${about(document, community, states)}.`),
  ];
  return printMarkdown(
    root([
      paragraph(bold('Was this asked before?'), ` ${seenSummary(found)}, as of ${states.today}.`),
      ...(found.length === 0 ? [] : [bullets(found.map(item)), paragraph(emphasis(CAVEAT))]),
    ]),
  );
}
