import { filesRead, forgetRead } from '../edges/files.ts';
import type { Known, Read } from '../edges/answers.ts';
import type { Io } from '../edges/process.ts';
import { watched } from '../edges/watching.ts';
import { failed } from '../failing.ts';
import { taken } from '../text/work.ts';
import type { Command, Globals, Options } from './command.ts';
import { openContext } from './context.ts';

/** How a run ended: its exit code, and what it looked at; null where something went wrong, which may not happen again. */
export interface Ended {
  readonly exit: number;
  readonly read: Read | null;
}

export interface Called {
  /** The command line as it was typed. */
  readonly argv: readonly string[];
  /** What stands behind the command's name and is no option. */
  readonly words: readonly string[];
  readonly options: Options;
  readonly globals: Globals;
  /** What is known of the files from the runs before. */
  readonly known: Known | undefined;
}

/** Runs a command. What goes wrong is told, and is how it ended. */
export async function runCommand(
  command: Command,
  { argv, words, options, globals, known }: Called,
  io: Io,
): Promise<Ended> {
  forgetRead();
  try {
    const watching = watched(io, globals);
    try {
      const context = await openContext(watching.io, globals, known);
      const before = taken().git;
      const exit = await command.run(context, words, options);
      return {
        exit,
        read: { paths: filesRead(), files: context.files, askedGit: taken().git > before, keeping: context.keeping },
      };
    } finally {
      watching.ended();
    }
  } catch (error) {
    return { exit: failed(error, argv, io), read: null };
  }
}
