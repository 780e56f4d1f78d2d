import type { Nodes } from 'mdast';
import { kindNamed } from '../kinds/index.ts';
import type { Kind } from '../model/kind.ts';
import { withoutTags } from '../text/markdown/raw-html.ts';
import { numbered } from './action-items.ts';
import { compose, shifted, withDefinitions } from './compose.ts';
import { LONGEST_TITLE, NO_ACTIONS, PLAIN, defineFormat } from './format.ts';
import type { Brought, Found, Wishes } from './format.ts';
import { broughtAs, headingsOf, noteFrom } from './note.ts';
import { span } from './page.ts';
import type { Original, Page } from './page.ts';
import { piecesOf } from './pieces.ts';

const isQuestion = (text: string): boolean => /[?？]\W{0,3}$/u.test(text.trim());

/** FAQtory keeps a question a file, under this ending. */
const OF_FAQTORY = /\.question\.(?:md|markdown)$/i;

const isOneQuestion = ({ path }: Original, page: Page): boolean => OF_FAQTORY.test(path) || page.data.has('alt_titles');

interface Answer {
  readonly question: string;
  /** The question as it is written, links and all. */
  readonly asked: string;
  readonly start: number;
  readonly end: number;
  /** The level of the heading that asks; null where it is none. */
  readonly depth: number | null;
  /** Where the answer alone begins and ends. */
  readonly inner: { readonly start: number; readonly end: number };
}

/** Questions that are headings, each with what stands below it. */
function underHeadings({ headings, body }: Page): Answer[] {
  const found: Answer[] = [];
  headings.forEach((heading, index) => {
    if (!isQuestion(heading.text) || heading.start < (found.at(-1)?.end ?? 0)) return;
    let after = index + 1;
    while ((headings[after]?.depth ?? 0) > heading.depth) after += 1;
    const next = headings[after];
    const end = next?.start ?? body.length;
    found.push({
      question: heading.text,
      asked: heading.words,
      depth: heading.depth,
      start: heading.start,
      end,
      inner: { start: heading.end, end },
    });
  });
  return found;
}

/** Questions that open when they are clicked: `<details><summary>…</summary>…</details>`. */
function inDetails({ root, body }: Page): Answer[] {
  const found: Answer[] = [];
  for (const node of root.children as readonly Nodes[]) {
    const at = span(node);
    if (node.type !== 'html' || at.start < (found.at(-1)?.end ?? 0)) continue;
    for (let from = at.start; ;) {
      const opening = body.indexOf('<details', from);
      const summary = body.indexOf('<summary', opening);
      const inside = body.indexOf('>', summary) + 1;
      const close = body.indexOf('</summary>', inside);
      const end = body.indexOf('</details>', close);
      if ([opening, summary, inside - 1, close, end].includes(-1) || opening >= at.end) break;
      const question = withoutTags(body.slice(inside, close)).replaceAll(/\s+/g, ' ').trim();
      const inner = { start: close + '</summary>'.length, end };
      from = end + '</details>'.length;
      const asked = body.slice(opening, inner.start);
      if (question !== '') found.push({ question, asked, depth: null, start: opening, end: from, inner });
    }
  }
  return found;
}

/** Every question with its answer, in order. Beside headings that ask, a fold is a question where its words are one. */
function answersOf(page: Page): Answer[] {
  const open = underHeadings(page);
  const folded = inDetails(page).filter(({ question }) => open.length === 0 || isQuestion(question));
  const apart = open.map((answer): Answer => {
    // What another question answers is no part of this one's answer.
    const next = folded.find(({ start }) => start >= answer.inner.start && start < answer.end);
    return next ? { ...answer, end: next.start, inner: { ...answer.inner, end: next.start } } : answer;
  });
  return [...apart, ...folded].sort((a, b) => a.start - b.start);
}

