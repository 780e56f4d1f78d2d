import * as nodeModule from 'node:module';
import { processIo } from './edges/process.ts';
import { main } from './cli.ts';

// Node 22 and later keep compiled code between runs; 20 does not know how.
(nodeModule as { enableCompileCache?: () => void }).enableCompileCache?.();
const code = await main(process.argv.slice(2), processIo(process));
// Output that could not be written has been told meanwhile, and is no success whatever the command thinks of it.
process.exitCode = Number(process.exitCode ?? 0) || code;
