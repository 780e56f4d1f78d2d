import { findingsAgain, verdictOf } from '../checks/again.ts';
import type { Verdict } from '../checks/again.ts';
import type { Circumstances } from '../checks/check.ts';
import { judge } from '../checks/index.ts';
import { openStore, packed, unpacked } from '../edges/cache.ts';
import type { Store } from '../edges/cache.ts';
import { unknownChanges } from '../edges/history.ts';
import type { Standing } from '../edges/standing.ts';
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
  const unknown = unknownChanges(context.root(), context.env);
  const found = during('checking', () => judge(community, circumstances(context, unknown), rules));
  const overview: Overview = {
    leftOut: community.leftOut,
    ignored: community.ignored,
    staged: community.staged,
    untold: CHARTER_KINDS.some((kind) => community.byKind.has(kind)) ? unknown : null,
  };
  if (rules.length === 0)
    context.afterwards((now) => keep(context, { verdict: verdictOf(community, found), overview }, now));
  const { files, config } = community;
  return { found: found.found, overview, documents: community.documents.map(({ path }) => path), files, config };
}

interface Known {
  readonly verdict: Verdict;
  readonly overview: Overview;
}

/** What is kept of a verdict, beside numbers for every word that was judged. */
interface Head {
  /** What documents showed to others. */
  readonly faces: string;
  readonly known: Known;
}

/** Where verdicts are kept, each under the community and its day; null where none are. */
const verdicts = ({ env }: Context): Store | null => openStore('verdicts', env);

const keyOf = (context: Context): string => JSON.stringify([context.root(), context.today]);

function keep(context: Context, { verdict, overview }: Known, now: Standing): void {
  const faces = now.digest('outline');
  if (faces === null) return;
  const { places, notes } = verdict.pieces;
  const pieces = { notes, places: new Float64Array() };
  const head: Head = { faces, known: { verdict: { ...verdict, pieces }, overview } };
  verdicts(context)?.put(keyOf(context), packed(head, places, now.texts()));
}

/** What was judged before, where documents show the same to others; with those whose own words are others now. */
function kept(context: Context, standing: Standing): (Known & { readonly edited: ReadonlySet<string> }) | null {
  const bytes = verdicts(context)?.get(keyOf(context));
  if (!bytes) return null;
  const { head: told, numbers, rest } = unpacked(bytes);
  const head = told as Head;
  if (standing.digest('outline') !== head.faces) return null;
  const { verdict, overview } = head.known;
  return {
    verdict: { ...verdict, pieces: { ...verdict.pieces, places: numbers } },
    overview,
    edited: standing.editedSince(rest),
  };
}

/**
 * The same by what was found before, where nothing has changed since that documents show to others: only those are read whose own
 * words have changed.
 *
 * @returns null where it takes the whole community to know.
 */
export function judgedAgain(context: Context): Judgement | null {
  const { standing } = context;
  const known = standing && kept(context, standing);
  if (!known) return null;
  const { verdict, overview, edited } = known;
  const isMembers = (path: string, config: Config): boolean => path.startsWith(`${folderOf(member, config)}/`);
  const some = context.few((path, config) => edited.has(path) || isMembers(path, config), standing.listed)(null);
  // Rules about a document's own words do not ask git.
  const looking: Circumstances = { today: context.today, changedSince: () => null };
  const found = during('checking', () => findingsAgain(verdict, some, edited, looking));
  const lost = new Set(overview.leftOut.map(({ path }) => path));
  const documents = standing.paths().filter((path) => !lost.has(path));
  return found && { found, overview, documents, files: some.files, config: some.config };
}
