import * as v from 'valibot';
import { AUDIENCES, pitch } from '../compile/pitch.ts';
import type { Audience, Said } from '../compile/pitch.ts';
import { MEASURES, measureAll } from '../metrics/index.ts';
import { figureText } from '../render/figure.ts';
import { CitedJson, LeftOutList, citedJson, leftOutJson } from '../render/json.ts';
import { PITCHED, pitchTree } from '../render/pitch.ts';
import { deriveStates } from '../states/index.ts';
import type { Command } from './command.ts';
import { FORMAT_OPTION, printTree } from './manners.ts';

const SaidJson = v.strictObject({ text: v.string(), from: CitedJson });
const saidJson = ({ text, from }: Said): v.InferOutput<typeof SaidJson> => ({ text, from: citedJson(from) });

export const command: Command = {
  arguments: [],
  options: [
    {
      flags: `--for <${AUDIENCES.join('|')}>`,
      sentence: 'who is to be won over; both, unless given',
      choices: AUDIENCES,
    },
    FORMAT_OPTION,
  ],
  answer: v.strictObject({
    audience: v.nullable(v.picklist(AUDIENCES)),
    /** The pitch that somebody wrote, whose words come first. */
    written: v.nullable(CitedJson),
    need: v.array(SaidJson),
    forOrganisation: v.array(SaidJson),
    forMembers: v.array(SaidJson),
    /** What the written pitch tells as a story. */
    told: v.array(SaidJson),
    /** One settled loop: the issue, the advice, the follow-up and the notes made of it. */
    story: v.nullable(
      v.strictObject({ issue: CitedJson, advice: v.array(CitedJson), followup: CitedJson, notes: v.array(CitedJson) }),
    ),
    figures: v.array(v.strictObject({ measure: v.string(), text: v.string() })),
    ask: v.array(SaidJson),
    leftOut: LeftOutList,
  }),
  examples: ['cop pitch', 'cop pitch --for sponsor --format html > pitch.html'],
  async run(context, _words, options) {
    const community = context.community();
    const states = deriveStates(community, context.today);
    const audience = AUDIENCES.find((one) => one === options['for']) ?? null;
    const told = pitch(community, states, audience);
    const ids = new Set((audience === null ? AUDIENCES : [audience]).flatMap((one: Audience) => PITCHED[one]));
    const measured = measureAll(
      community,
      states,
      MEASURES.filter(({ id }) => ids.has(id)),
    );
    if (context.json || options['format'] === 'json') {
      const { written, need, forOrganisation, forMembers, told: own, story, ask } = told;
      context.out.answer('pitch', {
        audience,
        written: written && citedJson(written),
        need: need.map(saidJson),
        forOrganisation: forOrganisation.map(saidJson),
        forMembers: forMembers.map(saidJson),
        told: own.map(saidJson),
        story: story && {
          issue: citedJson(story.issue),
          advice: story.advice.map(citedJson),
          followup: citedJson(story.followup),
          notes: story.notes.map(citedJson),
        },
        figures: measured.map(({ measure, figure }) => ({ measure: measure.id, text: figureText(figure) })),
        ask: ask.map(saidJson),
        leftOut: leftOutJson(community),
      });
      return 0;
    }
    const tree = pitchTree(told, measured, community, { today: context.today, audience });
    await printTree(context, options, { title: `Why ${community.config.name}`, tree, sort: 'charter' });
    return 0;
  },
};
