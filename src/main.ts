import * as nodeModule from 'node:module';
import { processIo } from './edges/process.ts';
import { main } from './cli.ts';

// Node 22 and later keep compiled code between runs; 20 does not know how.
(nodeModule as { enableCompileCache?: () => void }).enableCompileCache?.();

/** Resolves once the command line is done with. What could not be written has its exit code already. */
export const ended = main(process.argv.slice(2), processIo(process)).then((code) => (process.exitCode ??= code));
