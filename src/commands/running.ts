import { filesRead } from '../edges/files.ts';
import type { Read } from '../edges/answers.ts';
import type { Io } from '../edges/process.ts';
import type { Standing } from '../edges/standing.ts';
import { watched } from '../edges/watching.ts';
import { failed } from '../failing.ts';
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
  /** What is known of the files from the runs before; null where nothing is. */
  readonly standing: Standing | null;
}

/** Runs a command. What goes wrong is told, and is how it ended. */
export async function runCommand(
  command: Command,
  { argv, words, options, globals, standing }: Called,
  io: Io,
): Promise<Ended> {
  try {
    const watching = watched(io, globals);
    try {
      const context = await openContext(watching.io, globals, standing);
      const exit = await command.run(context, words, options);
      return { exit, read: { paths: filesRead(), files: context.files, keeping: context.keeping } };
    } finally {
      watching.ended();
    }
  } catch (error) {
    return { exit: failed(error, argv, io), read: null };
  }
}
