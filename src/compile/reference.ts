import type { Community } from '../model/community.ts';
import type { Document } from '../model/document.ts';
import { withArticle } from '../model/field.ts';
import type { Targets } from '../model/field.ts';
import { PAGE } from '../model/document.ts';
import { Refusal } from '../model/refusal.ts';
import { codeOf } from '../text/slug.ts';
import { listed } from '../text/words.ts';

const MOST_CANDIDATES = 8;

/** Whether a person may mean this document, from the surest way of naming it to the loosest. */
const WAYS: readonly ((document: Document, words: string) => boolean)[] = [
  ({ id, aliases }, words) => id === words || aliases.includes(words),
  ({ path }, words) => path === words,
  ({ id }, words) => codeOf(id) === words,
  ({ id }, words) => id.startsWith(words),
  ({ title }, words) => title.toLowerCase() === words,
  ({ title, id }, words) => title.toLowerCase().includes(words) || id.includes(words),
];

/**
 * The document that a person means: an id, an alias, a path, a code, the beginning of an id or a part of a title.
 *
 * @throws Refusal where nothing or more than one thing is meant; the candidates are listed.
 */
export function meant(community: Community, words: string, targets: Targets): Document {
  const wanted = words.trim().toLowerCase().normalize('NFC');
  const among = community.documents.filter(({ kind }) =>
    targets === 'any' ? kind !== PAGE || wanted.includes('/') : targets.includes(kind),
  );
  const noun = targets === 'any' ? 'document' : listed([...targets], 'or');
  if (wanted !== '') {
    for (const way of WAYS) {
      const found = among.filter((document) => way(document, wanted));
      if (found.length === 1) return found[0] as Document;
      if (found.length > 1) {
        const names = found.slice(0, MOST_CANDIDATES).map(({ id, title }) => `  ${id}  ${title}`);
        const more = found.length > MOST_CANDIDATES ? [`  and ${found.length - MOST_CANDIDATES} more`] : [];
        throw new Refusal(`\`${words}\` could be any of ${found.length}:`, [...names, ...more].join('\n'));
      }
    }
  }
  const lost = community.leftOut.find(({ id }) => id !== null && (id === words || codeOf(id) === wanted));
  if (lost)
    throw new Refusal(`${lost.path} is left out: ${lost.reason}.`, `\`cop check ${lost.path}\` says what to mend.`);
  throw new Refusal(`\`${words}\` is not the id of ${withArticle(noun)}.`, `\`cop list\` shows the ids.`);
}
