import * as v from 'valibot';
import { meant } from '../compile/reference.ts';
import { review } from '../plans/edit.ts';
import { deriveStates } from '../states/index.ts';
import { faint, ink } from '../text/ink.ts';
import type { Command } from './command.ts';

export const command: Command = {
  arguments: [{ name: '<id>', names: 'any', sentence: 'the document that was read again' }],
  options: [],
  writes: true,
  answer: v.strictObject({ id: v.string(), path: v.string(), reviewed: v.string(), written: v.boolean() }),
  async run(context, words) {
    const document = meant(context.community(), words.join(' '), 'any');
    const plan = review(document, context.today);
    const { written } = plan.changes.length === 0 ? { written: false } : await context.carryOut(plan);
    if (context.json) {
      context.out.answer('reviewed', { id: document.id, path: document.path, reviewed: context.today, written });
    } else if (plan.changes.length === 0) {
      context.say(faint(ink`${document.id} says so already.`));
    } else if (written) {
      context.out.line(ink`${context.shownPath(document.path)}`);
      const after = context.readAgain();
      const now = after.byId.get(document.id);
      context.say(ink`${document.title}: ${(now && deriveStates(after, context.today).word(now)) ?? 'reviewed'}.`);
    }
    return 0;
  },
};
