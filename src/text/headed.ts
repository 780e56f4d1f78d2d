/** Lines parted by headings `### Label` of which the labels and their order are known. */
export interface HeadedText {
  /** What stands above the first of them. */
  readonly before: string;
  /** The line of each label that was found, counted from 0. */
  readonly starts: ReadonlyMap<string, number>;
  readonly texts: ReadonlyMap<string, string>;
  /** Labels that could stand at more than one line. */
  readonly ambiguous: readonly string[];
  /** The line that opens a code block which never ends; null where every one does. */
  readonly openFence: string | null;
}

const FENCE = /^ {0,3}(`{3,200}|~{3,200})(.{0,500})$/;

/** Which lines stand in code blocks. A block that does not end is none: what follows would be lost in it. */
function fenced(lines: readonly string[]): { inside: boolean[]; open: string | null } {
  const inside = lines.map(() => false);
  let open: { mark: string; at: number } | null = null;
  lines.forEach((line, at) => {
    const [, mark = '', rest = ''] = FENCE.exec(line) ?? [];
    if (open === null) {
      // The words behind backticks may hold none, or the line is code within a paragraph.
      if (mark !== '' && !(mark.startsWith('`') && rest.includes('`'))) open = { mark, at };
    } else if (mark.startsWith(open.mark) && rest.trim() === '') {
      inside.fill(true, open.at, at + 1);
      open = null;
    }
  });
  const { at } = (open as { mark: string; at: number } | null) ?? { at: -1 };
  return { inside, open: lines[at] ?? null };
}

/** The words of a third-level heading; null for any other line. */
function headingWords(line: string): string | null {
  const words = /^ {0,3}### {1,9}(.{1,300})$/.exec(line)?.[1];
  return words === undefined ? null : words.trim().toLowerCase();
}

interface Mark {
  readonly line: number;
  /** Which of the labels. */
  readonly label: number;
}

/** For each mark, how many labels can stand up to it, itself included, all in their order. */
function ranks(marks: readonly Mark[], count: number): number[] {
  // The most that can stand up to a mark of each label, so far.
  const most = Array.from({ length: count }, () => 0);
  return marks.map(({ label }) => {
    const rank = 1 + Math.max(0, ...most.slice(0, label));
    most[label] = Math.max(most[label] ?? 0, rank);
    return rank;
  });
}

function parted(
  lines: readonly string[],
  labels: readonly string[],
  chain: readonly Mark[],
  ambiguous: readonly string[],
  openFence: string | null,
): HeadedText {
  const end = (index: number): number => chain[index]?.line ?? lines.length;
  const text = (first: number, last: number): string => lines.slice(first, last).join('\n').trim();
  return {
    before: text(0, end(0)),
    starts: new Map(chain.map(({ line, label }) => [labels[label] as string, line])),
    texts: new Map(chain.map(({ line, label }, index) => [labels[label] as string, text(line + 1, end(index + 1))])),
    ambiguous,
    openFence,
  };
}

/**
 * Parts lines at headings that say one of the labels; whatever else has a heading belongs to the text above. Where each
 * label stands there once, their order is anybody's. Where one is there again, being a part of somebody's text, they are
 * taken in their order: of all ways to read them, the one that finds most labels.
 */
export function sectionLines(lines: readonly string[], labels: readonly string[]): HeadedText {
  const { inside, open } = fenced(lines);
  const known = labels.map((label) => label.toLowerCase());
  const marks = lines.flatMap((text, line): Mark[] => {
    const words = inside[line] === true ? null : headingWords(text);
    const label = words === null ? -1 : known.indexOf(words);
    return label < 0 ? [] : [{ line, label }];
  });
  if (new Set(marks.map(({ label }) => label)).size === marks.length) return parted(lines, labels, marks, [], open);
  const upTo = ranks(marks, labels.length);
  // From the end, the order is the reverse one.
  const mirrored = marks.map(({ line, label }) => ({ line, label: labels.length - 1 - label })).reverse();
  const from = ranks(mirrored, labels.length).reverse();
  const longest = Math.max(0, ...upTo);
  const chain: Mark[] = [];
  const ambiguous = new Set<string>();
  marks.forEach((mark, index) => {
    if ((upTo[index] ?? 0) + (from[index] ?? 0) - 1 !== longest) return;
    if (upTo[index] === chain.length + 1) chain.push(mark);
    else ambiguous.add(labels[mark.label] as string);
  });
  return parted(lines, labels, chain, [...ambiguous], open);
}
