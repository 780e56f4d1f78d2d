import { once } from './once.ts';

/** A position in a text, both counted from 1; columns count UTF-16 units, as editors do. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit === 10 || (unit === 13 && text.charCodeAt(index + 1) !== 10)) starts.push(index + 1);
  }
  return starts;
}

/**
 * Finds the line and column of an offset; LF, CRLF and a lone CR end a line, as CommonMark has it. The text is only gone
 * through when the first place is asked for: most texts have nothing to point at.
 */
export function lineIndex(text: string): (offset: number) => Position {
  const startsOf = once(() => lineStarts(text));
  return (offset) => {
    const starts = startsOf();
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] as number) + 1 };
  };
}

/** The place of an offset near the beginning of a text whose lines end with LF or CRLF. */
export function positionAt(text: string, offset: number): Position {
  let line = 1;
  let start = 0;
  for (let feed = text.indexOf('\n'); feed >= 0 && feed < offset; feed = text.indexOf('\n', start)) {
    line += 1;
    start = feed + 1;
  }
  return { line, column: offset - start + 1 };
}

/** How many lines end before an offset. */
export function linesBefore(text: string, end: number): number {
  let lines = 0;
  for (let feed = text.indexOf('\n'); feed >= 0 && feed < end; feed = text.indexOf('\n', feed + 1)) lines += 1;
  return lines;
}

/** The line ending that a text uses, judged by its first line. */
export function lineEnding(text: string): '\n' | '\r\n' {
  const feed = text.indexOf('\n');
  return feed > 0 && text[feed - 1] === '\r' ? '\r\n' : '\n';
}
