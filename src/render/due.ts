import type { Due } from '../compile/due.ts';
import type { Community } from '../model/community.ts';
import { dayOf } from '../model/document.ts';
import type { Document } from '../model/document.ts';
import type { Day } from '../text/day.ts';
import { grouped } from '../text/grouped.ts';
import { bad, care, clipped, faint, ink, name, strong } from '../text/ink.ts';
import type { Ink } from '../text/ink.ts';
import { bullets, paragraph, root, strong as bold, uncalled } from '../text/markdown/build.ts';
import type { Words } from '../text/markdown/build.ts';
import { printMarkdown } from '../text/markdown/parse.ts';
import { counted } from '../text/words.ts';
import { cite } from './markdown-pieces.ts';
import { promiseWords, reasonsText, whoText } from './promise.ts';
import { nameOf } from './record.ts';
import type { MarkdownText } from '../text/written.ts';

/** Columns before the title of a promise. */
const BEFORE_TITLE = 44;

/** When a promise falls due, or that it has; a loop worth a note has no such day. */
function whenInk({ promise, day, overdue }: Due, today: Day): Ink {
  if (promise === 'note') return faint('                  ');
  if (overdue) return bad(`${day} overdue`);
  return day === today ? care(`${day} today  `) : care(`${day}        `);
}

/** The open promises, each with who could act and the command that keeps it. */
export function dueLines(promises: readonly Due[], community: Community, today: Day, width: number): Ink[] {
  return promises.flatMap((one) => {
    const { document, command, day, neededBy, promise } = one;
    const title = clipped(document.title, Math.max(24, width - BEFORE_TITLE));
    const why = [
      ...(promise === 'note' ? [`closed ${day}`] : []),
      ...(neededBy === null ? [] : [`needed by ${neededBy}`]),
      ...(reasonsText(one) === '' ? [] : [reasonsText(one)]),
    ];
    return [
      ink`${whenInk(one, today)}  ${promiseWords(one).open.padEnd(23)}${strong(title)}`,
      ink`  ${faint(`${whoText(one, community)}:`)} ${name(command)}${why.length === 0 ? '' : faint(`  (${why.join('; ')})`)}`,
    ];
  });
}

type Asking = (due: Due, title: Words, community: Community) => Words[];

const HELP = 'Has anybody met this, or an idea where to begin?';

function byWhom({ fields }: Document, community: Community): string {
  return typeof fields['by'] === 'string' ? nameOf(community, fields['by']) : 'Somebody';
}

/** Each promise as somebody would ask for it who wishes the other well. */
const QUESTIONS: Readonly<Record<Due['promise'], Asking>> = {
  answer: ({ document, day, overdue }, title) =>
    overdue
      ? [title, ` has waited for a first answer since ${dayOf(document)}. ${HELP}`]
      : [title, ` would be glad of a first answer by ${day}. ${HELP}`],
  followup: (_due, title) => [
    'How did it turn out with ',
    title,
    '? What worked, and what did not? “Not tried yet” is an answer too.',
  ],
  reservation: ({ document }, title, community) => {
    const about = document.fields['on'] === null ? 'this' : 'your advice';
    const verb = document.fields['stance'] === 'disagrees' ? 'disagrees with' : 'has a reservation about';
    return [...uncalled(byWhom(document, community)), ` ${verb} ${about}: `, title, '. What do you make of it?'];
  },
  review: (one, title) => {
    const why = reasonsText(one) || `it ${one.overdue ? 'was' : 'is'} due on ${one.day}`;
    return ['Would you read ', title, ` again (${why})? Is it still true?`];
  },
  note: (one, title) => [title, ` is worth a note: ${reasonsText(one)}. Who tells it to the others?`],
};

/**
 * The open promises as a reminder to paste into a chat or an issue: kind questions, under the names of those who could
 * act, each with the command that answers it. `@` and the like call nobody.
 */
export function reminder(promises: readonly Due[], community: Community, today: Day): MarkdownText {
  const groups = grouped<Due, string | null>(promises, ({ who }) => (who.length === 0 ? [null] : who));
  const asked = [...groups].sort(([a], [b]) => Number(b === null) - Number(a === null));
  const about =
    promises.length === 0
      ? `Nothing waits for us, as of ${today}. Thank you all.`
      : `${counted(promises.length, 'thing waits', 'things wait')} for us, as of ${today}.`;
  return printMarkdown(
    root([
      paragraph(bold(...uncalled(community.config.name)), `: ${about}`),
      ...asked.flatMap(([member, theirs]) => [
        paragraph(bold(...(member === null ? ['For anybody'] : uncalled(nameOf(community, member))))),
        bullets(
          theirs.map((one) => {
            const title = cite(one.document, community);
            return [...QUESTIONS[one.promise](one, title, community), ' ', { type: 'inlineCode', value: one.command }];
          }),
        ),
      ]),
    ]),
  );
}
