import { list, optional, text } from '../model/field.ts';
import type { Community } from '../model/community.ts';
import type { Document } from '../model/document.ts';
import type { Held, Kind } from '../model/kind.ts';
import { advice } from './advice.ts';
import { assessment } from './assessment.ts';
import { caseNote } from './case.ts';
import { failure } from './failure.ts';
import { faq } from './faq.ts';
import { followup } from './followup.ts';
import { inquiry } from './inquiry.ts';
import { insight } from './insight.ts';
import { issue } from './issue.ts';
import { member } from './member.ts';
import { objective } from './objective.ts';
import { pitch } from './pitch.ts';
import { purpose } from './purpose.ts';
import { strategy } from './strategy.ts';
import { summary } from './summary.ts';
import { vision } from './vision.ts';

/** Every kind, in the order in which lists and manuals show them. */
export const KINDS = [
  purpose,
  vision,
  objective,
  strategy,
  inquiry,
  pitch,
  member,
  issue,
  advice,
  followup,
  caseNote,
  failure,
  insight,
  summary,
  faq,
  assessment,
] as const;

export type AnyKind = (typeof KINDS)[number];
export type KindName = AnyKind['name'];
export type KindOf<Name extends KindName> = Extract<AnyKind, { name: Name }>;
export type FieldsOf<Name extends KindName> = Held<KindOf<Name>>;

/** The fields that every kind has besides its own. */
export const COMMON = {
  title: optional(text(), 'what the document is called'),
  aliases: list(text(), 'former ids that still lead here'),
};

export const KIND_NAMES: readonly KindName[] = KINDS.map((kind) => kind.name);

/** The kinds that say what the community is for. */
export const CHARTER_KINDS: readonly string[] = KINDS.filter(({ role }) => role === 'charter').map(({ name }) => name);

const byName = new Map<string, Kind>(KINDS.map((kind) => [kind.name, kind]));

export function kindNamed(name: string): Kind | null {
  return byName.get(name) ?? null;
}

export type DocumentOf<Name extends KindName> = Document<Name, FieldsOf<Name>>;

/** The documents of one kind, with their fields typed. */
export function every<Name extends KindName>(community: Community, name: Name): readonly DocumentOf<Name>[] {
  return (community.byKind.get(name) ?? []) as readonly DocumentOf<Name>[];
}

/** The documents of one kind that some ids lead to, each once, in their order. */
export function namedBy<Name extends KindName>(
  ids: readonly string[],
  name: Name,
  community: Community,
): DocumentOf<Name>[] {
  return [...new Set(ids)].flatMap((id) => {
    const found = community.byId.get(id);
    return found && isKind(found, name) ? [found] : [];
  });
}

export function isKind<Name extends KindName>(
  document: Document,
  ...names: readonly Name[]
): document is DocumentOf<Name> {
  return (names as readonly string[]).includes(document.kind);
}
