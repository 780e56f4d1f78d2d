import type { Community } from '../model/community.ts';
import { PAGE } from '../model/document.ts';
import type { Document } from '../model/document.ts';
import type { Field } from '../model/field.ts';
import { grouped } from '../text/grouped.ts';
import { once } from '../text/once.ts';

/** Whatever may be an id: in a field, between `[[` and `]]`, or in the path of a link, without `.md`. */
const NAME = /[\p{L}\p{N}_](?:[\p{L}\p{M}\p{N}_-]|[.](?!md\b|markdown\b)(?=[\p{L}\p{N}_-]))*/gu;

/**
 * Every word of a document that may be another's id. Where an id is not among them nothing is linked, so that most
 * bodies need not be parsed to know that they do not cite a document.
 */
export function namesIn({ source }: Document): string[] {
  return source.text.match(NAME) ?? [];
}

/** What a link to a document has to name: its id or an alias; of a page, the name of its file. */
function namesOf({ kind, id, aliases }: Document): readonly string[] {
  return kind === PAGE ? [id.slice(id.lastIndexOf('/') + 1)] : [id, ...aliases];
}

/** Whether a field refers to an id; what fields refer to are ids, whichever alias was written. */
function refersTo({ declaration, fields }: Document, id: string): boolean {
  return Object.entries<Field>(declaration?.fields ?? {}).some(([name, { entering, list }]) => {
    if (entering.by !== 'reference') return false;
    return list ? (fields[name] as readonly string[]).includes(id) : fields[name] === id;
  });
}

/** Up to how many documents looking through all texts is quicker than an index of their words. */
const FEW = 12;

/** Which of some documents cite one, by a field or in their bodies. A body is only parsed where it alone could. */
export function citing<D extends Document>(
  community: Community,
  among: () => readonly D[],
): (document: Document) => readonly D[] {
  const names = once(() => new Set(community.documents.flatMap(namesOf)));
  const naming = once(() => grouped(among(), (one) => namesIn(one).filter((name) => names().has(name))));
  const containing = (name: string): readonly D[] => among().filter(({ source }) => source.text.includes(name));
  let asked = 0;
  return (document) => {
    const { id } = document;
    const inBody = (one: D): boolean => community.linksFrom(one).some((link) => community.follow(link)?.id === id);
    // Whoever asks of a few documents does not wait for an index of all words.
    asked += 1;
    const holding = asked > FEW ? (name: string) => naming().get(name) ?? [] : containing;
    const named = new Set(namesOf(document).flatMap(holding));
    return [...named].filter((one) => one.id !== id && (refersTo(one, id) || inBody(one)));
  };
}
