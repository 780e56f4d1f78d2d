import type { Finding } from '../model/finding.ts';

/** A finding as it is remembered: without its line, which moves with every edit above it, and without numbers that count. */
export interface Remembered {
  readonly rule: string;
  readonly path: string;
  readonly message: string;
}

export const remembered = ({ rule, place, message }: Finding): Remembered => ({
  rule,
  path: place.path,
  message: message.replaceAll(/\b\d+\b(?=[ ,](?:document|more))/g, 'N'),
});

const keyOf = ({ rule, path, message }: Remembered): string => JSON.stringify([rule, path, message]);

/** What is found that was not before, and what was before and is found no more; of several alike as many as there are. */
export function compared(
  found: readonly Finding[],
  before: readonly Remembered[],
  formerPath: (path: string) => string = (path) => path,
): { readonly fresh: Finding[]; readonly gone: Remembered[] } {
  const left = new Map<string, Remembered[]>();
  for (const one of before) left.set(keyOf(one), [...(left.get(keyOf(one)) ?? []), one]);
  const fresh = found.filter((finding) => {
    const now = remembered(finding);
    const held = left.get(keyOf({ ...now, path: formerPath(now.path) }));
    return held === undefined || held.pop() === undefined;
  });
  return { fresh, gone: [...left.values()].flat() };
}
