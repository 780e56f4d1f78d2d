import * as v from 'valibot';
import { opening } from '../compile/passage.ts';
import { meant } from '../compile/reference.ts';
import { VOICES, missingVoices } from '../kinds/vision.ts';
import { Refusal } from '../model/refusal.ts';
import { agree } from '../plans/edit.ts';
import { faint, ink, name } from '../text/ink.ts';
import { listed } from '../text/words.ts';
import type { Command } from './command.ts';

export const command: Command = {
  arguments: [
    {
      name: '<vision...>',
      names: ['vision'],
      sentence: 'the vision to which sponsor, core group and potential members agreed',
    },
  ],
  options: [],
  writes: true,
  answer: v.strictObject({ id: v.string(), path: v.string(), agreed: v.string(), written: v.boolean() }),
  examples: ['cop agree vision', 'cop agree vision --branch agree-on-vision'],
  async run(context, words) {
    const vision = meant(context.community(), words.join(' '), ['vision']);
    const missing = missingVoices(vision.fields);
    if (missing.length > 0) {
      throw new Refusal(
        `“${vision.title}” cannot be agreed yet: it lacks the voice of ${listed(missing.map((voice) => VOICES[voice]))}.`,
        `Talk it over with them, and name them as ${listed(missing.map((voice) => `\`co_created_with.${voice}\``))} in ${vision.path}.`,
      );
    }
    if (opening(vision, 'What success looks like', 1) === '') {
      throw new Refusal(`“${vision.title}” cannot be agreed yet: it does not say what success looks like.`);
    }
    const before = vision.fields.agreed;
    const isAgreed = before === context.today;
    const { written } = isAgreed ? { written: false } : await context.carryOut(agree(vision, context.today));
    if (context.json) {
      const agreed = isAgreed ? before : context.today;
      context.out.answer('agree', { id: vision.id, path: vision.path, agreed, written });
    } else if (isAgreed) {
      context.say(faint(ink`“${vision.title}” was agreed on ${before}.`));
    } else if (written) {
      context.out.line(ink`${context.shownPath(vision.path)}`);
      context.say(ink`“${vision.title}” is agreed. Objectives come next: ${name('cop new objective')}.`);
      context.say(faint('Put it to all of them as a pull request: who merges it says that they did.'));
    }
    return 0;
  },
};
