// Only modules of the new kind can be split into chunks, and node takes longer to find and link those than to run a small command.
// What was split is made the old kind, file by file.
import { readFileSync, writeFileSync } from 'node:fs';
import { transform } from 'esbuild';

/** Where something comes from, as the bundle says it: what is shipped is known by that. */
const ORIGIN = /^(\s*)\/\/ (?=(?:node_modules|src)\/\S+$)/gm;

/** Makes files of JavaScript modules of the old kind, in place. */
export async function toCommonJs(paths, { target }) {
  await Promise.all(
    paths.map(async (path) => {
      const { code } = await transform(readFileSync(path, 'utf8').replaceAll(ORIGIN, '$1//! '), {
        format: 'cjs',
        platform: 'node',
        target,
        // `import()` has node make ready for the new kind, which nothing here is.
        supported: { 'dynamic-import': false },
        legalComments: 'inline',
      });
      writeFileSync(path, code);
    }),
  );
}
