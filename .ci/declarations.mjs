// What each command takes, as a file: to show its help, or what is wrong with a line, nothing has to be loaded that does its work.
import { spawnSync } from 'node:child_process';
import { build } from 'esbuild';
import { REQUIRE } from './bundling.mjs';

const ASK = `
  import { COMMANDS } from './src/commands/index.ts';
  const told = {};
  for (const { name, load } of COMMANDS) {
    const { arguments: operands, options, writes, examples } = (await load()).command;
    // What depends on the words behind it is known when these are.
    if (typeof options !== 'function') told[name] = { arguments: operands, options, writes, examples };
  }
  process.stdout.write(JSON.stringify(told));
`;

/** As JSON, by the names of the commands. */
export async function declarations(options) {
  const { outputFiles } = await build({
    ...options,
    banner: { js: REQUIRE },
    stdin: { contents: ASK, resolveDir: '.' },
    format: 'esm',
    write: false,
    metafile: false,
    legalComments: 'none',
  });
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--input-type=module'], {
    input: outputFiles[0].text,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}
