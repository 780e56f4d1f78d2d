import { formNamed } from '../compile/form.ts';
import { formOfBody, submission } from '../compile/intake.ts';
import type { Submission } from '../compile/intake.ts';
import { missingTitle, settle } from '../compile/settling.ts';
import type { Sender } from '../compile/settling.ts';
import { every, kindNamed } from '../kinds/index.ts';
import type { DocumentOf } from '../kinds/index.ts';
import type { Community } from '../model/community.ts';
import { coAuthored, isMail, plainName } from '../model/credit.ts';
import type { Credited } from '../model/credit.ts';
import type { Document } from '../model/document.ts';
import type { ForgeAuthor, ForgeIssue } from '../model/forge-issue.ts';
import type { Kind } from '../model/kind.ts';
import type { Plan } from '../model/plan.ts';
import { Refusal } from '../model/refusal.ts';
import type { Given, GivenValue } from '../plans/scaffold.ts';
import type { Day } from '../text/day.ts';
import { isPlainId } from '../text/id.ts';
import { slug } from '../text/slug.ts';
import { counted } from '../text/words.ts';
import type { Context } from './command.ts';
import { draft } from './scaffolding.ts';
import type { Draft } from './scaffolding.ts';

const member = kindNamed('member') as Kind;

/** Where an issue was opened, as far as documents remember it. */
export interface Origin {
  readonly forge: 'github' | 'gitlab';
  /** The host that people open in a browser. */
  readonly host: string;
  readonly issue: ForgeIssue;
}

/** What somebody sent in. */
export interface Sent {
  readonly title: string | null;
  readonly body: string;
  readonly labels: readonly string[];
  readonly day: Day;
  /** Null where it comes from a file. */
  readonly origin: Origin | null;
  /** Whom to credit, where that was said. */
  readonly credited: Credited | null;
}

export interface Receiving {
  /** The kind that was asked for; null where the submission is to tell. */
  readonly kind: string | null;
  /** Whether an author whom nobody knows becomes a member. */
  readonly newMember: boolean;
}

/** A submission that is to be written. */
export interface Received {
  readonly given: Given;
  readonly draft: Draft;
  /** The new member that comes with it. */
  readonly joined: Draft | null;
  /** The trailer that credits the author; null where there is nobody to credit. */
  readonly credit: string | null;
  /** The member for whom the author was taken because the names are the same; null where a login or the form says it. */
  readonly takenFor: DocumentOf<'member'> | null;
  readonly plan: Plan;
}

/** A submission that does not validate, with a sentence to its author for everything that is to be put right. */
export class Unfit extends Refusal {
  readonly problems: readonly string[];

  constructor(what: string, problems: readonly string[], hint: string | null) {
    const lines = [...problems.map((problem) => `- ${problem}`), ...(hint === null ? [] : [hint])];
    super(
      `Nothing was written${what}: ${counted(problems.length, 'thing is', 'things are')} to be put right.`,
      lines.join('\n'),
    );
    this.problems = problems;
  }
}

/** How an issue is named in documents of kinds without a field for its address. */
const aliasOf = ({ forge, issue }: Origin): string => `${forge}-${issue.number}`;

/** The document that was made of an issue before; null where there is none. */
export function takenBefore(origin: Origin, community: Community): Document | null {
  const named = community.documents.find(({ aliases }) => aliases.includes(aliasOf(origin)));
  return named ?? every(community, 'issue').find(({ fields }) => fields.forge === origin.issue.url) ?? null;
}

interface Known {
  readonly member: DocumentOf<'member'>;
  readonly byName: boolean;
}

/** The member that an author is: by a login that is an id or an alias here, else by the name, which anybody can take. */
function memberFor(login: string | null, name: string | null, community: Community): Known | null {
  const members = every(community, 'member');
  const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
  const sure =
    login === null ? undefined : members.find(({ id, aliases }) => [id, ...aliases].some((one) => same(one, login)));
  if (sure) return { member: sure, byName: false };
  if (name === null) return null;
  const found = members.find(({ title }) => same(title, name)) ?? members.find(({ id }) => id === slug(name));
  return found ? { member: found, byName: true } : null;
}

/** The address under which a forge credits somebody who shows none. */
function mailOf({ login, id, mail }: ForgeAuthor, { forge, host }: Origin): string {
  if (mail !== null && isMail(mail)) return mail;
  const name = host.replace(/:[0-9]{1,5}$/, '');
  return `${id}${forge === 'github' ? '+' : '-'}${login}@users.noreply.${name}`;
}

