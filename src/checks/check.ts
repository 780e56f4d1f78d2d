import type { Community } from '../model/community.ts';
import type { Document } from '../model/document.ts';
import type { Complaint, Severity } from '../model/finding.ts';
import type { States } from '../states/index.ts';
import type { Day } from '../text/day.ts';

/** What a rule may know beside the documents. */
export interface Circumstances {
  readonly today: Day;
  /**
   * The day on which a document came to say something else than it did on another day; null where it says the same, or where
   * nothing is known of it.
   */
  readonly changedSince: (document: Document, since: Day) => Day | null;
}

/** What a rule is handed: what may be known, and what follows from it. */
export interface Looking extends Circumstances {
  /** What is true today, derived for the first rule that asks and the same for the others. */
  readonly states: () => States;
}

/**
 * What the findings about a document follow from, beside the settings and the day:
 * - `faces`: what documents show to others (src/read/face.ts), and the commits. They stand in the front matter, at a link, or at
 *   the top of the file
 * - `text`: its own text, and the faces of members
 * - `notes`: the texts of all notes
 */
export type From = 'faces' | 'text' | 'notes';

/** A rule: what it looks for and why, and how. */
export interface Check {
  readonly name: string;
  /** How much it matters unless `cop.yml` says otherwise. */
  readonly severity: Severity;
  readonly sentence: string;
  /** What `cop explain` prints below the sentence: why it matters and what to do. */
  readonly manual: string;
  readonly find: (community: Community, looking: Looking) => Iterable<Complaint>;
  readonly from: From;
}

/** Beyond this many broken links in one file, one more does not tell a reader anything new. */
export const MOST_PER_FILE = 50;

/** Looking for what was meant takes time; who has mistaken so many names does not need it for each. */
export const MOST_GUESSES = 10;

/** Every document that can be looked at, also those that lack what lists and figures need. */
export function checkable({ documents, incomplete }: Community): readonly Document[] {
  return [...documents, ...incomplete];
}

export function defineCheck(
  name: string,
  severity: Severity,
  sentence: string,
  manual: string,
  from: From,
  find: Check['find'],
): Check {
  return { name, severity, sentence, manual, find, from };
}

/** A rule whose findings come up while the files are read; this passes them on. */
export function fromReading(name: string, severity: Severity, sentence: string, manual: string): Check {
  return defineCheck(name, severity, sentence, manual, 'faces', ({ complaints }) =>
    complaints.filter((complaint) => complaint.rule === name),
  );
}

/** The day on which a document was last found true: when it was read again or agreed to, or else when it was written. */
export function heldTrueOn({ fields }: Document): Day | null {
  const days = [fields['date'], fields['reviewed'], fields['agreed']].filter(
    (day): day is Day => typeof day === 'string',
  );
  return days.sort().at(-1) ?? null;
}

/** A complaint about a field of a document, or about the document where the field is not written. */
export function aboutField(
  rule: string,
  document: Document,
  path: readonly (string | number)[],
  message: string,
  hint: string | null = null,
): Complaint {
  const position = document.written?.at(path, 'key') ?? { line: 1, column: 1 };
  return { rule, place: { path: document.path, ...position }, message, hint };
}

/** What a document says in words, line by line: the title that it gives itself, and its body without code and comments. */
export function* aboutText(document: Document): Generator<{ readonly line: number; readonly text: string }> {
  const { written, declaration } = document;
  const title = declaration?.title.field ?? 'title';
  const called = written?.data.get(title);
  // What an untitled document is called, others say.
  if (written && typeof called === 'string' && called.trim() !== '')
    yield { line: written.at([title], 'value').line, text: called };
  const code = document.outline()?.code ?? [];
  const { text } = document.source;
  const offset = document.written?.bodyOffset ?? 0;
  const before = text.slice(0, offset).split('\n').length - 1;
  for (const [index, line] of text.slice(offset).split(/\r?\n/).entries()) {
    const at = before + index + 1;
    if (code.some(([first, last]) => at >= first && at <= last)) continue;
    // What is quoted as code, or stands in a comment of one line, is kept in its place by as many spaces.
    yield {
      line: at,
      text: line.replaceAll(/`[^`]{0,300}`|<!--(?:(?!-->).){0,600}-->/g, (cut) => ' '.repeat(cut.length)),
    };
  }
}
