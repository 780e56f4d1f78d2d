import * as v from 'valibot';
import { digest } from '../compile/digest.ts';
import { meant } from '../compile/reference.ts';
import { Refusal } from '../model/refusal.ts';
import { digestTitle, digestTree } from '../render/digest.ts';
import { CitedJson, LeftOutList, citedJson, leftOutJson } from '../render/json.ts';
import { deriveStates } from '../states/index.ts';
import { printMarkdown } from '../text/markdown/parse.ts';
import type { Command } from './command.ts';
import { sinceFrom } from './days.ts';
import { oneForm, printHtml } from './manners.ts';
import { DueJson, dueJson } from './due.ts';
import { me } from './who.ts';

const Cited = v.array(CitedJson);

export const command: Command = {
  arguments: [],
  options: [
    { flags: '--since <day...>', sentence: 'the day from which on it tells, or how long ago: 2 weeks', many: true },
    {
      flags: '--for <member>',
      names: ['member'],
      sentence: 'what is asked of this member; you (git’s user, or COP_MEMBER), unless given',
    },
    { flags: '--html', sentence: 'as one HTML file, to send or to print' },
  ],
  answer: v.strictObject({
    since: v.string(),
    asked: Cited,
    answered: v.array(v.strictObject({ issue: CitedJson, advice: Cited })),
    reported: v.array(v.strictObject({ document: CitedJson, issue: v.string(), outcome: v.string() })),
    settled: Cited,
    learned: Cited,
    drafts: Cited,
    fallen: Cited,
    thanked: v.array(v.strictObject({ by: v.string(), thanks: v.array(v.string()), issue: v.string() })),
    joined: v.array(v.string()),
    left: v.array(v.string()),
    mine: v.array(DueJson),
    open: v.array(DueJson),
    leftOut: LeftOutList,
  }),
  examples: [
    'cop digest --since 2026-11-01',
    'cop digest --since 2 weeks',
    'cop digest --since 2026-10-01 --for zoe --html > digest.html',
  ],
  async run(context, _words, options) {
    if (options['since'] === undefined)
      throw new Refusal(
        'Since when?',
        '`cop digest --since 2026-11-01` tells what happened from that day on, `--since 2 weeks` in that time.',
      );
    oneForm(context, options, ['html']);
    const since = sinceFrom(options['since'], context.today);
    const community = context.community();
    const states = deriveStates(community, context.today);
    const wish = options['for'];
    const member = typeof wish === 'string' ? meant(community, wish, ['member']).id : me(context, community);
    const told = digest(community, states, { since, until: context.today }, member);
    if (context.json) {
      const { mine, open, answered, reported, thanked, joined, left, asked, settled, learned, drafts, fallen } = told;
      context.out.answer('digest', {
        since,
        asked: asked.map(citedJson),
        answered: answered.map(({ issue, advice }) => ({ issue: citedJson(issue), advice: advice.map(citedJson) })),
        reported: reported.map((one) => ({
          document: citedJson(one),
          issue: one.fields.issue,
          outcome: one.fields.outcome,
        })),
        settled: settled.map(citedJson),
        learned: learned.map(citedJson),
        drafts: drafts.map(citedJson),
        fallen: fallen.map(citedJson),
        thanked: thanked.map(({ fields }) => ({ by: fields.by, thanks: fields.thanks, issue: fields.issue })),
        joined: joined.map(({ id }) => id),
        left: left.map(({ id }) => id),
        mine: mine.map(dueJson),
        open: open.map(dueJson),
        leftOut: leftOutJson(community),
      });
      return 0;
    }
    const title = digestTitle(since, community);
    const tree = digestTree(told, community, states, title);
    if (options['html'] === true) {
      await printHtml(context, title, tree.children);
    } else {
      context.out.text(printMarkdown(tree));
    }
    return 0;
  },
};
