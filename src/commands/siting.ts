import { join } from 'node:path';
import { fingerprint, readText } from '../edges/files.ts';
import { openHistory } from '../edges/history.ts';
import type { HistoryRead } from '../edges/history.ts';
import { packageFile } from '../edges/package-files.ts';
import type { Community } from '../model/community.ts';
import type { History } from '../model/history.ts';
import { Refusal } from '../model/refusal.ts';
import type { Making } from '../render/site/build.tsx';
import type { Context } from './command.ts';

const OWN_STYLE = '.cop/site.css';

/** The community's own stylesheet, where it has one. @throws Refusal where it has one that cannot be read. */
function ownStyle(root: string): string | null {
  const read = readText(join(root, OWN_STYLE));
  if ('text' in read) return read.text;
  if (read.code === 'ENOENT' || read.code === 'ENOTDIR') return null;
  throw new Refusal(`${OWN_STYLE} cannot be used: ${read.problem}.`);
}

const historyRead = (context: Context, { documents }: Community): HistoryRead =>
  openHistory(
    context.root(),
    context.env,
    documents.map(({ source }) => source),
    context.today,
  );

/**
 * What the site of a community is made with: what ships, what is its own, and what git tells, unless that is given. Whoever
 * wrote something is not for everybody to know.
 */
export function makingOf(
  context: Context,
  community: Community,
  { forEverybody, live, history }: { forEverybody: boolean; live: boolean; history?: History | null },
): { making: Making; unknownHistory: string | null } {
  const root = context.root();
  const read = forEverybody || history !== undefined ? null : historyRead(context, community);
  const making: Making = {
    css: packageFile('templates/site/site.css'),
    ownCss: ownStyle(root),
    scripts: {
      search: packageFile('dist/browser/search.js'),
      live: packageFile('dist/browser/live.js'),
    },
    history: read === null ? (history ?? null) : 'history' in read ? read.history : null,
    public: forEverybody,
    live,
    fingerprint,
  };
  return { making, unknownHistory: read !== null && 'unknown' in read ? read.unknown : null };
}
