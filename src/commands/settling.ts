import type { DayFrom, Dated } from '../adopt/days.ts';
import { relinked } from '../adopt/links.ts';
import { kindNamed } from '../kinds/index.ts';
import type { Community } from '../model/community.ts';
import type { Document } from '../model/document.ts';
import type { Kind } from '../model/kind.ts';
import type { Creation } from '../model/plan.ts';
import { Refusal } from '../model/refusal.ts';
import { documentText, newId } from '../plans/scaffold.ts';
import type { GivenValue } from '../plans/scaffold.ts';
import type { First } from '../read/history.ts';
import { folderOf } from '../read/placement.ts';
import { destination } from '../text/links.ts';
import type { Day } from '../text/day.ts';
import type { NotTaken } from './importing.ts';
import { isMarked, markedAmong, marksOf, withMark } from './import-mark.ts';
import { named } from './naming.ts';
import type { Item } from './naming.ts';
import type { Incoming } from './importing.ts';
import { People } from './people.ts';
import { ABOUT_TEXTS, readBack } from './reading-back.ts';
import { SAY_WHO } from './who.ts';

/** What everything that is brought along is settled by. */
export interface Circumstances {
  /** Everything that is there, whatever its day. */
  readonly community: Community;
  readonly today: Day;
  readonly random: () => number;
  /** The first commit of an original, where git tells it. */
  readonly first: (path: string) => First | null;
  /** `--author`, `--by` and `--date`. */
  readonly author: string | null;
  readonly me: string | null;
  readonly date: Day | null;
  readonly people: ReadonlyMap<string, string>;
  /** The path of an original below the root; null where it lies elsewhere. */
  readonly inside: (path: string) => string | null;
}

/** A document that is to be made. */
export interface Made {
  readonly item: Item;
  readonly id: string;
  readonly path: string;
  readonly text: string;
  readonly draft: boolean;
  readonly dayFrom: DayFrom | null;
  readonly document: Document;
}

export interface Settled {
  readonly made: readonly Made[];
  /** What came along before. */
  readonly here: readonly { readonly item: Item; readonly document: Document }[];
  /** What has the name of something that came along before, and other words: another version of it, or another file. */
  readonly again: readonly { readonly item: Item; readonly document: Document }[];
  readonly notTaken: readonly NotTaken[];
  readonly members: readonly Creation[];
  readonly links: { readonly moved: number; readonly cut: number };
}

/** The name of a collective member that stands for whoever wrote what lies in a folder. */
const authorsOf = (top: string): string => `Authors of ${top.split('/').at(-1) || 'what was imported'}`;

const aboutAuthors = (top: string): string =>
  `Stands for those who wrote what was brought along from \`${top.split('/').at(-1) ?? ''}\`, where it does not say who.`;

/** Everything by what it is called in its own file. */
const keyed = ({ incoming, found }: Pick<Item, 'incoming' | 'found'>, key = found.key): string =>
  `${incoming.original.path}#${key}`;

/** Makes documents of what was found; what would not read back is left out, with whatever belongs to it. */
class Settling {
  private readonly around: Circumstances;
  private readonly items: readonly Item[];
  private readonly here = new Map<string, Document>();
  private readonly people: People;
  private readonly titles = new Map<string, string>();
  private readonly marks: ReadonlyMap<Item, string>;
  private readonly byKey: ReadonlyMap<string, Item>;
  /** Names of what is here already, and of something else than what is to come. */
  private readonly held = new Set<string>();
  private readonly again: { readonly item: Item; readonly document: Document }[] = [];

