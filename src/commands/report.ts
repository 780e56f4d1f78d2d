import * as v from 'valibot';
import { valueStory } from '../compile/value-story.ts';
import { evidenceOf } from '../model/measure.ts';
import type { Figure } from '../model/measure.ts';
import type { Measure } from '../metrics/measure.ts';
import { MEASURES, measureAll } from '../metrics/index.ts';
import type { Measured } from '../metrics/index.ts';
import { sliders } from '../metrics/sliders.ts';
import { wilson } from '../metrics/wilson.ts';
import { Refusal } from '../model/refusal.ts';
import { figureText } from '../render/figure.ts';
import { CitedJson, LeftOutList, citedJson, leftOutJson } from '../render/json.ts';
import type { Past } from '../render/report-markdown.ts';
import { reportLines } from '../render/report-text.ts';
import { SPONSORS_MEASURES, sponsorTree } from '../render/sponsor.ts';
import { CANNOT_BE_KNOWN, measureTree, reportTree } from '../render/report-markdown.ts';
import { deriveStates } from '../states/index.ts';
import { printMarkdown } from '../text/markdown/parse.ts';
import { faint } from '../text/ink.ts';
import { counted, listed, nearest } from '../text/words.ts';
import { quarterEndsBefore } from '../text/day.ts';
import type { Day } from '../text/day.ts';
import type { Community } from '../model/community.ts';
import type { Command, Context, Options } from './command.ts';
import { dayFrom } from './days.ts';
import { noneOf, printHtml, tellLeftOut } from './manners.ts';
import { definition, definitionJson } from './measures.ts';

const GroupJson = v.strictObject({ label: v.string(), count: v.number(), documents: v.array(CitedJson) });

const Numbers = {
  /** Of a share; else null. */
  numerator: v.nullable(v.number()),
  denominator: v.nullable(v.number()),
  /** The 95 % interval of a share by Wilson's method, as shares of one; else null. */
  interval: v.nullable(v.strictObject({ lower: v.number(), upper: v.number() })),
  /** Of a waiting time, in its unit, where they can be known; else null. */
  median: v.nullable(v.number()),
  ninetieth: v.nullable(v.number()),
};

const MeasureJson = v.strictObject({
  ...definition,
  form: v.picklist(['share', 'waiting', 'counts', 'grouped', 'parts']),
  text: v.string(),
  ...Numbers,
  /** Of a figure that is told for several parts of the community; else empty. */
  parts: v.array(v.strictObject({ label: v.string(), text: v.string(), ...Numbers })),
  /** The documents behind the figure, those that could not be counted among them. */
  evidence: v.array(GroupJson),
});

const PastJson = v.strictObject({ id: v.string(), text: v.string(), ...Numbers });

const SpreadJson = v.nullable(v.strictObject({ lowest: v.number(), median: v.number(), highest: v.number() }));

const SliderJson = v.strictObject({
  dimension: v.string(),
  title: v.string(),
  views: v.array(
    v.strictObject({
      by: v.string(),
      assessment: v.string(),
      now: v.number(),
      ideal: v.number(),
      because: v.nullable(v.string()),
    }),
  ),
  now: SpreadJson,
  ideal: SpreadJson,
  /** By how much the median of `now` moved since the assessments before; null below three members who gave both. */
  change: v.nullable(v.number()),
});

interface Numbers {
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly interval: { readonly lower: number; readonly upper: number } | null;
  readonly median: number | null;
  readonly ninetieth: number | null;
}

const NO_NUMBERS: Numbers = { numerator: null, denominator: null, interval: null, median: null, ninetieth: null };

function share(counted: number, missed: number): Numbers {
  const of = counted + missed;
  return { ...NO_NUMBERS, numerator: counted, denominator: of, interval: wilson(counted, of) };
}

function numbers(figure: Figure): Numbers {
  if (figure.form === 'waiting') return { ...NO_NUMBERS, median: figure.median, ninetieth: figure.ninetieth };
  if (figure.form === 'share') return share(figure.counted.documents.length, figure.missed.documents.length);
  if (figure.form === 'grouped') return share(figure.counted.groups.length, figure.missed.groups.length);
  return NO_NUMBERS;
}

function measureJson({ measure, figure }: Measured): v.InferOutput<typeof MeasureJson> {
  return {
    ...definitionJson(measure),
    form: figure.form,
    text: figureText(figure),
    ...numbers(figure),
    parts:
      figure.form === 'parts'
        ? figure.parts.map(({ label, figure: part }) => ({ label, text: figureText(part), ...numbers(part) }))
        : [],
    evidence: evidenceOf(figure).map(({ label, documents }) => ({
      label,
      count: documents.length,
      documents: documents.map(citedJson),
    })),
  };
}

const pastJson = ({ measure, figure }: Measured): v.InferOutput<typeof PastJson> => ({
  id: measure.id,
  text: figureText(figure),
  ...numbers(figure),
});

const FORMATS = ['text', 'md', 'html', 'json'] as const;

