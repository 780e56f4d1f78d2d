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