  constructor(incoming: readonly Incoming[], around: Circumstances) {
    this.around = around;
    const { community } = around;
    const known = new Map(
      [...community.incomplete, ...community.documents].flatMap((one) => one.aliases.map((alias) => [alias, one])),
    );
    const isOthers = (name: string): boolean => {
      const holder = community.byId.get(name);
      return holder !== undefined && holder.id === name && holder.declaration !== null;
    };
    this.items = named(incoming, isOthers);
    this.byKey = new Map(this.items.map((item) => [keyed(item), item]));
    this.marks = marksOf(this.items);
    const marked = markedAmong([...community.incomplete, ...community.documents]);
    for (const item of this.items) {
      if (item.found.title !== null) this.titles.set(keyed(item), item.found.title);
      const called = known.get(item.alias);
      // A name alone does not say that it is the same: other folders have files of that name.
      const mark = this.marks.get(item);
      const isSame = called && (mark === undefined || (!isMarked(called) && called.title === item.found.title));
      const document = (mark === undefined ? undefined : marked.get(mark)) ?? (isSame ? called : undefined);
      if (document) this.here.set(keyed(item), document);
      else if (called) {
        this.held.add(item.alias);
        if (item.found.key === '') this.again.push({ item, document: called });
      }
    }
    this.people = new People(community, around.people);
  }

  settle(): Settled {
    const bad = new Map<string, string>();
    for (;;) {
      const attempt = this.attempt((item) => !bad.has(keyed(item)));
      const before = bad.size;
      for (const { item, reason } of attempt.failed) bad.set(keyed(item), reason);
      // What belongs to something that cannot come along cannot come either.
      for (const item of this.items) {
        const lost = [...item.found.refers.values()].some((key) => bad.has(keyed(item, key)));
        if (lost && !bad.has(keyed(item))) bad.set(keyed(item), 'what it belongs to cannot be brought along');
      }
      if (bad.size === before) return { ...attempt, ...this.told(bad) };
    }
  }

  private told(bad: ReadonlyMap<string, string>): Pick<Settled, 'again' | 'here' | 'notTaken'> {
    const seen = new Set<Document>();
    return {
      again: this.again,
      here: this.items.flatMap((item) => {
        const document = this.here.get(keyed(item));
        if (!document || seen.has(document)) return [];
        seen.add(document);
        return [{ item, document }];
      }),
      notTaken: this.items.flatMap((item) => {
        const reason = bad.get(keyed(item));
        const called = item.found.key === '' ? '' : `${item.found.title ?? item.alias}: `;
        return reason === undefined ? [] : [{ original: item.incoming.original, reason: `${called}${reason}` }];
      }),
    };
  }

  private attempt(isWanted: (item: Item) => boolean) {
    const { community } = this.around;
    const fresh = new Map<string, Item>();
    const ids = new Map<string, string>();
    for (const [key, { id }] of this.here) ids.set(key, id);
    const taken = new Set([...community.byId.keys(), ...community.leftOut.flatMap(({ id }) => id ?? [])]);
    for (const { alias } of this.items) taken.add(alias);
    const byAlias = new Map<string, string>();
    for (const item of this.items) {
      const key = keyed(item);
      if (ids.has(key) || !isWanted(item)) continue;
      const shared = byAlias.get(item.alias);
      const id = shared ?? newId(kindOf(item), this.wordsOf(item), this.around.random, (one) => taken.has(one));
      taken.add(id);
      byAlias.set(item.alias, id);
      ids.set(key, id);
      if (shared === undefined) fresh.set(key, item);
    }
    const links = { moved: 0, cut: 0 };
    const places = this.places(ids);
    const drafts = [...fresh.values()].map((item) => {
      const id = ids.get(keyed(item)) as string;
      const path = `${folderOf(kindOf(item), community.config)}/${id}.md`;
      const { body, moved, cut } = this.bodyOf(item, path, ids, places);
      links.moved += moved;
      links.cut += cut;
      return { item, id, path, ...this.textOf(item, body, ids) };
    });
    const used = new Set(drafts.flatMap(({ people }) => people));
    const members = this.people.files((id) => used.has(id));
    const files = [...members, ...drafts].map(({ path, text }) => ({ path, text }));
    const read = readBack(community, files, { today: this.around.today, rules: ABOUT_TEXTS });
    const made: Made[] = [];
    const failed: { item: Item; reason: string }[] = [];
    drafts.forEach((draft, index) => {
      const back = read[members.length + index];
      if (back?.document) made.push({ ...draft, document: back.document });
      else failed.push({ item: draft.item, reason: back?.message ?? 'it would not read back' });
    });
    return { made, failed, members, links };
  }

