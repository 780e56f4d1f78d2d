import { kindNamed } from '../kinds/index.ts';
import type { Kind } from '../model/kind.ts';
import { deriveStates } from '../states/index.ts';
import { every } from '../kinds/index.ts';
import { faint, ink, name } from '../text/ink.ts';
import type { Command } from './command.ts';
import { optionsOf } from './fields.ts';
import { WrittenJson, gather, tellWritten, write } from './scaffolding.ts';

const issue = kindNamed('issue') as Kind;

export const command: Command = {
  arguments: [{ name: '[title...]', sentence: 'the problem, in a sentence' }],
  options: optionsOf(issue),
  writes: true,
  answer: WrittenJson,
  examples: [
    'cop ask "How do we backfill a month without freezing the dashboards?" --topics backfill',
    'cop ask "Which clock do we trust for late vehicles?" --challenge "Two feeds disagree by a minute"',
  ],
  async run(context, words, options) {
    const title = words.join(' ');
    const given = await gather(context, {
      command: 'cop ask',
      kind: issue,
      title: title === '' ? null : title,
      options,
    });
    const written = await write(context, given, 'issue');
    tellWritten(context, 'ask', given, written);
    if (!written.written) return 0;
    const community = context.readAgain();
    const asked = every(community, 'issue').find(({ id }) => id === written.id);
    if (asked && !context.json) {
      const { answerBy } = deriveStates(community, context.today).issue(asked);
      context.say(ink`The community promises a first answer by ${answerBy}: ${name(`cop advise ${written.id}`)}`);
      context.say(faint(ink`\`cop show ${written.id}\` shows what comes of it.`));
    }
    return 0;
  },
};
