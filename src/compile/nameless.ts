import type { Community } from '../model/community.ts';
import type { Passage } from '../model/entry.ts';
import { every } from '../kinds/index.ts';
import { decoded, destination } from '../text/links.ts';
import { root } from '../text/markdown/build.ts';
import { mapWords, unlinked } from '../text/markdown/tree.ts';
import { folded } from '../text/terms.ts';
import { capitalised } from '../text/words.ts';

/** Who is meant stays sayable, who it is does not. */
const SOMEBODY = 'a colleague';

/** Parts of names that are everyday words: alone they are left, and named to whoever reads the draft. */
const EVERYDAY = new Set(
  `may april june august will mark art bill hope page long young short small little good best day price field stone an
  in so do my no is it he me we us go on or to up the van von der den del los las bin abu mac`.split(/\s+/),
);

/** The shortest part of a name that is taken for one, and the shortest that is looked for in what is left. */
const SHORTEST = 2;
const SHORTEST_LEFT = 3;

/** How long a name is that can be nothing else though its words are written together. */
const LONG_ENOUGH = 7;
/** How long a part is that tells of a name wherever in a word it stands: `shaddad`. */
const TELLING_PART = 4;

const ADDRESS = /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}.-]{1,253}\.\p{L}{2,24}/gu;
/** Scripts that put no space between a name and what follows it. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;

/** A name as a pattern: however its words are joined, and whichever apostrophe it is written with. */
function pattern(name: string): string {
  const words = name.normalize('NFC').split(/[\s_-]+/);
  return words
    .map((word) => word.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`).replaceAll(/['’]/g, "['’]"))
    .join(words.join('').length >= LONG_ENOUGH ? String.raw`[\s_-]{0,3}` : String.raw`[\s_-]{1,3}`);
}

function anyOf(names: readonly string[], before: string, flags: string): RegExp | null {
  const [spaced, unspaced] = [
    names.filter((name) => !UNSPACED.test(name)),
    names.filter((name) => UNSPACED.test(name)),
  ];
  const longestFirst = (some: readonly string[]): string =>
    [...new Set(some)]
      .sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
      .map(pattern)
      .join('|');
  const forms = [
    ...(spaced.length > 0 ? [String.raw`(?<![\p{L}\p{N}])${before}(?:${longestFirst(spaced)})(?![\p{L}\p{N}])`] : []),
    ...(unspaced.length > 0 ? [`${before}(?:${longestFirst(unspaced)})`] : []),
  ];
  return forms.length === 0 ? null : new RegExp(forms.join('|'), flags);
}

interface Callings {
  /** Whole names and ids, however they are written. */
  readonly whole: RegExp | null;
  /** A part of a name behind an `@`. */
  readonly mention: RegExp | null;
  /** A part of a name by itself, written as in the name. */
  readonly part: RegExp | null;
  readonly parts: readonly string[];
  readonly ids: readonly string[];
  /** Names and their parts, as they are written. */
  readonly written: readonly string[];
}

/** Whoever may be called in a text: members, those whose file is left out, and those who wrote and are no members. */
function called(
  community: Community,
  writers: readonly string[],
): { id: string; title: string; aliases: readonly string[] }[] {
  const members = every(community, 'member').map(({ id, title, aliases }) => ({ id, title, aliases }));
  const lost = community.leftOut.flatMap(({ kind, id }) => (kind === 'member' && id !== null ? [id] : []));
  const others = [...lost, ...writers.filter((id) => !community.byId.has(id))];
  // Of somebody without a file nothing is known but an id, which is a name written small.
  const inWords = (id: string): string => id.split('-').map(capitalised).join(' ');
  return [...members, ...[...new Set(others)].map((id) => ({ id, title: inWords(id), aliases: [] }))];
}

/** A part of a name as it may be written: as it is, with a capital, in capitals. */
const written = (part: string): string[] => [part, capitalised(part), part.toUpperCase()];

/** A word as it would stand in an id or an address. */
const inAnId = (word: string): string => folded(word.normalize('NFKC')).replaceAll(/[^\p{L}\p{N}]+/gu, '');

/** The words of a text as they would stand in ids. */
const idWords = (text: string): string[] =>
  text
    .split(/[^\p{L}\p{M}\p{N}'’]+/u)
    .map(inAnId)
    .filter((word) => word !== '');

/** Words in a row, each between blanks, so that a whole name is found in them and no part of a word. */
const inARow = (words: readonly string[]): string => ` ${words.join(' ')} `;

/** Signs that cannot be seen, and keep a name from being found. */
const UNSEEN = /[\u00ad\u200b\u2060\ufeff]/g;

function callings(community: Community, writers: readonly string[]): Callings {
  const members = called(community, writers);
  const names = members
    .flatMap(({ id, title, aliases }) => [title, id, ...aliases])
    .filter((name) => name.trim() !== '');
  // A single word may be any word: it is a name where it is written as one, or behind an `@`.
  const isWhole = (name: string): boolean => /\S[\s_-]+\S/.test(name) || UNSPACED.test(name);
  const single = names.filter((name) => !isWhole(name));
  const parts = members
    .flatMap(({ title }) => {
      const words = title.normalize('NFC').split(/[\s()"“”,]+/);
      // Of several words each is part of a name, however it is written; one word may be any.
      const isName = words.length > 1 ? () => true : (word: string) => /^[\p{Lu}\p{Lo}]/u.test(word);
      return [...words, ...words.flatMap((word) => (word.includes('-') ? word.split('-') : []))].filter(isName);
    })
    .filter((part) => part.length >= SHORTEST && /^\p{L}/u.test(part));
  const telling = parts.filter((part) => !EVERYDAY.has(part.toLowerCase())).flatMap(written);
  return {
    whole: anyOf(names.filter(isWhole), '@?', 'giu'),
    mention: anyOf([...parts, ...single], '@', 'giu'),
    part: anyOf(telling, '', 'gu'),
    parts: [...new Set(parts.map((part) => folded(part)))],
    ids: members.flatMap(({ id, aliases }) => [id, ...aliases]).map((id) => id.toLowerCase()),
    written: [...parts, ...names],
  };
}

export interface Nameless {
  readonly text: (text: string) => string;
  /** Takes names out of some nodes of a page at a path, in place; `everywhere`: out of code, too, at whatever cost to it. */
  readonly nodes: (nodes: Passage['nodes'], at: string, how?: { readonly everywhere: boolean }) => Passage['nodes'];
  /** The names that were taken out, each once. */
  readonly taken: () => readonly string[];
  /** Words of a text that may still be names. */
  readonly left: (text: string) => readonly string[];
  /** Whether an id, an address or another text written small has the name of somebody in it; everyday words apart. */
  readonly isNaming: (words: string) => boolean;
}

/**
 * Takes members out of a text, by name, by id and by address: the event keeps who it was, what is learned does not need
 * to. No list of names knows every way to call somebody, so that what may be left is named to whoever reads the draft.
 */
export function nameless(community: Community, writers: readonly string[] = []): Nameless {
  const { whole, mention, part, parts, ids, written: callingParts } = callings(community, writers);
  const taken = new Set<string>();
  const without = (text: string, naming: RegExp | null): string =>
    naming === null
      ? text
      : text.replaceAll(naming, (name: string, ...rest: readonly unknown[]) => {
          taken.add(name.replace(/^@/, ''));
          const offset = rest.find((one): one is number => typeof one === 'number') ?? 0;
          const begins = /(?:^|[.!?]["”’)]?\s{1,3})$/.test(text.slice(Math.max(0, offset - 6), offset));
          return begins ? `A${SOMEBODY.slice(1)}` : SOMEBODY;
        });
  const withoutAddresses = (text: string): string =>
    text
      .normalize('NFC')
      .replaceAll(UNSEEN, '')
      .replaceAll(ADDRESS, (address) => {
        taken.add(address);
        return 'an address';
      });
  // In code, only what can be nothing but a name.
  const inCode = (text: string): string => without(without(withoutAddresses(text), whole), mention);
  const inText = (text: string): string => without(inCode(text), part);
  const slugParts = new Set(
    [...callingParts, ...ids]
      .flatMap((part) => [part, ...part.split(/[^\p{L}\p{N}]+/u)])
      .filter((part) => !EVERYDAY.has(part.toLowerCase()))
      .map(inAnId)
      .filter((part) => part.length >= SHORTEST_LEFT),
  );
  const joined = [...slugParts].filter((part) => part.length >= LONG_ENOUGH);
  /** Whole names of several words, which are nobody else's though each of their words may be any. */
  const wholes = [...callingParts, ...ids]
    .map(idWords)
    .filter((name) => name.length > 1)
    .map(inARow);
  const isNaming: Nameless['isNaming'] = (text) => {
    const words = idWords(text);
    const row = inARow(words);
    const isPart = (word: string): boolean =>
      slugParts.has(word) || slugParts.has(word.replace(/s$/, '')) || joined.some((name) => word.includes(name));
    return words.some(isPart) || wholes.some((name) => row.includes(name));
  };
  const leadsToMember = (url: string, at: string): boolean => {
    if (/^mailto:/i.test(url)) return true;
    const leads = destination(at, url);
    if (leads.to === 'file') return community.at(leads.path)?.kind === 'member';
    const steps = url.toLowerCase().split(/[/?#=&@]/);
    return ids.some((id) => steps.includes(id)) || (leads.to === 'web' && isNaming(decoded(url)));
  };
  const nodes: Nameless['nodes'] = (some, at, { everywhere } = { everywhere: false }) => {
    const tree = root(some);
    unlinked(tree, (url) => leadsToMember(url, at));
    mapWords(tree, inText, everywhere ? inText : inCode);
    return tree.children;
  };
  const left = (text: string): string[] => {
    const words = text.match(/[\p{L}\p{M}][\p{L}\p{M}'’]*/gu) ?? [];
    const known = parts.filter((one) => one.length >= SHORTEST_LEFT);
    // `Lovelaces` and `grace`, but not every word that begins like a short name.
    const isLike = (word: string): boolean =>
      known.some((one) =>
        one.length >= TELLING_PART && !EVERYDAY.has(one)
          ? word.includes(one)
          : word.startsWith(one) && word.length <= one.length + 2,
      );
    return [...new Set(words.filter((word) => isLike(folded(word))))];
  };
  return { text: inText, nodes, taken: () => [...taken], left, isNaming };
}
