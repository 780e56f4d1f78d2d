import { Command as Commander, InvalidArgumentError, Option } from 'commander';
import type { Command, Globals, OptionSpec } from './commands/command.ts';
import { GLOBAL, WRITING } from './commands/globals.ts';
import { COMMANDS, named } from './commands/index.ts';
import type { CommandEntry } from './commands/index.ts';
import type { Ended } from './commands/running.ts';
import { beginsWithCommand, operands } from './command-line.ts';
import { shippedDeclaration } from './edges/package-files.ts';
import type { Io } from './edges/process.ts';
import type { Known } from './edges/answers.ts';
import { failed } from './failing.ts';

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
  readonly known: Known | undefined;
  /** How the command ended that was called. */
  ended: Ended;
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
    .configureOutput({
      writeOut: io.stdout,
      writeErr: io.stderr,
      getOutHelpWidth: () => helpWidth(io),
      getErrHelpWidth: () => helpWidth(io),
      // Help has no colours; to know whether it might would take streams, which are slow to make.
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .exitOverride();
  return root;
}

const helpWidth = (io: Io): number => Math.min(100, io.width);

/** The command that is called, with what it takes; where others may be told of, every one of them by name and summary. */
async function addCommands(root: Commander, around: Surroundings): Promise<void> {
  const called = named(operands(around.argv));
  const parents = new Map<string, Commander>();
  for (const entry of called && beginsWithCommand(around.argv) ? [called] : COMMANDS) {
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
      const declared = (shippedDeclaration(entry.name) as Declaration | undefined) ?? (await entry.load()).command;
      addCommand(commander, entry, declared, around);
    }
  }
}

/** What a command takes, as far as it can be known without what it does. */
type Declaration = Pick<Command, 'arguments' | 'options' | 'writes' | 'examples'>;

function addCommand(commander: Commander, entry: CommandEntry, declared: Declaration, around: Surroundings): void {
  for (const { name, sentence } of declared.arguments) commander.argument(name, sentence);
  const { options } = declared;
  const words = operands(around.argv).slice(entry.name.split(' ').length);
  const own = typeof options === 'function' ? options(words) : options;
  for (const option of [...own, ...(declared.writes ? WRITING : [])]) addOption(commander, option);
  if (declared.examples) {
    commander.addHelpText('after', `\nTry:\n${declared.examples.map((line) => `  ${line}`).join('\n')}`);
  }
  commander.action(async () => {
    const [{ command }, { runCommand }] = await Promise.all([entry.load(), import('./commands/running.ts')]);
    around.ended = await runCommand(
      command,
      {
        argv: around.argv,
        known: around.known,
        words: commander.args,
        options: commander.opts(),
        globals: commander.optsWithGlobals<Globals>(),
      },
      around.io,
    );
  });
}

/** Help for a command that there is none of is no help: that is said as of the command itself. */
function asked(argv: readonly string[]): string[] {
  const [first, second] = operands(argv);
  const isCommand = second === undefined || COMMANDS.some(({ name }) => name.split(' ', 1)[0] === second);
  return first === 'help' && !isCommand ? [second] : [...argv];
}

/**
 * Parses a command line and runs the command that it calls. What goes wrong is told, and is how it ended.
 *
 * @param known What is known of the files from the runs before.
 */
export async function runProgram(argv: readonly string[], io: Io, known?: Known): Promise<Ended> {
  const around: Surroundings = { argv, io, known, ended: { exit: 0, read: null } };
  try {
    const root = program(around);
    await addCommands(root, around);
    if (argv.length === 0) root.outputHelp();
    else await root.parseAsync(asked(argv), { from: 'user' });
  } catch (error) {
    return { exit: failed(error, argv, io), read: null };
  }
  return around.ended;
}
