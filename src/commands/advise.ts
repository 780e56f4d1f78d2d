import { every, kindNamed } from '../kinds/index.ts';
import type { DocumentOf } from '../kinds/index.ts';
import type { Community } from '../model/community.ts';
import type { Kind } from '../model/kind.ts';
import { Refusal } from '../model/refusal.ts';
import { handles } from '../compile/reference.ts';
import type { Given, GivenValue } from '../plans/scaffold.ts';
import { isReservation, isReserving } from '../states/advice-record.ts';
import { deriveStates } from '../states/index.ts';
import { promiseDay } from '../text/day.ts';
import { care, faint, ink, name } from '../text/ink.ts';
import type { Offers } from './asking.ts';
import type { Command, Context } from './command.ts';
import { drafting } from './drafting.ts';
import { optionsOf } from './fields.ts';
import { WrittenJson, gather, tellWritten, write } from './scaffolding.ts';
import { openIssue, withdrawnWords } from './which.ts';

const advice = kindNamed('advice') as Kind;

/** What it speaks to is asked where there is advice to speak to, and whoever speaks says that they do. */
function offersFor(issue: DocumentOf<'issue'>, community: Community, context: Context): Offers {
  const { commitments, calendar } = community.config;
  const suggestion = promiseDay(context.today, commitments.followUpAfter, calendar);
  const others = every(community, 'advice').filter(({ fields }) => fields.issue === issue.id);
  const isOwnAdvice = (stance: GivenValue | undefined): boolean => stance === undefined || stance === 'suggests';
  const doubted = (soFar: ReadonlyMap<string, GivenValue>): boolean => isReserving(soFar.get('stance'));
  return {
    stance: (soFar) => ({ wanted: others.length > 0 && !soFar.has('on') }),
    on: (soFar) => ({ among: others, wanted: !isOwnAdvice(soFar.get('stance')) }),
    basis: (soFar) => ({ skip: doubted(soFar) }),
    follow_up: (soFar) => ({ suggestion, skip: doubted(soFar) }),
  };
}

/** @throws Refusal where nothing is said, or a reservation about nothing. */
function refuseEmpty({ title, fields, sections, body }: Given, issue: DocumentOf<'issue'>, community: Community): void {
  const said = (sections.get('Advice') ?? body ?? '').replaceAll(/<!--[\s\S]{0,10000}?-->/g, '').trim();
  if (title === null && said === '') {
    throw new Refusal(
      'Nothing is advised yet.',
      'Say it in a few words behind the issue, with --advice, or with --body-file.',
    );
  }
  if (!isReserving(fields.get('stance')) || fields.has('on')) return;
  const known = handles(community);
  const suggestions = every(community, 'advice').filter((one) => one.fields.issue === issue.id && !isReservation(one));
  throw new Refusal(
    'A reservation is about an advice: say which with --on.',
    suggestions.length === 0
      ? `Nobody has advised on “${issue.title}” yet.`
      : suggestions.map((one) => `  --on ${known(one)}  ${one.title}`).join('\n'),
  );
}

/** Where the issue stands now, and what comes next. */
function tellIssue(context: Context, { id }: DocumentOf<'issue'>): void {
  const community = context.readAgain();
  const issue = every(community, 'issue').find((one) => one.id === id);
  if (!issue) return;
  const { stage, followUpOn, withdrawn } = deriveStates(community, context.today).issue(issue);
  if (withdrawn) {
    context.say(withdrawnWords(issue));
  } else if (stage === 'waiting') {
    context.say(faint(ink`“${issue.title}” still waits: an answer is advice by somebody other than the asker.`));
  } else if (followUpOn === null) {
    context.say(faint(ink`“${issue.title}” is ${stage}.`));
  } else {
    const command = name(`cop followup ${handles(community)(issue)}`);
    context.say(ink`“${issue.title}” is ${stage}; to be asked how it went on ${followUpOn}: ${command}`);
  }
}

export const command: Command = {
  arguments: [
    { name: '[issue]', names: ['issue'], sentence: 'the issue: an id, its code, or a part of its title' },
    { name: '[title...]', sentence: 'the advice in a few words' },
  ],
  options: optionsOf(advice, ['issue']),
  writes: true,
  answer: WrittenJson,
  examples: [
    'cop advise k7q2 "Load into a shadow table and swap" --basis did-it --follow-up 2026-12-04',
    'cop advise k7q2 "The swap breaks views" --stance reserves --on m3xp',
  ],
  async run(outer, [words, ...title], options) {
    const community = outer.community();
    const issue = await openIssue(outer, words, 'cop advise', 'Which issue is the advice for?');
    const begun = { sort: `cop advise ${issue.id}`, kind: advice, title: title.join(' ').trim() };
    return drafting(outer, begun, async (context, told) => {
      const asked = told === '' && context.ask ? await context.ask.input('The advice in a few words') : told;
      const given = await gather(context, {
        command: 'cop advise',
        kind: advice,
        title: asked === '' ? null : asked,
        options,
        settled: new Map<string, GivenValue>([['issue', issue.id]]),
        offers: offersFor(issue, community, context),
      });
      refuseEmpty(given, issue, community);
      const written = await write(context, given, `advice ${issue.title}`);
      tellWritten(context, 'advise', given, written);
      const followUp = given.fields.get('follow_up');
      if (typeof followUp === 'string' && followUp < context.today) {
        context.say(care(`${followUp}, the day to ask how it went, has passed already.`));
      }
      if (written.written && !context.json) tellIssue(context, issue);
      return 0;
    });
  },
};
