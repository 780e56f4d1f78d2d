import { renderToString } from 'preact-render-to-string';
import { faqEntries } from '../../compile/faq/index.ts';
import type { FaqEntry } from '../../compile/faq/index.ts';
import { every, isKind } from '../../kinds/index.ts';
import type { Community } from '../../model/community.ts';
import { PAGE, topicsOf } from '../../model/document.ts';
import type { Document } from '../../model/document.ts';
import type { States } from '../../states/index.ts';
import { byText, counted } from '../../text/words.ts';
import { leftOutText } from '../record.ts';
import type { Building, Drawn } from './building.tsx';
import { documentPage } from './document-page.tsx';
import { entryPage } from './entry-page.tsx';
import { home } from './home-page.tsx';
import { issuePage } from './issue-page.tsx';
import { faqIndex, issueIndex, kindsIndex, pagesIndex, topicPages } from './list-pages.tsx';
import { OWN_CSS, Page } from './parts.tsx';
import type { ForgeLinks, Frame } from './parts.tsx';
import { redirectPages } from './redirect-pages.tsx';
import { addressOf, feedbackAddress } from '../address.ts';
import { reportPage } from './report-page.tsx';
import { attachmentPath, shower } from './shown.ts';
import type { Site, SiteFile } from './site.ts';
import { siteUrls } from './urls.ts';

function allTopics(community: Community, entries: readonly FaqEntry[]): string[] {
  const topics = [...community.documents.flatMap(topicsOf), ...entries.flatMap((entry) => entry.topics)];
  return [...new Set(topics)].sort((a, b) => byText(a.toLowerCase(), b.toLowerCase()) || byText(a, b));
}

/** The stylesheet that ships, and the community's own, which comes after it and may say otherwise. */
export interface Styles {
  readonly css: string;
  readonly ownCss: string | null;
}

/** Where the source of a page is, and where to say something about it; null where no forge is known. */
function forgeLinks(source: Document, { config }: Community): ForgeLinks | null {
  const feedback = feedbackAddress(source, config);
  return feedback === null ? null : { source: addressOf(source, config), feedback };
}

/** The site of a community: every page as text, and the files to copy beside them. */
export function buildSite(community: Community, states: States, { css, ownCss }: Styles): Site {
  const entries = faqEntries(community, states);
  const topics = allTopics(community, entries);
  const urls = siteUrls(community, topics);
  const show = shower(community, urls);
  const building: Building = { community, states, entries, topics, urls, show };
  const has = (kind: string): boolean => (community.byKind.get(kind) ?? []).length > 0;
  const hasRole = (role: string): boolean => community.documents.some(({ declaration }) => declaration?.role === role);
  const sections = [
    { name: 'Questions', page: 'faq/index.html', shown: entries.length > 0 },
    { name: 'Notes', page: 'notes/index.html', shown: hasRole('note') },
    { name: 'Issues', page: 'issues/index.html', shown: has('issue') },
    { name: 'Topics', page: 'topics/index.html', shown: topics.length > 0 },
    { name: 'Charter', page: 'charter/index.html', shown: hasRole('charter') },
    { name: 'Pages', page: 'pages/index.html', shown: has(PAGE) },
    { name: 'Maturity', page: 'report.html', shown: true },
  ];
  const frame: Frame = {
    title: community.config.site.title,
    today: states.today,
    about: `from ${counted(community.documents.length, 'document')}`,
    leftOut: leftOutText(community),
    ownStyle: ownCss !== null,
    sections: sections.filter(({ shown }) => shown),
  };
  const drawn: Drawn[] = [
    home(building, frame),
    faqIndex(building),
    ...entries.filter(({ anchor }) => anchor === null).map((entry) => entryPage(building, entry)),
    kindsIndex(
      building,
      'note',
      'notes/index.html',
      'Notes',
      'Cases, failures, insights and summaries: what was learned, and how far it can be relied on.',
    ),
    kindsIndex(
      building,
      'charter',
      'charter/index.html',
      'Charter',
      'Why the community exists, what it is to become, and how it is to get there.',
    ),
    issueIndex(building),
    ...every(community, 'issue').map((issue) => issuePage(building, issue)),
    ...topicPages(building),
    pagesIndex(building),
    ...community.documents
      // Issues have pages of their own sort, and entries of the FAQ; a draft of an entry is a document like a draft of a note.
      .filter((document) => !isKind(document, 'issue') && !(isKind(document, 'faq') && document.fields.draft !== true))
      .flatMap((document) => documentPage(building, document) ?? []),
    reportPage(building),
  ];
  const pages: SiteFile[] = drawn.map(({ path, title, content, source }) => ({
    path,
    text: `<!doctype html>\n${renderToString(
      <Page frame={frame} at={path} title={title} forge={source ? forgeLinks(source, community) : null}>
        {content}
      </Page>,
    )}\n`,
  }));
  const copies: SiteFile[] = [...show.attachments]
    .sort(byText)
    .map((path) => ({ path: attachmentPath(path), copyOf: path }));
  return {
    files: [
      ...pages,
      ...redirectPages(building, new Set(pages.map(({ path }) => path))),
      { path: 'assets/site.css', text: css },
      ...(ownCss === null ? [] : [{ path: OWN_CSS, text: ownCss }]),
      ...copies,
    ],
    pages: pages.length,
    unshown: show.unshown(),
  };
}
