import { findingsAgain, verdictOf } from '../checks/verdict.ts';
import type { Circumstances } from '../checks/check.ts';
import { judge } from '../checks/index.ts';
import { unknownChanges } from '../edges/history.ts';
import { keepVerdict, verdictBefore } from '../edges/kept-verdict.ts';
import { CHARTER_KINDS } from '../kinds/index.ts';
import { member } from '../kinds/member.ts';
import type { Community } from '../model/community.ts';
import type { Config } from '../model/config.ts';
import type { Finding } from '../model/finding.ts';
import { folderOf } from '../read/placement.ts';
import { during } from '../text/work.ts';
import type { Context } from './command.ts';
import { circumstances } from './judging.ts';

/** What `cop check` tells of a community beside what was found. */
export interface Overview extends Pick<Community, 'leftOut' | 'ignored' | 'staged'> {
  /** Documents that git lists and that are not on the disk. */
  readonly absent: readonly string[];
  /** Why git cannot tell what changed, where anything rests on that; null otherwise. */
  readonly untold: string | null;
}

/** A community that was judged. */
export interface Judgement {
  readonly found: readonly Finding[];
  readonly overview: Overview;
  /** The paths of the documents. */
  readonly documents: readonly string[];
  /** Every file that git would keep. */
  readonly files: ReadonlySet<string>;
  readonly config: Pick<Config, 'baseline'>;
}

/** Looks at everything. `rules` narrows it to some rules. */
export function judged(context: Context, rules: readonly string[]): Judgement {
  const community = context.everything();
  const { files, config } = community;
  const root = context.root();
  const unknown = unknownChanges(root, context.env);
  const found = during('checking', () => judge(community, circumstances(context, unknown), rules));
  const overview: Overview = {
    leftOut: community.leftOut,
    ignored: community.ignored,
    staged: community.staged,
    absent: (context.listed ?? []).filter((path) => !files.has(path)),
    untold: CHARTER_KINDS.some((kind) => community.byKind.has(kind)) ? unknown : null,
  };
  if (rules.length === 0) {
    const kept = { verdict: verdictOf(community, found), told: overview };
    context.afterwards((now) => keepVerdict(context.env, root, context.today, kept, now));
  }
  return { found: found.found, overview, documents: community.documents.map(({ path }) => path), files, config };
}

/**
 * The same by what was found before, where nothing has changed since that documents show to others: only those are read whose own
 * words have changed.
 *
 * @returns null where it takes the whole community to know.
 */
export function judgedAgain(context: Context): Judgement | null {
  const { standing, listed, today } = context;
  if (listed === null) return null;
  const known = standing && verdictBefore<Overview>(context.env, context.root(), today, standing);
  if (!known) return null;
  const { verdict, told: overview, edited } = known;
  const isMembers = (path: string, config: Config): boolean => path.startsWith(`${folderOf(member, config)}/`);
  const some = context.few((path, config) => edited.has(path) || isMembers(path, config))(null);
  // Somebody may have saved one of them since it was looked at.
  if (![...some.documents, ...some.incomplete].every(({ path, source }) => standing.says(path, source.text)))
    return null;
  // Rules about a document's own words do not ask git.
  const looking: Circumstances = { today, changedSince: () => null };
  const found = during('checking', () => findingsAgain(verdict, some, edited, looking));
  const lost = new Set(overview.leftOut.map(({ path }) => path));
  const documents = standing.paths().filter((path) => !lost.has(path));
  const absent = new Set(overview.absent);
  const files = new Set(listed.filter((path) => !absent.has(path)));
  return found && { found, overview, documents, files, config: some.config };
}
