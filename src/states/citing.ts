import type { Community } from '../model/community.ts';
import { PAGE } from '../model/document.ts';
import type { Document } from '../model/document.ts';
import type { Field } from '../model/field.ts';
import type { Kind } from '../model/kind.ts';
import { grouped } from '../text/grouped.ts';
import { glancing } from '../text/noting.ts';
import { once, remembered, rememberedOf } from '../text/once.ts';

/** What a link to a document has to name: its id or an alias; of a page, the name of its file. */
function namesOf({ kind, id, aliases }: Document): readonly string[] {
  return kind === PAGE ? [id.slice(id.lastIndexOf('/') + 1)] : [id, ...aliases];
}

const refers = ({ entering }: Field): boolean =>
  entering.by === 'reference' || (entering.by === 'parts' && Object.values(entering.of).some(refers));

/** Whether a part of a field may refer to something, which is only found among the links. */
const hasParts = remembered((declaration: Kind | null): boolean =>
  Object.values<Field>(declaration?.fields ?? {}).some((field) => field.entering.by === 'parts' && refers(field)),
);

/** What the fields of a document refer to: ids, whichever alias was written. */
function* referred({ declaration, fields }: Document): Generator<string> {
  for (const [name, { entering, list }] of Object.entries<Field>(declaration?.fields ?? {})) {
    const held = fields[name];
    if (entering.by !== 'reference' || held === null) continue;
    if (list) yield* held as readonly string[];
    else yield held as string;
  }
}

/**
 * Up to how many documents looking through all texts is quicker than following all links, which takes as long as about a hundred
 * looks; a page of what was found is below it, and who asks of all loses little.
 */
const FEW = 12;

/** Something in a body that may lead to a document; most bodies with links lead to the web alone. */
const LEADING = /\[\[|\]\((?!https?:|#)|\]:/;

/** A link may spell a name in other ways than it is called: `%C3%A9`, `&amp;`, `\\_`. */
const SPELT = /%[0-9a-f]{2}|&#?[a-z0-9]{1,32};|\\[!-/:-@[-`{-~]/i;

/** A folder's own page, to which a link to the folder leads. */
const FOLDER_PAGE = /^(?:readme|index)$/i;

/** Whether its body may lead to a document. Documents are those of every day on which somebody asks. */
const leading = rememberedOf(({ source }: Document): boolean => glancing(() => LEADING.test(source.text)));

const isSpelt = rememberedOf((one: Document): boolean => glancing(() => SPELT.test(one.source.text)) && leading(one));

/** Which of some documents cite one, by a field or in their bodies. A body is only looked at where it alone could. */
export function citing<D extends Document>(
  community: Community,
  among: () => readonly D[],
): (document: Document) => readonly D[] {
  const leadsTo = (one: D, id: string): boolean =>
    community.linksFrom(one).some((link) => community.follow(link)?.id === id);
  const led = once(() =>
    grouped(among(), (one) => {
      const cited =
        leading(one) || hasParts(one.declaration)
          ? community.linksFrom(one).map((link) => community.follow(link)?.id)
          : [...referred(one)].map((id) => community.byId.get(id)?.id);
      return [...new Set(cited.filter((id) => id !== undefined))];
    }),
  );
  /** Those that may have a link to it: most write its id, or the name of its file, as it is. */
  const candidates = (document: Document): readonly D[] =>
    glancing(() => {
      const names = namesOf(document);
      const isOfFolder = document.kind === PAGE && names.some((name) => FOLDER_PAGE.test(name));
      return among().filter(
        (one) => names.some((name) => one.source.text.includes(name)) || isSpelt(one) || (isOfFolder && leading(one)),
      );
    });
  let asked = 0;
  return (document) => {
    const { id } = document;
    // Whoever asks of a few documents does not wait for all links.
    asked += 1;
    if (asked > FEW) return (led().get(id) ?? []).filter((one) => one.id !== id);
    return candidates(document).filter((one) => one.id !== id && ([...referred(one)].includes(id) || leadsTo(one, id)));
  };
}
