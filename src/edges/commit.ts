import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { SimpleGit } from 'simple-git';
import { Refusal } from '../model/refusal.ts';

/** git, as the user has it. It has failed where it says so by its exit, with words or without. */
async function userGit(root: string): Promise<SimpleGit> {
  const { simpleGit } = await import('simple-git');
  return simpleGit({
    baseDir: root,
    trimmed: true,
    errors: (error, { exitCode, stdOut, stdErr }) =>
      error ?? (exitCode === 0 ? undefined : Buffer.concat([...stdOut, ...stdErr, Buffer.from('it gave no reason')])),
  });
}

/** A path as git is to take it: for a name, and not for a pattern or an option. */
const literally = (paths: readonly string[]): string[] => paths.map((path) => `:(literal)${path}`);

/** What git has begun and not ended, by the file that it keeps meanwhile. A commit would become part of it, or be refused halfway. */
const UNDER_WAY: readonly (readonly [string, string])[] = [
  ['MERGE_HEAD', 'a merge'],
  ['rebase-merge', 'a rebase'],
  ['rebase-apply', 'a rebase'],
  ['CHERRY_PICK_HEAD', 'a cherry-pick'],
  ['REVERT_HEAD', 'a revert'],
];

/** @throws Refusal where a commit could not be made, before anything is written. */
export async function mayCommit(root: string, branch: string | null): Promise<void> {
  const git = await userGit(root);
  const isRepository = await git.checkIsRepo().catch(() => false);
  if (!isRepository) throw new Refusal('Nothing was written: there is no git repository to commit to.');
  const own = await git.revparse(['--absolute-git-dir']);
  const begun = UNDER_WAY.find(([file]) => existsSync(join(own, file)));
  if (begun) {
    throw new Refusal(
      `Nothing was written: ${begun[1]} is under way here.`,
      'End it first, or leave out --commit and --branch.',
    );
  }
  if (branch === null) return;
  const { all } = await git.branchLocal();
  if (all.includes(branch)) throw new Refusal(`Nothing was written: there is a branch \`${branch}\` already.`);
  const name = await git.raw(['check-ref-format', '--branch', branch]).catch(() => null);
  if (name === null || branch.startsWith('-'))
    throw new Refusal(`Nothing was written: \`${branch}\` is no name for a branch.`);
}

/** The paths that git can be told of: a file that is gone and was never known to it is none of its affairs. */
async function touchedPaths(git: SimpleGit, root: string, paths: readonly string[]): Promise<string[]> {
  const gone = paths.filter((path) => !existsSync(join(root, path)));
  if (gone.length === 0) return [...paths];
  const known = new Set((await git.raw(['ls-files', '-z', '--', ...literally(gone)])).split('\0'));
  return paths.filter((path) => !gone.includes(path) || known.has(path));
}

/** What a commit says: a subject, lines below it, and lines that git reads as trailers. */
export interface CommitMessage {
  readonly subject: string;
  readonly body?: readonly string[];
  readonly trailers: readonly string[];
}

/** A subject may hold a stranger's title, and a trailer a stranger's name: neither may begin a line of its own. */
const oneLine = (text: string): string => text.replaceAll(/[\s\p{Cc}\u2028\u2029]{1,1000}/gu, ' ').trim();

function messageText({ subject, body = [], trailers }: CommitMessage): string {
  return [[subject], body, trailers]
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map(oneLine).join('\n'))
    .join('\n\n');
}

/**
 * What the user asks git to do runs under the user's own configuration, hooks and signing included. Only the files named
 * are touched; whatever else is staged stays staged and out of the commit.
 *
 * @throws Refusal that names the files, which are written and no longer staged.
 */
export async function commitFiles(
  root: string,
  paths: readonly string[],
  message: CommitMessage,
  branch: string | null,
): Promise<string> {
  const git = await userGit(root);
  try {
    if (branch !== null) await git.checkoutLocalBranch(branch);
    const touched = await touchedPaths(git, root, paths);
    await git.raw(['add', '--', ...literally(touched)]);
    await git.raw(['commit', '--message', messageText(message), '--', ...literally(touched)]);
    return await git.revparse(['--short', 'HEAD']);
  } catch (error) {
    await git.raw(['reset', '--quiet', '--', ...literally(paths)]).catch(() => null);
    const [reason = 'it gave no reason'] = (error as Error).message.trim().split('\n');
    throw new Refusal(`Written, and not committed: ${paths.join(', ')}. git said: ${reason}`, 'Commit by hand.');
  }
}

/**
 * Commits files on a branch of their own. Whatever else is changed or staged stays as it is and comes along; where it
 * fails, the branch that was checked out before is checked out again.
 *
 * @throws Refusal with git's reason.
 */
export async function proposeFiles(
  root: string,
  paths: readonly string[],
  message: CommitMessage,
  branch: string,
): Promise<string> {
  const git = await userGit(root);
  const before = await git.raw(['symbolic-ref', '--quiet', '--short', 'HEAD']).catch(() => null);
  const commit = await git.revparse(['HEAD']);
  const staged = (
    await git.raw(['diff', '--cached', '--relative', '--name-only', '-z', '--', ...literally(paths)])
  ).split('\0');
  try {
    await git.checkoutLocalBranch(branch);
    await git.raw(['add', '--', ...literally(paths)]);
    await git.raw(['commit', '--message', messageText(message), '--', ...literally(paths)]);
    return await git.revparse(['--short', 'HEAD']);
  } catch (error) {
    const added = paths.filter((path) => !staged.includes(path));
    if (added.length > 0) await git.raw(['reset', '--quiet', '--', ...literally(added)]).catch(() => null);
    const back =
      before === null ? ['update-ref', '--no-deref', 'HEAD', commit] : ['symbolic-ref', 'HEAD', `refs/heads/${before}`];
    await git
      .raw(back)
      .then(async () => git.raw(['branch', '--delete', '--force', branch]))
      .catch(() => null);
    const [reason = 'it gave no reason'] = (error as Error).message.trim().split('\n');
    throw new Refusal(`Nothing was proposed. git said: ${reason}`, 'The files are as they were.');
  }
}

/**
 * Brings a branch to `origin`.
 *
 * @param wishes What the server is asked to do with it (git's push options).
 * @throws Refusal with git's reason; the branch and its commit stay.
 */
export async function pushBranch(root: string, branch: string, wishes: readonly string[] = []): Promise<void> {
  const git = await userGit(root);
  try {
    await git.push('origin', branch, ['--set-upstream', ...wishes.map((wish) => `--push-option=${wish}`)]);
  } catch (error) {
    const said = (error as Error).message.trim().split('\n');
    const reason = said.find((line) => /^(?:fatal|error|remote|!)/.test(line.trim())) ?? said[0] ?? 'no reason';
    throw new Refusal(
      `Committed on ${branch}, and not pushed. git said: ${reason}`,
      `\`git push --set-upstream origin ${branch}\` tries again.`,
    );
  }
}

/** Makes a repository; false where git cannot. */
export async function initRepository(root: string): Promise<boolean> {
  const { simpleGit } = await import('simple-git');
  return simpleGit({ baseDir: root })
    .init()
    .then(
      () => true,
      () => false,
    );
}
