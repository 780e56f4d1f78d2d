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
import { withoutHtml } from '../../text/markdown/raw-html.ts';
import { body, mapNodes, numberedFootnotes, unlinked } from '../../text/markdown/tree.ts';
import { plainText, withWikiWords } from '../../text/markdown/words.ts';
import { codeOf } from '../../text/id.ts';
import { slug } from '../../text/slug.ts';

/** What of a community is for everybody, as a community of its own. */
export interface PublicView {
  readonly community: Community;
  readonly states: States;
  /** What asks to be shown to everybody, and is not; drafts apart. */
  readonly refused: readonly { readonly path: string; readonly reason: string }[];
  /** Names that were taken out. */
  readonly taken: () => readonly string[];
  /** Words that may still be names; parses everything. */
  readonly left: () => readonly string[];
}

/** The words for a document that is not shown. */
export const ABSENT = 'another document';

const DRAFT = 'it is a draft';

/** Marks of a merge that nobody finished: which of the two sides is meant nobody can tell. */
const CONFLICT = /^[ \t>]*(?:<{7}|>{7})(?: |$)/m;

/** The lines between the rules at the top of a file. */
const frontLines = ({ source }: Document): string => /^\ufeff?---[^\n]*\n([^]*?)\n---/.exec(source.text)?.[1] ?? '';

