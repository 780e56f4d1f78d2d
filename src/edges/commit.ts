import { Refusal } from '../model/refusal.ts';

/**
 * What the user asks git to do runs under the user's own configuration, hooks and signing included. Only the files named
 * are touched; whatever else is staged stays staged and out of the commit.
 */
export async function commitFiles(
  root: string,
  paths: readonly string[],
  message: string,
  branch: string | null,
): Promise<string> {
  const { simpleGit } = await import('simple-git');
  const git = simpleGit({ baseDir: root, trimmed: true });
  try {
    if (branch !== null) await git.checkoutLocalBranch(branch);
    await git.raw(['add', '--', ...paths]);
    const { commit } = await git.commit(message, [...paths], {});
    return commit;
  } catch (error) {
    const [reason = 'it gave no reason'] = (error as Error).message.trim().split('\n');
    throw new Refusal(`git could not commit: ${reason}`, 'The files are written; commit them by hand.');
  }
}

export async function initRepository(root: string): Promise<void> {
  const { simpleGit } = await import('simple-git');
  await simpleGit({ baseDir: root }).init();
}
