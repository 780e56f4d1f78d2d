import { Refusal } from '../model/refusal.ts';
import type { Promises } from '../plans/init.ts';
import { WEEKDAYS, parseDay, parseSpan } from '../text/day.ts';
import { slug } from '../text/slug.ts';
import { kebab, listed } from '../text/words.ts';
import type { Context, Options } from './command.ts';

/** What was answered so far, in the order of the questions. */
export interface Answers {
  /** Whether anything was answered at all. */
  begun: boolean;
  name: string;
  domain: string | null;
  member: string | null;
  sponsor: string | null;
  goals: readonly string[];
  core: readonly string[];
  sections: Map<string, string>;
  promises: { -readonly [Key in keyof Promises]: Promises[Key] };
}

/** The text of an option, or the answer to its question; null where neither says anything. */
async function answered(
  context: Context,
  question: string,
  given: unknown,
  initial: string | null,
  check?: (text: string) => string | null,
): Promise<string | null> {
  if (typeof given === 'string') {
    if (given.trim() === '') return null;
    const problem = check?.(given) ?? null;
    if (problem !== null) throw new Refusal(problem);
    return given.trim();
  }
  if (!context.ask) return initial;
  const answer = await context.ask.input(question, {
    ...(initial === null ? {} : { initial }),
    ...(check === undefined ? {} : { check: (text: string) => (text.trim() === '' ? null : check(text)) }),
  });
  return answer.trim() === '' ? null : answer.trim();
}

/** Several texts: each an option of its own, or all in one answer with a mark between them. */
async function several(context: Context, question: string, given: unknown, mark: RegExp): Promise<readonly string[]> {
  const split = (text: string): string[] =>
    text
      .split(mark)
      .map((one) => one.trim())
      .filter((one) => one !== '');
  if (Array.isArray(given)) return (given as readonly string[]).flatMap(split);
  const answer = await answered(context, question, undefined, null);
  return split(answer ?? '');
}

const spanProblem = (text: string): string | null =>
  parseSpan(text) === null
    ? `\`${text}\` is no length of time: write it as 3 working days, 6 weeks or 6 months.`
    : null;

const daysProblem = (text: string): string | null => {
  const bad = text.split(/[,\s]+/).find((word) => word !== '' && parseDay(word) === null);
  return bad === undefined ? null : `\`${bad}\` is not a day: write it as 2026-12-25.`;
};

const weekdaysProblem = (text: string): string | null => {
  const bad = text.split(/[,\s]+/).find((word) => word !== '' && !(WEEKDAYS as readonly string[]).includes(word));
  return bad === undefined ? null : `\`${bad}\` is no day of the week: there are ${WEEKDAYS.join(', ')}.`;
};

const wordsIn = (text: string | null): string[] => (text ?? '').split(/[,\s]+/).filter((word) => word !== '');

/** A text for a section must not begin another one. */
const sectionProblem = (text: string): string | null =>
  /^\s{0,3}#{1,2}\s/m.test(text)
    ? 'A line that begins with # would begin a section of its own: leave out the #.'
    : null;

const nameProblem = (text: string): string | null =>
  /[\p{L}\p{N}]/u.test(text) && !/[\r\n]/.test(text) ? null : `\`${text}\` is no name.`;

/** What each section of a purpose is asked by, as a flag and a question to its sponsor. */
const WHY = [
  ['why', 'Why we exist', 'Why is it to exist, in a sentence or two?'],
  ['inScope', 'In scope', 'What is it for: which work, questions and people?'],
  ['outOfScope', 'Out of scope', 'What does it leave to others on purpose?'],
] as const;

/** The promises, each with the question that settles it. */
const LENGTHS = [
  ['respondWithin', 'Within what time is an issue answered?'],
  ['followUpAfter', 'After what time is asked how it turned out?'],
  ['reviewWithin', 'Within what time is what was written read again?'],
] as const;

/** What can only be said by a sponsor. */
const SPONSORS = ['why', 'inScope', 'outOfScope', 'goal'] as const;

/** Asks in the order in which a community begins: what it is, why, who carries it, what they promise. */
export async function asked(context: Context, options: Options, answers: Answers): Promise<void> {
  const { domain, member } = answers;
  answers.name =
    (await answered(context, 'What is the community called?', options['name'], answers.name)) ?? answers.name;
  answers.begun = true;
  answers.domain = await answered(context, 'Which craft does it share? (optional)', options['domain'], domain);
  answers.member = await answered(
    context,
    'Your name, as its first member (optional)',
    options['member'],
    member,
    nameProblem,
  );
  answers.sponsor = await answered(
    context,
    'Who sponsors it: says why it exists, and answers for it to the organisation? (a name; empty: still to be found)',
    options['sponsor'],
    null,
    nameProblem,
  );
  const idle = SPONSORS.filter((flag) => options[flag] !== undefined).map(
    (flag) => `--${kebab(flag.replaceAll(/[A-Z]/g, ' $&'))}`,
  );
  if (answers.sponsor === null && idle.length > 0) {
    throw new Refusal(
      `${listed(idle)} ${idle.length === 1 ? 'is' : 'are'} the sponsor’s to say.`,
      'Give --sponsor NAME with it.',
    );
  }
  if (answers.sponsor !== null) {
    for (const [flag, section, question] of WHY) {
      const text = await answered(context, `${question} (empty: later)`, options[flag], null, sectionProblem);
      if (text !== null) answers.sections.set(section, text);
    }
    const goals = 'Which goals of the organisation does it serve? (several: with ; between them; empty: later)';
    answers.goals = await several(context, goals, options['goal'], /;/);
  }
  const core = 'Who is in the first core group? (names with commas between them; empty: you)';
  answers.core = await several(context, core, options['core'], /,/);
  for (const name of answers.core) {
    const problem = nameProblem(name);
    if (problem !== null) throw new Refusal(problem);
  }
  for (const [flag, question] of LENGTHS) {
    const usual = answers.promises[flag];
    answers.promises[flag] = (await answered(context, question, options[flag], usual, spanProblem)) ?? usual;
  }
  const free = 'Days of the week on which nobody is expected to answer';
  const weekend = await answered(
    context,
    free,
    options['weekend'],
    answers.promises.weekend.join(', '),
    weekdaysProblem,
  );
  if (weekend !== null) answers.promises.weekend = wordsIn(weekend);
  const others = 'Other such days, as 2026-12-25 (optional)';
  answers.promises.holidays = wordsIn(await answered(context, others, options['holidays'], null, daysProblem));
}

/** What comes next, by what is there already. */
export function nextStep({ sponsor, goals, sections }: Answers): string {
  if (sponsor === null) return 'cop new purpose "Why we exist"';
  if (goals.length === 0 && sections.size > 0) return 'cop check';
  if (goals.length === 0) return `cop new purpose "Why we exist" --sponsor ${slug(sponsor)}`;
  return sections.size < WHY.length ? 'cop check' : 'cop new inquiry "When it was at its best"';
}
