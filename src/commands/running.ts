import { filesRead } from '../edges/files.ts';
import type { Io } from '../edges/process.ts';
import { watched } from '../edges/watching.ts';
import { failed } from '../failing.ts';
import type { Command, Globals, Options } from './command.ts';
import { openContext } from './context.ts';

/** How a run ended: its exit code, and the files that it read; null where something went wrong, which may not happen again. */
export interface Ended {
  readonly exit: number;
  readonly read: ReadonlySet<string> | null;
}

export interface Called {
  /** The command line as it was typed. */
  readonly argv: readonly string[];
  /** What stands behind the command's name and is no option. */
  readonly words: readonly string[];
  readonly options: Options;
  readonly globals: Globals;
}

/** Runs a command. What goes wrong is told, and is how it ended. */
export async function runCommand(command: Command, { argv, words, options, globals }: Called, io: Io): Promise<Ended> {
  try {
    const watching = watched(io, globals);
    try {
      const context = await openContext(watching.io, globals);
      return { exit: await command.run(context, words, options), read: filesRead() };
    } finally {
      watching.ended();
    }
  } catch (error) {
    return { exit: failed(error, argv, io), read: null };
  }
}
