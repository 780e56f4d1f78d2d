import * as v from 'valibot';
import { INTERVIEW, interviews } from '../compile/inquiry.ts';
import { meant } from '../compile/reference.ts';
import { sheetsTree } from '../render/inquiry.ts';
import { every } from '../kinds/index.ts';
import { nameOf } from '../render/record.ts';
import type { Command } from './command.ts';
import { FORMAT_OPTION, printTree } from './manners.ts';

export const command: Command = {
  arguments: [{ name: '<inquiry...>', names: ['inquiry'], sentence: 'the inquiry that is held' }],
  options: [
    {
      flags: '--participants <names>',
      sentence: 'who takes part, with commas between them; whom the inquiry names, unless given',
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
    const wish = options['participants'];
    const given = typeof wish === 'string' ? wish.split(',') : null;
    const members = every(community, 'member');
    const called = (word: string): string => {
      // A member by id, by name, or by a word of the name that only one has; others by what they are called.
      const likely = members.filter(({ title }) =>
        [title, ...title.split(/\s+/)].some((part) => part.toLowerCase() === word.toLowerCase()),
      );
      const [only] = likely;
      return only && likely.length === 1 ? only.title : nameOf(community, word);
    };
    const named = (given ?? inquiry.fields.participants).map((name) => name.trim()).filter((name) => name !== '');
    const names = [...new Set(named.map(called))];
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
    await printTree(context, options, { title: inquiry.title, tree, sort: 'sheets' });
    return 0;
  },
};