/** The keys that decide who may read a document, however they are written. */
const DECIDING = /^[ \t]*["']?(audience|draft)["']?[ \t]*:/gim;

/**
 * Why a document that asks to be shown to everybody is not; null where it is shown. Whatever is not plainly said is taken for
 * no: what was published cannot be taken back.
 */
function reasonAgainst(document: Document): string | null {
  const data = document.written?.data;
  if (data?.get('audience') !== 'public') return 'its `audience` is not plainly `public`';
  const keys = [...frontLines(document).matchAll(DECIDING)].map(([, key]) => key ?? '');
  if (new Set(keys.map((key) => key.toLowerCase())).size < keys.length) return 'it sets a field twice';
  if (keys.some((key) => key !== key.toLowerCase())) return 'it writes `draft` or `audience` otherwise';
  const draft = data.get('draft');
  if (draft === 'true') return DRAFT;
  if (data.has('draft') && draft !== 'false') return '`draft` is neither true nor false';
  return CONFLICT.test(document.source.text) ? 'it has the marks of a conflict' : null;
}

/** Whether a document asks to be shown to everybody. */
const asksToBePublic = (document: Document): boolean =>
  (isKept(document) || document.kind === PAGE) && document.fields['audience'] === 'public';

/** A text without what was meant for those who work on it; half a comment hides the rest. */
const withoutComments = (text: string): string =>
  text
    .replaceAll(/<!--[^]*?-->/g, '')
    .replace(/<!--[^]*$/, '')
    .replace(/^[^]*?-->/, '');

/** Whoever wrote something: they may be named in a text though they have no file. */
function writers(community: Community): string[] {
  return [
    ...new Set(community.documents.flatMap(({ fields }) => (typeof fields['by'] === 'string' ? [fields['by']] : []))),
  ];
}

/** An id that names nobody: the same where it does not, else one made of the title. */
function publicId(document: Document, title: string, without: Nameless): string {
  if (!without.isNaming(document.id)) return document.id;
  if (without.isNaming(title)) return document.kind;
  const code = codeOf(document.id);
  const words = slug(title);
  return code === null ? words : `${words}-${code}`;
}

/** What stands in a tree beside its words and may name somebody: languages of code, anchors, empty descriptions. */
function withoutNamesBeside(root: Body['root'], { isNaming }: Nameless): Body['root'] {
  mapNodes(root, (node) => {
    if (node.type === 'text' || node.type === 'inlineCode') {
      if (/<!--|-->/.test(node.value)) node.value = withoutComments(node.value);
    } else if (node.type === 'code') {
      node.value = withoutComments(node.value);
      node.meta = null;
      if (node.lang && isNaming(node.lang)) node.lang = null;
    } else if (node.type === 'image' && (node.alt ?? '').trim() === '') {
      // Without a description its address would stand there.
      node.alt = 'A picture';
    } else if (node.type === 'link') {
      const [address = '', anchor] = node.url.split('#', 2);
      if (anchor !== undefined && isNaming(anchor)) node.url = address === '' ? '#' : address;
    } else if (node.type === 'heading') {
      const last = node.children.at(-1);
      const id = last?.type === 'text' ? /\s*\{[^{}]*#([\w-]+)[^{}]*\}\s*$/.exec(last.value) : null;
      if (last?.type === 'text' && id && isNaming(id[1] as string)) last.value = last.value.slice(0, id.index);
    }
  });
  return root;
}

/** What every document is made public with. */
interface Publishing {
  readonly without: Nameless;
  /** A line of text as it may be shown. */
  readonly line: (text: string) => string;
  /** Where the community itself is published or kept: links there may lead to what is not shown. */
  readonly inside: readonly string[];
  /** Whether a word is the id of a document that is not shown. */
  readonly isPrivateId: (word: string) => boolean;
}

/** A title; where it is only the name of a file, and that names somebody, what it is instead. */
function publicTitle(document: Document, { line, without }: Publishing): string {
  const steps = document.path.split('/');
  const fromPath = [
    ...steps.map((step) => step.replace(/\.\w+$/, '')),
    ...steps.map((step) => step.replaceAll(/[_-]+/g, ' ')),
  ];
  const isFromPath = document.kind === PAGE && fromPath.includes(document.title);
  return isFromPath && without.isNaming(document.title) ? 'A page' : line(document.title);
}

function publicBody(document: Document, { without, inside }: Publishing): Body | null {
  const parsed = document.body();
  if (!parsed) return null;
  const root = withoutNamesBeside(numberedFootnotes(withoutHtml(body(parsed.root))), without);
  unlinked(root, (url) => inside.some((place) => url.startsWith(place)));
  const shown = { ...root, children: [...without.nodes(root.children, document.path, { everywhere: true })] };
  return { root: shown, outline: outline(shown, document.source.text) };
}

/** The public id of each document, no two the same. */
function idsOf(documents: readonly Document[], publishing: Publishing): ReadonlyMap<Document, string> {
  const wanted = documents.map(
    (document) => [document, publicId(document, publicTitle(document, publishing), publishing.without)] as const,
  );
  // An id that names nobody stays; one that was made anew gives way.
  const taken = new Set(wanted.flatMap(([document, id]) => (document.id === id ? [id] : [])));
  return new Map(
    wanted.map(([document, id]) => {
      let own = id;
      for (let next = 2; own !== document.id && taken.has(own); next += 1) own = `${id}-${next}`;
      taken.add(own);
      return [document, own];
    }),
  );
}

/** A document without names, and without a word of what it refers to that is not public. */
function published(
  document: Document,
  id: string,
  publishing: Publishing,
  idOf: (id: string) => string | null,
): Document {
  const { without, line, isPrivateId } = publishing;
  const title = publicTitle(document, publishing);
  const texts = (name: string): string[] => ((document.fields[name] ?? []) as readonly string[]).map(line);
  const ids = (name: string): string[] =>
    ((document.fields[name] ?? []) as readonly string[]).flatMap((id) => idOf(id) ?? []);
  const superseded = document.fields['supersedes'];
  const shown = once(() => publicBody(document, publishing));
  return {
    ...document,
    id,
    title,
    aliases: document.aliases.filter((alias) => !without.isNaming(alias) && !isPrivateId(alias)),
    fields: {
      ...document.fields,
      by: '',
      owner: null,
      // A topic that is called like somebody says nothing that may be said.
      topics: topicsOf(document)
        .filter((topic) => !without.isNaming(topic) && !isPrivateId(topic))
        .map(line),
      also_asked: texts('also_asked'),
      from: ids('from'),
      supersedes: typeof superseded === 'string' ? idOf(superseded) : null,
    },
    written: null,
    body: shown,
    outline: () => shown()?.outline ?? null,
  };
}

/**
 * What a community shows to everybody: documents that say `audience: public`, without the names of members. Nothing else
 * of it is in the value, so that no page, feed or index can tell of it. How often something was tried, and how it turned
 * out, is counted from everything; who tried it is not told.
 */
export function publicView(community: Community, all: States): PublicView {
  const without = nameless(community, writers(community));
  const asking = community.documents.filter(asksToBePublic);
  const against = new Map(asking.map((document) => [document, reasonAgainst(document)]));
  const refused = [...against].flatMap(([{ path }, reason]) =>
    reason === null || reason === DRAFT ? [] : [{ path, reason }],
  );
  const isShown = (document: Document | undefined): document is Document =>
    document !== undefined && against.get(document) === null;
  const chosen = asking.filter(isShown);
  const { config } = community;
  const publishing: Publishing = {
    without,
    line: (text) => {
      const worded = withWikiWords(withoutComments(text), (id) => {
        const document = community.byId.get(id);
        return isShown(document) ? withoutComments(document.title) : ABSENT;
      });
      return without.text(worded).replaceAll(/\s+/g, ' ').trim();
    },
    inside: [config.site.baseUrl, config.site.repositoryUrl].flatMap((url) => url ?? []),
    isPrivateId: (word) => community.byId.has(word) && !isShown(community.byId.get(word)),
  };
  const called = idsOf(chosen, publishing);
  const idOf = (id: string): string | null => called.get(community.byId.get(id) as Document) ?? null;
  const originals = new Map<Document, Document>();
  const documents = chosen.map((document) => {
    const shown = published(document, called.get(document) as string, publishing, idOf);
    originals.set(shown, document);
    return shown;
  });
  const ofOriginal = new Map([...originals].map(([shown, document]) => [document, shown]));
  const view = connected(
    {
      config: {
        ...config,
        name: without.text(config.name),
        domain: config.domain === null ? null : without.text(config.domain),
        site: { ...config.site, title: without.text(config.site.title), repositoryUrl: null },
        report: { levels: config.report.levels, attested: new Map() },
      },
      settingAt: community.settingAt,
      documents,
      incomplete: [],
      leftOut: [],
      staged: [],
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
  return { community: view, states, refused, taken: without.taken, left };
}
