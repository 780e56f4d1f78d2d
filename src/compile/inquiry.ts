import type { Document } from '../model/document.ts';
import { parseMarkdown } from '../text/markdown/parse.ts';
import { plainText } from '../text/markdown/words.ts';

/** A story that was told, under a heading of its own, which is its anchor. */
export interface Story {
  readonly title: string;
  readonly anchor: string;
}

/** What came out of an inquiry, as a line that begins with what it is: `Need: …`. */
export const FINDINGS = ['need', 'challenge', 'opportunity'] as const;
export type FindingSort = (typeof FINDINGS)[number];

export interface Harvested {
  readonly sort: FindingSort;
  readonly text: string;
  /** The story it was told under, or null where it stands by itself. */
  readonly story: Story | null;
}

export interface Harvest {
  readonly stories: readonly Story[];
  readonly found: readonly Harvested[];
}

const LABEL =
  /^\s{0,40}(?:[-*+]\s{1,4}|\d{1,3}[.)]\s{1,4})?(?:\*\*|__|\*|_)?(need|challenge|opportunit(?:y|ies))s?(?:\*\*|__|\*|_)?\s{0,3}[:–—-](?:\*\*|__|\*|_)?\s{0,3}(\S[^]*)$/i;
const HEADING = /^\s{0,3}(#{1,6})\s/;
/** What ends a line that goes on: a blank one, another item, a heading. */
const ENDS = /^\s{0,40}(?:$|[-*+]\s|\d{1,3}[.)]\s|#)/;

/** The words of a line of Markdown, without its marks. */
function words(markdown: string): string {
  const parsed = parseMarkdown(markdown, { frontMatter: false });
  return 'root' in parsed ? plainText(parsed.root.children).trim() : markdown.trim();
}

const sortOf = (label: string): FindingSort =>
  label.toLowerCase().startsWith('opp') ? 'opportunity' : (label.toLowerCase() as FindingSort);

/**
 * What was told in an inquiry: each third-level heading under *Discover* is a story; each line that begins with `Need:`,
 * `Challenge:` or `Opportunity:`, in whatever phase, is carried into the vision, with the story above it.
 */
export function harvest(inquiry: Document): Harvest {
  const body = inquiry.body();
  if (!body) return { stories: [], found: [] };
  const { headings, code } = body.outline;
  const at = new Map(headings.map((heading) => [heading.line, heading]));
  const stories: Story[] = [];
  const found: Harvested[] = [];
  let inDiscover = false;
  let story: Story | null = null;
  const lines = inquiry.source.text.split(/\r?\n/);
  for (const [index, line] of lines.entries()) {
    const heading = at.get(index + 1);
    if (heading && heading.depth <= 2) {
      inDiscover = heading.text.toLowerCase() === 'discover';
      story = null;
    } else if (heading?.depth === 3) {
      story = inDiscover ? { title: heading.text, anchor: heading.anchor } : null;
      if (story) stories.push(story);
    }
    const match =
      HEADING.test(line) || code.some(([first, last]) => index + 1 >= first && index + 1 <= last)
        ? null
        : LABEL.exec(line);
    if (!match) continue;
    const rest: string[] = [];
    for (const next of lines.slice(index + 1)) {
      if (ENDS.test(next) || LABEL.test(next)) break;
      rest.push(next.trim());
    }
    const [, label = '', text = ''] = match;
    found.push({ sort: sortOf(label), text: words([text, ...rest].join(' ')), story });
  }
  return { stories, found };
}

/**
 * What two people ask each other, in turn, about the topic. The order is that of appreciative inquiry (Cooperrider and
 * Srivastva, 1987): the best of what was, what made it so, what is wished for; the words are ours.
 */
export const INTERVIEW: readonly string[] = [
  'Tell me of a time when this was at its best. Where were you, and what happened?',
  'What did you do, and what did others do, that made it possible?',
  'What about the place, the tools or the rules helped?',
  'What did it mean to you, and to those you did it for?',
  'What did you need that was there? What else would you have needed?',
  'What stood in the way, and how did it give?',
  'Three wishes: if we had more of this every day, what would you see?',
];

/** Who asks whom: those of a pair ask each other in turn. */
export interface Interview {
  readonly asks: string | null;
  readonly tells: string | null;
}

/** Everybody once asks and once tells: pairs in the order given, three at the end where somebody would be left. */
export function interviews(names: readonly string[]): Interview[] {
  if (names.length < 2) {
    const [only = null] = names;
    return [
      { asks: null, tells: only },
      { asks: only, tells: null },
    ];
  }
  const groups: string[][] = [];
  for (let at = 0; at + 1 < names.length; at += 2) groups.push(names.slice(at, at + 2));
  if (names.length % 2 === 1) groups.at(-1)?.push(names.at(-1) as string);
  return groups.flatMap((group) =>
    group.map((asks, index) => ({ asks, tells: group[(index + 1) % group.length] as string })),
  );
}
