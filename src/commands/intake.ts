import * as v from 'valibot';
import { FORMS } from '../compile/form.ts';
import { openForge } from '../edges/forge.ts';
import type { Forge } from '../edges/forge.ts';
import { addressOfForge } from '../edges/forge-address.ts';
import type { ForgeAddress } from '../edges/forge-address.ts';
import { gitRemote } from '../edges/git.ts';
import { creditedFrom } from '../model/credit.ts';
import type { Credited } from '../model/credit.ts';
import type { Document } from '../model/document.ts';
import type { ForgeIssue } from '../model/forge-issue.ts';
import { FORGES } from '../model/forge.ts';
import type { ForgeName } from '../model/forge.ts';
import { Refusal } from '../model/refusal.ts';
import { care, faint, ink } from '../text/ink.ts';
import { counted, listed } from '../text/words.ts';
import type { Command, Context, Exit, Options } from './command.ts';
import { noneOf, textFrom } from './manners.ts';
import { Unfit, receive, takenBefore } from './receiving.ts';
import type { Origin, Received, Receiving, Sent } from './receiving.ts';
import { WrittenJson, openSections, warnOfDay } from './scaffolding.ts';

const IssueJson = { number: v.nullable(v.number()), url: v.nullable(v.string()) };

/** One submission that was written, or would be. */
interface Taken extends Received {
  readonly sent: Sent;
  readonly written: boolean;
}

const text = (options: Options, name: string): string | null =>
  typeof options[name] === 'string' ? options[name] : null;

function forgeFor(context: Context, options: Options): { address: ForgeAddress; opened: Promise<Forge> } {
  const wish = {
    forge: text(options, 'forge') as ForgeName | null,
    url: text(options, 'url'),
    repository: text(options, 'repository'),
    written: context.community().config.site.repositoryUrl,
    remote: gitRemote(context.root(), context.env),
  };
  const address = addressOfForge(wish, context.env);
  const waiting = (seconds: number, host: string): void =>
    context.say(faint(ink`${host} asks to wait ${counted(seconds, 'second')}.`));
  return { address, opened: openForge(address, context.env, { waiting }) };
}

