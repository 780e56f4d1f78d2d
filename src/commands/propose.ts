import * as v from 'valibot';
import { findings } from '../checks/index.ts';
import { proposal, proposalBranch, proposalTold } from '../compile/proposal.ts';
import type { Proposal } from '../compile/proposal.ts';
import { handles, meant } from '../compile/reference.ts';
import { blobOf } from '../edges/files.ts';
import { gitBlobs, gitBranch, gitDefaultBranch, isInsideRepository } from '../edges/git.ts';
import { PAGE } from '../model/document.ts';
import type { Document } from '../model/document.ts';
import { placeText } from '../model/place.ts';
import { Refusal } from '../model/refusal.ts';
import { faint, ink, name as named } from '../text/ink.ts';
import { counted } from '../text/words.ts';
import type { Command, Context } from './command.ts';
import { circumstances } from './judging.ts';
import { originOf, pushed, waysOn } from './proposing.ts';

/** What the last commit has of a community: its files, and whether one of them reads as it did. */
interface Committed {
  /** Whether there is no commit at all. */
  readonly isNothing: boolean;
  readonly has: (path: string) => boolean;
  readonly isAsItWas: (document: Document) => boolean;
}

function committedIn(context: Context): Committed {
  const blobs = gitBlobs(context.root(), context.env);
  return {
    isNothing: blobs === null,
    has: (path) => blobs?.has(path) === true,
    isAsItWas: ({ path, source }) => {
      const blob = blobs?.get(path);
      return blob !== undefined && blobOf(source.text, blob) === blob;
    },
  };
}

/** The documents that are named, or every new one. @throws Refusal where that is none, or one that has nothing new. */
function chosen(context: Context, words: readonly string[], committed: Committed): readonly Document[] {
  const community = context.everything();
  const isNew = (document: Document): boolean => document.kind !== PAGE && !committed.has(document.path);
  if (words.length === 0) {
    const found = community.documents.filter(isNew);
    if (found.length > 0) return found;
    throw new Refusal('No document is new: each has been committed.', 'Name one that has changed: `cop propose k7q2`.');
  }
  const documents = [...new Set(words.map((word) => meant(community, word, 'any')))];
  const same = documents.find((document) => committed.isAsItWas(document));
  if (same) throw new Refusal(`${same.path} is as it was committed: there is nothing to propose.`);
  return documents;
}

/** @throws Refusal where others could not merge it: something is missing, or a check would fail. */
function refuseUnready(context: Context, { documents, lacking }: Proposal, words: readonly string[]): void {
  const community = context.everything();
  const name = handles(community);
  if (lacking.length > 0) {
    const lines = lacking.map(({ from, to }) => `  ${from.id} leads to ${to.id}`);
    const whole = [...words, ...lacking.map(({ to }) => name(to))].join(' ');
    throw new Refusal(
      `Nothing was proposed: ${counted(lacking.length, 'document')} that it leads to ${lacking.length === 1 ? 'is' : 'are'} in no commit yet.`,
      `${lines.join('\n')}\nPropose them together: \`cop propose ${whole}\``,
    );
  }
  const paths = new Set(documents.map(({ path }) => path));
  const wrong = findings(community, circumstances(context, null)).filter(
    ({ severity, place }) => severity === 'error' && paths.has(place.path),
  );
  if (wrong.length > 0) {
    const lines = wrong.map(({ place, message }) => `  ${placeText(place)}: ${message}`);
    throw new Refusal(
      `Nothing was proposed: \`cop check\` finds ${counted(wrong.length, 'error')} there.`,
      lines.join('\n'),
    );
  }
}

/** @throws Refusal where no branch could be made of what is here. */
async function refuseNoWay(
  context: Context,
  branch: string,
  { isNothing, needsRemote }: { readonly isNothing: boolean; readonly needsRemote: boolean },
): Promise<void> {
  const root = context.root();
  if (!isInsideRepository(root, context.env))
    throw new Refusal('There is no git repository here: nothing can be proposed.');
  if (isNothing) {
    throw new Refusal('There is no commit yet that a branch could begin at.', '`git commit` what is there first.');
  }
  if (needsRemote) {
    throw new Refusal('There is no remote `origin` to push to.', '`git remote add origin …` names one.');
  }
  const { mayCommit } = await import('../edges/commit.ts');
  await mayCommit(root, branch);
}

