// How the time to read, outline and show a body grows with it, for each shape that makes parsers slow: time(2n)/time(n).
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { SHAPES } from './shapes.mjs';

const PROJECT = join(import.meta.dirname, '..');
const LONGEST_MS = 5_000;
const STEEPEST = 2.6;
/** Below that a clock tells nothing of a ratio. */
const TELLING_MS = 25;

const READ = `
import { outline } from './src/text/markdown/outline.ts';
import { parseMarkdown } from './src/text/markdown/parse.ts';
import { toHtml } from './src/text/markdown/html.ts';
import { SHAPES } from './bench/shapes.mjs';
const reads = {
  program: (text) => {
    const tree = parseMarkdown(text, { frontMatter: true });
    return 'root' in tree && [outline(tree.root, text), toHtml(tree.root)];
  },
  // The control: a reader that looks to the end of the text at every bracket.
  control: (text) => {
    let found = 0;
    for (let at = text.indexOf('['); at !== -1; at = text.indexOf('[', at + 1)) found += text.indexOf('\\u0001', at);
    return found;
  },
};
const [reader, shape, telling, most] = process.argv.slice(2);
const text = (size) => '# Title\\n\\n' + SHAPES[shape](size) + '\\n';
// Time of the processor: what others do on the machine counts less.
const timed = (one, rounds) => {
  let best = Infinity;
  for (let round = 0; round < rounds && (round === 0 || best < 1_000); round += 1) {
    const began = process.cpuUsage();
    reads[reader](one);
    const { user, system } = process.cpuUsage(began);
    best = Math.min(best, (user + system) / 1_000);
  }
  return best;
};
// Code that has not run yet is slower than it is going to be.
for (let round = 0; round < 5; round += 1) reads[reader](text(4_000));
const sizes = [];
for (let size = 8_192; size <= Number(most); size *= 2) sizes.push(size);
const steps = sizes.map((size) => timed(text(size), 7));
const told = sizes.flatMap((size, at) =>
  at > 0 && steps[at] >= Number(telling) ? [{ size, ratio: steps[at] / steps[at - 1] }] : [],
);
const steepest = told.sort((a, b) => b.ratio - a.ratio)[0] ?? { size: Number(most), ratio: null };
console.log(JSON.stringify({ ...steepest, ms: Math.max(...steps) }));
`;

function measured(script, reader, shape, most) {
  const { stdout, stderr } = spawnSync(process.execPath, [script, reader, shape, String(TELLING_MS), String(most)], {
    encoding: 'utf8',
    timeout: 60_000,
  });
  if (stdout === '') return { size: most, ms: Infinity, ratio: Infinity, why: stderr.split('\n')[0] || 'no end' };
  return JSON.parse(stdout);
}

const isGood = ({ ms, ratio }) => ms <= LONGEST_MS && (ratio ?? 0) <= STEEPEST;

/**
 * Prints the figures. @param most Characters of the larger text.
 * @returns How many shapes were tried, which were too slow, and whether a reader that is quadratic was found to be.
 */
export async function benchPathological(most = 256 * 1024) {
  // Beside the packages, so that the native parser is found.
  const home = mkdtempSync(join(PROJECT, 'node_modules/.cop-bench-'));
  try {
    const script = join(home, 'read.mjs');
    const { outputFiles } = await build({
      stdin: { contents: READ, resolveDir: PROJECT, loader: 'ts' },
      bundle: true,
      write: false,
      format: 'esm',
      platform: 'node',
      target: 'node20.19',
    });
    writeFileSync(script, outputFiles[0].contents);
    console.log(`pathological: 8192 to ${most} characters, node ${process.versions.node}`);
    console.log('  shape                                          slowest ms  steepest time(2n)/time(n), at 2n');
    const measure = (name, reader, shape) => {
      let best = measured(script, reader, shape, most);
      // A busy machine makes one slow now and then: what is slow thrice is slow.
      const tries = reader === 'program' ? 3 : 1;
      for (let tried = 1; tried < tries && !isGood(best); tried += 1) {
        const other = measured(script, reader, shape, most);
        if ((other.ratio ?? 0) < (best.ratio ?? 0)) best = other;
      }
      const { size, ms, ratio, why } = best;
      const told = ratio === null ? 'too fast to tell' : `${ratio.toFixed(2)}, ${size}`;
      console.log(`  ${name.padEnd(46)} ${ms.toFixed(1).padStart(10)}  ${why ?? told}`);
      return best;
    };
    const rows = Object.keys(SHAPES).map((shape) => ({ shape, ...measure(shape, 'program', shape) }));
    const control = measure('control: a quadratic reader', 'control', 'nested brackets');
    return {
      tried: rows.length,
      failed: rows.filter((row) => !isGood(row)).length,
      fired: control.ratio === null || control.ratio <= STEEPEST ? 0 : 1,
      steepest: Math.max(...rows.map(({ ratio }) => ratio ?? 0)),
      longest: Math.max(...rows.map(({ ms }) => ms)),
    };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
