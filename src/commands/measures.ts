import * as v from 'valibot';
import { MEASURES } from '../metrics/index.ts';
import { ASPECT_NAMES } from '../metrics/measure.ts';
import type { Measure } from '../metrics/measure.ts';
import { STATEMENTS } from '../metrics/statements.ts';
import { criterionText } from '../model/level.ts';
import { aspectsOf, measuresTree } from '../render/measures.ts';
import { columns, faint, ink, name, wrapped } from '../text/ink.ts';
import { printMarkdown } from '../text/markdown/parse.ts';
import type { Command } from './command.ts';
import { oneForm } from './manners.ts';

/** What a measure says of itself. */
export const definition = {
  id: v.string(),
  title: v.string(),
  definition: v.string(),
  formula: v.string(),
  unit: v.string(),
  window: v.string(),
  direction: v.picklist(['more', 'less', 'neither']),
  /** What it speaks to; the first is where the report has it in full. */
  aspects: v.array(v.picklist(ASPECT_NAMES)),
  source: v.string(),
  /** What each level asks of it, as `cop.yml` would say it; null where it asks nothing. */
  levels: v.array(v.nullable(v.string())),
  cannotTell: v.string(),
};

const DefinitionJson = v.strictObject(definition);

export function definitionJson(measure: Measure): v.InferOutput<typeof DefinitionJson> {
  const { id, title, definition, formula, unit, window, direction, aspect, also, source, levels, cannotTell } = measure;
  const asked = levels.map((one) => one && criterionText(one));
  return {
    id,
    title,
    definition,
    formula,
    unit,
    window,
    direction,
    aspects: [aspect, ...also],
    source,
    levels: asked,
    cannotTell,
  };
}

export const command: Command = {
  arguments: [],
  options: [{ flags: '--markdown', sentence: 'as a page' }],
  answer: v.strictObject({
    measures: v.array(DefinitionJson),
  }),
  examples: ['cop measures', 'cop report --measure answered-in-time'],
  async run(context, _words, options) {
    oneForm(context, options, ['markdown']);
    if (context.json) {
      context.out.answer('measures', {
        measures: MEASURES.map((measure) => definitionJson(measure)),
      });
    } else if (options['markdown'] === true) {
      context.out.text(printMarkdown(measuresTree(MEASURES, STATEMENTS)));
    } else {
      for (const measure of MEASURES) {
        context.out.lines(columns([[name(measure.id), ink`${measure.title}`, faint(aspectsOf(measure))]]));
        context.out.lines(wrapped(measure.definition, context.width - 2, '  '));
      }
    }
    return 0;
  },
};
