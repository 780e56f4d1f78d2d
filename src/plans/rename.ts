import type { Community } from '../model/community.ts';
import type { Document } from '../model/document.ts';
import type { Kind } from '../model/kind.ts';
import type { Plan } from '../model/plan.ts';
import { Refusal } from '../model/refusal.ts';
import { codeOf } from '../text/id.ts';
import { slug } from '../text/slug.ts';
import { addItems, setField } from '../text/splice.ts';
import { yamlText } from '../text/yaml-text.ts';
import { forwarded, relink, unedited } from './relink.ts';

/** The id under another title: the code stays, since people type and say it. */
function idUnder(title: string, { id }: Document, kind: Kind): string {
  const stem = slug(title);
  if (kind.id === 'event') {
    const code = codeOf(id);
    return code === null ? stem : `${stem}-${code}`;
  }
  // The first of its kind bears the kind's name, whatever it is called.
  if (kind.id === 'named') return id === kind.name ? id : `${kind.name}-${stem}`;
  return stem;
}

/** @throws Refusal where another document answers to an id. */
function refuseTaken(community: Community, id: string, document: Document): void {
  const holder = community.byId.get(id);
  const lost = [...community.incomplete, ...community.leftOut].find((other) => other.id === id);
  const taken = holder && holder !== document ? holder.path : lost && lost.path !== document.path ? lost.path : null;
  if (taken !== null) throw new Refusal(`${taken} answers to \`${id}\` already.`, 'Choose another title.');
}

export interface Renaming {
  readonly id: string;
  readonly path: string;
  readonly plan: Plan;
}

/**
 * A document under another title: its file gets the name that goes with it, the old id stays as an alias, and every link
 * to it is rewritten where it stands.
 *
 * @param keepId Only the title changes.
 * @throws Refusal where another document has that id, or something cannot be edited safely; pages have no title to set.
 */
export function rename(community: Community, document: Document, title: string, keepId = false): Renaming {
  const kind = document.declaration;
  if (!kind) {
    throw new Refusal(
      `${document.path} is a page: it is called as its file and its first heading say.`,
      '`git mv` moves it.',
    );
  }
  const id = keepId ? document.id : idUnder(title, document, kind);
  const folder = document.path.slice(0, document.path.lastIndexOf('/') + 1);
  const isMoved = id !== document.id;
  const path = isMoved ? `${folder}${id}.md` : document.path;
  if (isMoved) refuseTaken(community, id, document);
  const { text: before } = document.source;
  const titled = document.title === title ? before : setField(before, kind.title.field, yamlText(title));
  const aliased = titled !== null && isMoved ? addItems(titled, 'aliases', [document.id]) : titled;
  if (aliased === null) throw unedited(document.path, 'its front matter');
  const summary = `Rename ${kind.name}: ${title} (${id})`;
  if (!isMoved) {
    const changes = aliased === before ? [] : [{ type: 'edit' as const, path, before, after: aliased }];
    return { id, path, plan: { summary, changes } };
  }
  const forwarding = { from: document, id, path };
  // Its links to itself, too, lead to its new name.
  const after = forwarded(community, document, forwarding, { path, text: aliased });
  const move = { type: 'move' as const, from: document.path, path, before, after };
  return { id, path, plan: { summary, changes: [move, ...relink(community, forwarding)] } };
}
