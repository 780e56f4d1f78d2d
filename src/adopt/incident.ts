import { dayOfPage } from './days.ts';
import { defineFormat } from './format.ts';
import type { Page } from './page.ts';
import { broughtAs } from './note.ts';
import { OF_INCIDENTS, plainHeading } from './sections.ts';

const TITLE = /\b(?:incidents?|outages?|post-?mortems?|after[- ]action|root cause analysis|rca)\b/i;
const KEYS = ['severity', 'incident', 'incident_date', 'incident_id', 'postmortem', 'root_cause', 'sev'];

/** How many of the headings of a page are such as only incident reports have. */
const marks = (page: Page): number =>
  new Set(page.headings.map(({ text }) => plainHeading(text)).filter((plain) => OF_INCIDENTS.includes(plain))).size;

const isFolderPage = ({ stem }: Page): boolean => /^(?:readme|index)$/i.test(stem);

export const incident = defineFormat({
  name: 'incident',
  sentence: 'reports of incidents, outages and postmortems, with or without front matter',
  recognises: (_, page) => {
    if (page === null) return false;
    const count = marks(page) + (KEYS.some((key) => page.data.has(key)) ? 1 : 0);
    if (isFolderPage(page)) return count > 2;
    const written = page.data.get('title');
    const title = page.title?.text ?? (typeof written === 'string' ? written : page.stem);
    const isNamed = TITLE.test(title);
    return count > 1 || (isNamed && (count > 0 || dayOfPage(page, null, title) !== null));
  },
  read: (_, page, wishes) => (page === null ? 'it is no Markdown' : broughtAs(page, wishes.kind ?? 'failure', wishes)),
});
