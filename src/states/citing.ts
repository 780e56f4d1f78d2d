import type { Community } from '../model/community.ts';
import type { Document } from '../model/document.ts';
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

/** Which of some documents cite one, by a field or in their bodies; only those that name it at all are parsed for it. */
export function citing<D extends Document>(
  community: Community,
  among: () => readonly D[],
): (document: Document) => readonly D[] {
  const naming = once(() => grouped(among(), namesIn));
  return (document) => {
    const named = new Set([document.id, ...document.aliases].flatMap((name) => naming().get(name) ?? []));
    return [...named].filter(
      (one) =>
        one.id !== document.id && community.linksFrom(one).some((link) => community.follow(link)?.id === document.id),
    );
  };
}
