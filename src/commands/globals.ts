import type { OptionSpec } from './command.ts';

/** Options of the program itself, which every command has; `--version` and `--help` are commander's own. */
export const GLOBAL: readonly OptionSpec[] = [
  { flags: '-C <dir>', sentence: 'run as if started in this folder' },
  { flags: '--as-of <day>', sentence: 'take this day for today (also: COP_AS_OF)' },
  { flags: '--json', sentence: 'print one JSON document' },
  { flags: '--no-input', sentence: 'never ask; refuse where something is missing' },
  { flags: '--color <when>', sentence: 'colour the output', choices: ['auto', 'always', 'never'] },
  { flags: '--verbose', sentence: 'tell where the time went, and more when something breaks' },
];

/** Options of commands that write. */
export const WRITING: readonly OptionSpec[] = [
  { flags: '--dry-run', sentence: 'show what would be written, as a diff, and write nothing' },
  { flags: '--commit', sentence: 'commit what was written, and nothing else' },
  { flags: '--branch <name>', sentence: 'commit it on a new branch' },
];
