import { Command as Commander, InvalidArgumentError, Option } from 'commander';
import type { Command, Globals, OptionSpec } from './commands/command.ts';
import { GLOBAL, WRITING } from './commands/globals.ts';
import { COMMANDS } from './commands/index.ts';
import { named, operands } from './command-line.ts';
import type { Io } from './edges/process.ts';

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

interface Surroundings {
  readonly argv: readonly string[];
  readonly io: Io;
  readonly outcome: { exit: number };
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
    const { watched } = await import('./edges/watching.ts');
    const globals = commander.optsWithGlobals<Globals>();
    const { io, ended } = watched(around.io, globals);
    try {
      const context = await openContext(io, globals);
      around.outcome.exit = await command.run(context, commander.args, commander.opts());
    } finally {
      ended();
    }
  });
}

/** Parses a command line and runs the command that it calls. Resolves to how that ended. @throws whatever commander or the command does. */
export async function runProgram(argv: readonly string[], io: Io): Promise<number> {
  const around: Surroundings = { argv, io, outcome: { exit: 0 } };
  const root = program(around);
  await addCommands(root, around);
  if (argv.length === 0) root.outputHelp();
  else await root.parseAsync([...argv], { from: 'user' });
  return around.outcome.exit;
}
