import * as v from 'valibot';
import { PROMISES, REASONS, concerns, due, promises } from '../compile/due.ts';
import type { Due } from '../compile/due.ts';
import { meant } from '../compile/reference.ts';
import type { Community } from '../model/community.ts';
import { Refusal } from '../model/refusal.ts';
import { footer } from '../render/documents.ts';
import { dueLines, reminder } from '../render/due.ts';
import { CitedJson, LeftOutList, citedJson, leftOutJson } from '../render/json.ts';
import { deriveStates } from '../states/index.ts';
import { spanEnd } from '../text/day.ts';
import type { Day } from '../text/day.ts';
import { counted } from '../text/words.ts';
import type { Command, Context, Options } from './command.ts';
import { spanFrom } from './days.ts';
import { noneOf, oneForm, tellLeftOut } from './manners.ts';
import { me } from './who.ts';

export const DueJson = v.strictObject({
  promise: v.picklist(PROMISES),
  document: CitedJson,
  /** By when; of a loop worth a note, since when it is closed. */
  day: v.string(),
  overdue: v.boolean(),
  who: v.array(v.string()),
  command: v.string(),
  /** Why a loop is worth a note, or a note to be read again before its time. */
  reasons: v.array(v.picklist(REASONS)),
  /** When an answer is of no more use to whoever asked. */
  neededBy: v.nullable(v.string()),
});

export function dueJson(one: Due): v.InferOutput<typeof DueJson> {
  const { promise, document, day, overdue, who, command, reasons, neededBy } = one;
  return {
    promise,
    document: citedJson(document),
    day,
    overdue,
    who: [...who],
    command,
    reasons: [...reasons],
    neededBy,
  };
}

/** The member whose promises are wanted, or null for everybody's. */
function memberFrom(context: Context, community: Community, options: Options): string | null {
  if (options['mine'] === true) {
    const member = me(context, community);
    if (member === null)
      throw new Refusal('git’s user.name is no member here.', 'Set COP_MEMBER, or use --for MEMBER.');
    return member;
  }
  return typeof options['for'] === 'string' ? meant(community, options['for'], ['member']).id : null;
}

/** The last day of `--within`, or null where it was not given. */
function horizon(context: Context, community: Community, within: unknown): Day | null {
  if (within === undefined) return null;
  return spanEnd(context.today, spanFrom(within), community.config.calendar);
}

export const command: Command = {
  arguments: [],
  options: [
    { flags: '--for <member>', names: ['member'], sentence: 'only what this member could act on' },
    { flags: '--mine', sentence: 'only what you could act on (git’s user, or COP_MEMBER)' },
    { flags: '--within <span...>', sentence: 'what falls due within 14 days, 2 weeks, 3 working days', many: true },
    { flags: '--ics', sentence: 'every open promise, however far ahead, as an iCalendar file' },
    { flags: '--markdown', sentence: 'as a reminder in kind words, to paste into a chat or an issue' },
    { flags: '--fail', sentence: 'exit 1 if anything is overdue' },
  ],
  answer: v.strictObject({ due: v.array(DueJson), leftOut: LeftOutList }),
  examples: [
    'cop due --mine --within 14 days',
    'cop due --ics > due.ics',
    'cop due --markdown | gh issue comment 12 -F -',
  ],
  async run(context, _words, options) {
    oneForm(context, options, ['ics', 'markdown']);
    if (options['mine'] === true) noneOf(options, ['for'], '--mine');
    const community = context.community();
    const states = deriveStates(community, context.today);
    const until = horizon(context, community, options['within']);
    const member = memberFrom(context, community, options);
    // A calendar is for what is ahead, too.
    const open =
      options['ics'] === true && until === null ? promises(community, states) : due(community, states, until);
    const wanted = member === null ? open : open.filter((one) => concerns(one, member));
    const overdue = wanted.filter((one) => one.overdue).length;
    if (context.json) {
      context.out.answer('due', { due: wanted.map(dueJson), leftOut: leftOutJson(community) });
    } else if (options['ics'] === true) {
      const { calendar } = await import('../render/calendar.ts');
      const dated = wanted.filter(({ promise }) => promise !== 'note');
      context.out.bytes(calendar(dated, community, context.today));
      tellLeftOut(context, community);
    } else if (options['markdown'] === true) {
      context.out.text(reminder(wanted, community, context.today));
      tellLeftOut(context, community);
    } else {
      context.out.lines(dueLines(wanted, community, context.today, context.width));
      const promised = wanted.filter(({ promise }) => promise !== 'note').length;
      const notes = wanted.length - promised;
      const count = promised === 0 ? 'Nothing is due' : `${counted(promised, 'open promise')}, ${overdue} overdue`;
      const besides = notes === 0 ? '' : `; ${counted(notes, 'closed loop')} worth a note`;
      footer(`${count}${besides}`, community, states).forEach(context.say);
    }
    return options['fail'] === true && overdue > 0 ? 1 : 0;
  },
};
