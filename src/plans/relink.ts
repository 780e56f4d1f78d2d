import type { Community, Link } from '../model/community.ts';
import type { Document, SourceFile } from '../model/document.ts';
import { referred } from '../model/field.ts';
import type { Edit } from '../model/plan.ts';
import { Refusal } from '../model/refusal.ts';
import type { DataPath, Raw, RawMap } from '../text/front-matter.ts';
import { withEdits } from '../text/edits.ts';
import type { TextEdit } from '../text/edits.ts';
import { destination, encodedPath, relativeUrl, withoutBrackets } from '../text/links.ts';
import { destinations } from '../text/markdown/destinations.ts';
import { parseMarkdown } from '../text/markdown/parse.ts';
import { removeField, removeItem, replaceValue } from '../text/splice.ts';

/** Where links to a document are to lead from now on. */
export interface Forwarding {
  readonly from: Document;
  readonly id: string;
  readonly path: string;
}

export const unedited = (path: string, what: string): Refusal =>
  new Refusal(`Nothing was written: ${path} cannot be edited safely (${what}).`, 'Change that by hand first.');

/** A URL to another path, written as the old one was: from the root or from where the page lies, with its anchor. */
function urlTo(path: string, page: string, url: string): string {
  const behind = /[?#][^]*$/.exec(url)?.[0] ?? '';
  return withoutBrackets(url.startsWith('/') ? `/${encodedPath(path)}` : relativeUrl(page, path)) + behind;
}

/**
 * A page's text with the targets of its links as `change` makes them; null leaves one as it is.
 *
 * @throws Refusal where one that is to change is written with escapes.
 */
function withTargets(
  { path, text }: SourceFile,
  change: (form: Link['form'], target: string) => string | null,
): string {
  const tree = parseMarkdown(text, { frontMatter: true });
  if (!('root' in tree)) throw unedited(path, tree.problem);
  const edits = destinations(tree.root, text).flatMap(({ form, target, span }): TextEdit[] => {
    const next = change(form, target);
    if (next === null || next === target) return [];
    if (!span) throw unedited(path, `the link to \`${target}\` is written with escapes`);
    return [{ ...span, text: next }];
  });
  return withEdits(text, edits);
}

/** A page's text as it has to be at another path, so that its links lead where they led. */
export function movedText(source: SourceFile, path: string): string {
  const isSameFolder = source.path.slice(0, source.path.lastIndexOf('/')) === path.slice(0, path.lastIndexOf('/'));
  if (isSameFolder) return source.text;
  return withTargets(source, (form, target) => {
    const leads = form === 'wiki' ? null : destination(source.path, target);
    // From the root, or to a place in itself, it leads there from everywhere.
    if (leads?.to !== 'file' || /^[/#?]|^$/.test(target)) return null;
    return urlTo(leads.path, path, target);
  });
}

/**
 * The steps to a value as it is written, and the value: one value where a list belongs is read as a list of one. Null
 * where no text stands there.
 */
function asWritten(data: Raw, path: DataPath): { readonly path: DataPath; readonly value: string } | null {
  let held: Raw = data;
  for (const [index, step] of path.entries()) {
    if (typeof held === 'string' && index === path.length - 1) return { path: path.slice(0, index), value: held };
    if (held instanceof Map) held = (held as RawMap).get(String(step)) ?? null;
    else held = Array.isArray(held) ? ((held as readonly Raw[])[Number(step)] ?? null) : null;
  }
  return typeof held === 'string' ? { path, value: held } : null;
}

/** A reference to an id, in the brackets that the one before had. */
function referenceTo(id: string, before: string): string {
  const old = referred(before);
  return old === before.trim() ? id : before.replace(old, id);
}

/** A text without a reference: without its item, or without the field that holds nothing else. */
function without(text: string, path: DataPath, siblings: number): string | null {
  return typeof path.at(-1) === 'number' && siblings > 1 ? removeItem(text, path) : removeField(text, String(path[0]));
}

/**
 * The front matter's references to a document as references to another. One that says what is said already, or by which
 * the other would refer to itself, goes.
 */
export function forwardedFields(
  community: Community,
  document: Document,
  text: string,
  { from, id }: Forwarding,
): string {
  const links = community.linksFrom(document).filter(({ form }) => form === 'field');
  const leads = (link: Link): string => (community.follow(link) === from ? id : link.target);
  const isOwn = document.id === id;
  // From the end, so that the items before one that goes keep their numbers.
  return links.reduceRight((told, link, index) => {
    if (community.follow(link) !== from || link.at === null) return told;
    const siblings = links.filter(({ at }) => at?.slice(0, -1).join('.') === link.at?.slice(0, -1).join('.'));
    const isTwice = siblings.some((other) => other !== link && leads(other) === id && links.indexOf(other) < index);
    const isThere = siblings.some((other) => other !== link && other.target === id);
    const inList = typeof link.at.at(-1) === 'number';
    const written = asWritten(document.written?.data ?? null, link.at);
    // Beside what cannot be read, the numbers of items are not those of the references.
    const isIt = written !== null && community.byId.get(referred(written.value)) === from;
    const goes = isOwn || (inList && (isTwice || isThere));
    const change = (path: DataPath): string | null =>
      goes ? without(told, path, siblings.length) : replaceValue(told, path, referenceTo(id, written?.value ?? ''));
    const next = isIt ? change(written.path) : null;
    if (next === null) throw unedited(document.path, `\`${link.field ?? ''}\``);
    return next;
  }, text);
}

/** A page's text in which what led to one document in its body leads to another. `path` is where it is going to lie. */
export function forwardedBody(
  community: Community,
  document: Document,
  forwarding: Forwarding,
  { path, text }: SourceFile,
): string {
  const place: Link['place'] = () => ({ path, line: 1, column: 1 });
  return withTargets({ path, text }, (form, target) => {
    const leads = form === 'wiki' ? null : destination(document.path, target);
    const link = { from: document, field: null, at: null, form, target, leads, place };
    if (/^[#?]|^$/.test(target) || community.follow(link) !== forwarding.from) return null;
    return form === 'wiki' ? forwarding.id : urlTo(forwarding.path, path, target);
  });
}

/** A document's text in which what led to one document leads to another. */
export function forwarded(
  community: Community,
  document: Document,
  forwarding: Forwarding,
  { path, text }: SourceFile = document.source,
): string {
  const fields = forwardedFields(community, document, text, forwarding);
  return forwardedBody(community, document, forwarding, { path, text: fields });
}

/** The edits by which every other document leads to where one is forwarded. */
export function relink(community: Community, forwarding: Forwarding, besides: readonly Document[] = []): Edit[] {
  const others = [...community.documents, ...community.incomplete].filter(
    (document) => document !== forwarding.from && !besides.includes(document),
  );
  return others.flatMap((document): Edit[] => {
    const isLinked = community.linksFrom(document).some((link) => community.follow(link) === forwarding.from);
    if (!isLinked) return [];
    const { path, text: before } = document.source;
    const after = forwarded(community, document, forwarding);
    return after === before ? [] : [{ type: 'edit', path, before, after }];
  });
}
