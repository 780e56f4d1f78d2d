import { PAGE } from '../model/document.ts';
import type { Config } from '../model/config.ts';
import type { Kind } from '../model/kind.ts';
import type { RawMap } from '../text/front-matter.ts';
import { grouped } from '../text/grouped.ts';
import { listed } from '../text/words.ts';
import { KINDS } from '../kinds/index.ts';

/** The folder of a kind in this community. */
export function folderOf(kind: Kind, config: Config): string {
  return config.folders.get(kind.name) ?? kind.folder;
}

/** Folder to the kinds that live there, deepest folders first. */
function residents(config: Config): [string, Kind[]][] {
  const folders = grouped<Kind, string>(KINDS, (kind) => [folderOf(kind, config)]);
  return [...folders].sort(([a], [b]) => b.length - a.length);
}

/** A folder's own page, not a document of the kind that lives there. */
const FOLDER_PAGE = /^(?:readme|index)$/i;

export function stemOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return name.endsWith('.md') ? name.slice(0, -3) : name.replace(/\.(?:md|markdown)$/i, '');
}

export type Placement =
  | { readonly kind: Kind | typeof PAGE }
  /** It lies where several kinds live and fits none of them better than the others. */
  | { readonly kind: null; readonly expected: string };

/** Tells the kind of the file at a path; where several kinds share a folder, by its name or else by its fields. */
export function placements(config: Config): (path: string, data: RawMap | null) => Placement {
  const folders = residents(config);
  return (path, data) => {
    const stem = stemOf(path);
    const kinds = folders.find(([folder]) => path.startsWith(`${folder}/`))?.[1];
    if (!kinds || FOLDER_PAGE.test(stem)) return { kind: PAGE };
    if (kinds.length === 1) return { kind: kinds[0] as Kind };
    const named = kinds.find(({ name }) => stem === name || stem.startsWith(`${name}-`));
    if (named) return { kind: named };
    const scores = kinds.map((kind) => ({
      kind,
      own: Object.keys(kind.fields).filter(
        (field) => data?.has(field) && !kinds.some((other) => other !== kind && field in other.fields),
      ).length,
    }));
    const [best, second] = scores.sort((a, b) => b.own - a.own);
    if (best && best.own > (second?.own ?? 0)) return { kind: best.kind };
    const names = kinds.map(({ name }) => `\`${name}\``);
    return { kind: null, expected: `a name that begins with ${listed(names, 'or')}` };
  };
}
