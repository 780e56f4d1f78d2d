import { nameless } from '../../compile/nameless.ts';
import type { Nameless } from '../../compile/nameless.ts';
import type { Community } from '../../model/community.ts';
import { PAGE, topicsOf } from '../../model/document.ts';
import type { Body, Document } from '../../model/document.ts';
import { connected } from '../../read/community.ts';
import { deriveStates, keptWord } from '../../states/index.ts';
import type { States } from '../../states/index.ts';
import { isKept } from '../../states/note-state.ts';
import type { Kept, NoteState } from '../../states/note-state.ts';
import { once, remembered } from '../../text/once.ts';
import { outline } from '../../text/markdown/outline.ts';
import { body, numberedFootnotes, plainText, withoutHtml } from '../../text/markdown/tree.ts';
import { codeOf, slug } from '../../text/slug.ts';
import { capitalised } from '../../text/words.ts';

/** What of a community is for everybody, as a community of its own. */
export interface PublicView {
  readonly community: Community;
  readonly states: States;
  /** Names that were taken out. */
  readonly taken: () => readonly string[];
  /** Words that may still be names; parses everything. */
  readonly left: () => readonly string[];
}

/** Whether a document says of itself that everybody may read it. A draft is for those who work on it. */
const isPublic = (document: Document): boolean =>
  (isKept(document) || document.kind === PAGE) &&
  document.fields['audience'] === 'public' &&
  document.fields['draft'] !== true;

/** Whoever wrote something: they may be named in a text though they have no file. */
function writers(community: Community): string[] {
  return [
    ...new Set(community.documents.flatMap(({ fields }) => (typeof fields['by'] === 'string' ? [fields['by']] : []))),
  ];
}

/** Whether an id has the name of somebody in it. */
const namesSomebody = (id: string, without: Nameless): boolean => {
  const words = id
    .split(/[-_./]+/)
    .map(capitalised)
    .join(' ');
  return without.text(words) !== words;
};

/** An id that names nobody: the same where it does not, else one made of the title. */
function publicId(document: Document, title: string, without: Nameless): string {
  if (!namesSomebody(document.id, without)) return document.id;
  const code = codeOf(document.id);
  const words = slug(title);
  return code === null ? words : `${words}-${code}`;
}

function publicBody(document: Document, without: Nameless): Body | null {
  const parsed = document.body();
  if (!parsed) return null;
  const root = numberedFootnotes(withoutHtml(body(parsed.root)));
  const shown = { ...root, children: [...without.nodes(root.children, document.path)] };
  return { root: shown, outline: outline(shown, document.source.text) };
}

/** A document without names, and without a word of what it refers to that is not public. */
function published(document: Document, without: Nameless, idOf: (id: string) => string | null): Document {
  const title = without.text(document.title);
  const texts = (name: string): string[] =>
    ((document.fields[name] ?? []) as readonly string[]).map((text) => without.text(text));
  const ids = (name: string): string[] =>
    ((document.fields[name] ?? []) as readonly string[]).flatMap((id) => idOf(id) ?? []);
  const superseded = document.fields['supersedes'];
  return {
    ...document,
    id: publicId(document, title, without),
    title,
    aliases: document.aliases.filter((alias) => !namesSomebody(alias, without)),
    fields: {
      ...document.fields,
      by: '',
      owner: null,
      topics: topicsOf(document).map((topic) => without.text(topic)),
      also_asked: texts('also_asked'),
      from: ids('from'),
      supersedes: typeof superseded === 'string' ? idOf(superseded) : null,
    },
    written: null,
    body: once(() => publicBody(document, without)),
  };
}

/**
 * What a community shows to everybody: documents that say `audience: public`, without the names of members. Nothing else
 * of it is in the value, so that no page, feed or index can tell of it. How often something was tried, and how it turned
 * out, is counted from everything; who tried it is not told.
 */
export function publicView(community: Community, all: States): PublicView {
  const without = nameless(community, writers(community));
  const chosen = community.documents.filter(isPublic);
  const called = new Map(
    chosen.map((document) => [document, publicId(document, without.text(document.title), without)]),
  );
  const idOf = (id: string): string | null => called.get(community.byId.get(id) as Document) ?? null;
  const originals = new Map<Document, Document>();
  const documents = chosen.map((document) => {
    const shown = published(document, without, idOf);
    originals.set(shown, document);
    return shown;
  });
  const ofOriginal = new Map([...originals].map(([shown, document]) => [document, shown]));
  const { config } = community;
  const view = connected(
    {
      config: { ...config, site: { ...config.site, repositoryUrl: null } },
      documents,
      incomplete: [],
      leftOut: [],
      ignored: [],
      complaints: [],
      files: community.files,
    },
    // Links go on leading to a document under the id that it has inside.
    new Map([...originals].flatMap(([{ id }, document]) => [document.id, ...document.aliases].map((old) => [old, id]))),
  );
  const note = remembered((shown: Kept): NoteState => {
    const state = all.note(originals.get(shown) as Kept);
    return {
      ...state,
      record: { ...state.record, followups: [] },
      supersededBy: (state.supersededBy && ofOriginal.get(state.supersededBy)) ?? null,
      suspectOf: state.suspectOf.flatMap((document) => ofOriginal.get(document) ?? []),
    };
  });
  const states: States = {
    ...deriveStates(view, all.today),
    note,
    word: (document) => (isKept(document) ? keptWord(note(document)) : null),
  };
  const left = (): string[] => {
    const texts = documents.flatMap((document) => [
      document.title,
      ...topicsOf(document),
      plainText(document.body()?.root.children ?? []),
    ]);
    return [...new Set(texts.flatMap((text) => without.left(text)))];
  };
  return { community: view, states, taken: without.taken, left };
}
