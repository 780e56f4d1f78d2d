import type { Community, Link } from '../model/community.ts';
import { withArticle } from '../model/field.ts';
import type { Field, Targets } from '../model/field.ts';
import type { Complaint } from '../model/finding.ts';
import { guesser } from '../text/nearest.ts';
import { remembered } from '../text/once.ts';
import { listed } from '../text/words.ts';
import { MOST_GUESSES, MOST_PER_FILE, checkable, defineCheck } from './check.ts';

/** The kinds that a reference of a field may lead to. */
function targetsOf(field: Field | undefined): Targets {
  if (field?.entering.by === 'reference') return field.entering.targets;
  if (field?.entering.by !== 'parts') return 'any';
  const targets = Object.values(field.entering.of).map(targetsOf);
  return targets.includes('any') ? 'any' : [...new Set(targets.flat())];
}

function complain(link: Link, message: string, hint: string | null): Complaint {
  return { rule: 'reference', place: link.place(), message, hint };
}

/** For each target that a field may have, a guess at what was meant. */
type Guesses = (targets: Targets) => (written: string) => string | null;

function guesses(community: Community): Guesses {
  const among = remembered((targets: string) =>
    guesser(
      targets === 'any' ? [...community.byId.keys()] : targets.split(' ').flatMap((kind) => idsOf(community, kind)),
    ),
  );
  return (targets) => among(targets === 'any' ? 'any' : targets.join(' '));
}

function* inLink(
  link: Link,
  community: Community,
  lost: ReadonlySet<string>,
  guess: Guesses | null,
): Generator<Complaint> {
  const what = link.field === null ? `\`[[${link.target}]]\`` : `\`${link.target}\` as \`${link.field}\``;
  const targets = link.field === null ? 'any' : targetsOf(link.from.declaration?.fields[link.field]);
  const to = community.follow(link);
  if (!to) {
    // What is left out has a finding of its own; calling references to it broken as well would hide the cause.
    if (lost.has(link.target)) return;
    const meant = guess?.(targets)(link.target) ?? null;
    const expected = targets === 'any' ? 'an id' : `the id of ${listed(targets.map(withArticle), 'or')}`;
    yield complain(link, `Unexpected ${what}, expected ${expected}`, meant && `Did you mean \`${meant}\`?`);
  } else if (targets !== 'any' && !targets.includes(to.kind)) {
    const expected = listed(targets.map(withArticle), 'or');
    yield complain(link, `Unexpected ${what}, which is ${withArticle(to.kind)}, expected ${expected}`, null);
  } else if (to === link.from && link.field !== null) {
    yield complain(link, `Unexpected ${what}, which is this document itself, expected another`, null);
  }
}

function idsOf(community: Community, kind: string): string[] {
  return (community.byKind.get(kind) ?? []).map(({ id }) => id);
}

export const reference = defineCheck(
  'reference',
  'error',
  'Every reference leads to a document of the right kind.',
  `Issues, advice, follow-ups and notes hold together by ids in front matter and by \`[[id]]\` in the text. A reference
to nobody breaks the thread without a trace. After a renaming, the old id in \`aliases\` keeps references working.`,
  'faces',
  function* find(community) {
    const guess = guesses(community);
    const lost = new Set(community.leftOut.flatMap(({ id }) => id ?? []));
    for (const document of checkable(community)) {
      let count = 0;
      for (const link of community.linksFrom(document)) {
        // Double brackets in somebody else's pages are theirs: only where documents are linked do they promise one.
        if (link.form !== 'field' && !(link.form === 'wiki' && document.declaration)) continue;
        const found = [...inLink(link, community, lost, count < MOST_GUESSES ? guess : null)];
        count += found.length;
        yield* found;
        if (count >= MOST_PER_FILE) break;
      }
    }
  },
);
