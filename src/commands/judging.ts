import type { Circumstances } from '../checks/check.ts';
import { findings } from '../checks/index.ts';
import { compared, remembered } from '../checks/known.ts';
import { contentChanges } from '../edges/history.ts';
import type { Since } from '../edges/revision.ts';
import type { Finding } from '../model/finding.ts';
import { calledNow } from '../read/content.ts';
import type { Context } from './command.ts';

/**
 * What the rules may know beside the documents.
 *
 * @param untold Why git cannot tell what changed; null where it can.
 * @param commit As of a commit, unless what lies on the disk is looked at.
 */
export function circumstances(context: Context, untold: string | null, commit?: string): Circumstances {
  const changes = contentChanges(
    context.root(),
    context.env,
    context.today,
    calledNow(context.everything().documents),
    commit,
  );
  return {
    today: context.today,
    changedSince: ({ source }, since) => (untold === null ? changes(source, since) : null),
  };
}

/** Findings that were not there where the branch began, wherever it causes them. */
export function caused(
  context: Context,
  found: readonly Finding[],
  since: Since,
  rules: readonly string[] = [],
): Finding[] {
  const before =
    since.community === null
      ? []
      : findings(since.community, circumstances(context, null, since.commit), rules).map(remembered);
  const former = new Map(since.renames.map(({ path, before: was }) => [path, was]));
  return compared(found, before, (path) => former.get(path) ?? path).fresh;
}
