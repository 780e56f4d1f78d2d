import * as v from 'valibot';
import { meant } from '../compile/reference.ts';
import { Refusal } from '../model/refusal.ts';
import { rename } from '../plans/rename.ts';
import { faint, ink } from '../text/ink.ts';
import { counted } from '../text/words.ts';
import type { Command } from './command.ts';

export const command: Command = {
  arguments: [
    { name: '<id>', sentence: 'the document' },
    { name: '<title...>', sentence: 'what it is to be called' },
  ],
  options: [{ flags: '--keep-id', sentence: 'change the title only; the file and every link stay' }],
  writes: true,
  answer: v.strictObject({
    /** The old id; it stays as an alias. */
    from: v.string(),
    id: v.string(),
    path: v.string(),
    /** Other files in which a link was rewritten. */
    relinked: v.array(v.string()),
    written: v.boolean(),
  }),
  examples: ['cop rename k7q2 "Backfill without a freeze"', 'cop rename ada "Ada King" --dry-run'],
  async run(context, [words = '', ...rest], options) {
    // What is dated later has links, too.
    const community = context.everything();
    const document = meant(community, words, 'any');
    const title = rest.join(' ').trim();
    if (title === '') throw new Refusal('What is it to be called?', `\`cop rename ${words} "the new title"\``);
    const { id, path, plan } = rename(community, document, title, options['keepId'] === true);
    const relinked = plan.changes.flatMap((change) => (change.path === path ? [] : [change.path]));
    const { written } = plan.changes.length === 0 ? { written: false } : await context.carryOut(plan);
    if (context.json) {
      context.out.answer('rename', { from: document.id, id, path, relinked, written });
    } else if (plan.changes.length === 0) {
      context.say(faint(ink`${document.id} is called so already.`));
    } else if (written) {
      context.out.line(ink`${context.shownPath(path)}`);
      if (id !== document.id) context.say(faint(ink`${document.id} still leads there.`));
      if (relinked.length > 0) context.say(faint(`Links rewritten in ${counted(relinked.length, 'other file')}.`));
    }
    return 0;
  },
};
