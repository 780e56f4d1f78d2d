import { meant } from '../compile/reference.ts';
import { every, kindNamed } from '../kinds/index.ts';
import type { DocumentOf } from '../kinds/index.ts';
import { isPresent } from '../kinds/member.ts';
import type { Community } from '../model/community.ts';
import type { Kind } from '../model/kind.ts';
import type { Plan } from '../model/plan.ts';
import { Refusal } from '../model/refusal.ts';
import type { Given, GivenValue } from '../plans/scaffold.ts';
import { ADVICE_HEADING, readSheet } from '../read/sheet.ts';
import type { AdviceNoted, Sheet } from '../read/sheet.ts';
import { isReserving } from '../states/advice-record.ts';
import { parseDay } from '../text/day.ts';
import { sectionNamed } from '../text/markdown/outline.ts';
import type { Day } from '../text/day.ts';
import { counted } from '../text/words.ts';
import type { Context } from './command.ts';
import { dayFrom } from './days.ts';
import { textFrom } from './manners.ts';
import { draft } from './scaffolding.ts';
import type { Draft } from './scaffolding.ts';

const advice = kindNamed('advice') as Kind;

/** What was said in a session, ready to be written down. */
interface Said {
  readonly noted: readonly AdviceNoted[];
  readonly askAgain: Day | null;
}

/** A refusal that says on which line of the sheet its cause stands. */
function placed<T>(line: number, make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (error instanceof Refusal) throw new Refusal(`Line ${line} of the sheet: ${error.message}`, error.instead);
    throw error;
  }
}

/** The day agreed on for looking back. @throws Refusal where there is no such day, or it has passed. */
function agreedDay({ askAgain }: Sheet, today: Day): Day | null {
  if (askAgain === null) return null;
  return placed(askAgain.line, () => {
    const day = dayFrom(askAgain.text);
    if (day < today) throw new Refusal(`${day}, the day to ask again, is before today, ${today}.`);
    return day;
  });
}

async function saidOnSheet(context: Context, file: string): Promise<Said> {
  const sheet = readSheet(await textFrom(context, file, 'sheet'));
  const [problem] = sheet.problems;
  const form = 'Each piece of advice stands under a heading such as `### Ada: Take the vehicle’s clock`.';
  if (problem) throw new Refusal(`Line ${problem.line} of the sheet: ${problem.message}.`, form);
  if (sheet.noted.length === 0)
    throw new Refusal(`No advice is written below \`## ${ADVICE_HEADING}\` in ${file}.`, form);
  return { noted: sheet.noted, askAgain: agreedDay(sheet, context.today) };
}

/** Asks for one piece of advice after another, until nobody gave any more. */
async function saidAloud(context: Context, community: Community, suggestion: Day): Promise<Said> {
  const { ask } = context;
  if (!ask) {
    throw new Refusal(
      'Where is the filled sheet?',
      '`--take FILE` reads it from a file, `--take -` from standard input.',
    );
  }
  const members = every(community, 'member').filter(({ fields }) => isPresent(fields, context.today));
  const noted: AdviceNoted[] = [];
  for (;;) {
    const options = members.map(({ id, title }) => ({ value: id, name: title }));
    const question = noted.length === 0 ? 'Who gave advice?' : 'Who gave more?';
    const who = await ask.select<string | null>(question, [...options, { value: null, name: 'That was all' }]);
    if (who === null) break;
    const needed = (text: string): string | null => (text.trim() === '' ? 'This one is needed.' : null);
    const title = await ask.input('The advice in a few words', { check: needed });
    const said = await ask.input('Advice: what would they do? (empty: write it later)');
    const applies = await ask.input('When it applies, and when not? (empty: write it later)');
    noted.push({ who, title, advice: said, applies, basis: null, stance: null, on: null, line: noted.length + 1 });
  }
  if (noted.length === 0) return { noted, askAgain: null };
  const day = await ask.input('When to ask how it turned out?', {
    initial: suggestion,
    check: (text) => ((parseDay(text) ?? '') < context.today ? `A day such as ${suggestion}.` : null),
  });
  return { noted, askAgain: parseDay(day) };
}

