import type { Kind } from '../model/kind.ts';
import { withEdits } from '../text/edits.ts';
import { outline } from '../text/markdown/outline.ts';
import { parseMarkdown } from '../text/markdown/parse.ts';
import { readPage } from './page.ts';
import type { Page, PageHeading } from './page.ts';
import { piecesOf } from './pieces.ts';
import type { Piece } from './pieces.ts';
import { leadSection } from './sections.ts';
import type { OwnSections } from './sections.ts';

/** A body as a document of ours has it, and which of the sections that its kind asks for it does without. */
export interface Composed {
  readonly text: string;
  readonly missing: readonly string[];
}

/** The heading under which a document keeps what none of its fields takes. */
export const FROM_ORIGINAL = 'From the original';

/** Sub-headings of a section begin at this level. */
const BELOW = 3;
const DEEPEST = 6;

/** A heading at another level, as `#` has it. A last `#` of its own would be taken for the end of the mark. */
const atLevel = ({ words }: PageHeading, level: number): string =>
  `${'#'.repeat(Math.min(DEEPEST, level))} ${words.replace(/(?<=^|[ \t])#+$/, '\\$&')}`.trimEnd();

/** The headings between two offsets; pages have them in order, and may have them by the ten thousand. */
function headingsWithin(headings: readonly PageHeading[], start: number, end: number): readonly PageHeading[] {
  const firstFrom = (offset: number): number => {
    let [low, high] = [0, headings.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((headings[middle] as PageHeading).start < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return headings.slice(firstFrom(start), firstFrom(end));
}

/** A stretch of a page, its headings so many levels further down. */
export function shifted(page: Page, { start, end }: { start: number; end: number }, by: number): string {
  const within = headingsWithin(page.headings, start, end);
  const edits = within.map((heading) => ({
    start: heading.start - start,
    end: heading.end - start,
    text: atLevel(heading, Math.max(BELOW, heading.depth + by)),
  }));
  return withEdits(page.body.slice(start, end), edits)
    .replace(/^(?:[ \t]*\n)+/, '')
    .trimEnd();
}

/** What stands in a section of ours: its own words, and what others call otherwise under that name. */
function inSection(page: Page, title: string, pieces: readonly Piece[]): string {
  // What stands below a heading of its own must not seem to go on below another's.
  let isHeaded = false;
  const told = pieces.map((piece) => {
    const { heading } = piece;
    const isOwn = !heading || (!isHeaded && heading.text.toLowerCase() === title.toLowerCase());
    const within = heading ? headingsWithin(page.headings, piece.start, piece.end).length : 0;
    isHeaded ||= !isOwn || within > 0;
    if (isOwn) return shifted(page, piece, heading ? 2 - heading.depth : 0);
    return [atLevel(heading, BELOW), shifted(page, piece, BELOW - heading.depth)]
      .filter((text) => text !== '')
      .join('\n\n');
  });
  return told.filter((text) => text !== '').join('\n\n');
}

const sectionTitles = (text: string): string[] => {
  const tree = parseMarkdown(text, { frontMatter: false });
  return 'root' in tree ? outline(tree.root, text).sections.map(({ title }) => title) : [];
};

/** Pieces that go into one body: those of a page, and texts that are put beside them under a heading each. */
export interface Material {
  readonly page: Page;
  readonly pieces: readonly Piece[];
  /** Texts for sections of the kind, behind what the page has for them. */
  readonly added?: ReadonlyMap<string, string>;
  /** Sections of the document's own, behind the others. */
  readonly behind?: readonly { readonly title: string; readonly text: string }[];
}

/**
 * Puts a page together as a document of a kind: its sections in their order, then what has none under headings of its own.
 * Where something in it, such as a code block that does not end, would swallow what follows, the page stays in one piece.
 */
export function compose(kind: Kind, { page, pieces, added = new Map(), behind = [] }: Material): Composed {
  const blocks: { title: string; text: string }[] = [];
  for (const { title } of kind.sections) {
    const own = inSection(
      page,
      title,
      pieces.filter(({ section }) => section === title),
    );
    const text = [own, added.get(title) ?? ''].filter((one) => one !== '').join('\n\n');
    if (text !== '') blocks.push({ title: `## ${title}`, text });
  }
  for (const piece of pieces) {
    const { heading, section } = piece;
    if (section !== null || !heading) continue;
    blocks.push({ title: atLevel(heading, 2), text: shifted(page, piece, 2 - heading.depth) });
  }
  blocks.push(...behind.map(({ title, text }) => ({ title: `## ${title}`, text })));
  const joined = (some: readonly { title: string; text: string }[]): string =>
    some.map(({ title, text }) => (text === '' ? title : `${title}\n\n${text}`)).join('\n\n');
  const text = joined(blocks);
  const there = sectionTitles(text);
  if (there.length === blocks.length) return { text, missing: missing(kind, there, blocks) };
  return whole(kind, { page, pieces, added, behind });
}

/** The sections that a kind asks for and that are not there, or say nothing. */
function missing(kind: Kind, there: readonly string[], blocks: readonly { text: string }[]): string[] {
  const said = new Set(there.filter((_, index) => blocks[index]?.text !== '').map((title) => title.toLowerCase()));
  return kind.sections.flatMap(({ title, optional }) => (optional || said.has(title.toLowerCase()) ? [] : [title]));
}

function whole(kind: Kind, { page, pieces, added = new Map(), behind = [] }: Material): Composed {
  const lead = leadSection(kind);
  const texts = [...added].map(([title, text]) => `## ${title}\n\n${text}`);
  const kept = behind.map(({ title, text }) => `## ${title}\n\n${text}`);
  const told = pieces.map((piece) => {
    const own = piece.heading ? `${atLevel(piece.heading, BELOW)}\n\n` : '';
    return own + shifted(page, piece, BELOW - (piece.heading?.depth ?? 2));
  });
  const text = [...texts, ...kept, `## ${lead}`, ...told].join('\n\n');
  const said = new Set([...added.keys(), lead]);
  return {
    text,
    missing: kind.sections.flatMap(({ title, optional }) => (optional || said.has(title) ? [] : [title])),
  };
}

/** A whole page as a body of a kind. */
export function composePage(
  kind: Kind,
  page: Page,
  own: OwnSections,
  more: Pick<Material, 'added' | 'behind'> = {},
): Composed {
  return compose(kind, { page, pieces: piecesOf(page, kind, own), ...more });
}

/** A piece of a page by itself, with the definitions that it refers to and that stand elsewhere. */
export function withDefinitions(page: Page, text: string, range: { start: number; end: number } | null): string {
  const written = text.toLowerCase();
  const wanted = page.definitions.filter(({ node }) => {
    const at = node.position?.start.offset ?? 0;
    if (range && at >= range.start && at < range.end) return false;
    const label = (node.label ?? node.identifier).toLowerCase();
    return written.includes(`[${label}]`) || written.includes(`[^${label}]`);
  });
  return [text.trim(), ...wanted.map((one) => one.text)].join('\n\n');
}

/** A text as it can stand in a section: its headings below those of sections. */
export function asSection(text: string): string {
  const page = readPage({ path: '', text: `\n${text}` });
  if ('problem' in page) return text.trim();
  const all = { ...page, headings: [...(page.title ? [page.title] : []), ...page.headings] };
  const top = Math.min(...all.headings.map(({ depth }) => depth));
  return shifted(all, { start: 0, end: page.body.length }, Math.max(0, BELOW - top));
}
