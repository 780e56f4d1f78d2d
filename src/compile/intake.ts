import { Refusal } from '../model/refusal.ts';
import { sectionLines } from '../text/headed.ts';
import { listed } from '../text/words.ts';
import { FORMS, formNamed } from './form.ts';
import type { Form, FormEntry } from './form.ts';

/** What stands on a form that came back, as it was typed. Entries that were left empty are not there. */
export interface Submission {
  readonly form: Form;
  /** Whether it was not read, for nobody writes so much. */
  readonly isTooLong: boolean;
  /** What stands under a heading `Title` (or `Name`); null where there is none, which is usual: a forge has it elsewhere. */
  readonly title: string | null;
  /** By the fields' names. */
  readonly fields: ReadonlyMap<string, string>;
  /** By the sections' titles. */
  readonly sections: ReadonlyMap<string, string>;
  /** What is wrong with it, each a sentence for whoever filled it in. */
  readonly problems: readonly string[];
}

/** What a forge writes where nothing was answered. */
const NOTHING = new Set(['_no response_', 'none', 'n/a']);

const LONGEST_QUOTE = 60;

/** In characters; GitHub takes half of it. More is no answer to a form, and could take minutes to read. */
const LONGEST_BODY = 131_072;

/** A piece of somebody's text in a sentence: on one line, without what would end the quotation. */
export function quoted(text: string): string {
  const line = text
    .replaceAll(/\s{1,1000}/g, ' ')
    .replaceAll('`', "'")
    .trim();
  return `\`${line.length > LONGEST_QUOTE ? `${line.slice(0, LONGEST_QUOTE)}…` : line}\``;
}

/** A text without the comments at its beginning, where a template says what to write. */
function withoutHints(text: string): string {
  let rest = text.trim();
  while (rest.startsWith('<!--')) {
    const end = rest.indexOf('-->');
    if (end < 0) break;
    rest = rest.slice(end + 3).trim();
  }
  return rest;
}

function answer(text: string): string | null {
  const said = withoutHints(text);
  return said === '' || NOTHING.has(said.toLowerCase()) ? null : said;
}

const titleLabel = ({ kind }: Form): string => (kind.title.field === 'name' ? 'Name' : 'Title');

/** GitLab carries out such a line and takes it away; in a file it still stands there. */
const QUICK_LABEL = /^\/label ~"?cop::?([a-z]{1,40})"?\s{0,9}$/;

// oxlint-disable-next-line no-control-regex -- what no file of text may hold, and JSON can
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

const linesOf = (body: string): string[] => body.replaceAll(CONTROLS, '').split(/\r\n|\n|\r/);

/** The kinds that labels name. */
const kindsOf = (labels: readonly string[]): string[] => [
  ...new Set(labels.flatMap((label) => /^cop::?([a-z]{1,40})$/.exec(label)?.[1] ?? [])),
];

/** The form of which most headings stand in a body; null where there is none, or more than one. */
function formByHeadings(lines: readonly string[]): Form | null {
  const scored = FORMS.map((form) => {
    const labels = form.entries.map(({ label }) => label);
    return { form, found: sectionLines(lines, labels).starts.size };
  }).sort((a, b) => b.found - a.found);
  const [best, next] = scored;
  return best && best.found > 0 && best.found > (next?.found ?? 0) ? best.form : null;
}

/**
 * The form that a body was written on: by a label such as `cop:issue`, by the line with which a GitLab template sets it,
 * or by its headings.
 *
 * @throws Refusal where that cannot be told.
 */
export function formOfBody(body: string, labels: readonly string[]): Form {
  const lines = linesOf(body.slice(0, LONGEST_BODY));
  const named = kindsOf(labels).filter((kind) => formNamed(kind) !== null);
  if (named.length > 1) {
    const wanted = named.map((kind) => `\`cop:${kind}\``);
    throw new Refusal(`Its labels name several kinds: ${listed(wanted)}.`, 'Take away all but one, or say --kind.');
  }
  const quick = lines.findLast((line) => QUICK_LABEL.test(line));
  const form =
    formNamed(named[0] ?? '') ?? formNamed(QUICK_LABEL.exec(quick ?? '')?.[1] ?? '') ?? formByHeadings(lines);
  if (form) return form;
  const kinds = FORMS.map(({ kind }) => kind.name);
  throw new Refusal(
    'Of which kind it is to be cannot be told: no label such as `cop:issue`, and no headings of one form.',
    `Say it with --kind, one of ${kinds.join(', ')}.`,
  );
}

/** Reads a body back: GitHub and GitLab both give each answer a heading `### Label`. */
export function submission(form: Form, body: string): Submission {
  if (body.length > LONGEST_BODY) {
    const problem = `It is longer than ${LONGEST_BODY / 1024} thousand characters: say it in fewer, and link to the rest.`;
    return { form, isTooLong: true, title: null, fields: new Map(), sections: new Map(), problems: [problem] };
  }
  const lines = linesOf(body).filter((line) => !QUICK_LABEL.test(line));
  const title = titleLabel(form);
  const labels = [title, ...form.entries.map(({ label }) => label)];
  const { before, starts, texts, ambiguous, openFence } = sectionLines(lines, labels);
  const problems: string[] = [];
  if (openFence !== null) {
    const line = quoted(openFence);
    problems.push(
      `A code block that begins with ${line} does not end: write the same signs on a line of their own below it.`,
    );
  }
  for (const label of ambiguous) {
    problems.push(
      `\`### ${label}\` can be read in more than one way: where it is part of your text, write it with four \`#\`.`,
    );
  }
  if (withoutHints(before) !== '') {
    const found = labels.filter((label) => starts.has(label));
    const first = (found.length > 0 ? found : labels.slice(1)).slice(0, 3);
    problems.push(
      `${quoted(withoutHints(before))} stands above the first heading: put it below one, such as ${first.map((label) => `\`### ${label}\``).join(' or ')}.`,
    );
  }
  const said = (of: FormEntry['of']): [string, string][] =>
    form.entries.flatMap((entry): [string, string][] => {
      const text = entry.of === of ? answer(texts.get(entry.label) ?? '') : null;
      return text === null ? [] : [[entry.name, text]];
    });
  return {
    form,
    isTooLong: false,
    title: answer(texts.get(title) ?? ''),
    fields: new Map(said('field')),
    sections: new Map(said('section')),
    problems,
  };
}
