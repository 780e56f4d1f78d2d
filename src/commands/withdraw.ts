import * as v from 'valibot';
import { meant } from '../compile/reference.ts';
import { isKind } from '../kinds/index.ts';
import { Refusal } from '../model/refusal.ts';
import { withdraw } from '../plans/edit.ts';
import { faint, ink } from '../text/ink.ts';
import type { Command } from './command.ts';

export const command: Command = {
  arguments: [
    { name: '<issue>', names: ['issue'], sentence: 'the issue that is no longer asked' },
    { name: '[reason...]', sentence: 'why: it went away, it was another problem, it is of no more use' },
  ],
  options: [],
  writes: true,
  answer: v.strictObject({ id: v.string(), path: v.string(), withdrawn: v.string(), written: v.boolean() }),
  examples: ['cop withdraw k7q2 "The supplier stopped the feed"'],
  async run(context, [words = '', ...rest]) {
    const issue = meant(context.community(), words, ['issue']);
    const check = (text: string): string | null => (text.trim() === '' ? 'A reason is needed.' : null);
    const given = rest.join(' ').trim();
    const reason =
      given === '' && context.ask ? await context.ask.input('Why is it no longer asked?', { check }) : given;
    if (reason.trim() === '') throw new Refusal('Why is it no longer asked?', `\`cop withdraw ${words} "the reason"\``);
    if (isKind(issue, 'issue') && issue.fields.withdrawn !== null)
      throw new Refusal(`${issue.id} is withdrawn already: ${issue.fields.withdrawn}`);
    const { written } = await context.carryOut(withdraw(issue, reason.trim()));
    if (context.json) {
      context.out.answer('withdraw', { id: issue.id, path: issue.path, withdrawn: reason.trim(), written });
    } else if (written) {
      context.out.line(ink`${context.shownPath(issue.path)}`);
      context.say(faint(ink`“${issue.title}” is settled: nobody is asked about it any more.`));
    }
    return 0;
  },
};