const MOST_QUARTERS = 40;
/** How far back a line at a terminal goes, in quarters, unless somebody says otherwise. */
const USUAL_QUARTERS = 4;

/** The days whose figures are wanted beside today's, the earliest first. @throws Refusal where one is none, or to come. */
function daysToCompare(options: Options, today: Day, usual: number): Day[] {
  const given = ((options['compare'] ?? []) as readonly string[]).map(dayFrom);
  const wanted = options['quarters'];
  const written = typeof wanted === 'string' ? wanted : String(given.length > 0 ? 0 : usual);
  const count = /^\d{1,2}$/.test(written) ? Number(written) : -1;
  if (count < 0 || count > MOST_QUARTERS)
    throw new Refusal(`\`${written}\` is no number of quarters.`, `Give one up to ${MOST_QUARTERS}.`);
  const ends = quarterEndsBefore(today, count);
  const late = given.find((day) => day >= today);
  if (late !== undefined) throw new Refusal(`${late} is not before ${today}.`, 'Compare with a day that has passed.');
  return [...new Set([...given, ...ends])].sort();
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

type Tree = ReturnType<typeof reportTree>;

/** What of the report is wanted, and the measures that takes. */
interface Form {
  readonly sort: 'whole' | 'measure' | 'sponsor';
  readonly measures: readonly Measure[];
}

function formOf(options: Options): Form {
  const id = options['measure'];
  if (options['sponsor'] === true) {
    noneOf(options, ['measure', 'compare', 'quarters'], '--sponsor');
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
function tellText(context: Context, community: Community, past: readonly Past[]): void {
  const days = past.length === 0 ? '' : ` The small bars are ${listed([...past.map(({ day }) => day), 'today'])}.`;
  context.say(
    faint(
      `As of ${context.today}, from ${counted(community.documents.length, 'document')}.${days} Nobody is ranked; \`cop report --measure ID\` tells a figure with its documents.`,
    ),
  );
  tellLeftOut(context, community);
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
      flags: '--compare <day>',
      sentence: 'the figures of another day beside today’s (again for another day)',
      many: true,
    },
    { flags: '--quarters <number>', sentence: 'the same for the ends of so many quarters before this one' },
    { flags: '--sponsor', sentence: 'half a page: objectives with evidence, one true story, a handful of figures' },
    { flags: '--measure <id>', sentence: 'one measure: what it means, and the documents behind its figure' },
  ],
  answer: v.strictObject({
    community: v.string(),
    documents: v.number(),
    measures: v.array(MeasureJson),
    /** With --compare or --quarters: the same figures as they were told on other days, the earliest first. */
    past: v.array(v.strictObject({ day: v.string(), measures: v.array(PastJson) })),
    sliders: v.array(SliderJson),
    leftOut: LeftOutList,
    cannotBeKnown: v.string(),
  }),
  examples: [
    'cop report > REPORT.md',
    'cop report --as-of 2026-06-30',
    'cop report --quarters 4',
    'cop report --format html > report.html',
    'cop report --measure answered-in-time',
  ],
  async run(context, _words, options) {
    const community = context.community();
    const states = deriveStates(community, context.today);
    const form = formOf(options);
    const measured = measureAll(community, states, form.measures);
    const format = formatOf(context, form, options);
    const past = daysToCompare(options, context.today, format === 'text' ? USUAL_QUARTERS : 0).map((day) => {
      const then = context.asOf(day);
      return { day, measured: measureAll(then, deriveStates(then, day), form.measures) };
    });
    const dimensions = form.sort === 'measure' ? [] : sliders(community);
    if (format === 'text') {
      reportLines(measured, dimensions, past, context.width).forEach(context.out.line);
      tellText(context, community, past);
      return 0;
    }
    if (format !== 'json') {
      const [one] = measured;
      const whole = (): Tree => reportTree(measured, dimensions, community, context.today, past);
      const trees: Readonly<Record<Form['sort'], () => Tree>> = {
        whole,
        measure: () => (one ? measureTree(one, community, context.today, past) : whole()),
        sponsor: () => sponsorTree(measured, valueStory(community, states), community, states),
      };
      const tree = trees[form.sort]();
      if (format === 'html') await printHtml(context, `Maturity of ${community.config.name}`, tree);
      else context.out.text(printMarkdown(tree));
      return 0;
    }
    context.out.answer('report', {
      community: community.config.name,
      documents: community.documents.length,
      measures: measured.map(measureJson),
      past: past.map(({ day, measured: of }) => ({ day, measures: of.map(pastJson) })),
      sliders: dimensions.map(({ dimension, views, now, ideal, change }) => ({
        dimension: dimension.id,
        title: dimension.title,
        views: views.map(({ assessment, now: at, ideal: wish, because }) => ({
          by: assessment.fields.by,
          assessment: assessment.id,
          now: at,
          ideal: wish,
          because,
        })),
        now,
        ideal,
        change,
      })),
      leftOut: leftOutJson(community),
      cannotBeKnown: CANNOT_BE_KNOWN,
    });
    return 0;
  },
};
