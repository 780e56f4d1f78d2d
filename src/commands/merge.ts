import * as v from 'valibot';
import { meant } from '../compile/reference.ts';
import { Refusal } from '../model/refusal.ts';
import { merge } from '../plans/merge.ts';
import { care, faint, ink } from '../text/ink.ts';
import { counted } from '../text/words.ts';
import type { Command } from './command.ts';

/** What stands before and behind the word `into`, which may be left out between two words. */
function sidesOf(words: readonly string[]): readonly [string, string] {
  const at = words.lastIndexOf('into');
  const [from, into] = at < 0 ? [words.slice(0, 1), words.slice(1)] : [words.slice(0, at), words.slice(at + 1)];
  if (from.length === 0 || into.length === 0) {
    throw new Refusal('Which document is to be merged into which?', 'Write it as `cop merge k7q2 into p4xv`.');
  }
  return [from.join(' '), into.join(' ')];
}

export const command: Command = {
  arguments: [{ name: '<words...>', names: 'any', sentence: 'the document that goes, `into`, and the one that stays' }],
  options: [],
  writes: true,
  answer: v.strictObject({
    from: v.string(),
    id: v.string(),
    path: v.string(),
    relinked: v.array(v.string()),
    /** What the document that stays says from now on. */
    carried: v.array(v.strictObject({ field: v.string(), value: v.string() })),
    /** What the document that goes said, and no file says any more. */
    outweighed: v.array(v.strictObject({ field: v.string(), kept: v.nullable(v.string()), dropped: v.string() })),
    written: v.boolean(),
  }),
  examples: ['cop merge k7q2 into p4xv', 'cop merge a-lovelace into ada-lovelace --dry-run'],
  async run(context, words) {
    const community = context.everything();
    const [from, into] = sidesOf(words).map((side) => meant(community, side, 'any')) as [
      ReturnType<typeof meant>,
      ReturnType<typeof meant>,
    ];
    const { plan, carried, outweighed } = merge(community, from, into);
    const relinked = plan.changes.map(({ path }) => path).filter((path) => path !== into.path && path !== from.path);
    const { written } = await context.carryOut(plan);
    if (context.json) {
      context.out.answer('merge', {
        from: from.id,
        id: into.id,
        path: into.path,
        relinked,
        carried,
        outweighed,
        written,
      });
      return 0;
    }
    if (written) context.out.line(ink`${context.shownPath(into.path)}`);
    for (const { field, value } of carried) context.say(faint(ink`\`${field}\` says ${value}, as ${from.id} did.`));
    for (const { field, kept, dropped } of outweighed) {
      const stays = kept === null ? ink`\`${field}\` stays unsaid` : ink`\`${field}\` says ${kept}`;
      context.say(care(ink`${stays}; of ${from.id} it said ${dropped}.`));
    }
    if (written) {
      context.say(faint(ink`${from.id} is gone, and leads to ${into.id}.`));
      if (relinked.length > 0) context.say(faint(`Links rewritten in ${counted(relinked.length, 'other file')}.`));
    }
    return 0;
  },
};
