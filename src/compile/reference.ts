import type { Community } from '../model/community.ts';
import type { Document, LeftOut } from '../model/document.ts';
import type { Targets } from '../model/field.ts';
import { PAGE } from '../model/document.ts';
import { kindNamed } from '../kinds/index.ts';
import type { DocumentOf, KindName } from '../kinds/index.ts';
import { Refusal } from '../model/refusal.ts';
import { grouped } from '../text/grouped.ts';
import { codeOf } from '../text/id.ts';
import { nearest } from '../text/nearest.ts';
import { listed } from '../text/words.ts';

const MOST_CANDIDATES = 8;

/** A title that somebody wrote, in lower case; one made up from another document's is not what a person means. */
const ownTitle = ({ written, title, declaration }: Document): string =>
  declaration === null || written?.data.has(declaration.title.field) ? title.toLowerCase() : '';

/** Whether a person may mean this document, from the surest way of naming it to the loosest. */
const WAYS: readonly ((document: Document, words: string) => boolean)[] = [
  ({ id, aliases }, words) => id.toLowerCase() === words || aliases.some((alias) => alias.toLowerCase() === words),
  ({ path }, words) => path.toLowerCase() === words,
  ({ id }, words) => codeOf(id) === words,
  ({ aliases }, words) => aliases.some((alias) => codeOf(alias.toLowerCase()) === words),
  ({ id }, words) => id.toLowerCase().startsWith(words),
  (document, words) => ownTitle(document) === words,
  (document, words) => ownTitle(document).includes(words),
  ({ title, id }, words) => title.toLowerCase().includes(words) || id.toLowerCase().includes(words),
];

/** What is meant among some documents: nothing, or the one, or a refusal that lists the candidates. */
function among(documents: readonly Document[], wanted: string, words: string): Document | null {
  for (const way of WAYS) {
    const found = documents.filter((document) => way(document, wanted));
    if (found.length === 1) return found[0] ?? null;
    if (found.length > 1) {
      const names = found.slice(0, MOST_CANDIDATES).map(({ id, title }) => `  ${id}  ${title}`);
      const more = found.length > MOST_CANDIDATES ? [`  and ${found.length - MOST_CANDIDATES} more`] : [];
      throw new Refusal(`\`${words}\` could be any of ${found.length}:`, [...names, ...more].join('\n'));
    }
  }
  return null;
}

function leftOutRefusal({ path, reason, faulty }: LeftOut): Refusal {
  const hint = faulty ? `\`cop check ${path}\` says what to mend.` : null;
  return new Refusal(`${path} is left out: ${reason}.`, hint);
}

/** The shortest way to name each document so that no other is meant: its code, or else its id. */
export function handles({ documents, leftOut }: Community): (document: Document) => string {
  const holders = grouped([...documents, ...leftOut], ({ id }) =>
    [id === null ? null : codeOf(id)].filter((code) => code !== null),
  );
  return ({ id }) => {
    const code = codeOf(id);
    return code !== null && holders.get(code)?.length === 1 ? code : id;
  };
}

/** Where the ids stand that somebody may have meant. */
function listing(targets: Targets): string {
  if (targets === 'any') return '`cop list` shows the ids, `cop list pages` those of pages';
  return `${listed(targets.map((name) => `\`cop list ${kindNamed(name)?.plural ?? name}\``))} ${targets.length === 1 ? 'shows' : 'show'} the ids`;
}

/**
 * The document that a person means: an id, an alias, a path, a code, the beginning of an id or a part of a title.
 *
 * @throws Refusal where nothing or more than one thing is meant; the candidates are listed.
 */
export function meant<Name extends KindName>(
  community: Community,
  words: string,
  targets: readonly Name[],
): DocumentOf<Name>;
export function meant(community: Community, words: string, targets: Targets): Document;
export function meant(community: Community, words: string, targets: Targets): Document {
  const wanted = words.trim().toLowerCase().normalize('NFC');
  const fits = ({ kind }: Document): boolean => (targets === 'any' ? kind !== PAGE : targets.includes(kind));
  const documents = community.documents.filter(fits);
  // A page is meant where no document is.
  const pages = targets === 'any' ? (community.byKind.get(PAGE) ?? []) : [];
  const exact = community.byId.get(words.trim()) ?? community.byPath.get(words.trim());
  if (exact && (fits(exact) || pages.includes(exact))) return exact;
  // An id that is one, though its document cannot be used, means that document and not another that begins like it.
  const named = community.leftOut.find(
    ({ id, kind }) => id === words.trim() && (targets === 'any' || targets.includes(kind ?? '')),
  );
  if (named) throw leftOutRefusal(named);
  const found = wanted === '' ? null : (among(documents, wanted, words) ?? among(pages, wanted, words));
  if (found) return found;
  const lost = community.leftOut.find(({ id }) => id !== null && codeOf(id) === wanted);
  if (lost) throw leftOutRefusal(lost);
  const noun = targets === 'any' ? 'document' : listed([...targets], 'or');
  const guess = nearest(
    wanted,
    [...documents, ...pages].map(({ id }) => id),
  );
  throw new Refusal(
    `\`${words}\` names no ${noun}: no id, no code and no part of a title.`,
    guess === null ? `${listing(targets)}.` : `Did you mean \`${guess}\`?`,
  );
}
