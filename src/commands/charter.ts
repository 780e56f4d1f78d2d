import * as v from 'valibot';
import { charter } from '../compile/charter.ts';
import type { Charter } from '../compile/charter.ts';
import type { Document } from '../model/document.ts';
import { charterTree } from '../render/charter.ts';
import { CitedJson, LeftOutList, citedJson, leftOutJson } from '../render/json.ts';
import { deriveStates } from '../states/index.ts';
import type { Command } from './command.ts';
import { FORMAT_OPTION, printTree } from './manners.ts';

const Cited = v.array(CitedJson);
const Text = v.nullable(v.string());

const ObjectiveJson = v.strictObject({
  ...CitedJson.entries,
  owner: Text,
  measure: Text,
  baseline: Text,
  now: Text,
  target: Text,
  due: Text,
  /** How much of the way from baseline to target is gone, from 0 to 1; null where that cannot be said. */
  gone: v.nullable(v.number()),
  past: v.boolean(),
  strategies: Cited,
  closed: Cited,
  open: Cited,
  notes: Cited,
});

const VisionJson = v.strictObject({ ...CitedJson.entries, agreed: Text, objectives: v.array(ObjectiveJson) });

const answer = v.strictObject({
  purposes: v.array(
    v.strictObject({
      ...CitedJson.entries,
      sponsor: v.string(),
      businessGoals: v.array(v.string()),
      visions: v.array(VisionJson),
    }),
  ),
  strategies: v.array(v.strictObject({ ...CitedJson.entries, owner: Text, delivers: Cited })),
  /** What leads up to no purpose. */
  loose: Cited,
  leftOut: LeftOutList,
});

const cited = (documents: readonly Document[]) => documents.map(citedJson);

function json({ purposes, strategies, loose }: Charter): Omit<v.InferOutput<typeof answer>, 'leftOut'> {
  return {
    purposes: purposes.map(({ purpose, visions }) => ({
      ...citedJson(purpose),
      sponsor: purpose.fields.sponsor,
      businessGoals: [...purpose.fields.business_goals],
      visions: visions.map(({ vision, objectives }) => ({
        ...citedJson(vision),
        agreed: vision.fields.agreed,
        objectives: objectives.map(({ objective, evidence, gone, past }) => {
          const { owner, measure, baseline, now, target, due } = objective.fields;
          return {
            ...citedJson(objective),
            owner,
            measure,
            baseline,
            now,
            target,
            due,
            gone,
            past,
            strategies: cited(evidence.strategies),
            closed: cited(evidence.closed),
            open: cited(evidence.open),
            notes: cited(evidence.notes),
          };
        }),
      })),
    })),
    strategies: strategies.map(({ strategy, delivers }) => ({
      ...citedJson(strategy),
      owner: strategy.fields.owner,
      delivers: cited(delivers),
    })),
    loose: cited(loose),
  };
}

export const command: Command = {
  arguments: [],
  options: [FORMAT_OPTION],
  answer,
  examples: ['cop charter', 'cop charter --format html > charter.html'],
  async run(context, _words, options) {
    const community = context.community();
    const told = charter(community, deriveStates(community, context.today));
    if (context.json || options['format'] === 'json') {
      context.out.answer('charter', { ...json(told), leftOut: leftOutJson(community) });
      return 0;
    }
    const tree = charterTree(told, community, context.today);
    await printTree(context, options, { title: `Charter of ${community.config.name}`, tree, sort: 'charter' });
    return 0;
  },
};
