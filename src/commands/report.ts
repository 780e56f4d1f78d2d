import { valueStory } from '../compile/value-story.ts';
import { MEASURES } from '../metrics/index.ts';
import type { Measure } from '../metrics/measure.ts';
import { reportOf } from '../metrics/report.ts';
import type { Report } from '../metrics/report.ts';
import type { Community } from '../model/community.ts';
import { Refusal } from '../model/refusal.ts';
import { withoutCharts } from '../render/pieces.ts';
import type { Piece } from '../render/pieces.ts';
import { measurePage, reportPieces, scarcityText, windowText } from '../render/report/report.ts';
import { SPONSORS_MEASURES, sponsorTree } from '../render/report/sponsor.ts';
import { reportLines } from '../render/report/text.ts';
import { federationLines, federationPieces } from '../render/report/federation.ts';
import { deriveStates } from '../states/index.ts';
import type { States } from '../states/index.ts';
import type { Day } from '../text/day.ts';
import { care, faint } from '../text/ink.ts';
import { printMarkdown } from '../text/markdown/parse.ts';
import { nearest } from '../text/nearest.ts';
import { counted, listed } from '../text/words.ts';
import type { Command, Context, Options } from './command.ts';
import { agoFrom, dayFrom, sinceFrom } from './days.ts';
import { FederatedJson, federatedJson, federationOf, unreadText } from './federating.ts';
import { noneOf, printHtml, tellLeftOut } from './manners.ts';
import { ReportJson, USUAL_QUARTERS, pastOf, quartersOf, reportJson } from './reporting.ts';

const FORMATS = ['text', 'md', 'html', 'json'] as const;

const MOST_QUARTERS = 40;

/** The days whose figures are wanted beside today's, the earliest first. @throws Refusal where one is none, or to come. */
function daysToCompare(options: Options, today: Day, community: Community, since: Day | null): Day[] {
  const given = ((options['compare'] ?? []) as readonly string[]).map(dayFrom);
  const wanted = options['quarters'];
  const written = typeof wanted === 'string' ? wanted : String(given.length > 0 ? 0 : USUAL_QUARTERS);
  const count = /^\d{1,2}$/.test(written) ? Number(written) : -1;
  if (count < 0 || count > MOST_QUARTERS)
    throw new Refusal(`\`${written}\` is no number of quarters.`, `Give one up to ${MOST_QUARTERS}.`);
  const late = given.find((day) => day >= today);
  if (late !== undefined) throw new Refusal(`${late} is not before ${today}.`, 'Compare with a day that has passed.');
  const early = given.find((day) => since !== null && day < since);
  if (early !== undefined)
    throw new Refusal(`Nothing is counted on ${early}: it is before ${since}.`, 'Compare with a later day.');
  return [...new Set([...given, ...quartersOf(community, today, count, since)])].sort();
}

/** The measure of that id. @throws Refusal that names those that are like it. */
function measureNamed(id: string): Measure {
  const found = MEASURES.find((measure) => measure.id === id);
  if (found) return found;
  const meant = nearest(
    id,
    MEASURES.map((measure) => measure.id),
  );
  throw new Refusal(
    `There is no measure \`${id}\`.`,
    meant === null ? '`cop measures` lists them.' : `Did you mean \`${meant}\`? \`cop measures\` lists them.`,
  );
}

/** What of the report is wanted, and the measures that takes. */
interface Form {
  readonly sort: 'whole' | 'measure' | 'sponsor';
  readonly measures: readonly Measure[];
}

function formOf(options: Options): Form {
  const id = options['measure'];
  if (options['sponsor'] === true) {
    noneOf(options, ['measure', 'compare', 'quarters', 'since'], '--sponsor');
    return { sort: 'sponsor', measures: MEASURES.filter((measure) => SPONSORS_MEASURES.includes(measure.id)) };
  }
  return typeof id === 'string'
    ? { sort: 'measure', measures: [measureNamed(id)] }
    : { sort: 'whole', measures: MEASURES };
}

/** The form that was asked for; a terminal is shown what fits it. */
function formatOf(context: Context, { sort }: Form, options: Options): (typeof FORMATS)[number] {
  if (context.json) return 'json';
  const wanted = FORMATS.find((format) => format === options['format']);
  if (wanted === 'text' && sort === 'sponsor')
    throw new Refusal('The page for a sponsor has no form for a terminal.', 'Leave out --format text.');
  return wanted ?? (context.isTerminal && sort === 'whole' ? 'text' : 'md');
}

