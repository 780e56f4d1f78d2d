/** Options of the program itself that take a value: the word behind them is not the command. */
const WITH_VALUE = new Set(['-C', '--as-of', '--color']);

/** The words of a command line that are no options, to find the command before its options are known. */
export function operands(argv: readonly string[]): string[] {
  const words: string[] = [];
  for (let index = 0; index < argv.length; index += 1) {
    const word = argv[index] as string;
    if (word === '--') break;
    if (WITH_VALUE.has(word)) index += 1;
    else if (!word.startsWith('-')) words.push(word);
  }
  return words;
}

/** What of the files the answer of a command follows from, beside the words that were typed and the day. */
export interface Following {
  /**
   * - `links`: what documents write into their front matter, and where they lead
   * - `outline`: the same with their headings, and the commits
   * - `words`: every word of every file, and the commits
   */
  readonly from: 'links' | 'outline' | 'words';
  /** Whether it follows from nothing else; otherwise a command that knows what it found before can go on from there. */
  readonly isEnough: boolean;
}

const EVERY_WORD: Following = { from: 'words', isEnough: true };
const LINKS: Following = { from: 'links', isEnough: true };

/** Commands that only tell, and what they look at. */
const TELLING: ReadonlyMap<string, Following> = new Map([
  ['due', LINKS],
  ['list', LINKS],
  ['report', LINKS],
  ['check', { from: 'outline', isEnough: false }],
  ...['show', 'seen', 'search', 'charter', 'pitch', 'faq', 'digest', 'start-here'].map((name): [string, Following] => [
    name,
    EVERY_WORD,
  ]),
]);

/** Flags with which they write, ask somebody, or look at what else there is; and a folder that is written into its flag. */
const MORE_THAN_TELLING =
  /^(?:-|-C.+|--(?:fix|write-baseline|since|mine|into|take|out|commit|branch|dry-run|verbose|federate|help)\b.*|-h)$/;

/** Flags with which a command quotes what documents say. */
const QUOTING = /^--sponsor$/;

/**
 * What the answer of a command line follows from, where it may be kept, and said again as long as nothing of that has changed;
 * null where it may not.
 */
export function following(argv: readonly string[]): Following | null {
  const [command = ''] = operands(argv);
  if (argv.some((word) => MORE_THAN_TELLING.test(word))) return null;
  return (argv.some((word) => QUOTING.test(word)) ? TELLING.has(command) && EVERY_WORD : TELLING.get(command)) || null;
}
