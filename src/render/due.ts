import type { PhrasingContent } from 'mdast';
import type { Due } from '../compile/due.ts';
import type { Community } from '../model/community.ts';
import { dayOf } from '../model/document.ts';
import type { Document } from '../model/document.ts';
import type { Worth } from '../states/loop.ts';
import type { Day } from '../text/day.ts';
import { grouped } from '../text/grouped.ts';
import { bad, care, clipped, faint, ink, name, strong } from '../text/ink.ts';
import type { Ink } from '../text/ink.ts';
import { bullets, link, paragraph, root, strong as bold, uncalled } from '../text/markdown/build.ts';
import type { Words } from '../text/markdown/build.ts';
import { printMarkdown } from '../text/markdown/parse.ts';
import { counted, listed } from '../text/words.ts';
import { addressOf } from './address.ts';
import { nameOf } from './record.ts';

export const PROMISE_WORDS = {
  answer: 'answer awaited',
  followup: 'follow-up due',
  reservation: 'reservation unanswered',
  review: 'review lapsed',
  note: 'worth a note',
} as const;

/** What a promise is called whose day has not come. */
const AHEAD: Readonly<Partial<Record<Due['promise'], string>>> = { review: 'review due' };

const WORTH_WORDS: Readonly<Record<Worth, string>> = {
  recurring: 'it came up again',
  contradicted: 'the same advice worked and did not',
  failure: 'something did not work',
};

/** Who could act, by name; `anybody` where nobody in particular is asked. */
export function whoText(who: readonly string[], community: Community): string {
  return who.length === 0 ? 'anybody' : who.map((id) => nameOf(community, id)).join(', ');
}

/** The open promises, each with who could act and the command that keeps it. */
export function dueLines(promises: readonly Due[], community: Community, width: number): Ink[] {
  return promises.flatMap(({ promise, document, day, overdue, who, command, worth }) => {
    const words = (overdue ? null : AHEAD[promise]) ?? PROMISE_WORDS[promise];
    const title = clipped(document.title, Math.max(24, width - 44));
    const when =
      promise === 'note' ? faint(`closed ${day}  `) : overdue ? bad(`${day} overdue`) : care(`${day}        `);
    const why = worth.length === 0 ? '' : faint(`  (${listed(worth.map((one) => WORTH_WORDS[one]))})`);
    return [
      ink`${when}${promise === 'note' ? ' ' : '  '}${words.padEnd(23)}${strong(title)}`,
      ink`  ${faint(`${whoText(who, community)}:`)} ${name(command)}${why}`,
    ];
  });
}

type Asking = (due: Due, title: PhrasingContent, community: Community) => Words[];

const HELP = 'Has anybody met this, or an idea where to begin?';

function doubter({ fields }: Document, community: Community): string {
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
    return [
      ...uncalled(doubter(document, community)),
      ` has a doubt about ${about}: `,
      title,
      '. What do you make of it?',
    ];
  },
  review: ({ day, overdue }, title) => [
    'Would you read ',
    title,
    ` again (${overdue ? 'it was due' : 'by'} ${day})? Is it still true?`,
  ],
  note: ({ worth }, title) => [
    title,
    ` is worth a note: ${listed(worth.map((one) => WORTH_WORDS[one]))}. Who tells it to the others?`,
  ],
};

/**
 * The open promises as a reminder to paste into a chat or an issue: kind questions, under the names of those who could
 * act, each with the command that answers it. `@` and the like call nobody.
 */
export function reminder(promises: readonly Due[], community: Community, today: Day): string {
  const groups = grouped<Due, string | null>(promises, ({ who }) => (who.length === 0 ? [null] : who));
  const asked = [...groups].sort(([a], [b]) => Number(b === null) - Number(a === null));
  const about =
    promises.length === 0
      ? `Nothing waits for us, as of ${today}. Thank you all.`
      : `${counted(promises.length, 'thing')} would be good to have an answer to, as of ${today}.`;
  return printMarkdown(
    root([
      paragraph(bold(...uncalled(community.config.name)), `: ${about}`),
      ...asked.flatMap(([member, theirs]) => [
        paragraph(bold(...(member === null ? ['For anybody'] : uncalled(nameOf(community, member))))),
        bullets(
          theirs.map((one) => {
            const title = link(addressOf(one.document, community.config), ...uncalled(one.document.title));
            return [...QUESTIONS[one.promise](one, title, community), ' ', { type: 'inlineCode', value: one.command }];
          }),
        ),
      ]),
    ]),
  );
}
