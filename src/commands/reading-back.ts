import { findings } from '../checks/index.ts';
import type { Community } from '../model/community.ts';
import type { Document, SourceFile } from '../model/document.ts';
import type { Day } from '../text/day.ts';
import { grouped } from '../text/grouped.ts';
import { readDocument } from '../read/document.ts';
import { placements } from '../read/placement.ts';

/** The rules about what front matter says. What is still to be written in the body is nobody's mistake yet. */
const ABOUT_FIELDS = ['front-matter', 'yaml', 'duplicate-key', 'field', 'single-value', 'id', 'reference', 'dimension'];

/** Rules about what was written already, for texts that nobody goes on to edit at once. */
export const ABOUT_TEXTS = [...ABOUT_FIELDS, 'link'];

/** A file as it reads back, or the first thing that is wrong with it. */
export type ReadBack =
  { readonly document: Document } | { readonly document: null; readonly message: string; readonly hint: string | null };

/**
 * Reads new files back as a check would: each by itself, among the documents that are there and those that come with it.
 *
 * @param community Everything that is there.
 * @param files The new files, in whose order the answers are.
 * @param besides Documents that are to be written as well, and were read back before.
 */
export function readBack(
  community: Community,
  files: readonly SourceFile[],
  {
    today,
    besides = [],
    rules = ABOUT_FIELDS,
  }: { today: Day; besides?: readonly Document[]; rules?: readonly string[] },
): ReadBack[] {
  const placement = placements(community.config);
  const readings = files.map((file) => readDocument(file, placement));
  const documents = readings.flatMap(({ document }) => document ?? []);
  // What lacks a required field counts as no document.
  const incomplete = readings.flatMap((reading) => reading.incomplete ?? []);
  const planned = [...besides, ...documents];
  const byId = new Map(planned.flatMap((one) => [one.id, ...one.aliases].map((id) => [id, one])));
  const byPath = new Map(planned.map((one) => [one.path, one]));
  const follow: Community['follow'] = (link) => {
    const { leads, target } = link;
    if (leads === null) return community.follow(link) ?? byId.get(target) ?? null;
    return (leads.to === 'file' ? byPath.get(leads.path) : undefined) ?? community.follow(link);
  };
  const found = findings(
    {
      ...community,
      documents,
      incomplete,
      complaints: readings.flatMap(({ complaints }) => complaints),
      files: new Set([...community.files, ...files.map(({ path }) => path)]),
      byKind: grouped(documents, ({ kind }) => [kind]),
      follow,
    },
    { today, changedSince: () => null },
    rules,
  );
  const firsts = new Map<string, (typeof found)[number]>();
  for (const one of found) if (!firsts.has(one.place.path)) firsts.set(one.place.path, one);
  return readings.map(({ document }, index) => {
    const first = firsts.get((files[index] as SourceFile).path);
    if (document && !first) return { document };
    return { document: null, message: first?.message ?? 'The document would not read back', hint: first?.hint ?? null };
  });
}
