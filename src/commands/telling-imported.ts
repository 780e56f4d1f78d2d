import { FORMATS } from '../adopt/index.ts';
import { tallied } from '../adopt/mapping.ts';
import type { Went } from '../adopt/mapping.ts';
import { KINDS } from '../kinds/index.ts';
import type { Creation, Plan } from '../model/plan.ts';
import { dayOf } from '../model/document.ts';
import { care, faint, ink, name } from '../text/ink.ts';
import type { Ink } from '../text/ink.ts';
import { counted, listed } from '../text/words.ts';
import { stemOf } from '../read/placement.ts';
import type { Context } from './command.ts';
import type { Incoming } from './importing.ts';
import type { Settled } from './settling.ts';

/** What came of an import, for whoever tells of it. */
export interface Imported {
  readonly incoming: readonly Incoming[];
  readonly settled: Settled;
  readonly went: Went;
  /** What did not come along, by the path that somebody here would write. */
  readonly stayed: readonly { readonly source: string; readonly reason: string }[];
  /** Files of sorts that nobody reads, counted by their ending. */
  readonly others: ReadonlyMap<string, number>;
  /** Why git could not tell when and by whom something was written first. */
  readonly unknown: ReadonlySet<string>;
  readonly map: Plan['changes'] | readonly Creation[];
  readonly written: boolean;
  readonly shown: (path: string) => string;
}

/** What told the days, with how many documents; what was promised has the day of its report. */
export function countedDays({ made }: Settled): [string, number][] {
  return tallied(
    made.flatMap(({ item, dayFrom }) => {
      const isPart = item.found.promised || item.found.kind === 'advice';
      return dayFrom === null || isPart ? [] : [dayFrom];
    }),
  );
}

/** More would not be read; a mapping that is saved has them all. */
const MOST_TOLD = 12;

function tellMapping(context: Context, { keys, headings }: Went): void {
  if (keys.length > 0) {
    const told = keys.slice(0, MOST_TOLD).map(({ key, to, count }) => `${key} → ${to} (${count})`);
    const more = keys.length > MOST_TOLD ? `, and ${keys.length - MOST_TOLD} more` : '';
    context.say(faint(ink`Fields: ${told.join(', ')}${more}.`));
  }
  const mapped = headings.filter(({ to }) => to !== null);
  const kept = headings.filter(({ to }) => to === null);
  if (mapped.length > 0) {
    const told = mapped.slice(0, MOST_TOLD).map(({ heading, to, count }) => `${heading} → ${to} (${count})`);
    const more = mapped.length > MOST_TOLD ? `, and ${mapped.length - MOST_TOLD} more` : '';
    context.say(faint(ink`Sections: ${told.join(', ')}${more}.`));
  }
  if (kept.length > 0) {
    context.say(
      faint(
        ink`${counted(kept.length, 'other heading')} kept: --save-map FILE writes down what went where, --map FILE does as it says.`,
      ),
    );
  }
}

/** `7 failures (5 drafts)`, by the kinds, for what files of a format became. */
function became({ made }: Settled, format: string): string {
  const own = made.filter(({ item }) => item.incoming.format.name === format && !item.found.promised);
  const parts = KINDS.flatMap(({ name: kind, plural }) => {
    const some = own.filter(({ item }) => item.found.kind === kind && !(kind === 'advice' && format !== 'issues'));
    const drafts = some.filter(({ draft }) => draft).length;
    const said = counted(some.length, kind, plural);
    return some.length === 0 ? [] : [drafts === 0 ? said : `${said} (${counted(drafts, 'draft')})`];
  });
  return parts.length === 0 ? 'nothing new' : listed(parts);
}

function actionsTold({ incoming, settled }: Imported, would: string): Ink | null {
  const sum = (of: 'done' | 'open' | 'placeholders'): number =>
    incoming.reduce((total, { brought }) => total + brought.actions[of], 0);
  const [done, open, placeholders] = [sum('done'), sum('open'), sum('placeholders')];
  if (done + open + placeholders === 0) return null;
  const made = settled.made.filter(({ item }) => item.found.promised && item.found.kind === 'issue').length;
  const blank = placeholders === 0 ? '' : ` ${counted(placeholders, 'line')} of a template said nothing.`;
  const issues =
    made === 0
      ? `${open} unfinished`
      : `${open} unfinished, of which ${made} ${would} issues that wait for a follow-up`;
  return ink`${counted(done + open, 'action item')}: ${done} done, ${issues}.${blank}`;
}

/** Says on stderr what came of it: what became what, where days came from, what went where, and what stayed behind. */
export function tellImported(context: Context, imported: Imported): void {
  const { incoming, settled, stayed, others, written, unknown } = imported;
  const fresh = settled.made.length > 0;
  const would = written ? 'became' : 'would become';
  for (const format of fresh ? FORMATS : []) {
    const files = incoming.filter((one) => one.format === format).length;
    if (files > 0) context.say(ink`${counted(files, `${format.name} file`)} ${would} ${became(settled, format.name)}.`);
  }
  const actions = fresh ? actionsTold(imported, would) : null;
  if (actions) context.say(actions);
  if (fresh) tellMapping(context, imported.went);
  if (settled.members.length > 0) {
    const names = settled.members.map(({ path }) => stemOf(path));
    context.say(
      faint(
        ink`${counted(names.length, 'new member')}: ${listed(names)}. One who is here already is named under people: in a mapping.`,
      ),
    );
  }
  const days = countedDays(settled);
  if (days.length > 0) context.say(faint(ink`Days: ${days.map(([from, count]) => `${from} (${count})`).join(', ')}.`));
  for (const why of unknown) context.say(care(ink`Days and authors of the first commits are not known: ${why}.`));
  const early = settled.made.filter(({ document }) => (dayOf(document) ?? '') > context.today).length;
  if (early > 0)
    context.say(care(`${counted(early, 'document')} dated after ${context.today}: until then nothing counts them.`));
  const { moved, cut } = settled.links;
  if (moved > 0) context.say(faint(`${counted(moved, 'link')} changed, to where the other end is now.`));
  if (cut > 0) {
    context.say(
      faint(`${counted(cut, 'link')} led to what did not come along: the words stay, with the address beside them.`),
    );
  }
  for (const { source, reason } of stayed) context.say(care(ink`Left out: ${source}: ${reason}.`));
  if (others.size > 0) {
    const told = [...others].map(([ending, count]) => `${ending} (${count})`);
    context.say(faint(ink`Not looked at: files with ${listed(told)}.`));
  }
  if (settled.here.length > 0) {
    const all = settled.made.length === 0 ? 'Nothing new: ' : '';
    context.say(ink`${all}${counted(settled.here.length, 'document')} came along before; nothing of that is changed.`);
  }
  for (const { item, document } of settled.again) {
    const source = imported.shown(item.incoming.original.path);
    context.say(
      care(ink`${source} has the name of what came along before as ${document.path}, and other words: both are here.`),
    );
  }
  const drafts = settled.made.filter(({ draft }) => draft).length;
  if (written && drafts > 0) {
    context.say(
      faint(ink`Drafts lack sections that their kind asks for: ${name('cop list --state draft')} shows them.`),
    );
  }
  if (written) context.say(faint('The originals are as they were.'));
}
