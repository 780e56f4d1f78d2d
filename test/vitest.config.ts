import { statfsSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { DEFINED, built } from './built.ts';

const report = process.env['COP_TEST_REPORT'] ?? '';

const GIGABYTE = 2 ** 30;

/** Memory that is used as a disk, where there is plenty of it: tests make thousands of files, and throw them away. */
function memoryFolder(): string | undefined {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm');
    return bavail * bsize > 2 * GIGABYTE ? '/dev/shm' : undefined;
  } catch {
    return undefined;
  }
}

const temporary = process.env['TMPDIR'] ?? memoryFolder();

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  // While somebody watches, sources are taken as they are saved.
  plugins: process.argv.includes('run') ? [await built()] : [],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  define: DEFINED,
  test: {
    // A busy machine is slow to notice what was saved.
    expect: { poll: { timeout: 15_000 } },
    include: ['test/**/*.test.ts'],
    reporters: report === '' ? ['default'] : ['default', ['json', { outputFile: report }]],
    // A test that starts git or a browser takes longer than one that compares values; a hang still ends.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // One process a core: most tests wait for git, a browser or a disk part of their time.
    maxWorkers: '100%',
    // Each has its core: threads of its own for collecting garbage and compiling would take it from the other.
    execArgv: ['--single-threaded'],

    env: {
      FORCE_COLOR: '0',
      // Nothing is kept between tests; those of what is kept have folders of their own for that.
      COP_CACHE: 'off',
      ...(temporary === undefined ? {} : { TMPDIR: temporary }),
    },
  },
});
