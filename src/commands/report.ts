import * as v from 'valibot';
import { evidenceOf } from '../model/measure.ts';
import type { Figure } from '../model/measure.ts';
import { EFFORTS } from '../metrics/measure.ts';
import { measureAll } from '../metrics/index.ts';
import { sliders } from '../metrics/sliders.ts';
import { figureText } from '../render/figure.ts';
import { CitedJson, LeftOutList, citedJson, leftOutJson } from '../render/json.ts';
import { CANNOT_BE_KNOWN, reportMarkdown } from '../render/report-markdown.ts';
import { deriveStates } from '../states/index.ts';
import type { Command } from './command.ts';

const GroupJson = v.strictObject({ label: v.string(), count: v.number(), documents: v.array(CitedJson) });

const MeasureJson = v.strictObject({
  id: v.string(),
  effort: v.picklist(Object.keys(EFFORTS) as (keyof typeof EFFORTS)[]),
  title: v.string(),
  definition: v.string(),
  source: v.string(),
  cannotTell: v.string(),
  form: v.picklist(['share', 'waiting', 'counts']),
  text: v.string(),
  /** Of a share; else null. */
  numerator: v.nullable(v.number()),
  denominator: v.nullable(v.number()),
  /** Of a waiting time, in working days, where it can be known; else null. */
  median: v.nullable(v.number()),
  /** The documents behind the figure, those that could not be counted among them. */
  evidence: v.array(GroupJson),
});

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
});

function numbers(figure: Figure): { numerator: number | null; denominator: number | null; median: number | null } {
  if (figure.form === 'waiting') return { numerator: null, denominator: null, median: figure.median };
  if (figure.form === 'counts') return { numerator: null, denominator: null, median: null };
  const numerator = figure.counted.documents.length;
  return { numerator, denominator: numerator + figure.missed.documents.length, median: null };
}

export const command: Command = {
  arguments: [],
  options: [],
  answer: v.strictObject({
    community: v.string(),
    documents: v.number(),
    measures: v.array(MeasureJson),
    sliders: v.array(SliderJson),
    leftOut: LeftOutList,
    cannotBeKnown: v.string(),
  }),
  examples: ['cop report > REPORT.md', 'cop report --as-of 2026-06-30', 'cop report --json'],
  async run(context) {
    const community = context.community();
    const states = deriveStates(community, context.today);
    const measured = measureAll(community, states);
    const dimensions = sliders(community);
    if (!context.json) {
      context.out.text(reportMarkdown(measured, dimensions, community, context.today));
      return 0;
    }
    context.out.answer('report', {
      community: community.config.name,
      documents: community.documents.length,
      measures: measured.map(({ measure, figure }) => ({
        id: measure.id,
        effort: measure.effort,
        title: measure.title,
        definition: measure.definition,
        source: measure.source,
        cannotTell: measure.cannotTell,
        form: figure.form,
        text: figureText(figure),
        ...numbers(figure),
        evidence: evidenceOf(figure).map(({ label, documents }) => ({
          label,
          count: documents.length,
          documents: documents.map(citedJson),
        })),
      })),
      sliders: dimensions.map(({ dimension, views, now, ideal }) => ({
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
      })),
      leftOut: leftOutJson(community),
      cannotBeKnown: CANNOT_BE_KNOWN,
    });
    return 0;
  },
};
