import type { Root, RootContent } from 'mdast';
import type { Community } from '../model/community.ts';
import { every } from '../kinds/index.ts';
import { destination } from '../text/links.ts';
import { mapText, unlinked } from '../text/markdown/tree.ts';

/** Who is meant stays sayable, who it is does not. */
const SOMEBODY = 'a colleague';

/** The shortest part of a name that is taken for one. */
const SHORTEST = 3;

const ADDRESS = /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}.-]{1,253}\.\p{L}{2,24}/gu;

const literal = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);

/** Everything by which a text may call a member: the whole name, each part of it, the id, each with or without an `@`. */
function calls(community: Community): RegExp | null {
  const names = every(community, 'member').flatMap(({ id, title, aliases }) => [
    title,
    id,
    ...aliases,
    ...title.split(/\s+/).filter((part) => part.length >= SHORTEST && /^\p{Lu}/u.test(part)),
  ]);
  const known = [...new Set(names)].filter((name) => name !== '').sort((a, b) => b.length - a.length);
  if (known.length === 0) return null;
  return new RegExp(`(?<![\\p{L}\\p{N}_-])@?(?:${known.map(literal).join('|')})(?![\\p{L}\\p{N}_-])`, 'gu');
}

export interface Nameless {
  readonly text: (text: string) => string;
  /** In place. */
  readonly tree: (nodes: readonly RootContent[], at: string) => RootContent[];
  /** The names that were taken out, each once. */
  readonly taken: () => readonly string[];
}

/**
 * Takes members out of a text, by name, by id and by address: the event keeps who it was, what is learned does not need
 * to. A name that is a word, too (`May`), goes as well; whoever writes the note sees what was taken.
 */
export function nameless(community: Community): Nameless {
  const called = calls(community);
  const taken = new Set<string>();
  const text = (written: string): string => {
    const without = written.replaceAll(ADDRESS, (address) => {
      taken.add(address);
      return 'an address';
    });
    if (!called) return without;
    return without.replaceAll(called, (name, offset: number) => {
      taken.add(name.replace(/^@/, ''));
      const begins = /(?:^|[.!?]["”’)]?\s+)$/.test(without.slice(Math.max(0, offset - 4), offset));
      return begins ? `A${SOMEBODY.slice(1)}` : SOMEBODY;
    });
  };
  const toMember = (url: string, at: string): boolean => {
    if (/^mailto:/i.test(url)) return true;
    const leads = destination(at, url);
    return leads.to === 'file' && community.at(leads.path)?.kind === 'member';
  };
  const tree = (nodes: readonly RootContent[], at: string): RootContent[] => {
    const root: Root = { type: 'root', children: [...nodes] };
    unlinked(root, (url) => toMember(url, at));
    mapText(root, text);
    return root.children;
  };
  return { text, tree, taken: () => [...taken] };
}
