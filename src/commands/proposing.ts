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

/** The forge that `origin` is on; null where that is not known, or nobody but the repository names it. */
function forgeOfOrigin({ root, env }: Context): ForgeAddress | null {
  const remote = gitRemote(root(), env);
  const wish = { forge: null, url: null, repository: null, written: null, remote };
  try {
    return remote === null ? null : addressOfForge(wish, { ...env, GITHUB_REPOSITORY: '', CI_PROJECT_URL: '' });
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

/** Whether pushing to `origin` can make a merge request: git carries that wish to GitLab, and no token is needed. */
const isGitlab = (remote: string | null): boolean =>
  /(?:\/\/|@)(?:[^@/]{0,200}@)?(?:[\w-]{1,60}\.){0,5}gitlab\./.test(remote ?? '');

const wishesFor = ({ base }: PullRequest): string[] => ['merge_request.create', `merge_request.target=${base}`];

/** Pushes a branch, and makes its pull request where that can be done. @throws Refusal with the reason of git or the forge. */
export async function pushed(context: Context, told: PullRequest): Promise<Pushed> {
  const { pushBranch } = await import('../edges/commit.ts');
  const remote = gitRemote(context.root(), context.env);
  await pushBranch(context.root(), told.branch, isGitlab(remote) ? wishesFor(told) : []);
  if (isGitlab(remote)) return { isMade: true, address: null };
  const forge = forgeOfOrigin(context);
  const address = forge?.forge === 'github' ? await openPullRequest(forge, context.env, told) : null;
  return { isMade: address !== null, address };
}

/** What is still to be typed until a branch can be reviewed, and the page on which it can be done. */
export function waysOn(
  context: Context,
  told: PullRequest,
  done: Pushed | null,
): { readonly next: readonly string[]; readonly page: string | null } {
  const remote = gitRemote(context.root(), context.env);
  if (remote === null || done?.isMade === true) return { next: [], page: null };
  const { branch, base } = told;
  const push = `git push --set-upstream origin ${branch}`;
  const forge = forgeOfOrigin(context);
  if (isGitlab(remote)) return { next: [[push, ...wishesFor(told).map((wish) => `-o ${wish}`)].join(' ')], page: null };
  if (forge?.forge !== 'github') return { next: done ? [] : [push], page: null };
  const request = `gh pr create --fill --base ${base} --head ${branch}`;
  const page = `https://${forge.host}/${forge.path}/compare/${base}...${branch}?expand=1`;
  return { next: done ? [request] : [push, request], page };
}