  /** The name under which it is known from now on; of a name that something else has, the next that is free. */
  private aliasOf({ alias }: Item): string {
    if (!this.held.has(alias)) return alias;
    const { byId } = this.around.community;
    for (let count = 2; ; count += 1) {
      const next = `${alias.slice(0, 112)}-${count}`;
      if (!byId.has(next) && !this.items.some((item) => item.alias === next)) return next;
    }
  }

  /** The words that an id is made of; advice is named after what it is about. */
  private wordsOf({ incoming, found }: Item): string {
    if (found.title !== null) return found.title;
    return this.titles.get(keyed({ incoming, found }, found.refers.get('issue'))) ?? found.kind;
  }

  /** The path in the community of each original that came along. */
  private places(ids: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
    const places = new Map<string, string>();
    for (const item of this.items) {
      const { path } = item.incoming.original;
      const id = ids.get(keyed(item));
      if (places.has(path) || id === undefined || item.found.ofFolder) continue;
      const kept = this.here.get(keyed(item));
      places.set(path, kept?.path ?? `${folderOf(kindOf(item), this.around.community.config)}/${id}.md`);
    }
    return places;
  }

  private bodyOf(item: Item, to: string, ids: ReadonlyMap<string, string>, places: ReadonlyMap<string, string>) {
    const { community, inside } = this.around;
    const { path: from, top } = item.incoming.original;
    const { text, moved, cut } = relinked(item.found.body, {
      from,
      top,
      to,
      pathOf: (path) => {
        const own = inside(path);
        return places.get(path) ?? (own !== null && community.files.has(own) ? own : null);
      },
      idOf: (target) => {
        if (target.startsWith('#')) return ids.get(keyed(item, target.slice(1))) ?? null;
        return this.byStem().get(target.toLowerCase())?.(ids) ?? community.byId.get(target)?.id ?? null;
      },
    });
    return { body: text, moved, cut };
  }

  private stems: Map<string, (ids: ReadonlyMap<string, string>) => string | null> | null = null;

  /** What `[[…]]` in an original may mean: the alias of another, or the name of its file. */
  private byStem(): NonNullable<Settling['stems']> {
    if (this.stems) return this.stems;
    const stems: NonNullable<Settling['stems']> = new Map();
    for (const item of this.items) {
      const { path } = item.incoming.original;
      const stem = path.slice(path.lastIndexOf('/') + 1).replace(/\.[a-z]{1,10}$/i, '');
      for (const name of [item.alias, ...(item.found.key === '' ? [stem] : [])]) {
        if (!stems.has(name.toLowerCase())) stems.set(name.toLowerCase(), (ids) => ids.get(keyed(item)) ?? null);
      }
    }
    return (this.stems = stems);
  }

  /** When it was written: as it says itself, else as git tells, else as is wished; where nobody knows, today. */
  private dated({ incoming, found }: Item): Dated {
    const { date, first, today } = this.around;
    if (found.dated !== null) return found.dated;
    const committed = first(incoming.original.path);
    if (committed !== null) return { day: committed.day, from: 'git' };
    return date === null ? { day: today, from: 'today' } : { day: date, from: '--date' };
  }

  private authorOf({ incoming, found }: Pick<Item, 'incoming' | 'found'>): string {
    const { author, first } = this.around;
    const [name] = found.authors;
    if (name !== undefined) return this.people.idOf(name);
    const told = first(incoming.original.path)?.author ?? author;
    return told === null ? this.collective(incoming) : this.people.idOf(told);
  }

  private collective({ original: { top } }: Incoming): string {
    return this.people.idOf(authorsOf(top), aboutAuthors(top));
  }

  /** Whoever a promise waits for: somebody it was given to, else whoever brings it along, else those who wrote it. */
  private promisedBy({ incoming, found }: Item): string {
    const [owner] = found.authors;
    return (owner === undefined ? this.around.me : this.people.idOf(owner)) ?? this.collective(incoming);
  }

