/** What every file of a community may weigh beside the others without being looked at. */
interface Allowance {
  /** For each file, and for all of them once more. */
  readonly each: number;
  readonly once: number;
  readonly told: (most: number) => string;
}

const count = (number: number): string => String(number).replaceAll(/\B(?=(?:\d{3})+$)/g, ',');

/**
 * What a reader can hold and go through: bytes, and the marks that pieces of Markdown are made of. A page that people write has
 * some hundred marks; a few files of the largest sort are within it in the smallest community.
 */
const ALLOWANCES = {
  bytes: {
    each: 64 * 1024,
    once: 32 * 1024 * 1024,
    told: (most) => `${Math.round(most / 1024 / 1024)} MB of long pages`,
  },
  marks: {
    each: 600,
    once: 150_000,
    told: (most) => `${count(most)} marks of Markdown in long pages`,
  },
} as const satisfies Record<string, Allowance>;

/** Marks that begin or end a piece of Markdown, one of which every piece has, by their code. */
const MARKS = new Uint8Array(128);
for (const mark of '\n*_`[]<>|#~!&\\@:') MARKS[mark.charCodeAt(0)] = 1;

function marksIn(text: string): number {
  let marks = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit < 128) marks += MARKS[unit] as number;
  }
  return marks;
}

/** One file too many, and why. */
export interface TooMuch {
  readonly path: string;
  readonly problem: string;
}

/** What a file weighs beside the others, of bytes and of marks; nothing where it is within what each may have. */
export function weightOf(text: string): readonly number[] {
  const marks = text.length <= ALLOWANCES.marks.each ? 0 : marksIn(text);
  return text.length <= ALLOWANCES.bytes.each && marks <= ALLOWANCES.marks.each ? [] : [text.length, marks];
}

/** What weighs most goes first: what is left is the same in whatever order it came. */
class Scale {
  private readonly heavy: { readonly path: string; readonly weight: number }[] = [];
  private total = 0;
  private readonly allowance: Allowance;
  private readonly most: number;

  constructor(allowance: Allowance, files: number) {
    this.allowance = allowance;
    this.most = allowance.once + allowance.each * files;
  }

  /** Of all that is on it and weighs more than its allowance. */
  get weight(): number {
    return this.total;
  }

  /** Puts a file on it. @returns Those that have to go. */
  put(path: string, weight: number): TooMuch[] {
    if (weight <= this.allowance.each) return [];
    this.total += weight;
    const isBefore = (other: { path: string; weight: number }): boolean =>
      other.weight < weight || (other.weight === weight && other.path < path);
    let [low, high] = [0, this.heavy.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isBefore(this.heavy[middle] as (typeof this.heavy)[number])) low = middle + 1;
      else high = middle;
    }
    this.heavy.splice(low, 0, { path, weight });
    const gone: TooMuch[] = [];
    while (this.total > this.most) {
      const last = this.heavy.pop();
      if (!last) break;
      this.total -= last.weight;
      gone.push({ path: last.path, problem: `Unexpected length, expected at most ${this.allowance.told(this.most)}` });
    }
    return gone;
  }
}

/** Of so many marks in long pages a program takes hundreds of megabytes, most of which it could let go at once. */
const HEAVY = 300_000;

/** The files of a community on their scales. */
export interface Burden {
  /** Puts a file on. @returns Those that have to go, be it this one or another. */
  readonly put: (path: string, text: string) => readonly TooMuch[];
  readonly isHeavy: () => boolean;
}

/**
 * Weighs the files of a community while they are read, so that thousands of them that nobody wrote by hand take neither the
 * memory nor the time of those that people wrote. The longest ones go, as many as have to, and are named.
 *
 * @param files How many there are.
 */
export function burden(files: number): Burden {
  const bytes = new Scale(ALLOWANCES.bytes, files);
  const marks = new Scale(ALLOWANCES.marks, files);
  return {
    put: (path, text) =>
      text.length <= ALLOWANCES.marks.each ? [] : [...bytes.put(path, text.length), ...marks.put(path, marksIn(text))],
    isHeavy: () => marks.weight > HEAVY,
  };
}
