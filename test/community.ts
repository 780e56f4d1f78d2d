import { printableJson } from '../src/text/printable.ts';
import { KNOWN } from '../src/commands/known.ts';
import type { Community } from '../src/model/community.ts';
import type { Plan } from '../src/model/plan.ts';
import { assemble, readConfigFile } from '../src/read/community.ts';
import { fingerprint } from '../src/edges/files.ts';
import { openCommunity } from '../src/edges/workspace.ts';
import type { Making } from '../src/render/site/build.ts';
import { parseDay } from '../src/text/day.ts';
import type { Day } from '../src/text/day.ts';
import { COMMUNITY, GIT_ENV, TODAY } from './world.ts';
import type { ShippedText } from '../src/text/written.ts';

export const today = (text = TODAY): Day => parseDay(text) as Day;

export const demoCommunity = (until = TODAY): Community => openCommunity(COMMUNITY, GIT_ENV, KNOWN)(today(until));

/** A community made of these files, without a disk. */
export function communityOf(files: Readonly<Record<string, string>>, until = TODAY): Community {
  const config = { path: 'cop.yml', text: files['cop.yml'] ?? 'name: Small\n' };
  const sources = Object.entries(files)
    .filter(([path]) => path.endsWith('.md'))
    .map(([path, text]) => ({ path, text }));
  const paths = Object.keys(files);
  return assemble({ paths, sources, unreadable: [], ignored: [] }, readConfigFile(config, KNOWN), today(until));
}

/** Files as a plan would leave them. */
export function written(files: Readonly<Record<string, string>>, plan: Plan): Record<string, string> {
  const after = { ...files };
  for (const change of plan.changes) {
    if (change.type === 'move') delete after[change.from];
    if (change.type === 'remove') delete after[change.path];
    else after[change.path] = change.type === 'create' ? change.text : change.after;
  }
  return after;
}

/** A document's file, from its fields. */
export function fileOf(fields: Readonly<Record<string, string>>, body = ''): string {
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}\n`);
  return `---\n${lines.join('')}---\n\n${body}`;
}

const NOTHING = '' as ShippedText;

/** What a site is made with, but for what ships. */
export const MAKING: Making = {
  css: NOTHING,
  ownCss: null,
  scripts: { search: NOTHING, live: NOTHING },
  history: null,
  public: false,
  live: false,
  past: () => [],
  reportText: () => printableJson(null),
  known: null,
  draw: null,
  fingerprint,
};
