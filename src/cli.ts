import { Command as Commander, CommanderError, InvalidArgumentError, Option } from 'commander';
import type { Command, Globals, OptionSpec } from './commands/command.ts';
import { COMMANDS } from './commands/index.ts';
import { GLOBAL, WRITING } from './commands/globals.ts';
import type { CommandEntry } from './commands/index.ts';
import type { Io } from './edges/process.ts';
import { Refusal, Stopped } from './model/refusal.ts';
import { printable, safeLines } from './text/printable.ts';

const REPORT_BUGS =
  'This is a bug in cop, not in your documents. Please report it with the command you ran and the lines above.';

/** Options of the program itself that take a value: the word behind them is not the command. */
const WITH_VALUE = new Set(['-C', '--as-of', '--color']);

/** The words of a command line that are no options, to find the command before its options are known. */
function operands(argv: readonly string[]): string[] {
  const words: string[] = [];
  for (let index = 0; index < argv.length; index += 1) {
    const word = argv[index] as string;
    if (word === '--') break;
    if (WITH_VALUE.has(word)) index += 1;
    else if (!word.startsWith('-')) words.push(word);
  }
  return words;
}

function named(words: readonly string[]): CommandEntry | undefined {
  const [first, second] = words[0] === 'help' ? words.slice(1) : words;
  return COMMANDS.find(({ name }) => name === `${first} ${second}`) ?? COMMANDS.find(({ name }) => name === first);
}

function addOption(commander: Commander, { flags, sentence, many, choices }: OptionSpec): void {
  const option = new Option(flags, sentence);
  if (choices) option.choices([...choices]);
  if (many) {
    option.argParser((value: string, before: string[] | undefined) => {
      if (choices && !choices.includes(value)) throw new InvalidArgumentError(`Allowed are ${choices.join(', ')}.`);
      return [...(before ?? []), value];
    });
  }
  commander.addOption(option);
}

interface Outcome {
  exit: number;
}

interface Surroundings {
  readonly argv: readonly string[];
  readonly io: Io;
  readonly outcome: Outcome;
}

function program({ io }: Surroundings): Commander {
  const root = new Commander('cop');
  root.description('Runs a community of practice out of a git repository of Markdown.');
  for (const option of GLOBAL) addOption(root, option);
  root
    .option('-V, --version', 'print the version')
    .helpOption('-h, --help', 'show help')
    .configureHelp({ showGlobalOptions: true })
    .helpCommand('help [command]', 'show help for a command')
    .showHelpAfterError('(`cop --help` shows the commands; `cop COMMAND --help` a command’s options.)')
    .configureOutput({ writeOut: io.stdout, writeErr: io.stderr, getOutHelpWidth: () => helpWidth(io) })
    .exitOverride();
  return root;
}

const helpWidth = (io: Io): number => Math.min(100, io.width);

/** Every command by name and summary; only the one that is called is loaded with what it takes. */
async function addCommands(root: Commander, around: Surroundings): Promise<void> {
  const words = operands(around.argv);
  const called = named(words);
  const parents = new Map<string, Commander>();
  for (const entry of COMMANDS) {
    const [name, child] = entry.name.split(' ') as [string, string?];
    let commander: Commander;
    if (child === undefined) {
      commander = root.command(name).helpGroup(`${entry.group}:`);
    } else {
      const known = parents.get(name);
      const parent =
        known ??
        root.command(name).helpGroup(`${entry.group}:`).description(`${entry.summary} (\`cop ${entry.name}\`)`);
      parents.set(name, parent);
      commander = parent.command(child);
    }
    commander.description(entry.summary);
    if (entry === called) {
      const { command } = await entry.load();
      addCommand(commander, command, around, words.slice(entry.name.split(' ').length));
    }
  }
}

function addCommand(commander: Commander, command: Command, around: Surroundings, words: readonly string[]): void {
  for (const { name, sentence } of command.arguments) commander.argument(name, sentence);
  const own = typeof command.options === 'function' ? command.options(words) : command.options;
  for (const option of [...own, ...(command.writes ? WRITING : [])]) addOption(commander, option);
  if (command.examples) {
    commander.addHelpText('after', `\nTry:\n${command.examples.map((line) => `  ${line}`).join('\n')}`);
  }
  commander.action(async () => {
    const { openContext } = await import('./commands/context.ts');
    const context = await openContext(around.io, commander.optsWithGlobals<Globals>());
    around.outcome.exit = await command.run(context, commander.args, commander.opts());
  });
}

/** What went wrong, to stderr, and the exit code that says so. */
function failed(error: unknown, { argv, io }: Surroundings): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof Refusal) {
    io.stderr(safeLines(`cop: ${error.message}\n${error.instead === null ? '' : `${error.instead}\n`}`));
    return error instanceof Stopped ? error.exit : 2;
  }
  const { code, syscall, path } = error as NodeJS.ErrnoException;
  if (typeof code === 'string' && syscall !== undefined) {
    io.stderr(
      safeLines(
        `cop: The system refused (${code}, ${syscall}${path === undefined ? '' : ` of ${printable(path)}`}).\n`,
      ),
    );
    return 2;
  }
  const { stack, message } = error instanceof Error ? error : new Error(String(error));
  const told = argv.includes('--verbose') ? (stack ?? message) : `${message} (--verbose shows where)`;
  io.stderr(safeLines(`cop: ${told}\n${REPORT_BUGS}\n`));
  return 2;
}

/** Runs one command line. Resolves to the exit code: 0 done, 1 something was found, 2 it could not be done, 130 somebody left. */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  const around: Surroundings = { argv, io, outcome: { exit: 0 } };
  try {
    if (operands(argv).length === 0 && (argv.includes('--version') || argv.includes('-V'))) {
      const { packageVersion } = await import('./edges/package-files.ts');
      io.stdout(`${packageVersion()}\n`);
      return 0;
    }
    const root = program(around);
    await addCommands(root, around);
    if (argv.length === 0) root.outputHelp();
    else await root.parseAsync([...argv], { from: 'user' });
    return around.outcome.exit;
  } catch (error) {
    return failed(error, around);
  }
}
