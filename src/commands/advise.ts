import { every, isKind, kindNamed } from '../kinds/index.ts';
import type { Community } from '../model/community.ts';
import type { Document } from '../model/document.ts';
import type { Kind } from '../model/kind.ts';
import { Refusal } from '../model/refusal.ts';
import { meant } from '../compile/reference.ts';
import type { GivenValue } from '../plans/scaffold.ts';
import { deriveStates } from '../states/index.ts';
import { promiseDay } from '../text/day.ts';
import { faint, ink, name } from '../text/ink.ts';
import type { Command, Context } from './command.ts';
import { optionsOf } from './fields.ts';
import { WrittenJson, gather, tellWritten, write } from './scaffolding.ts';

const advice = kindNamed('advice') as Kind;

/** The issue that is meant; without a word, those that wait are offered first. */
async function issueFor(context: Context, community: Community, words: string | undefined): Promise<Document> {
  if (words !== undefined) return meant(community, words, ['issue']);
  const states = deriveStates(community, context.today);
  const open = every(community, 'issue').filter((issue) => states.issue(issue).stage !== 'settled');
  const isWaiting = (issue: (typeof open)[number]): boolean => states.issue(issue).stage === 'waiting';
  const inOrder = [...open.filter(isWaiting), ...open.filter((issue) => !isWaiting(issue))];
  if (!context.ask) {
    const lines = inOrder.map(({ id }) => `  cop advise ${id}`);
    throw new Refusal('Which issue is the advice for?', lines.length === 0 ? null : lines.join('\n'));
  }
  if (inOrder.length === 0) throw new Refusal('No issue is open.', '`cop list issues` shows them all.');
  const options = inOrder.map((issue) => ({ value: issue, name: `${issue.title}  (${states.word(issue)})` }));
  return context.ask.select('Which issue is it for?', options);
}

export const command: Command = {
  arguments: [
    { name: '[issue]', sentence: 'the issue: an id, its code, or a part of its title' },
    { name: '[title...]', sentence: 'the advice in a few words' },
  ],
  options: optionsOf(advice, ['issue']),
  writes: true,
  answer: WrittenJson,
  examples: [
    'cop advise k7q2 "Load into a shadow table and swap" --basis did-it --follow-up 2026-12-04',
    'cop advise k7q2 "The swap breaks views" --stance reserves --on load-into-a-shadow-table-m3xp',
  ],
  async run(context, [words, ...title], options) {
    const community = context.community();
    const issue = await issueFor(context, community, words);
    const settled = new Map<string, GivenValue>([['issue', issue.id]]);
    const { commitments, calendar } = community.config;
    const suggestion = promiseDay(context.today, commitments.followUpAfter, calendar);
    const reserving = ['reserves', 'disagrees'].includes(String(options['stance']));
    const given = await gather(context, {
      command: 'cop advise',
      kind: advice,
      title: title.length === 0 ? null : title.join(' '),
      options,
      settled,
      offers: {
        on: () => ({
          among: every(community, 'advice').filter(({ fields }) => fields.issue === issue.id),
          wanted: reserving,
        }),
        basis: () => ({ skip: reserving }),
        follow_up: () => ({ suggestion, skip: reserving }),
      },
    });
    const written = await write(context, given, `advice ${issue.title}`);
    tellWritten(context, 'advise', given, written);
    if (!written.written || context.json) return 0;
    const after = context.readAgain();
    const state = isKind(issue, 'issue') ? deriveStates(after, context.today).issue(issue) : null;
    if (state?.followUpOn) {
      context.say(
        ink`The issue is ${state.stage}; to be asked how it went on ${state.followUpOn}: ${name(`cop followup ${issue.id}`)}`,
      );
    } else if (state?.stage === 'waiting') {
      context.say(faint(ink`The issue still waits: an answer is advice by somebody other than the asker.`));
    }
    return 0;
  },
};