export const command: Command = {
  arguments: [
    { name: '[id...]', names: 'any', sentence: 'documents that are new or have changed; every new one, unless given' },
  ],
  options: [
    { flags: '--branch <name>', sentence: 'the branch to make; propose/ and the first id, unless given' },
    {
      flags: '--push',
      sentence: 'push it and make the pull request, too; on GitHub with a token in GITHUB_TOKEN or GH_TOKEN',
    },
    { flags: '--dry-run', sentence: 'only say what would be done' },
  ],
  answer: v.strictObject({
    branch: v.string(),
    /** The branch it is to be merged into. */
    base: v.string(),
    documents: v.array(v.string()),
    attachments: v.array(v.string()),
    subject: v.string(),
    /** Null with --dry-run. */
    commit: v.nullable(v.string()),
    pushed: v.boolean(),
    /** What is still to be typed, and where it can be done in a browser. */
    next: v.array(v.string()),
    page: v.nullable(v.string()),
    /** The pull request that was made, where its address is known. */
    pullRequest: v.nullable(v.string()),
  }),
  examples: ['cop propose', 'cop propose k7q2 p4xv --push'],
  async run(context, words, options) {
    const root = context.root();
    const committed = committedIn(context);
    const proposed = proposal(context.everything(), chosen(context, words, committed), committed.has);
    const branch = typeof options['branch'] === 'string' ? options['branch'] : proposalBranch(proposed);
    const origin = originOf(context);
    const needsRemote = options['push'] === true && origin === null;
    await refuseNoWay(context, branch, { isNothing: committed.isNothing, needsRemote });
    refuseUnready(context, proposed, words);
    const { subject, body } = proposalTold(proposed, committed.has);
    const before = gitBranch(root, context.env);
    const base = gitDefaultBranch(root, context.env) ?? before ?? 'main';
    const paths = [...proposed.documents.map(({ path }) => path), ...proposed.attachments];
    const isDry = options['dryRun'] === true;
    const isPushed = options['push'] === true && !isDry;
    const { proposeFiles } = await import('../edges/commit.ts');
    const commit = isDry ? null : await proposeFiles(root, paths, { subject, body, trailers: [] }, branch);
    const told = { branch, base, title: subject, body: body.join('\n') };
    const pullRequest = isPushed ? await pushed(context, origin, told) : null;
    const { next, page } = waysOn(origin, told, pullRequest);
    if (context.json) {
      const [documents, { attachments }] = [proposed.documents.map(({ path }) => path), proposed];
      const made = pullRequest?.address ?? null;
      const answer = { branch, base, documents, attachments, subject, commit, pushed: isPushed, next, page };
      context.out.answer('propose', { ...answer, pullRequest: made });
      return 0;
    }
    for (const path of paths) context.out.line(ink`${context.shownPath(path)}`);
    const verb = isDry ? 'would be committed' : 'committed';
    context.say(ink`${subject}: ${verb} on ${named(branch)}${commit === null ? '' : ` as ${commit}`}.`);
    if (isPushed) context.say(ink`Pushed to origin.`);
    if (pullRequest?.isMade === true)
      context.say(ink`Its pull request is made${pullRequest.address === null ? '' : `: ${pullRequest.address}`}.`);
    if (next.length > 0) context.say(ink`Next: ${named(next.join(' && '))}`);
    if (page !== null) context.say(faint(ink`Or in a browser: ${page}`));
    if (origin === null) context.say(faint('There is no remote `origin`: others can fetch the branch from here.'));
    if (before !== null && !isDry)
      context.say(faint(ink`\`git switch ${before}\` goes back; other changes are as they were.`));
    return 0;
  },
};
