import { quarters } from '../../compile/digest.ts';
import { promises } from '../../compile/due.ts';
import { faqEntries } from '../../compile/faq/index.ts';
import type { FaqEntry } from '../../compile/faq/index.ts';
import { every, isKind } from '../../kinds/index.ts';
import type { Community } from '../../model/community.ts';
import { PAGE, topicsOf } from '../../model/document.ts';
import type { Document } from '../../model/document.ts';
import { reportOf } from '../../metrics/report.ts';
import type { Past, Report } from '../../metrics/report.ts';
import type { History } from '../../model/history.ts';
import type { States } from '../../states/index.ts';
import { destination } from '../../text/links.ts';
import { glancing } from '../../text/noting.ts';
import { once } from '../../text/once.ts';
import { byText, counted } from '../../text/words.ts';
import { count } from '../../text/work.ts';
import { feedbackAddress, sourceAddress } from '../address.ts';
import { calendar } from '../calendar.ts';
import { leftOutText } from '../record.ts';
import { pageTrees } from './building.tsx';
import type { Building, Drawn } from './building.tsx';
import { DIGESTS, digestPages } from './digest-pages.ts';
import { documentPage } from './document-page.tsx';
import { entryPage } from './entry-page.tsx';
import { FEED, feed, sitemap } from './feed.ts';
import { home } from './home-page.tsx';
import { issuePage } from './issue-page.tsx';
import { faqPages, issueIndex, kindsIndex, pagesIndex, topicPages } from './list-pages.tsx';
import { llmsTxt, news, pagesJson, shows } from './machine-files.ts';
import { framer } from './framer.tsx';
import type { ForgeLinks } from './framer.tsx';
import { OWN_CSS, SEARCH_SCRIPT } from './parts.tsx';
import type { Frame } from './parts.tsx';
import { ABSENT, publicView } from './public-view.ts';
import { redirectPages } from './redirect-pages.tsx';
import { reportPage } from './report-page.tsx';
import { BLOCK, searchFiles } from './search-files.ts';
import type { SearchFiles } from './search-files.ts';
import { searchPage } from './search-page.tsx';
import { plainNaming, shower } from './shown.ts';
import type { Draw } from './shown.ts';
import type { KnownSite, Site, SiteFile } from './site.ts';
import { twinPath, twinText } from './twin.ts';
import { siteUrls } from './urls.ts';
import type { JsonText, ShippedText, StyleText } from '../../text/written.ts';

function allTopics(community: Community, entries: readonly FaqEntry[]): string[] {
  const topics = [...community.documents.flatMap(topicsOf), ...entries.flatMap((entry) => entry.topics)];
  return [...new Set(topics)].sort((a, b) => byText(a.toLowerCase(), b.toLowerCase()) || byText(a, b));
}

/** What a site is made with beside the documents. */
export interface Making {
  /** The stylesheet that ships, and the community's own, which comes after it and may say otherwise. */
  readonly css: ShippedText;
  readonly ownCss: StyleText | null;
  /** The scripts that ship: for searching, and for loading pages again while somebody writes. */
  readonly scripts: { readonly search: ShippedText; readonly live: ShippedText };
  /** What git tells of the files; null where it tells nothing. */
  readonly history: History | null;
  /** Only what is for everybody, without names. */
  readonly public: boolean;
  /** Whether the pages are served while somebody writes. */
  readonly live: boolean;
  /** The figures of the report on days before, which are read when its page is drawn. */
  readonly past: () => readonly Past[];
  /** The report as `cop report --json` prints it, for programs and for `cop report --federate`. */
  readonly reportText: (report: Report) => JsonText;
  /** What is known of the site as it was built before; null where nothing is. */
  readonly known: KnownSite | null;
  /** Draws diagrams, where whoever builds the site has a program for it. */
  readonly draw: Draw | null;
  /** A long number in hexadecimal that no other text has. */
  readonly fingerprint: (text: string) => string;
}

