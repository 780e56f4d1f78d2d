import { processIo } from './edges/process.ts';
import { main } from './cli.ts';

/** Resolves once the command line is done with. What could not be written has its exit code already. */
export const ended = main(process.argv.slice(2), processIo(process)).then((code) => (process.exitCode ??= code));
