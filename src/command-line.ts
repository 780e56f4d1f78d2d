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

/** Commands that only tell: what they say follows from the words that were typed, the files, git and the day. */
const TELLING = new Set([
  'due',
  'list',
  'show',
  'seen',
  'search',
  'check',
  'charter',
  'pitch',
  'faq',
  'digest',
  'start-here',
  'report',
]);

/** Flags with which they write, ask somebody, or look at what else there is; and a folder that is written into its flag. */
const MORE_THAN_TELLING =
  /^(?:-|-C.+|--(?:fix|write-baseline|since|mine|into|take|out|commit|branch|dry-run|verbose|federate|help)\b.*|-h)$/;

/** Whether what a command line says may be kept, and said again as long as nothing it follows from has changed. */
export function mayBeKept(argv: readonly string[]): boolean {
  const [command = ''] = operands(argv);
  return TELLING.has(command) && !argv.some((word) => MORE_THAN_TELLING.test(word));
}
