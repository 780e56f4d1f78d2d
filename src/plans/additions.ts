import type { Plan } from '../model/plan.ts';

/** Files to be added beside what is there. */
export interface Additions {
  readonly plan: Plan;
  /** Files that were there already, and stay as they are. */
  readonly kept: readonly string[];
}

/** New files by their paths, apart from those that are there: nothing that is there is touched. */
export function additions(
  summary: string,
  texts: ReadonlyMap<string, string>,
  isThere: (path: string) => boolean,
): Additions {
  const kept = [...texts.keys()].filter(isThere);
  const changes = [...texts]
    .filter(([path]) => !kept.includes(path))
    .map(([path, text]) => ({ type: 'create' as const, path, text }));
  return { plan: { summary, changes }, kept };
}
