import { join } from 'node:path';
import { drawer } from '../edges/diagrams.ts';
import { fingerprint, readText } from '../edges/files.ts';
import { laterHistory, openHistory } from '../edges/history.ts';
import type { HistoryRead } from '../edges/history.ts';
import { packageFile } from '../edges/package-files.ts';
import type { Community } from '../model/community.ts';
import type { History } from '../model/history.ts';
import { Refusal } from '../model/refusal.ts';
import type { Making } from '../render/site/build.ts';
import type { KnownSite } from '../render/site/site.ts';
import { care } from '../text/ink.ts';
import type { Context, OptionSpec, Options } from './command.ts';
import { answerText } from './answering.ts';
import { pastOf, quartersOf, reportJson } from './reporting.ts';
import type { StyleText } from '../text/written.ts';

const OWN_STYLE = '.cop/site.css';

/** What whoever builds or serves a site may say of it. */
export const SITE_OPTIONS: readonly OptionSpec[] = [
  { flags: '--public', sentence: 'only what says `audience: public`, without names: to be published' },
  {
    flags: '--mermaid <program>',
    sentence: 'draw diagrams with a program of this machine that takes `-i FILE -o FILE`, such as mmdc',
  },
];

/**
 * The community's own stylesheet, where it has one. What stands in its comments was written for those who work on it.
 *
 * @throws Refusal where it has one that cannot be read.
 */
export function ownStyle(root: string, forEverybody: boolean): StyleText | null {
  const read = readText(join(root, OWN_STYLE));
  if ('text' in read) return (forEverybody ? read.text.replaceAll(/\/\*[^]*?\*\//g, '') : read.text) as StyleText;
  if (read.code === 'ENOENT' || read.code === 'ENOTDIR') return null;
  throw new Refusal(`${OWN_STYLE} cannot be used: ${read.problem}.`);
}

function historyRead(context: Context, { documents }: Community, isKnown: boolean): HistoryRead {
  const sources = documents.map(({ source }) => source);
  const asked = [context.root(), context.env, sources, context.today] as const;
  return isKnown ? { history: laterHistory(...asked) } : openHistory(...asked);
}

/** What is known when a site is built. */
interface Before {
  readonly live: boolean;
  /** The community's own stylesheet, where it was read already. */
  readonly ownCss?: StyleText | null;
  /** The history of its files, where whoever serves it has read that already. */
  readonly history?: History | null;
  /** The site as it was built before, and whether git could tell who changed what. */
  readonly known?: (KnownSite & { readonly hasHistory: boolean }) | null;
}

/**
 * What the site of a community is made with: what ships, what is its own, and what git tells, unless that is given. Whoever
 * wrote something is not for everybody to know.
 */
export function makingOf(
  context: Context,
  community: Community,
  options: Options,
  { live, history, known = null, ownCss }: Before,
): { making: Making; unknownHistory: string | null } {
  const root = context.root();
  const forEverybody = options['public'] === true;
  const mermaid = options['mermaid'];
  const read =
    forEverybody || history !== undefined ? null : historyRead(context, community, known?.hasHistory === true);
  const making: Making = {
    css: packageFile('templates/site/site.css'),
    ownCss: ownCss === undefined ? ownStyle(root, forEverybody) : ownCss,
    scripts: {
      search: packageFile('dist/browser/search.js'),
      live: packageFile('dist/browser/live.js'),
    },
    history: read === null ? (history ?? null) : 'history' in read ? read.history : null,
    public: forEverybody,
    live,
    past: () => pastOf(context, quartersOf(community, context.today)),
    reportText: (report) => answerText('report', context.today, reportJson(report)),
    known,
    draw:
      typeof mermaid === 'string'
        ? drawer(mermaid, context.folder, (why) => context.say(care(`A diagram stays text: ${why}.`)))
        : null,
    fingerprint,
  };
  return { making, unknownHistory: read !== null && 'unknown' in read ? read.unknown : null };
}
