import type { Io } from './edges/process.ts';
import { Refusal, Stopped } from './model/refusal.ts';
import { printable, safeLines } from './text/printable.ts';

const REPORT_BUGS =
  'This is a bug in cop, not in your documents. Please report it with the command you ran and the lines above.';

/** What went wrong, to stderr, and the exit code that says so. */
export function failed(error: unknown, argv: readonly string[], io: Io): number {
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
