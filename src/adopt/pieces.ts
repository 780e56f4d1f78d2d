import type { Kind } from '../model/kind.ts';
import type { Page, PageHeading } from './page.ts';
import { leadSection, plainHeading, sectionFor } from './sections.ts';
import type { OwnSections } from './sections.ts';

/** A stretch of a page under one heading, or above all of them. Offsets are of the page's body. */
export interface Piece {
  readonly heading: PageHeading | null;
  /** The section that it goes to; null where it keeps its own heading. */
  readonly section: string | null;
  readonly start: number;
  readonly end: number;
}

interface Cut {
  readonly heading: PageHeading;
  readonly section: string | null;
}

/** A day or an hour, as timelines have it for a heading. */
const WHEN = /^\W{0,3}(?:\d|[a-z]{3,9}\.? \d)/i;

const isTimeline = ({ text }: PageHeading): boolean => plainHeading(text).includes('timeline');

/**
 * Cuts a page where its headings say what follows, and where a heading below says that something else does. Days under
 * a timeline are part of it, be they headings of its level.
 */
export function piecesOf(page: Page, kind: Kind, own: OwnSections): Piece[] {
  const { body, title, headings } = page;
  const top = Math.min(...headings.map(({ depth }) => depth));
  const lead = leadSection(kind);
  const cuts: Cut[] = [];
  let over: Cut | null = null;
  let current: Cut | null = null;
  for (const heading of headings) {
    let section = sectionFor(kind, heading.text, own);
    const begins = section !== null && section !== current?.section;
    if (heading.depth > top && !begins) {
      // Where a heading cut off what it stands over, the next one of its level goes back to what stands over both.
      if (current === over || heading.depth > (current?.heading.depth ?? 0)) continue;
      section ??= over?.section ?? null;
    } else if (over && section === null && isTimeline(over.heading) && WHEN.test(heading.text)) continue;
    current = { heading, section };
    if (heading.depth <= top) over = current;
    cuts.push(current);
  }
  const first = cuts[0]?.heading.start ?? body.length;
  const leads: Piece[] = [
    { heading: null, section: lead, start: 0, end: title?.start ?? 0 },
    { heading: null, section: lead, start: title?.end ?? 0, end: first },
  ];
  const pieces = cuts.map(({ heading, section }, index) => ({
    heading,
    section,
    start: heading.end,
    end: cuts[index + 1]?.heading.start ?? body.length,
  }));
  return [...leads, ...pieces].filter(
    ({ heading, start, end }) => heading !== null || body.slice(start, end).trim() !== '',
  );
}