/** Pictures that a community may be known by, the first that is there. */
const LOGOS = ['svg', 'png', 'webp', 'jpg'].map((type) => `.cop/logo.${type}`);
const LIVE_SCRIPT = 'assets/live.js';
const CALENDAR = 'calendar.ics';
const REPORT_DATA = 'report.json';

/** Where the source of a page is, and where to say something about it; null where no forge is known. */
function forgeLinks(source: Document, { config }: Community): ForgeLinks | null {
  const feedback = feedbackAddress(source, config);
  return feedback === null ? null : { source: sourceAddress(source, config), feedback };
}

/** Whether a document has a page by itself: an issue has one of its own sort, and so has an entry of the FAQ. */
const isByItself = (document: Document): boolean =>
  !isKind(document, 'issue') && !(isKind(document, 'faq') && document.fields.draft !== true);

/** Every page, in the order of the site. Of what is for everybody there are no figures: they speak of everything else. */
function drawnPages(building: Building, frame: Frame, report: () => Report, { public: forEverybody }: Making): Drawn[] {
  const { community, entries } = building;
  return [
    home(building, frame),
    searchPage(),
    ...faqPages(building),
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
    ...community.documents.filter(isByItself).flatMap((document) => documentPage(building, document) ?? []),
    ...(forEverybody ? [] : [...digestPages(building), reportPage(building, report)]),
  ];
}

interface Section {
  readonly name: string;
  readonly page: string;
  /** Whether there is anything to show in it. */
  readonly shown: boolean;
}

/** The parts of a site, in the order of its navigation. */
function sectionsOf({ community, entries, topics, states }: Building, forEverybody: boolean): Section[] {
  const has = (kind: string): boolean => (community.byKind.get(kind) ?? []).length > 0;
  const hasRole = (role: string): boolean => community.documents.some(({ declaration }) => declaration?.role === role);
  return [
    { name: 'Questions', page: 'faq/index.html', shown: entries.length > 0 },
    { name: 'Notes', page: 'notes/index.html', shown: hasRole('note') },
    { name: 'Issues', page: 'issues/index.html', shown: has('issue') },
    { name: 'Topics', page: 'topics/index.html', shown: topics.length > 0 },
    { name: 'Charter', page: 'charter/index.html', shown: hasRole('charter') },
    { name: 'Pages', page: 'pages/index.html', shown: has(PAGE) },
    { name: 'Digests', page: DIGESTS, shown: !forEverybody && quarters(community, states.today).length > 0 },
    { name: 'Maturity', page: 'report.html', shown: !forEverybody },
  ];
}

/** The file of a community that shows a picture, without the words of its name. */
const plainName =
  (fingerprint: Making['fingerprint']) =>
  (path: string): string =>
    `${fingerprint(path).slice(0, 16)}${path.slice(path.lastIndexOf('.')).toLowerCase()}`;

