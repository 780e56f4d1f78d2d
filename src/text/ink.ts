import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';
import { printable } from './printable.ts';

/** Letters and signs of Europe, a column each: ASCII, Latin, Greek, Cyrillic, and what printers set. */
const PLAIN = /^[ -~\u00a1-\u00ac\u00ae-\u02ff\u0391-\u03c9\u0400-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u203b]*$/;

/** Columns that a text takes in a terminal. Most takes no table of emoji. */
export const columnsOf = (text: string): number => (PLAIN.test(text) ? text.length : stringWidth(text));

/** What a run of text means; which colour that is, and whether there is colour at all, is the terminal's affair. */
export type Tone = 'plain' | 'strong' | 'faint' | 'good' | 'bad' | 'care' | 'name';

export interface Run {
  readonly tone: Tone;
  readonly text: string;
}

/**
 * Text that is safe to show in a terminal. It is only made by {@link ink} and its tones, which escape what they are
 * given, so that a raw string does not compile into a place that expects `Ink`.
 */
export class Ink {
  readonly runs: readonly Run[];
  private constructor(runs: readonly Run[]) {
    this.runs = runs;
  }

  /** The words of the program itself are trusted by their author, what stands between them is escaped. */
  static of(runs: readonly Run[]): Ink {
    return new Ink(runs.map((run) => ({ tone: run.tone, text: printable(run.text) })));
  }

  get text(): string {
    return this.runs.map((run) => run.text).join('');
  }

  /** Columns it takes in a terminal. */
  get width(): number {
    return columnsOf(this.text);
  }

  padEnd(columns: number): Ink {
    return ink`${this}${' '.repeat(Math.max(0, columns - this.width))}`;
  }
}

export type Inkable = string | number | Ink | readonly Inkable[];

function runsOf(value: Inkable): readonly Run[] {
  if (value instanceof Ink) return value.runs;
  if (typeof value === 'string' || typeof value === 'number') return [{ tone: 'plain', text: String(value) }];
  return value.flatMap(runsOf);
}

/** A template whose every `${value}` is escaped for the terminal, unless it is `Ink` already. */
export function ink(words: TemplateStringsArray, ...values: readonly Inkable[]): Ink {
  return Ink.of(
    words.flatMap((word, index) => [
      { tone: 'plain' as const, text: word },
      ...(index < values.length ? runsOf(values[index] as Inkable) : []),
    ]),
  );
}

const toned =
  (tone: Tone) =>
  (value: Inkable): Ink =>
    Ink.of(runsOf(value).map((run) => ({ tone, text: run.text })));

export const strong = toned('strong');
export const faint = toned('faint');
export const good = toned('good');
export const bad = toned('bad');
export const care = toned('care');
export const name = toned('name');
export const nothing = ink``;

/** Several pieces of ink with another between them. */
export function joined(pieces: readonly Ink[], between: Inkable): Ink {
  return ink`${pieces.flatMap((piece, index) => (index === 0 ? [piece] : [between, piece]))}`;
}

/** A stranger's text cut to a width in columns, with an ellipsis where something was cut. */
export function clipped(text: string, columns: number): string {
  const safe = printable(text);
  if (columnsOf(safe) <= columns) return safe;
  if (PLAIN.test(safe)) return `${safe.slice(0, Math.max(0, columns - 1)).trimEnd()}…`;
  let kept = '';
  let width = 0;
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(safe)) {
    width += columnsOf(segment);
    if (width > columns - 1) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

/** A stranger's paragraphs wrapped to a width in columns, as lines of ink. */
export function wrapped(text: string, columns: number, indent = ''): Ink[] {
  return text.split('\n').flatMap((line) =>
    wrapAnsi(printable(line), Math.max(20, columns - indent.length), { hard: false, trim: true })
      .split('\n')
      .map((part) => ink`${part === '' ? '' : indent}${part}`),
  );
}

/** Rows of cells in columns, each as wide as its widest cell; the last column is not padded. */
export function columns(rows: readonly (readonly Ink[])[], gap = 2): Ink[] {
  const widths: number[] = [];
  for (const row of rows) row.forEach((cell, index) => (widths[index] = Math.max(widths[index] ?? 0, cell.width)));
  return rows.map((row) =>
    joined(
      row.map((cell, index) => (index === row.length - 1 ? cell : cell.padEnd(widths[index] ?? 0))),
      ' '.repeat(gap),
    ),
  );
}
