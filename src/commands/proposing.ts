import { addressOfForge } from '../edges/forge-address.ts';
import type { ForgeAddress } from '../edges/forge-address.ts';
import { gitRemote } from '../edges/git.ts';
import { openPullRequest } from '../edges/pull-request.ts';
import type { PullRequest } from '../edges/pull-request.ts';
import { Refusal } from '../model/refusal.ts';
import type { Context } from './command.ts';

/** What became of a branch that was pushed. */
export interface Pushed {
  readonly isMade: boolean;
  /** Of the pull request, where the forge told it. */
  readonly address: string | null;
}

/** Where a branch is pushed to. */
export interface Origin {
  /** Whether git carries the wish for a merge request there, for which no token is needed. */
  readonly isGitlab: boolean;
  /** Null where it is not known, or nobody but the repository names it. */
  readonly forge: ForgeAddress | null;
}

const GITLAB = /(?:\/\/|@)(?:[^@/]{0,200}@)?(?:[\w-]{1,60}\.){0,5}gitlab\./;

/** What git calls `origin`; null where it calls nothing so. */
export function originOf({ root, env }: Context): Origin | null {
  const remote = gitRemote(root(), env);
  if (remote === null) return null;
  const isGitlab = GITLAB.test(remote);
  const wish = { forge: null, url: null, repository: null, written: null, remote };
  try {
    return { isGitlab, forge: addressOfForge(wish, { ...env, GITHUB_REPOSITORY: '', CI_PROJECT_URL: '' }) };
  } catch (error) {
    if (error instanceof Refusal) return { isGitlab, forge: null };
    throw error;
  }
}

const wishesFor = ({ base }: PullRequest): string[] => ['merge_request.create', `merge_request.target=${base}`];

/** Pushes a branch, and makes its pull request where that can be done. @throws Refusal with the reason of git or the forge. */
export async function pushed(context: Context, origin: Origin | null, told: PullRequest): Promise<Pushed> {
  const { pushBranch } = await import('../edges/commit.ts');
  const isGitlab = origin?.isGitlab === true;
  await pushBranch(context.root(), told.branch, isGitlab ? wishesFor(told) : []);
  if (isGitlab) return { isMade: true, address: null };
  const forge = origin?.forge;
  const address = forge?.forge === 'github' ? await openPullRequest(forge, context.env, told) : null;
  return { isMade: address !== null, address };
}

/** What is still to be typed until a branch can be reviewed, and the page on which it can be done. */
export function waysOn(
  origin: Origin | null,
  told: PullRequest,
  done: Pushed | null,
): { readonly next: readonly string[]; readonly page: string | null } {
  if (origin === null || done?.isMade === true) return { next: [], page: null };
  const { branch, base } = told;
  const { isGitlab, forge } = origin;
  const push = `git push --set-upstream origin ${branch}`;
  if (isGitlab) return { next: [[push, ...wishesFor(told).map((wish) => `-o ${wish}`)].join(' ')], page: null };
  if (forge?.forge !== 'github') return { next: done ? [] : [push], page: null };
  const request = `gh pr create --fill --base ${base} --head ${branch}`;
  const page = `https://${forge.host}/${forge.path}/compare/${base}...${branch}?expand=1`;
  return { next: done ? [request] : [push, request], page };
}
