import type { RootContent } from 'mdast';
import { encodedPath } from '../../text/links.ts';
import { bullets, heading, link, paragraph, quote, root } from '../../text/markdown/build.ts';
import type { Words } from '../../text/markdown/build.ts';
import { printMarkdown } from '../../text/markdown/parse.ts';
import { jsonFile } from '../../text/printable.ts';
import { byText, capitalised } from '../../text/words.ts';
import type { Drawn, Subject } from './building.tsx';
import type { Frame } from './parts.tsx';
import type { SiteFile } from './site.ts';
import { twinPath } from './twin.ts';
import type { MarkdownText } from '../../text/written.ts';

/** A page that shows one thing. */
export type Shown = Drawn & { readonly subject: Subject };

export const shows = (page: Drawn): page is Shown => page.subject !== null;

/** Every page with what it shows, for programs. */
export function pagesJson(drawn: readonly Drawn[], { title, today }: Frame): SiteFile {
  const pages = drawn.map(({ path, title: called, subject }) => ({
    path,
    markdown: twinPath(path),
    title: called,
    kind: subject?.kind ?? null,
    state: subject?.state ?? null,
    day: subject?.day ?? null,
    topics: [...(subject?.topics ?? [])],
    also: [...(subject?.also ?? [])],
  }));
  return {
    path: 'pages.json',
    text: () => jsonFile({ schemaVersion: 1, kind: 'site', asOf: today, title, pages }),
  };
}

/** What kinds are called that stand under one heading in `llms.txt`; the others come last. */
const HEADINGS: Readonly<Record<string, string>> = {
  question: 'Questions and answers',
  case: 'Notes',
  failure: 'Notes',
  insight: 'Notes',
  summary: 'Notes',
  issue: 'Issues',
};

/** What is worth reading here, for language models (https://llmstxt.org): each page by its Markdown twin. */
export function llmsTxt(drawn: readonly Drawn[], { title, today }: Frame, domain: string | null): SiteFile {
  const text = (): MarkdownText => {
    const line = ({ path, title: called, subject }: Drawn): Words[] => {
      const facts = [subject?.state ?? null, subject?.day ?? null].filter((fact) => fact !== null);
      return [link(encodedPath(twinPath(path)), called), facts.length === 0 ? '' : `: ${facts.join(', ')}`];
    };
    const of = (name: string): readonly Drawn[] =>
      drawn.filter(({ subject }) => subject !== null && (HEADINGS[subject.kind] ?? 'Optional') === name);
    const sections = [...new Set(Object.values(HEADINGS)), 'Optional'].flatMap((name): RootContent[] => {
      const pages = of(name);
      return pages.length === 0 ? [] : [heading(2, name), bullets(pages.map(line))];
    });
    return printMarkdown(
      root([
        heading(1, title),
        quote(paragraph(domain ?? 'A community of practice: questions, answers, and how they turned out.')),
        paragraph(
          `As of ${today}. An answer says how often it was tried and how it turned out; "validated" means that somebody other than the adviser reports that it worked. Every page has a Markdown twin under its address with ".md" behind it; pages.json lists them all.`,
        ),
        ...sections,
      ]),
    );
  };
  return { path: 'llms.txt', text };
}

const MOST_ENTRIES = 50;

const LEARNED = new Set(['question', 'case', 'failure', 'insight', 'summary']);

/** What a feed tells of something that was learned. */
export interface News {
  /** Its page. */
  readonly path: string;
  readonly id: string;
  readonly title: string;
  readonly day: string;
  readonly summary: string;
  readonly topics: readonly string[];
}

/** What was learned last, the newest first: notes and answers that are no drafts. */
export function news(drawn: readonly Drawn[]): News[] {
  return drawn
    .flatMap((page) => {
      if (!shows(page) || !LEARNED.has(page.subject.kind)) return [];
      const { day, state } = page.subject;
      return day === null || state === 'draft' || page.source === undefined ? [] : [{ page, day, source: page.source }];
    })
    .sort((a, b) => byText(b.day, a.day) || byText(a.page.path, b.page.path))
    .slice(0, MOST_ENTRIES)
    .map(({ page, day, source }) => ({
      path: page.path,
      id: source.id,
      title: page.title,
      day,
      summary: `${capitalised(page.subject.kind)}, ${page.subject.state}. ${page.subject.opening()}`,
      topics: page.subject.topics,
    }));
}
