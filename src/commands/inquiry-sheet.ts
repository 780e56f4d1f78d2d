import * as v from 'valibot';
import { INTERVIEW } from '../compile/inquiry.ts';
import { meant } from '../compile/reference.ts';
import { interviews, sheetsTree } from '../render/inquiry.ts';
import { nameOf } from '../render/record.ts';
import { printMarkdown } from '../text/markdown/parse.ts';
import type { Command } from './command.ts';
import { FORMAT_OPTION, printHtml } from './manners.ts';

export const command: Command = {
  arguments: [{ name: '<inquiry...>', sentence: 'the inquiry that is held' }],
  options: [
    {
      flags: '--participants <names...>',
      sentence: 'who takes part; whom the inquiry names, unless given',
      many: true,
    },
    FORMAT_OPTION,
  ],
  answer: v.strictObject({
    inquiry: v.string(),
    topic: v.string(),
    interviews: v.array(v.strictObject({ asks: v.nullable(v.string()), tells: v.nullable(v.string()) })),
    questions: v.array(v.string()),
  }),
  examples: ['cop inquiry sheet mornings', 'cop inquiry sheet mornings --format html > sheets.html'],
  async run(context, words, options) {
    const community = context.community();
    const inquiry = meant(community, words.join(' '), ['inquiry']);
    const given = (options['participants'] as readonly string[] | undefined)?.flatMap((names) => names.split(','));
    const names = (given ?? inquiry.fields.participants)
      .map((name) => nameOf(community, name.trim()))
      .filter((name) => name !== '');
    const pairs = interviews(names);
    if (context.json || options['format'] === 'json') {
      context.out.answer('inquiry-sheet', {
        inquiry: inquiry.id,
        topic: inquiry.fields.topic,
        interviews: pairs.map(({ asks, tells }) => ({ asks, tells })),
        questions: [...INTERVIEW],
      });
      return 0;
    }
    const tree = sheetsTree(inquiry, pairs);
    if (options['format'] === 'html') await printHtml(context, inquiry.title, tree.children, 'sheets');
    else context.out.text(printMarkdown(tree));
    return 0;
  },
};
