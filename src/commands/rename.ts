import { join } from 'node:path';
import * as v from 'valibot';
import { LARGEST_TEXT, readRegular } from '../edges/files.ts';
import { meant } from '../compile/reference.ts';
import { Refusal } from '../model/refusal.ts';
import { rename } from '../plans/rename.ts';
import { care, faint, ink } from '../text/ink.ts';
import { counted } from '../text/words.ts';
import type { Command, Context } from './command.ts';

/** Files of which nobody can tell where they lead, though an id stands in them. */
function unread(context: Context, id: string): string[] {
  const { leftOut, incomplete } = context.everything();
  return leftOut.flatMap(({ path, faulty }) => {
    const isLost = faulty && !incomplete.some((document) => document.path === path);
    const read = isLost ? readRegular(join(context.root(), path), LARGEST_TEXT) : { problem: '' };
    return 'bytes' in read && Buffer.from(read.bytes).includes(id) ? [path] : [];
  });
}

export const command: Command = {
  arguments: [
    { name: '<id>', names: 'any', sentence: 'the document' },
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
    /** Files that cannot be read as documents, and speak of it. */
    unread: v.array(v.string()),
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
    const unseen = id === document.id ? [] : unread(context, document.id);
    if (context.json) {
      context.out.answer('rename', { from: document.id, id, path, relinked, unread: unseen, written });
    } else if (plan.changes.length === 0) {
      context.say(faint(ink`${document.id} is called so already.`));
    } else if (written) {
      context.out.line(ink`${context.shownPath(path)}`);
      if (id !== document.id) context.say(faint(ink`${document.id} still leads there.`));
      if (relinked.length > 0) context.say(faint(`Links rewritten in ${counted(relinked.length, 'other file')}.`));
    }
    for (const file of context.json ? [] : unseen) {
      context.say(care(ink`${file} cannot be read, and speaks of ${document.id}: change it by hand.`));
    }
    return 0;
  },
};