  /**
   * Who agreed on what is promised: whoever wrote the report, or all who did where that is who is to do it, since advice to
   * oneself is none.
   *
   * @throws Refusal where nobody else is left.
   */
  private agreedBy(item: Item, promise: Item): string {
    const [author, promised] = [this.authorOf(item), this.promisedBy(promise)];
    const found = [author, this.collective(item.incoming)].find((one) => one !== promised);
    if (found !== undefined) return found;
    throw new Refusal(
      'Nothing was written. Unfinished actions wait for somebody, and nobody is known who could.',
      SAY_WHO,
    );
  }

  private writtenBy(item: Item): string {
    if (item.found.promised) return this.promisedBy(item);
    const issue = item.found.refers.get('issue');
    const promise = issue === undefined ? undefined : this.byKey.get(keyed(item, issue));
    return promise?.found.promised === true ? this.agreedBy(item, promise) : this.authorOf(item);
  }

  private textOf(item: Item, body: string, ids: ReadonlyMap<string, string>) {
    const { found } = item;
    const kind = kindOf(item);
    const fields = new Map<string, GivenValue>();
    const people: string[] = [];
    if (kind.fields['by']) {
      const by = this.writtenBy(item);
      people.push(by);
      fields.set('by', by);
    }
    const dated = this.dated(item);
    const dayField = ['date', 'opened'].find((name) => kind.fields[name]?.required) ?? null;
    if (dayField !== null) fields.set(dayField, dated.day);
    for (const [name, key] of found.refers) {
      const id = ids.get(keyed(item, key));
      if (id !== undefined) fields.set(name, kind.fields[name]?.list ? [id] : id);
    }
    const superseded = this.superseded(item, ids);
    if (superseded !== null && kind.fields['supersedes']) fields.set('supersedes', superseded);
    if (found.topics.length > 0 && kind.fields['topics']) fields.set('topics', found.topics);
    const draft = (found.draft || found.missing.length > 0) && kind.fields['draft'] !== undefined;
    if (draft) fields.set('draft', 'true');
    for (const [name, value] of found.fields) fields.set(name, value);
    fields.set('aliases', [this.aliasOf(item)]);
    const text = documentText({ kind, title: found.title, fields, sections: new Map(), body });
    return {
      text: withMark(text, this.marks.get(item)),
      draft,
      people,
      dayFrom: dayField === null ? null : dated.from,
    };
  }

  /** The id of the record that another takes the place of: as it says itself, or as that one says. */
  private superseded(item: Item, ids: ReadonlyMap<string, string>): string | null {
    const former = this.meant(item, item.found.supersedes) ?? this.predecessors().get(item) ?? null;
    return former && former !== item ? (ids.get(keyed(former)) ?? null) : null;
  }

  private former: Map<Item, Item> | null = null;

  private predecessors(): Map<Item, Item> {
    if (this.former) return this.former;
    this.former = new Map();
    for (const item of this.items) {
      const later = this.meant(item, item.found.supersededBy);
      if (later) this.former.set(later, item);
    }
    return this.former;
  }

  /** The record that another names by its address or its number. */
  private meant({ incoming }: Item, named: string | null): Item | null {
    if (named === null) return null;
    const { path } = incoming.original;
    const leads = destination(path, named);
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    const number = /^\d{1,5}$/.test(named) ? new RegExp(`^0*${Number(named)}(?!\\d)`) : null;
    const isIt = (other: string): boolean =>
      (leads.to === 'file' && leads.path === other) ||
      (number !== null && other.startsWith(folder) && number.test(other.slice(folder.length)));
    return this.items.find(({ found, incoming: one }) => found.key === '' && isIt(one.original.path)) ?? null;
  }
}

const kindOf = ({ found }: Pick<Item, 'found'>): Kind => kindNamed(found.kind) as Kind;

/** Settles who, when, under which id and where for everything that was found. */
export function settle(incoming: readonly Incoming[], around: Circumstances): Settled {
  return new Settling(incoming, around).settle();
}
