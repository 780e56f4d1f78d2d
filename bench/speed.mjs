// How fast commands are, each beside a base that runs in turn with it: what counts is the ratio, not this machine.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeCommunity } from './community.mjs';
import { READ_ALL } from './read-all.mjs';

const COP = join(import.meta.dirname, '../bin/cop.js');
const ROUNDS = 7;

const bases = {
  'node -e 0': () => ['-e', '0'],
  'node reading all files': () => ['-e', READ_ALL],
};

const rows = [
  { name: '--version', args: ['--version'], base: 'node -e 0' },
  { name: '--help', args: ['--help'], base: 'node -e 0' },
  ...[1_000, 10_000].flatMap((size) =>
    [
      ['list', ['list', 'members']],
      ['due', ['due']],
      ['seen', ['seen', 'the ferry boardings arrive late after the nightly rebuild']],
      ['search', ['search', 'ferry', 'boardings', 'late']],
      ['search, misspelt', ['search', 'fery', 'boradings', 'lat']],
      ['report', ['report']],
      ['seen, misspelt', ['seen', 'the fery boradings arive lately after a rebiuld']],
    ].map(([name, args]) => ({ name, args, size, base: 'node reading all files' })),
  ),
];

function timed(args, cwd) {
  const start = performance.now();
  const { status } = spawnSync(process.execPath, args, {
    cwd,
    stdio: 'ignore',
    env: { ...process.env, COP_AS_OF: '2026-11-20' },
  });
  if (status !== 0) throw new Error(`${args.join(' ').slice(0, 80)} ended with ${status}`);
  return performance.now() - start;
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** Prints the figures and returns them. */
export function benchSpeed() {
  const home = mkdtempSync(join(tmpdir(), 'cop-bench-'));
  try {
    const roots = new Map([[undefined, home]]);
    for (const size of new Set(rows.map((row) => row.size))) {
      if (size === undefined) continue;
      const root = join(home, String(size));
      makeCommunity(root, size);
      roots.set(size, root);
    }
    console.log(`speed: medians of ${ROUNDS} runs in turn with the base, node ${process.versions.node}`);
    console.log('  command           documents      ms  base ms  ratio');
    return rows.map(({ name, args, size, base }) => {
      const cwd = roots.get(size);
      const own = [];
      const other = [];
      for (let round = 0; round <= ROUNDS; round += 1) {
        const mine = timed([COP].concat(args), cwd);
        const theirs = timed(bases[base](), cwd);
        // The first round warms the disk.
        if (round > 0) {
          own.push(mine);
          other.push(theirs);
        }
      }
      const row = { name, documents: size ?? null, ms: median(own), base, baseMs: median(other) };
      const ratio = (row.ms / row.baseMs).toFixed(1);
      console.log(
        `  ${name.padEnd(16)} ${String(size ?? '').padStart(10)} ${row.ms.toFixed(0).padStart(7)}  ${row.baseMs.toFixed(0).padStart(7)}  ${ratio.padStart(5)}  (${base})`,
      );
      return row;
    });
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