/** The id of the advice that a piece speaks to: one of the same sheet by its title, else one of the issue. */
function spokenTo(words: string, issue: DocumentOf<'issue'>, drafts: readonly Draft[], community: Community): string {
  const wanted = words.toLowerCase();
  const here = drafts.filter(({ document }) => document.title.toLowerCase().includes(wanted));
  if (here.length === 1) return (here[0] as Draft).id;
  const found = meant(community, words, ['advice']);
  if (found.fields.issue === issue.id) return found.id;
  throw new Refusal(`\`${words}\` is no advice on “${issue.title}”.`);
}

function givenFrom(note: AdviceNoted, fields: readonly (readonly [string, string | null])[]): Given {
  const known = fields.filter((field): field is [string, string] => field[1] !== null);
  const sections: [string, string][] = [
    ['Advice', note.advice],
    ['When it applies', note.applies],
  ];
  return {
    kind: advice,
    title: note.title === '' ? null : note.title,
    fields: new Map<string, GivenValue>(known),
    sections: new Map(sections.filter(([, text]) => text !== '')),
    body: null,
  };
}

/** A choice as people write it by hand: `did it` for `did-it`. */
const choice = (words: string | null): string | null => words?.trim().toLowerCase().replaceAll(/\s+/g, '-') ?? null;

/** Words without what a printer of Markdown may change: white space and line breaks. */
const plain = (words: string): string => words.replaceAll(/\s+/g, ' ').trim();

/**
 * The advice that was taken from the sheet before: by the same member on the same issue, in the same words.
 *
 * @throws Refusal where it has the same title and other words: which of the two holds, only a person knows.
 */
function takenBefore(note: AdviceNoted, by: string, issue: DocumentOf<'issue'>, community: Community): string | null {
  const theirs = every(community, 'advice').filter(({ fields }) => fields.issue === issue.id && fields.by === by);
  const wordsOf = (one: DocumentOf<'advice'>): string => {
    const body = one.body();
    return plain((body && sectionNamed(body.outline, 'Advice')?.text) ?? '');
  };
  const isTitled = (one: DocumentOf<'advice'>): boolean => one.written?.data.has('title') === true;
  const alike = theirs.filter((one) => (isTitled(one) ? one.title : '') === note.title);
  const same = alike.find((one) => wordsOf(one) === plain(note.advice));
  if (same) return same.title;
  const [other] = note.title === '' ? [] : alike;
  if (!other) return null;
  throw new Refusal(
    `“${note.title}” is there already, in other words: ${other.path}.`,
    'Change that file, or the title.',
  );
}

export interface Taking {
  readonly drafts: readonly Draft[];
  /** Titles of advice that was taken before. */
  readonly before: readonly string[];
  readonly plan: Plan;
}

/**
 * The advice given in a session as one plan, each piece checked before any is written.
 *
 * @param file The filled sheet, `-` for standard input; not a text where somebody is to be asked.
 */
export async function taking(
  context: Context,
  issue: DocumentOf<'issue'>,
  file: unknown,
  suggestion: Day,
): Promise<Taking> {
  const community = context.community();
  const { noted, askAgain } =
    typeof file === 'string' ? await saidOnSheet(context, file) : await saidAloud(context, community, suggestion);
  const drafts: Draft[] = [];
  const before: string[] = [];
  for (const note of noted) {
    placed(note.line, () => {
      const by = meant(community, note.who, ['member']).id;
      const there = takenBefore(note, by, issue, community);
      if (there !== null) {
        before.push(there);
        return;
      }
      const stance = choice(note.stance);
      const given = givenFrom(note, [
        ['issue', issue.id],
        ['by', by],
        ['date', context.today],
        ['stance', stance],
        ['on', note.on === null ? null : spokenTo(note.on, issue, drafts, community)],
        ['basis', choice(note.basis)],
        ['follow_up', isReserving(stance) ? null : askAgain],
      ]);
      drafts.push(draft(context, given, `advice ${issue.title}`, drafts));
    });
  }
  const summary = `Add ${counted(drafts.length, 'piece')} of advice on ${issue.title}`;
  return { drafts, before, plan: { summary, changes: drafts.flatMap((one) => one.plan.changes) } };
}
