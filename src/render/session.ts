import type { RootContent } from 'mdast';
import type { Community } from '../model/community.ts';
import type { DocumentOf } from '../kinds/index.ts';
import type { Part, Protocol } from '../compile/protocols.ts';
import { lengthOf } from '../compile/protocols.ts';
import type { Cast } from '../compile/session.ts';
import { ADVICE_HEADING, LABELS } from '../read/sheet.ts';
import type { Day } from '../text/day.ts';
import { bullets, emphasis, heading, paragraph, root, strong, table, uncalled } from '../text/markdown/build.ts';
import type { Words } from '../text/markdown/build.ts';
import { printMarkdown } from '../text/markdown/parse.ts';
import { capitalised, counted, listed } from '../text/words.ts';
import { passagesFor } from './passages.ts';
import { passage } from '../compile/passage.ts';
import { asText, inMarkdown } from '../text/markdown/written.ts';
import type { MarkdownText } from '../text/written.ts';

/** Minutes after midnight as `14:05`; past midnight it goes on counting, as a session would. */
function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60) % 24).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** A name on one line; one that would break the sheet's headings gives way to the member's id. */
const nameOf = ({ id, title }: DocumentOf<'member'>): string => (/[\r\n:\\]/.test(title) ? id : title);

const names = (members: readonly DocumentOf<'member'>[]): string => listed(members.map(nameOf));

function partText(part: Part, protocol: Protocol, { asker, facilitator, advisers }: Cast): string {
  if (part === 'asker') return asker ? nameOf(asker) : capitalised(protocol.asker);
  if (part === 'facilitator') return facilitator ? nameOf(facilitator) : 'Facilitator';
  if (part === 'everybody') return 'Everybody';
  return advisers.length === 0 || advisers.length > 3 ? capitalised(protocol.advisers) : names(advisers);
}

function roles(protocol: Protocol, people: Cast): Words[][] {
  const { asker, facilitator, advisers, versed, missing } = people;
  const known = advisers.filter(({ id }) => versed.has(id));
  const tooMany = advisers.length > protocol.most;
  const helping = [
    `: ${advisers.length === 0 ? 'still to be found' : names(advisers)}`,
    ...(known.length === 0
      ? []
      : known.length === advisers.length
        ? [', on these topics before']
        : [`. On these topics before: ${names(known)}`]),
    ...(missing === 0 ? [] : [`. ${counted(missing, 'more is', 'more are')} needed`]),
    ...(tooMany ? [`. It is made for ${protocol.most}: with more, each has less time`] : []),
  ].join('');
  return [
    [strong(capitalised(protocol.asker)), ...uncalled(`: ${asker ? nameOf(asker) : 'whoever asked'}`)],
    ...(protocol.steps.some(({ who }) => who === 'facilitator')
      ? [
          [
            strong('Facilitator'),
            ...uncalled(
              `, who also keeps the time: ${facilitator ? nameOf(facilitator) : 'one of those who are there'}`,
            ),
          ],
        ]
      : []),
    [strong(capitalised(protocol.advisers)), ...uncalled(helping)],
  ];
}

/** What the issue says, each part under its own heading. */
function issueParts(issue: DocumentOf<'issue'>, community: Community): RootContent[] {
  const parts = ['Challenge', 'Context', 'Already tried', 'Help wanted'].flatMap((title) => {
    const said = passagesFor(passage(issue, title), community, 'SESSION.md', 1);
    return said.length === 0 ? [] : [heading(3, title), ...said];
  });
  return parts.length === 0 ? [paragraph(emphasis('Nothing is written there yet.'))] : parts;
}

export interface Agenda {
  readonly issue: DocumentOf<'issue'>;
  readonly protocol: Protocol;
  readonly people: Cast;
  /** When it begins, in minutes after midnight; null counts from the beginning. */
  readonly begins: number | null;
  /** The day to be agreed on for looking back. */
  readonly askAgain: Day;
}

/** A session's agenda with its parts and times, and the sheet on which the advice is taken down. */
export function agendaMarkdown(
  { issue, protocol, people, begins, askAgain }: Agenda,
  community: Community,
): MarkdownText {
  let at = begins ?? 0;
  const rows = protocol.steps.map(({ minutes, title, who, doing }): Words[][] => {
    const from = at;
    at += minutes;
    const time = begins === null ? `${from}–${at} min` : `${clock(from)}–${clock(at)}`;
    return [[time], [strong(title)], uncalled(partText(who, protocol, people)), [doing]];
  });
  const agenda = printMarkdown(
    root([
      heading(1, ...uncalled(`${protocol.title}: ${issue.title}`)),
      paragraph(`${protocol.sentence} ${lengthOf(protocol)} minutes.`),
      bullets(roles(protocol, people)),
      heading(2, 'The issue'),
      ...issueParts(issue, community),
      heading(2, 'Agenda'),
      table([[['When'], ['What'], ['Who'], ['How']], ...rows]),
      heading(2, ADVICE_HEADING),
    ]),
  );
  const sheet = people.advisers.map((member) =>
    printMarkdown(
      root([heading(3, `${nameOf(member)}:`), paragraph(`${LABELS.applies}:`), paragraph(`${LABELS.basis}:`)]),
    ),
  );
  const said = (name: keyof typeof LABELS): MarkdownText => asText(LABELS[name]);
  const hints = [
    inMarkdown`\n<!-- Fill in: the advice in a few words behind the name, below it what was said; a heading more for more advice. -->\n`,
    inMarkdown`<!-- ${said('basis')}: did-it, saw-it, reasoned or untested. A doubt: add "${said('stance')}: reserves" and "${said('on')}: the advice doubted". -->\n`,
    inMarkdown`<!-- Then: cop session ${asText(issue.id)} --take THIS-FILE -->\n`,
    inMarkdown`\n${said('askAgain')}: ${asText(askAgain)}\n`,
  ];
  return [...hints, ...sheet.map((one) => inMarkdown`\n${one}`)].reduce((all, one) => inMarkdown`${all}${one}`, agenda);
}