/** The site of a community: every page, and the files to copy beside them. Pages are rendered when they are asked for. */
export function buildSite(all: Community, allStates: States, making: Making): Site {
  const { css, ownCss, scripts, history, fingerprint } = making;
  const view = making.public ? publicView(all, allStates) : null;
  const { community, states } = view ?? { community: all, states: allStates };
  // What an answer says is looked at by the pages that show it; which answers there are, by all.
  const entries = glancing(() => faqEntries(community, states));
  const topics = allTopics(community, entries);
  const urls = siteUrls(community, topics);
  const drawing = (text: string): string => fingerprint(text).slice(0, 16);
  const naming = view ? { drawing, file: plainName(fingerprint), absent: () => ABSENT } : plainNaming(drawing);
  const show = shower(community, urls, naming, making.draw);
  const building: Building = { community, states, entries, topics, urls, show, trees: pageTrees() };
  const { site, domain } = community.config;
  const logo = LOGOS.find((path) => community.files.has(path));
  const baseUrl = site.baseUrl === null ? null : site.baseUrl.replace(/\/*$/, '/');
  const dated = view ? [] : promises(community, states).filter(({ promise }) => promise !== 'note');
  const sections = sectionsOf(building, view !== null);
  const frame: Frame = {
    title: site.title,
    today: states.today,
    about: `from ${counted(community.documents.length, 'document')}`,
    leftOut: leftOutText(community),
    ownStyle: ownCss !== null,
    logo: logo === undefined ? null : `assets/logo${logo.slice(logo.lastIndexOf('.'))}`,
    language: site.language,
    baseUrl,
    sections: sections.filter(({ shown }) => shown),
    feeds: [
      { name: 'Feed', type: 'application/atom+xml', path: FEED },
      ...(dated.length > 0 ? [{ name: 'Calendar', type: 'text/calendar', path: CALENDAR }] : []),
    ],
    live: making.live,
  };
  const empty = new Set(sections.flatMap(({ page, shown }) => (shown ? [] : [page])));
  const report = once((): Report => reportOf(community, states, { past: making.past() }));
  const drawn = drawnPages(building, frame, report, making).filter(({ path }) => !empty.has(path));
  const paths = new Set(drawn.map(({ path }) => path));
  const pages = drawn.map(({ path, title, content, twin, source }): SiteFile[] => [
    {
      path,
      text: () => {
        count('page');
        const forge = source ? forgeLinks(source, community) : null;
        const change = (source && history?.of(source.path)) ?? null;
        return framed({ at: path, title, forge, change, children: content() });
      },
    },
    {
      path: twinPath(path),
      text: () => twinText(title, twin(), (url) => paths.has(resolvedFrom(path, url))),
    },
  ]);
  const framed = framer(frame);
  const shape = fingerprint(shapeOf(entries));
  const search = searchFiles(drawn.filter(shows), making.known?.shape === shape ? making.known : null);
  return {
    files: [
      ...withWords(drawn, pages, search),
      search.index,
      ...redirectPages(building, paths),
      pagesJson(drawn, frame),
      llmsTxt(drawn, frame, domain),
      ...(view ? [] : [{ path: REPORT_DATA, text: () => making.reportText(report()) }]),
      feed(() => news(drawn), frame, fingerprint),
      ...(dated.length > 0 ? [{ path: CALENDAR, text: () => calendar(dated, community, states.today) }] : []),
      ...(baseUrl === null ? [] : [sitemap([...paths], baseUrl)]),
      { path: SEARCH_SCRIPT, text: () => scripts.search },
      ...(making.live ? [{ path: LIVE_SCRIPT, text: () => scripts.live }] : []),
      { path: 'assets/site.css', text: () => css },
      ...(ownCss === null ? [] : [{ path: OWN_CSS, text: () => ownCss }]),
    ],
    pages: drawn.length,
    copies: () => [
      ...(logo === undefined || frame.logo === null ? [] : [{ path: frame.logo, copyOf: logo }]),
      ...show.copies(),
    ],
    drawings: show.drawings,
    unshown: show.unshown,
    needs: show.needs,
    shape,
    counted: search.counted,
    nameless: view && {
      documents: community.documents.length,
      refused: view.refused,
      taken: view.taken,
      left: view.left,
    },
  };
}

/** Which entries there are, and what their answers are made of, but for the words. */
const shapeOf = (entries: readonly FaqEntry[]): string =>
  JSON.stringify(
    entries.map(({ id, answer, when }) => [
      id,
      ...[answer, when].map((passages) => passages.map(({ document, anchor }) => [document.path, anchor])),
    ]),
  );

/** The files of pages, and behind those of each block of them the words that these pages have. */
function withWords(drawn: readonly Drawn[], files: readonly SiteFile[][], { words }: SearchFiles): SiteFile[] {
  const last = drawn.filter(shows).length;
  let shown = 0;
  return drawn.flatMap((page, index) => {
    if (shows(page)) shown += 1;
    const isEnd = shows(page) && (shown % BLOCK === 0 || shown === last);
    const block = isEnd ? words[Math.ceil(shown / BLOCK) - 1] : undefined;
    return [...(files[index] ?? []), ...(block ? [block] : [])];
  });
}

/** The page that a relative address on another page leads to. */
function resolvedFrom(at: string, url: string): string {
  const leads = destination(at, url);
  return leads.to === 'file' ? leads.path : '';
}