/** One entry, resting on the summary of what it was part of. What a title cannot hold of the question is kept above the answer. */
function entry(page: Page, { question, asked, depth, inner }: Answer, key: string, from: string, whole: Found): Found {
  const isWhole = question.length <= LONGEST_TITLE && !asked.includes('](');
  const quoted = isWhole ? '' : `> ${asked.trim().replaceAll('\n', '\n> ')}\n\n`;
  const text = withDefinitions(page, quoted + shifted(page, inner, 2 - (depth ?? 2)), inner);
  return {
    ...PLAIN,
    kind: 'faq',
    key,
    title: question.slice(0, LONGEST_TITLE),
    dated: whole.dated,
    topics: whole.topics,
    refers: new Map([['from', from]]),
    body: text === '' ? '' : `## Answer\n\n${text}`,
    missing: text === '' ? ['Answer'] : [],
    draft: text === '',
  };
}

/** What a file has besides its questions, and a list of those. */
function rest(
  page: Page,
  answers: readonly Answer[],
  keys: readonly string[],
  wishes: Wishes,
): { note: Found; kind: Kind } {
  const summary = kindNamed('summary') as Kind;
  const { note, behind } = noteFrom(page, 'summary', wishes);
  let past = 0;
  const pieces = piecesOf(page, summary, wishes.sections).flatMap((piece) => {
    const begin = piece.heading?.start ?? piece.start;
    // Both are in order: what ends above this piece is of no more concern to those that follow.
    while ((answers[past]?.end ?? Infinity) <= begin) past += 1;
    const within: Answer[] = [];
    for (let at = past; (answers[at]?.start ?? Infinity) < piece.end; at += 1) within.push(answers[at] as Answer);
    const isAnswer = within.some(({ start, end }) => start <= (piece.heading?.start ?? -1) && piece.end <= end);
    if (isAnswer) return [];
    // What stands between the answers.
    let from = piece.start;
    const gaps = [...within, { start: piece.end, end: piece.end }].map(({ start, end }) => {
      const gap = { ...piece, start: from, end: Math.max(from, Math.min(start, piece.end)) };
      from = Math.max(from, end);
      return gap;
    });
    return gaps.flatMap((gap, index) => {
      const heading = index === 0 ? gap.heading : null;
      const section = heading === null ? (gap.section ?? 'Highlights') : gap.section;
      return heading === null && page.body.slice(gap.start, gap.end).trim() === ''
        ? []
        : [{ ...gap, heading, section }];
    });
  });
  const lines = keys.map((key) => `- [[#${key}]]`).join('\n');
  const added = new Map([['Key points', `Questions that were answered there:\n\n${lines}`]]);
  const { text, missing } = compose(summary, { page, pieces, added, behind });
  return { note: { ...note, kind: 'summary', key: '', body: text, missing }, kind: summary };
}

function readMany(page: Page, answers: readonly Answer[], wishes: Wishes): Brought {
  const keyOf = numbered();
  const keys = answers.map(({ question }) => keyOf(question));
  const { note, kind } = rest(page, answers, keys, wishes);
  const entries = answers.map((answer, index) => entry(page, answer, keys[index] as string, '', note));
  return {
    found: [note, ...entries],
    keys: noteFrom(page, 'summary', wishes).taken.mapped,
    headings: headingsOf(page, kind, wishes).filter(({ heading }) => !isQuestion(heading)),
    actions: NO_ACTIONS,
    leftOut: [],
  };
}

export const faq = defineFormat({
  name: 'faq',
  sentence: 'questions and answers: FAQ.md with a question a heading or a <details>, and the files of FAQtory',
  recognises: (original, page) => {
    if (page === null) return false;
    if (isOneQuestion(original, page)) return true;
    const named =
      /^faqs?$|frequently[-_ ]asked/i.test(page.stem) || /\bFAQs?\b|frequently asked/i.test(page.title?.text ?? '');
    return named && answersOf(page).length > 0;
  },
  read: (original, page, wishes) => {
    if (page === null) return 'it is no Markdown';
    if (wishes.kind !== null && wishes.kind !== 'faq') return broughtAs(page, wishes.kind, wishes);
    const answers = isOneQuestion(original, page) ? [] : answersOf(page);
    return answers.length === 0 ? broughtAs(page, 'faq', wishes) : readMany(page, answers, wishes);
  },
});
