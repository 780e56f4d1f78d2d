import type { Found } from '../adopt/format.ts';
import { isPlainId } from '../text/id.ts';
import { slug } from '../text/slug.ts';
import type { Incoming } from './importing.ts';

/** Something that was found, with the file that it was found in and the name under which it is known from now on. */
export interface Item {
  readonly incoming: Incoming;
  readonly found: Found;
  /** Its alias: made of the name of its file and of its place in that, so that it is the same in every run. */
  readonly alias: string;
}

const LONGEST_STEM = 70;
const LONGEST_ALIAS = 118;

const stemOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1).replace(/\.[a-z]{1,10}$/i, '');

const plain = (words: string, longest: number): string =>
  isPlainId(words) && words.length <= longest ? words : slug(words.replaceAll('/', ' '), longest);

/** Names that many files have: only with that of their folder do they say which. */
const GENERIC = /^(?:readme|index|faqs?|issues?|untitled)$/i;

/** The names that a file may be known under, the shortest first: its own, then with those of its folders. */
function* stemsOf(path: string): Generator<string> {
  const steps = path.split('/').slice(0, -1);
  const stem = stemOf(path);
  if (!GENERIC.test(stem) || steps.length === 0) yield plain(stem, LONGEST_STEM);
  for (let from = steps.length - 1; from >= 0; from -= 1)
    yield plain([...steps.slice(from), stem].join('-'), LONGEST_STEM);
  for (let count = 2; ; count += 1) yield `${plain(stem, LONGEST_STEM - 8)}-${count}`;
}

/**
 * Gives everything that was found a name of its own.
 *
 * @param isOthers Whether a name is the id of something that did not come this way.
 */
export function named(incoming: readonly Incoming[], isOthers: (name: string) => boolean): Item[] {
  const taken = new Set<string>();
  const folders = new Map<string, Item>();
  const take = (names: Iterable<string>): string => {
    for (const name of names) {
      const low = name.toLowerCase();
      if (taken.has(low) || isOthers(name)) continue;
      taken.add(low);
      return name;
    }
    return '';
  };
  function* counted(name: string): Generator<string> {
    const fitting = isPlainId(name) ? name : slug(name, LONGEST_ALIAS);
    yield fitting;
    for (let count = 2; ; count += 1) yield `${fitting.slice(0, LONGEST_ALIAS - 6)}-${count}`;
  }
  return incoming.flatMap((one) => {
    const stem = take(stemsOf(one.original.path));
    return one.brought.found.flatMap((found): Item[] => {
      if (found.ofFolder) {
        const folder = one.original.path.split('/').slice(0, -1).join('/');
        const known = folders.get(folder);
        const item = known ?? {
          incoming: one,
          found,
          alias: take(counted(`${plain(folder.split('/').at(-1) ?? 'files', LONGEST_STEM)}-${found.key}`)),
        };
        folders.set(folder, item);
        // Wanted once; what refers to it finds it by its key all the same.
        return [known ? { ...item, incoming: one } : item];
      }
      return [{ incoming: one, found, alias: found.key === '' ? stem : take(counted(`${stem}-${found.key}`)) }];
    });
  });
}
