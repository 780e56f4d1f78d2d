import * as v from 'valibot';
import { measureAll } from '../metrics/index.ts';
import type { Measured } from '../metrics/index.ts';
import type { AspectLevel } from '../metrics/levels.ts';
import { ASPECT_NAMES } from '../metrics/measure.ts';
import type { Past, Report } from '../metrics/report.ts';
import type { Slider } from '../metrics/sliders.ts';
import { wilson } from '../metrics/wilson.ts';
import type { Community } from '../model/community.ts';
import { dayOf } from '../model/document.ts';
import { LEVELS } from '../model/level.ts';
import { evidenceOf, sidesOf } from '../model/measure.ts';
import type { Figure } from '../model/measure.ts';
import { figureText } from '../render/figure.ts';
import { CitedJson, LeftOutList, citedJson, leftOutJson } from '../render/json.ts';
import { CANNOT_BE_KNOWN } from '../render/report/report.ts';
import { deriveStates } from '../states/index.ts';
import { quarterEndsBefore } from '../text/day.ts';
import type { Day } from '../text/day.ts';
import type { Context } from './command.ts';
import { definition, definitionJson } from './measures.ts';

/** How far back a report looks, in quarters, unless somebody says otherwise. */
export const USUAL_QUARTERS = 4;

/** The ends of so many quarters before a day, without those before the community began or a window does. */
export function quartersOf(community: Community, today: Day, count = USUAL_QUARTERS, since: Day | null = null): Day[] {
  const days = community.documents.flatMap((document) => dayOf(document) ?? []);
  const begun = days.reduce((first, day) => (day < first ? day : first), today);
  return quarterEndsBefore(today, count).filter((day) => day >= (since ?? begun));
}

/** The figures as they would have been told on some days. */
export function pastOf(
  context: Context,
  days: readonly Day[],
  measures?: Parameters<typeof measureAll>[2],
  sinceOn: (day: Day) => Day | null = () => null,
): Past[] {
  return days.map((day) => {
    const then = context.asOf(day);
    return { day, measured: measureAll(then, deriveStates(then, day), measures, sinceOn(day)) };
  });
}

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
  const sides = sidesOf(figure);
  return sides ? share(sides.yes.count, sides.no.count) : NO_NUMBERS;
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

const CriterionJson = v.strictObject({
  level: v.number(),
  /** The measure that it asks something of; null for what is attested. */
  measure: v.nullable(v.string()),
  /** The statement that is to be attested; null for what is computed. */
  statement: v.nullable(v.string()),
  asks: v.string(),
  met: v.boolean(),
  missing: v.nullable(v.string()),
  /** Where to begin: at most three documents. */
  workOn: v.array(CitedJson),
  attested: v.nullable(
    v.strictObject({ on: v.nullable(v.string()), by: v.nullable(v.string()), link: v.nullable(v.string()) }),
  ),
});

const LevelJson = v.strictObject({
  aspect: v.picklist(ASPECT_NAMES),
  /** The last level up to which everything is met; 0 for none. */
  reached: v.number(),
  name: v.nullable(v.string()),
  next: v.nullable(v.number()),
  criteria: v.array(CriterionJson),
});

function levelJson({ aspect, reached, next, criteria }: AspectLevel): v.InferOutput<typeof LevelJson> {
  return {
    aspect,
    reached,
    name: LEVELS[reached - 1] ?? null,
    next,
    criteria: criteria.map(({ level, of, statement, asks, missing, workOn }) => {
      const attested = statement?.attested ?? null;
      return {
        level,
        measure: of?.measure.id ?? null,
        statement: statement?.id ?? null,
        asks,
        met: missing === null,
        missing,
        workOn: workOn.map(citedJson),
        attested: attested && { on: attested.on, by: attested.by, link: attested.link },
      };
    }),
  };
}

const sliderJson = ({ dimension, views, now, ideal, change }: Slider): v.InferOutput<typeof SliderJson> => ({
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
});

/** What `cop report --json` answers. */
export const ReportJson = v.strictObject({
  community: v.string(),
  documents: v.number(),
  /** The day from which on documents are counted; null where all are. */
  since: v.nullable(v.string()),
  measures: v.array(MeasureJson),
  /** The same figures as they were told on other days, the earliest first. */
  past: v.array(v.strictObject({ day: v.string(), measures: v.array(PastJson) })),
  /** How far each part of the practice has come; no total is made of them. */
  levels: v.array(LevelJson),
  sliders: v.array(SliderJson),
  leftOut: LeftOutList,
  cannotBeKnown: v.string(),
});

export function reportJson({
  community,
  since,
  measured,
  past,
  levels,
  sliders,
}: Report): v.InferOutput<typeof ReportJson> {
  return {
    community: community.config.name,
    documents: community.documents.length,
    since,
    measures: measured.map(measureJson),
    past: past.map(({ day, measured: of }) => ({ day, measures: of.map(pastJson) })),
    levels: levels.map(levelJson),
    sliders: sliders.map(sliderJson),
    leftOut: leftOutJson(community),
    cannotBeKnown: CANNOT_BE_KNOWN,
  };
}
