import { resolve } from 'node:path';
import { mayBeKept } from './commands/index.ts';
import { named, operands } from './command-line.ts';
import type { Question } from './edges/answers.ts';
import type { Io } from './edges/process.ts';
import { Refusal, Stopped } from './model/refusal.ts';
import { printable, safeLines } from './text/printable.ts';

const REPORT_BUGS =
  'This is a bug in cop, not in your documents. Please report it with the command you ran and the lines above.';

/** What went wrong, to stderr, and the exit code that says so. */
function failed(error: unknown, argv: readonly string[], io: Io): number {
  const { code, syscall, path, exitCode } = error as NodeJS.ErrnoException & { exitCode?: number };
  // Commander has said what it had to say.
  if (code?.startsWith('commander.')) return exitCode === 0 ? 0 : 2;
  if (error instanceof Refusal) {
    io.stderr(safeLines(`cop: ${error.message}\n${error.instead === null ? '' : `${error.instead}\n`}`));
    return error instanceof Stopped ? error.exit : 2;
  }
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

/** A command line that was perhaps run before. Where nothing has changed since, what it said is said again. */
async function asked(argv: readonly string[], io: Io): Promise<Question | null> {
  const entry = named(operands(argv));
  if (!entry || !mayBeKept(entry.name, argv)) return null;
  // Of several the last one counts.
  const folder = argv.lastIndexOf('-C');
  const { openQuestion } = await import('./edges/answers.ts');
  return openQuestion(argv, resolve(io.cwd, folder < 0 ? '.' : (argv[folder + 1] ?? '.')), io);
}

/** The world around a run that is written down as it goes. */
function listening(io: Io, said: [1 | 2, string][]): Io {
  const writing =
    (stream: 1 | 2, write: Io['stdout']): Io['stdout'] =>
    (text) => {
      said.push([stream, text]);
      write(text);
    };
  return { ...io, stdout: writing(1, io.stdout), stderr: writing(2, io.stderr) };
}

/** Runs one command line. Resolves to the exit code: 0 done, 1 something was found, 2 it could not be done, 130 somebody left. */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  try {
    if (operands(argv).length === 0 && (argv.includes('--version') || argv.includes('-V'))) {
      const { packageVersion } = await import('./edges/package-files.ts');
      io.stdout(`${packageVersion()}\n`);
      return 0;
    }
    const question = await asked(argv, io);
    if (question?.answer) {
      for (const [stream, text] of question.answer.said) (stream === 1 ? io.stdout : io.stderr)(text);
      return question.answer.exit;
    }
    // Whoever only hears again what was said needs none of what says it.
    const { runProgram } = await import('./program.ts');
    const said: [1 | 2, string][] = [];
    const exit = await runProgram(argv, question ? listening(io, said) : io);
    await question?.keep({ said, exit });
    return exit;
  } catch (error) {
    return failed(error, argv, io);
  }
}
