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

/** Whether a command stands first but for options with their values: what stands there alone may ask for help with all of them. */
export function beginsWithCommand(argv: readonly string[]): boolean {
  let at = 0;
  while (WITH_VALUE.has(argv[at] ?? '')) at += 2;
  const word = argv[at] ?? '-';
  return !word.startsWith('-') && word !== 'help';
}
