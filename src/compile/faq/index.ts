import type { Community } from '../../model/community.ts';
import type { States } from '../../states/index.ts';
import { grouped } from '../../text/grouped.ts';
import { byText } from '../../text/words.ts';
import { askings } from './askings.ts';
import type { FaqEntry } from './entry.ts';
import { headings } from './headings.ts';
import { settled } from './settled.ts';
import { entriesWritten, issuesOf, written } from './written.ts';

export type { FaqEntry } from './entry.ts';

/**
 * The FAQ, by question: what was written as such; issues that were settled and that nobody has made an entry of yet, with
 * those that asked the same; and questions that notes put as headings. What is asked in the same words is one entry, of
 * the first of these sorts that has it.
 */
export function faqEntries(community: Community, states: States): FaqEntry[] {
  const asked = askings(community);
  const byHand = entriesWritten(community);
  // Whoever answers one asking answers them all.
  const covered = new Set(
    byHand.flatMap((faq) => issuesOf(faq, community)).flatMap((id) => (asked.get(id) ?? []).map((issue) => issue.id)),
  );
  const groups = [...new Set(asked.values())].filter((group) => !group.some(({ id }) => covered.has(id)));
  const all = [
    ...byHand.map((faq) => written(faq, asked, community, states)),
    ...groups.flatMap((group) => settled(group, community, states) ?? []),
    ...headings(community, states),
  ];
  const known = new Set<string>();
  const once = all.filter(({ question, alsoAsked, anchor }) => {
    const words = [question, ...alsoAsked].map((form) => form.trim().toLowerCase());
    const isNew = anchor === null || !words.some((form) => known.has(form));
    for (const form of words) known.add(form);
    return isNew;
  });
  return withOwnAnchors(once).sort(
    (a, b) => byText(a.question.toLowerCase(), b.question.toLowerCase()) || byText(a.id, b.id),
  );
}

/** Entries with each anchor once: that of an entry before another's alias, and an alias where it comes first. */
function withOwnAnchors(entries: readonly FaqEntry[]): FaqEntry[] {
  const taken = new Set(entries.map(({ id }) => id));
  return entries.map((entry) => {
    const own = entry.aliases.filter((alias) => !taken.has(alias));
    for (const alias of own) taken.add(alias);
    return { ...entry, aliases: own };
  });
}

/** Entries by their first topic, topics in order of their names; those without one come last. */
export function byTopic<T extends { readonly topics: readonly string[] }>(
  entries: readonly T[],
): [string | null, T[]][] {
  const groups = grouped<T, string | null>(entries, ({ topics }) => [topics[0] ?? null]);
  return [...groups].sort(([a], [b]) => (a === null ? 1 : b === null ? -1 : byText(a, b)));
}