function numberFrom(words: string): number {
  if (!/^#?[1-9][0-9]{0,9}$/.test(words))
    throw new Refusal(`\`${words}\` is no number of an issue.`, '`--issue 12` is meant.');
  return Number(words.replace('#', ''));
}

function authorFrom(options: Options): Credited | null {
  const said = text(options, 'author');
  if (said === null) return null;
  const credited = creditedFrom(said);
  if (credited) return credited;
  throw new Refusal(
    'Whom --author credits cannot be told.',
    'Write it as git does: --author "Ada Lovelace <ada@example.org>".',
  );
}

const sentFrom = (
  issue: ForgeIssue,
  { forge, host }: ForgeAddress,
  title: string | null,
): Sent & { origin: Origin } => ({
  title: title ?? issue.title,
  body: issue.body,
  labels: issue.labels,
  day: issue.openedOn,
  origin: { forge, host, issue },
  credited: null,
});

async function takeIn(context: Context, sent: Sent, receiving: Receiving): Promise<Taken> {
  const received = receive(context, sent, receiving);
  const { written } = await context.carryOut(received.plan);
  if (written) context.readAgain();
  return { ...received, sent, written };
}

function tell(context: Context, { draft, given, joined, takenFor, sent, credit, written }: Taken): void {
  warnOfDay(context, draft.document);
  const login = sent.origin?.issue.author?.login;
  if (takenFor !== null) {
    const sure = login === undefined ? '' : ` Once ${takenFor.path} has \`aliases: [${login}]\`, it is certain.`;
    context.say(
      care(`It is taken to be from ${takenFor.title} by the name alone, which anybody can give themselves.${sure}`),
    );
  }
  if (!written) return;
  if (joined !== null) context.out.line(ink`${context.shownPath(joined.path)}`);
  context.out.line(ink`${context.shownPath(draft.path)}`);
  const open = openSections(given);
  if (open.length > 0) context.say(faint(ink`Still to write there: ${listed(open)}.`));
  if (credit !== null) context.say(faint(ink`${credit}`));
}

const asJson = ({ sent, draft, joined, given, credit, written }: Taken): v.InferOutput<typeof TakenJson> => ({
  number: sent.origin?.issue.number ?? null,
  url: sent.origin?.issue.url ?? null,
  id: draft.id,
  documentKind: given.kind.name,
  path: draft.path,
  written,
  text: draft.text,
  credit,
  newMember: joined?.path ?? null,
});

const TakenJson = v.strictObject({
  ...IssueJson,
  ...WrittenJson.entries,
  /** The trailer of a commit that credits the author. */
  credit: v.nullable(v.string()),
  /** The file of the member that came with it. */
  newMember: v.nullable(v.string()),
});

async function one(context: Context, sent: Sent, receiving: Receiving): Promise<Exit> {
  const taken = await takeIn(context, sent, receiving);
  if (context.json) context.out.answer('intake', { taken: [asJson(taken)], refused: [], before: [] });
  else tell(context, taken);
  return 0;
}

/** @throws Refusal where an issue is none, or was taken in before. */
function refuseTwice({ origin }: { origin: Origin }, before: Document | null): void {
  const { number, isPullRequest } = origin.issue;
  if (isPullRequest) throw new Refusal(`${number} is a pull request, and no issue.`);
  if (before)
    throw new Refusal(
      `Issue ${number} was taken in already: ${before.path}.`,
      'Change that document, or delete it first.',
    );
}

/** Every open issue with a label. What does not validate stays out and is told; the others are written. */
async function all(context: Context, label: string, options: Options, receiving: Receiving): Promise<Exit> {
  const { address, opened } = forgeFor(context, options);
  const issues = await (await opened).issues(label);
  const taken: Taken[] = [];
  const before: { number: number; url: string; id: string; path: string }[] = [];
  const refused: { number: number; url: string; problems: readonly string[] }[] = [];
  for (const issue of issues) {
    const sent = sentFrom(issue, address, null);
    const { number, url } = issue;
    const known = takenBefore(sent.origin, context.everything());
    if (known) {
      before.push({ number, url, id: known.id, path: known.path });
      continue;
    }
    try {
      const done = await takeIn(context, sent, receiving);
      taken.push(done);
      if (!context.json) tell(context, done);
    } catch (error) {
      if (!(error instanceof Unfit)) throw error;
      refused.push({ number, url, problems: error.problems });
      if (!context.json) {
        context.say(care(error.message));
        for (const line of (error.instead ?? '').split('\n')) context.say(ink`${line}`);
      }
    }
  }
  if (context.json) {
    context.out.answer('intake', { taken: taken.map(asJson), refused, before });
  } else {
    const known = before.length === 0 ? '' : `, ${before.length} taken in before`;
    context.say(
      faint(
        ink`${counted(issues.length, 'open issue')} with the label ${label}: ${taken.length} taken in${known}, ${refused.length} refused.`,
      ),
    );
  }
  return refused.length === 0 ? 0 : 1;
}

const KINDS_SENT = FORMS.map(({ kind }) => kind.name);

export const command: Command = {
  arguments: [{ name: '[file]', sentence: 'the body of a form, in a file; from standard input for -' }],
  options: [
    {
      flags: '--issue <number>',
      sentence: 'an issue on GitHub or GitLab, fetched with the token in the environment if there is one',
    },
    { flags: '--label <name>', sentence: 'every open issue with this label that was not taken in yet' },
    {
      flags: `--kind <${KINDS_SENT.join('|')}>`,
      sentence: 'what to make of it; by a label such as cop:issue or the headings, unless given',
      choices: KINDS_SENT,
    },
    { flags: '--title <text>', sentence: 'what it is called, where it comes from a file' },
    { flags: '--author <text>', sentence: 'whom to credit, as `Name <mail>`, where it comes from a file' },
    { flags: '--new-member', sentence: 'make a member of an author whom nobody knows yet' },
    {
      flags: '--repository <url>',
      sentence: 'the repository with the issues; what cop.yml or git’s origin says, unless given',
    },
    {
      flags: `--forge <${FORGES.join('|')}>`,
      sentence: 'what the repository is on, where its address does not tell',
      choices: FORGES,
    },
    { flags: '--url <url>', sentence: 'where the forge’s API is; needed for a host that only cop.yml or git names' },
  ],
  writes: true,
  answer: v.strictObject({
    taken: v.array(TakenJson),
    /** Of --label: issues that do not validate, with sentences for their authors. */
    refused: v.array(v.strictObject({ number: v.number(), url: v.string(), problems: v.array(v.string()) })),
    /** Of --label: issues that were taken in before. */
    before: v.array(v.strictObject({ number: v.number(), url: v.string(), id: v.string(), path: v.string() })),
  }),
  examples: [
    'cop intake --issue 12 --branch intake/12      the document on a branch of its own, its author credited',
    'cop intake --label cop:issue --commit --new-member',
    'cop intake body.md --kind case --title "A small pool" --author "Ada Lovelace <ada@example.org>"',
    'GITHUB_TOKEN, GH_TOKEN, GITLAB_TOKEN or CI_JOB_TOKEN in the environment is the token.',
  ],
  async run(context, [file], options) {
    const receiving: Receiving = { kind: text(options, 'kind'), newMember: options['newMember'] === true };
    const [number, label] = [text(options, 'issue'), text(options, 'label')];
    if (label !== null) {
      noneOf(options, ['issue', 'author', 'title'], '--label');
      if (file !== undefined) throw new Refusal('A file cannot go with --label.', 'Leave out one of them.');
      return all(context, label, options, receiving);
    }
    if (number !== null) {
      noneOf(options, ['author'], '--issue');
      if (file !== undefined) throw new Refusal('A file cannot go with --issue.', 'Leave out one of them.');
      const wanted = numberFrom(number);
      const { address, opened } = forgeFor(context, options);
      const sent = sentFrom(await (await opened).issue(wanted), address, text(options, 'title'));
      refuseTwice(sent, takenBefore(sent.origin, context.everything()));
      return one(context, sent, receiving);
    }
    noneOf(options, ['forge', 'url', 'repository'], 'a file');
    if (file === undefined)
      throw new Refusal(
        'What is to be taken in?',
        'A file with the body of a form (- for standard input), `--issue NUMBER` or `--label NAME`.',
      );
    const body = await textFrom(context, file, 'body');
    const sent: Sent = {
      title: text(options, 'title'),
      body,
      labels: [],
      day: context.today,
      origin: null,
      credited: authorFrom(options),
    };
    return one(context, sent, receiving);
  },
};
