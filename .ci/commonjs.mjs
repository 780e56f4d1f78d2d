// Only modules of the new kind can be split into chunks, and node takes longer to find and link those than to run a small command.
// What was split is made the old kind, file by file.
import { readFileSync, writeFileSync } from 'node:fs';
import { transform } from 'esbuild';
import { COMMON_JS } from './bundling.mjs';

/** Where something comes from, as the bundle says it: what is shipped is known by that. */
const ORIGIN = /^(\s*)\/\/ (?=(?:node_modules|src)\/\S+$)/gm;

/** Makes files of JavaScript modules of the old kind, in place. */
export async function toCommonJs(paths, { target }) {
  await Promise.all(
    paths.map(async (path) => {
      const { code } = await transform(readFileSync(path, 'utf8').replaceAll(ORIGIN, '$1//! '), {
        ...COMMON_JS,
        platform: 'node',
        target,
        legalComments: 'inline',
      });
      writeFileSync(path, code);
    }),
  );
}