/** What the lines at a terminal are of. */
function tellText(context: Context, report: Report): void {
  const { community, past } = report;
  const days = past.length === 0 ? '' : ` The small bars are ${listed([...past.map(({ day }) => day), 'today'])}.`;
  context.say(
    faint(
      `As of ${context.today}, from ${counted(community.documents.length, 'document')}${windowText(report)}.${days} Nobody is ranked; \`cop report --measure ID\` tells a figure with its documents.`,
    ),
  );
  const scarce = scarcityText(report);
  if (scarce !== null) context.say(care(scarce));
  tellLeftOut(context, community);
}

/** Several communities' published reports, beside each other. Needs none of its own. */
async function tellFederation(context: Context, places: readonly string[], options: Options): Promise<void> {
  noneOf(options, ['sponsor', 'compare', 'quarters', 'since'], '--federate');
  const form = formOf(options);
  const federation = federationOf(context, places, form.sort === 'measure' ? form.measures.map(({ id }) => id) : null);
  const format = formatOf(context, { ...form, sort: 'whole' }, options);
  if (format === 'json') {
    context.out.answer('report-federated', federatedJson(federation));
    return;
  }
  if (format === 'text') {
    context.out.lines(federationLines(federation, context.width));
    const unread = unreadText(federation);
    if (unread !== null) context.say(care(unread));
  } else if (format === 'html') {
    await printHtml(context, 'Communities side by side', federationPieces(federation), 'report');
  } else context.out.text(printMarkdown(withoutCharts(federationPieces(federation))));
}

function piecesOf(sort: Form['sort'], report: Report, states: States): readonly Piece[] {
  const { community, measured } = report;
  if (sort === 'sponsor') return sponsorTree(measured, valueStory(community, states), community, states).children;
  const [one] = measured;
  return sort === 'measure' && one ? measurePage(one, report) : reportPieces(report);
}

export const command: Command = {
  arguments: [],
  options: [
    {
      flags: `--format <${FORMATS.join('|')}>`,
      sentence: 'how to print it; `text` at a terminal, else as Markdown, unless given',
      choices: FORMATS,
    },
    {
      flags: '--since <day...>',
      sentence: 'count only what is dated from that day on, or in that time: 12 months',
      many: true,
    },
    {
      flags: '--compare <day>',
      sentence: 'the figures of another day beside today’s (again for another day)',
      many: true,
    },
    {
      flags: '--quarters <number>',
      sentence: `the same for the ends of so many quarters before this one; ${USUAL_QUARTERS}, unless given`,
    },
    { flags: '--sponsor', sentence: 'half a page: objectives with evidence, one true story, a handful of figures' },
    {
      flags: '--measure <id>',
      completes: MEASURES.map(({ id }) => id),
      sentence: 'one measure: what it means, and the documents behind its figure',
    },
    {
      flags: '--federate <report...>',
      sentence: 'several communities’ published reports side by side: files, or folders that hold one or a built site',
      many: true,
    },
  ],
  answer: ReportJson,
  otherAnswers: { federated: FederatedJson },
  examples: [
    'cop report > REPORT.md',
    'cop report --as-of 2026-06-30',
    'cop report --since 12 months',
    'cop report --compare 2025-12-31',
    'cop report --format html > report.html',
    'cop report --measure answered-in-time',
    'cop report --federate ../tidewater ../harbour report-of-the-north.json',
  ],
  async run(context, _words, options) {
    const places = options['federate'];
    if (Array.isArray(places)) {
      await tellFederation(context, places as readonly string[], options);
      return 0;
    }
    const form = formOf(options);
    const { sort, measures } = form;
    const format = formatOf(context, form, options);
    const since = options['since'] === undefined ? null : sinceFrom(options['since'], context.today);
    const ago = since === null ? null : agoFrom(options['since']);
    // A length of time ends on each day that is told; a day is where all of them begin.
    const sinceOn = (day: Day): Day | null => (ago === null ? since : sinceFrom(ago, day));
    const community = context.community();
    const days =
      sort === 'sponsor' ? [] : daysToCompare(options, context.today, community, ago === null ? since : null);
    const states = deriveStates(community, context.today);
    const past = pastOf(context, days, measures, sinceOn);
    const report = reportOf(community, states, { since, ago, past, measures });
    if (format === 'json') context.out.answer('report', reportJson(report));
    else if (format === 'text') {
      context.out.lines(reportLines(report, context.width));
      tellText(context, report);
    } else if (format === 'html') {
      await printHtml(context, `Maturity of ${community.config.name}`, piecesOf(sort, report, states), 'report');
    } else context.out.text(printMarkdown(withoutCharts(piecesOf(sort, report, states))));
    return 0;
  },
};
