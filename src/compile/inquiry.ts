import type { Document } from '../model/document.ts';
import { plainText } from '../text/markdown/words.ts';
import { sectionNamed } from '../text/markdown/outline.ts';
import type { Section } from '../text/markdown/outline.ts';

type Node = Section['nodes'][number];
type Heading = Extract<Node, { type: 'heading' }>;

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

const LABEL = /^(need|challenge|opportunity)\s{0,3}:\s{0,3}(\S[^]*)$/i;
/** Every list item and paragraph at the top of some nodes, one after another. */
function lines(node: Node): Node[] {
  return node.type === 'list' ? node.children : [node];
}

/**
 * What was told in an inquiry: each third-level heading under *Discover* is a story; each line that begins with `Need:`,
 * `Challenge:` or `Opportunity:`, in whatever phase, is carried into the vision, with the story above it.
 */
export function harvest(inquiry: Document): Harvest {
  const body = inquiry.body();
  if (!body) return { stories: [], found: [] };
  const anchors = new Map(body.outline.headings.map(({ line, anchor }) => [line, anchor]));
  const discover = sectionNamed(body.outline, 'Discover');
  const stories: Story[] = [];
  const found: Harvested[] = [];
  for (const section of body.outline.sections) {
    let story: Story | null = null;
    for (const node of section.nodes) {
      if (node.type === 'heading') {
        story = section === discover ? storyOf(node, anchors) : null;
        if (story) stories.push(story);
        continue;
      }
      for (const line of lines(node)) {
        const match = LABEL.exec(plainText([line]).trim());
        if (!match) continue;
        const [, sort = '', text = ''] = match;
        found.push({ sort: sort.toLowerCase() as FindingSort, text, story });
      }
    }
  }
  return { stories, found };
}

function storyOf(node: Heading, anchors: ReadonlyMap<number, string>): Story | null {
  const title = plainText([node]).trim();
  const anchor = anchors.get(node.position?.start.line ?? 0);
  return node.depth === 3 && title !== '' && anchor !== undefined ? { title, anchor } : null;
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
