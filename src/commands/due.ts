import * as v from 'valibot';
import { PROMISES, due } from '../compile/due.ts';
import { meant } from '../compile/reference.ts';
import { Refusal } from '../model/refusal.ts';
import { dueLines, footer } from '../render/documents.ts';
import { CitedJson, LeftOutList, citedJson, leftOutJson } from '../render/json.ts';
import { deriveStates } from '../states/index.ts';
import { counted } from '../text/words.ts';
import type { Command } from './command.ts';
import { me } from './who.ts';

const DueJson = v.strictObject({
  promise: v.picklist(PROMISES),
  document: CitedJson,
  day: v.string(),
  overdue: v.boolean(),
  who: v.array(v.string()),
  command: v.string(),
});

export const command: Command = {
  arguments: [],
  options: [
    { flags: '--for <member>', sentence: 'only what this member could act on' },
    { flags: '--mine', sentence: 'only what you could act on (git’s user, or COP_MEMBER)' },
    { flags: '--fail', sentence: 'exit 1 if anything is overdue' },
  ],
  answer: v.strictObject({ due: v.array(DueJson), leftOut: LeftOutList }),
  async run(context, _words, options) {
    const community = context.community();
    const states = deriveStates(community, context.today);
    const wish = options['for'];
    let member = typeof wish === 'string' ? meant(community, wish, ['member']).id : null;
    if (options['mine'] === true) {
      member = me(context, community);
      if (member === null)
        throw new Refusal('git’s user.name is no member here.', 'Set COP_MEMBER, or use --for MEMBER.');
    }
    // An answer that anybody can give is asked of everybody but the asker.
    const concerns = ({ who, document }: ReturnType<typeof due>[number]): boolean =>
      member === null || (who.length === 0 ? document.fields['by'] !== member : who.includes(member));
    const promises = due(community, states).filter(concerns);
    const overdue = promises.filter((one) => one.overdue).length;
    if (context.json) {
      const told = promises.map((one) => ({ ...one, document: citedJson(one.document) }));
      context.out.answer('due', { due: told, leftOut: leftOutJson(community) });
    } else {
      dueLines(promises, community, context.width).forEach(context.out.line);
      const count =
        promises.length === 0 ? 'Nothing is due' : `${counted(promises.length, 'open promise')}, ${overdue} overdue`;
      footer(count, community, states).forEach(context.say);
    }
    return options['fail'] === true && overdue > 0 ? 1 : 0;
  },
};
