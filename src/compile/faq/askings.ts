import type { Community } from '../../model/community.ts';
import { every, isKind } from '../../kinds/index.ts';
import type { DocumentOf } from '../../kinds/index.ts';
import { byDay } from '../../model/document.ts';
import { grouped } from '../../text/grouped.ts';
import { byText } from '../../text/words.ts';

type Issue = DocumentOf<'issue'>;

/** The issue that was asked first of those that one repeats; of issues that repeat each other, the first by id. */
function firstAsked(issue: Issue, community: Community): Issue {
  const passed = [issue];
  for (let at = issue; at.fields.repeats !== null;) {
    const earlier = community.byId.get(at.fields.repeats);
    if (!earlier || !isKind(earlier, 'issue')) return at;
    if (passed.includes(earlier)) return passed.sort((a, b) => byText(a.id, b.id))[0] as Issue;
    passed.push(earlier);
    at = earlier;
  }
  return passed.at(-1) as Issue;
}

/** Issues that ask the same, in the order in which they were asked, under the id of each of them. */
export function askings(community: Community): ReadonlyMap<string, readonly Issue[]> {
  const groups = grouped(every(community, 'issue'), (issue) => [firstAsked(issue, community).id]);
  const found = new Map<string, readonly Issue[]>();
  for (const [first, group] of groups) {
    const isFirst = ({ id }: Issue): number => Number(id === first);
    const inOrder = group.sort((a, b) => isFirst(b) - isFirst(a) || byDay(a, b));
    for (const { id } of inOrder) found.set(id, inOrder);
  }
  return found;
}

/** The other words in which something was asked, each once. */
export function otherWords(question: string, asked: readonly string[]): string[] {
  const seen = new Set([question.trim().toLowerCase()]);
  return asked.filter((words) => {
    const known = seen.has(words.trim().toLowerCase());
    seen.add(words.trim().toLowerCase());
    return !known;
  });
}