function creditedBy({ origin, credited }: Sent): Credited | null {
  const author = origin?.issue.author ?? null;
  if (credited !== null || author === null || origin === null) return credited;
  const name = plainName(author.name ?? '') === '' ? author.login : (author.name as string);
  return { name, mail: mailOf(author, origin) };
}

/** The author as a member who has just joined. */
function joining(context: Context, sent: Sent): Draft | null {
  const login = sent.origin?.issue.author?.login ?? null;
  const name = plainName(creditedBy(sent)?.name ?? '');
  if (name === '') return null;
  const isAlias = login !== null && isPlainId(login) && login !== slug(name) && !context.everything().byId.has(login);
  const fields = new Map<string, GivenValue>([
    ['joined', sent.day],
    ...(isAlias ? [['aliases', [login]] as const] : []),
  ]);
  return draft(context, { kind: member, title: name, fields, sections: new Map(), body: null }, name);
}

function whatOf({ origin }: Sent): string {
  return origin === null ? '' : ` of issue ${origin.issue.number}`;
}

function unknownSender({ origin, credited }: Sent): string {
  const login = origin?.issue.author?.login;
  const who = login === undefined ? credited?.name : `@${login}`;
  return who === undefined
    ? 'nothing says who sends this: write the name of a member'
    : `${plainName(who)} is no member here yet: ask to become one, or write the name of the member it comes from`;
}

/** A title on one line, without what no line can hold. */
const titleOf = (text: string | null): string | null =>
  text?.replaceAll(/[\s\p{Cc}\p{Zl}\p{Zp}]{1,1000}/gu, ' ').trim() || null;

/** What intake itself knows of a document: where it is discussed, or under which name it was an issue. */
function traced(kind: Kind, { origin }: Sent): [string, GivenValue][] {
  if (origin === null) return [];
  return 'forge' in kind.fields ? [['forge', origin.issue.url]] : [['aliases', [aliasOf(origin)]]];
}

/** What the drafting of a document refuses, as a sentence for its author. */
function said({ message, instead }: Refusal): string {
  return [
    message.replace('Nothing was written. ', ''),
    ...(instead === null ? [] : [instead.replaceAll(/\s{1,100}/g, ' ')]),
  ].join(' ');
}

function formFor({ body, labels }: Sent, wish: string | null): Submission {
  const form = wish === null ? formOfBody(body, labels) : formNamed(wish);
  if (form === null)
    throw new Refusal(
      `There is no form for \`${wish}\`.`,
      'Only what people send in has one: see `cop intake --help`.',
    );
  return submission(form, body);
}

/**
 * Makes a document of what somebody sent in, and a member of whoever sent it where that was asked for. Nothing is written.
 *
 * @throws Unfit with all there is to put right.
 */
export function receive(context: Context, sent: Sent, { kind: wish, newMember }: Receiving): Received {
  const community = context.everything();
  const submitted = formFor(sent, wish);
  const { kind } = submitted.form;
  const author = creditedBy(sent);
  const login = sent.origin?.issue.author?.login ?? null;
  const known = memberFor(login, author === null ? null : plainName(author.name), community);
  const needsSender = submitted.form.entries.some(
    ({ otherwise, name }) => otherwise === 'sender' && !submitted.fields.has(name),
  );
  const joined = newMember && known === null && needsSender ? joining(context, sent) : null;
  const sender: Sender = {
    member: known?.member.id ?? joined?.id ?? null,
    unknown: unknownSender(sent),
    day: sent.day,
  };
  const { fields, problems: found } = settle(submitted, community, sender);
  const title = titleOf(submitted.title ?? sent.title);
  const untitled = missingTitle(submitted.form, title);
  const problems = [...(untitled === null ? [] : [untitled]), ...found];
  const given: Given = {
    kind,
    title,
    fields: new Map<string, GivenValue>([...fields, ...traced(kind, sent)]),
    sections: submitted.sections,
    body: null,
  };
  const isStranger = needsSender && sender.member === null && author !== null;
  const hint = isStranger ? 'With --new-member, whoever sent it becomes a member in the same change.' : null;
  if (problems.length > 0) throw new Unfit(whatOf(sent), problems, hint);
  try {
    const made = draft(context, given, `${kind.name} ${sent.day}`, joined === null ? [] : [joined]);
    const credit = author === null ? null : coAuthored(author);
    const changes = [...(joined?.plan.changes ?? []), ...made.plan.changes];
    const plan: Plan = { ...made.plan, changes, trailers: credit === null ? [] : [credit] };
    return {
      given,
      draft: made,
      joined,
      credit,
      takenFor: known?.byName === true && needsSender ? known.member : null,
      plan,
    };
  } catch (error) {
    if (error instanceof Refusal) throw new Unfit(whatOf(sent), [said(error)], null);
    throw error;
  }
}
