import { defineFormat } from './format.ts';
import { broughtAs } from './note.ts';
import type { Page } from './page.ts';
import { plainHeading } from './sections.ts';

const has = (page: Page, ...wanted: readonly string[]): boolean => {
  const headings = new Set(page.headings.map(({ text }) => plainHeading(text)));
  return wanted.every((heading) => headings.has(heading));
};

/** What the record says of where it stands: in front matter, in a section of that name, or in a line. */
function statusOf(page: Page): string {
  const written = page.data.get('status');
  if (typeof written === 'string') return written;
  const at = page.headings.findIndex(({ text }) => plainHeading(text) === 'status');
  const heading = page.headings[at];
  if (heading) return page.body.slice(heading.end, page.headings[at + 1]?.start ?? page.body.length).trim();
  return /^[ \t>*_-]{0,8}status[*_]{0,3}[ \t]{0,4}:[*_]{0,3}[ \t]{0,4}(.{1,200})$/im.exec(page.body)?.[1] ?? '';
}

/** `Supersedes [1. …](0001-….md)`, also as adr-tools spells it, or with a number alone. */
const OTHER = '(?:\\[[^\\]\\n]{0,200}\\]\\(([^()\\s]{1,300})\\)|(?:ADR[- ]?)?#?(\\d{1,5})\\b)';
const SUPERSEDES = new RegExp(`\\bsuper[sc]edes:?\\s{1,3}${OTHER}`, 'i');
const SUPERSEDED = new RegExp(`\\bsuper[sc]eded by:?\\s{1,3}${OTHER}`, 'i');

/** The address or number of another record that a status names. */
const otherIn = (status: string, pattern: RegExp): string | null => {
  const [, address, number] = pattern.exec(status) ?? [];
  return address ?? number ?? null;
};

const DECIDERS =
  /^[ \t>*_-]{0,8}(?:deciders|decision-makers|authors?)[*_]{0,3}[ \t]{0,4}:[*_]{0,3}[ \t]{0,4}(.{1,200})$/im;

/** Names in a line, several apart by commas. */
const namesIn = (line: string): string[] =>
  line
    .split(/,|;| and /)
    .map((name) => name.replace(/[<([][^<>()[\]]{0,200}[>)\]]?/g, '').trim())
    .filter((name) => name !== '' && !/[{}]/.test(name));

const NOT_YET = /^\W{0,3}(?:proposed|draft|rfc|in review|rejected)\b/i;

export const adr = defineFormat({
  name: 'adr',
  sentence: 'records of architectural decisions, as adr-tools and MADR write them',
  recognises: (_, page) =>
    page !== null &&
    (has(page, 'context', 'decision') ||
      has(page, 'context and problem statement') ||
      (has(page, 'decision outcome') && page.data.has('status'))),
  read: (_, page, wishes) => {
    if (page === null) return 'it is no Markdown';
    if (/\{(?:short )?title/i.test(page.title?.text ?? '') || /(?:^|[-_])template$/i.test(page.stem)) {
      return 'it is a template';
    }
    const status = statusOf(page);
    const told = DECIDERS.exec(page.body.slice(0, 2_000))?.[1];
    const brought = broughtAs(page, wishes.kind ?? 'case', wishes, {
      supersedes: otherIn(status, SUPERSEDES),
      supersededBy: otherIn(status, SUPERSEDED),
      ...(NOT_YET.test(status) ? { draft: true } : {}),
    });
    if (told === undefined) return brought;
    const found = brought.found.map((one) => (one.authors.length > 0 ? one : { ...one, authors: namesIn(told) }));
    return { ...brought, found };
  },
});
