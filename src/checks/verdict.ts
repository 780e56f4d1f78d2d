import type { Community } from '../model/community.ts';
import type { Document } from '../model/document.ts';
import type { Finding } from '../model/finding.ts';
import { every } from '../kinds/index.ts';
import { isKept } from '../states/note-state.ts';
import { grouped } from '../text/grouped.ts';
import { linesBefore } from '../text/lines.ts';
import { checkable } from './check.ts';
import type { Circumstances } from './check.ts';
import { CHECKS, byPlace, foundBy, lookingAt, settled } from './index.ts';
import type { Judged } from './index.ts';
import { mayIgnore } from './ignoring.ts';
import { nearDuplicate, nearDuplicates, notePieces } from './near-duplicate.ts';
import { withChanged } from './pieces.ts';
import type { Pieces } from './pieces.ts';

/**
 * Where a finding stands, so that it can be found again after its document was edited: `top` where it stays, at a link by its
 * number, or somewhere that nobody can tell.
 */
export type Spot = 'top' | 'lost' | number;

/** What was found once, and what it takes to know what is found after some texts have changed. */
export interface Verdict {
  readonly found: readonly Finding[];
  readonly withheld: readonly Finding[];
  /** Where the findings of rules stand that follow from faces: of `found`, and behind it of `withheld`. */
  readonly spots: readonly Spot[];
  readonly pieces: Pieces;
  /** The members of the community. */
  readonly members: readonly string[];
  /** Documents that were looked at and are not in the community, and those with a comment that something is right. */
  readonly incomplete: readonly string[];
  readonly ignoring: readonly string[];
}

const FROM = new Map(CHECKS.map(({ name, from }) => [name, from]));

function spotIn(community: Community): (finding: Finding) => Spot {
  const documents = new Map(checkable(community).map((document) => [document.path, document]));
  return ({ rule, place: { path, line, column } }) => {
    const document = documents.get(path);
    if (!document || FROM.get(rule) !== 'faces') return 'top';
    const front = linesBefore(document.source.text, document.written?.bodyOffset ?? 0);
    if (line <= front) return 'top';
    const link = community
      .linksFrom(document)
      .findIndex(({ form, place }) => form !== 'field' && place().line === line && place().column === column);
    const isFirst = line === 1 && column === 1;
    if (link < 0) return isFirst ? 'top' : 'lost';
    return isFirst ? 'lost' : link;
  };
}

const membersOf = (community: Community): string[] => every(community, 'member').map(({ path }) => path);

/** What is kept of judging a community. */
export function verdictOf(community: Community, { found, withheld }: Judged): Verdict {
  return {
    found,
    withheld,
    spots: [...found, ...withheld].map(spotIn(community)),
    pieces: notePieces(community),
    members: membersOf(community),
    incomplete: community.incomplete.map(({ path }) => path),
    ignoring: checkable(community)
      .filter(mayIgnore)
      .map(({ path }) => path),
  };
}

/** The findings of rules that follow from faces, where they stand now; null where that cannot be told of one. */
function moved(verdict: Verdict, some: Community, documents: ReadonlyMap<string, Document>): Finding[] | null {
  const found: Finding[] = [];
  for (const [index, finding] of [...verdict.found, ...verdict.withheld].entries()) {
    const document = documents.get(finding.place.path);
    if (!document || FROM.get(finding.rule) !== 'faces' || finding.rule === 'stale-ignore') continue;
    const at = verdict.spots[index] as Spot;
    if (at === 'lost') return null;
    const place = at === 'top' ? finding.place : some.linksFrom(document)[at]?.place();
    if (!place) return null;
    found.push({ ...finding, place });
  }
  return found;
}

const isNearDuplicate = ({ rule }: Finding): boolean => rule === nearDuplicate.name;

/**
 * Notes that are nearly the same now and were not, or were and are not any more, with what is found of each.
 *
 * @returns null where a comment in one that was not read may have something to say about it.
 */
function likeOthers(
  verdict: Verdict,
  pieces: Pieces,
  some: Community,
  edited: ReadonlySet<string>,
): ReadonlyMap<string, readonly Finding[]> | null {
  const byPath = (found: readonly Finding[]): Map<string, Finding[]> => grouped(found, ({ place }) => [place.path]);
  const before = byPath([...verdict.found, ...verdict.withheld].filter(isNearDuplicate));
  const now = byPath(foundBy([nearDuplicate], some, () => nearDuplicates(pieces)));
  const told = (found: readonly Finding[] = []): string => found.map(({ message }) => message).join('\n');
  const changed = [...new Set([...before.keys(), ...now.keys(), ...edited])].filter(
    (path) => edited.has(path) || told(before.get(path)) !== told(now.get(path)),
  );
  if (changed.some((path) => !edited.has(path) && verdict.ignoring.includes(path))) return null;
  return new Map(changed.map((path) => [path, now.get(path) ?? []]));
}

/**
 * What is found after some texts have changed, and nothing else: not what any document shows to others.
 *
 * @param some The community with these documents, and with the members, as far as it has been read.
 * @param edited Their paths.
 * @returns null where it takes the whole community to know.
 */
export function findingsAgain(
  verdict: Verdict,
  some: Community,
  edited: ReadonlySet<string>,
  circumstances: Circumstances,
): readonly Finding[] | null {
  const documents = checkable(some).filter(({ path }) => edited.has(path));
  const isIncomplete = new Set(some.incomplete.map(({ path }) => path));
  const isAsBefore = ({ path }: Document): boolean => isIncomplete.has(path) === verdict.incomplete.includes(path);
  if (documents.length !== edited.size || !documents.every(isAsBefore)) return null;
  // In a part of a community another document may be the one that has an id, and others too long to be read.
  if (membersOf(some).join('\n') !== verdict.members.join('\n')) return null;
  const shown = moved(verdict, some, new Map(documents.map((document) => [document.path, document])));
  const notes = documents.filter((document) => isKept(document) && !isIncomplete.has(document.path));
  // What is no note is compared with none.
  const alike =
    notes.length === 0
      ? new Map<string, Finding[]>()
      : likeOthers(verdict, withChanged(verdict.pieces, notes), some, edited);
  if (shown === null || alike === null) return null;
  const looking = lookingAt(some, circumstances);
  const own = foundBy(
    CHECKS.filter(({ from }) => from === 'text'),
    some,
    (check) => check.find(some, looking),
  );
  const found = [...shown, ...own, ...[...alike.values()].flat()];
  const ofEdited = found.filter(({ place }) => edited.has(place.path));
  const judged = settled(ofEdited, { ...some, documents, incomplete: [] }, CHECKS);
  const others = verdict.found.filter(
    (finding) => !edited.has(finding.place.path) && !(isNearDuplicate(finding) && alike.has(finding.place.path)),
  );
  const twins = [...alike].flatMap(([path, of]) => (edited.has(path) ? [] : of));
  return [...others, ...twins, ...judged.found].sort(byPlace);
}
