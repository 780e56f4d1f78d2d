import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { build } from 'esbuild';
import type { Plugin } from 'vitest/config';
import { FOR_NODE, REQUIRE } from '../.ci/bundling.mjs';

const PROJECT = new URL('..', import.meta.url).pathname;
const BUILT = join(PROJECT, 'node_modules/.cop-tests');

const DAY_MS = 24 * 60 * 60 * 1000;

/** What is kept between runs is kept under the number of the program, which it has when it is built. */
export const DEFINED = { COP_BUILD: JSON.stringify('tests') };

/**
 * The sources as JavaScript, each where a test imports it, so that node loads them by itself: every file of tests has a process of
 * its own, in which asking for 450 modules one by one takes longer than most of the tests. A failure is still told by its
 * place in the source.
 */
export async function built(): Promise<Plugin> {
  mkdirSync(BUILT, { recursive: true });
  // What a run left that was killed.
  for (const name of readdirSync(BUILT)) {
    const path = join(BUILT, name);
    if (Date.now() - statSync(path).mtimeMs > DAY_MS) rmSync(path, { recursive: true, force: true });
  }
  // Of its own, since tests may run twice at once.
  const folder = mkdtempSync(join(BUILT, 'run-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const sources = readdirSync(join(PROJECT, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !path.startsWith('browser'))
    .map((path) => `src/${path}`);
  await build({
    absWorkingDir: PROJECT,
    entryPoints: sources,
    outbase: 'src',
    outdir: folder,
    ...FOR_NODE,
    splitting: true,
    format: 'esm',
    sourcemap: 'linked',
    define: DEFINED,
    banner: { js: REQUIRE },
  });
  return {
    name: 'built sources',
    enforce: 'pre',
    resolveId(source, importer) {
      if (importer === undefined || !source.startsWith('.')) return undefined;
      const path = relative(PROJECT, resolve(importer, '..', source)).replaceAll('\\', '/');
      if (!path.startsWith('src/') || path.startsWith('src/browser')) return undefined;
      return { id: join(folder, path.replace(/^src\//, '').replace(/\.tsx?$/, '.js')), external: true };
    },
  };
}
