import { filesRead } from '../edges/files.ts';
import type { Io } from '../edges/process.ts';
import { watched } from '../edges/watching.ts';
import { failed } from '../failing.ts';
import type { Command, Globals, Options } from './command.ts';
import { openContext } from './context.ts';

/** How a run ended: its exit code, and the files that it read. */
export interface Ended {
  readonly exit: number;
  readonly read: ReadonlySet<string>;
}

export interface Called {
  readonly argv: readonly string[];
  readonly words: readonly string[];
  readonly options: Options;
  readonly globals: Globals;
}

/** Runs a command. What goes wrong is told, and is how it ended. */
export async function runCommand(command: Command, { argv, words, options, globals }: Called, io: Io): Promise<Ended> {
  const watching = watched(io, globals);
  try {
    const context = await openContext(watching.io, globals);
    return { exit: await command.run(context, words, options), read: filesRead() };
  } catch (error) {
    return { exit: failed(error, argv, watching.io), read: filesRead() };
  } finally {
    watching.ended();
  }
}
