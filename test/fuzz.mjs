#!/usr/bin/env node
// `npm run fuzz`: a figure for each promise of SECURITY.md, each beside a control that fires. `-- --long` tries what takes
// long; `-- --report FILE` takes what a run of the tests has counted already, and measures what no test does. The counts come
// from vitest's report, in which tests tell what they tried (test/figures.ts); a test that is skipped counts as failed.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { benchBounds } from '../bench/bounds.mjs';
import { benchPathological } from '../bench/pathological.mjs';

const PROJECT = join(import.meta.dirname, '..');

/** What tests count: by the word they use for it, what is promised of how many of what, the control, and the files. */
const ROWS = {
  cases: {
    promise: 'each shared case ends as index.tsv says',
    unit: 'cases',
    control: 'controls are accepted',
    files: ['hostile', 'hostile-requests', 'hostile-fs', 'hostile-git', 'hostile-conc'],
  },
  mutated: {
    promise: 'mutated files are read or refused, never thrown over',
    unit: 'files',
    control: 'of the first 1,000 throw a plain reader',
    files: ['properties'],
  },
  canaries: {
    promise: 'nothing a repository holds is run, nothing else is touched',
    unit: 'repositories',
    control: 'spring where git runs without our flags',
    files: ['hostile-git', 'hostile-fs', 'traps'],
  },
  scripts: {
    promise: 'no script alive and no request off the site, in Chromium',
    unit: 'pages',
    control: 'fire on a page without escapes',
    files: ['hostile-site'],
  },
  killed: {
    promise: 'killed at every call that changes something',
    unit: 'kills',
    control: 'file written in place is torn',
    files: ['faults'],
  },
  'random kills': {
    promise: 'killed at any moment',
    unit: 'processes',
    control: 'were killed while they wrote',
    files: ['kills'],
  },
  refused: {
    promise: 'refused by the system: all or nothing, in one sentence',
    unit: 'errors',
    control: 'were told, with exit 2',
    files: ['faults'],
  },
  writers: {
    promise: 'writers at once: none lost, no id twice',
    unit: 'writers',
    control: 'of 64 that count what is there are lost',
    files: ['crowd'],
  },
  output: {
    promise: 'no control, order to a runner or secret in any output',
    unit: 'command lines',
    control: 'titles would act if printed as they are',
    files: ['hostile-output'],
  },
  'same bytes': {
    promise: 'the same bytes under any locale, zone and clock',
    unit: 'worlds',
    control: 'of them tell the time otherwise',
    files: ['same-bytes'],
  },
  preview: {
    promise: 'the preview answers each request as listed',
    unit: 'requests',
    control: 'are answered by a server that takes no care',
    files: ['hostile-requests'],
  },
};

const words = process.argv.slice(2);
const long = words.includes('--long');
const given = words.includes('--report') ? words[words.indexOf('--report') + 1] : undefined;
const seed = process.env.COP_SEED || String(Date.now() % 2 ** 31);

/** How much of each is tried; what stands in the environment goes before. */
const AMOUNTS = long
  ? { COP_CASES: '1000000', COP_KILLS: '2000', COP_ROUNDS: '20', COP_TIMES: '20', COP_TEST_ALL: '1' }
  : {};

function tested() {
  const home = mkdtempSync(join(tmpdir(), 'cop-fuzz-'));
  const report = join(home, 'report.json');
  const files = [
    ...new Set(Object.values(ROWS).flatMap((row) => row.files)),
    'import',
    'escapes',
    'splice',
    'plain-yaml',
  ];
  const env = { ...AMOUNTS, ...process.env, COP_SEED: seed, COP_TEST_REPORT: report };
  console.log(`fuzz: seed ${seed} (COP_SEED=${seed} does the same again)`);
  try {
    // What hangs still ends; what is slow because others are at work is no failure.
    const line = [
      'vitest',
      'run',
      '--config',
      'test/vitest.config.ts',
      '--testTimeout=3600000',
      ...files.map((name) => `test/${name}.test.ts`),
    ];
    spawnSync('npx', line, { cwd: PROJECT, env, stdio: 'inherit' });
    return JSON.parse(readFileSync(report, 'utf8'));
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

const count = (number) => number.toLocaleString('en');

/** A row by what the tests of its files counted; what did not pass is a failure, be it skipped or not begun. */
function rowOf(name, { promise, unit, control, files }, results) {
  const of = results.filter(({ name: path }) =>
    files.some((file) => relative(PROJECT, path) === `test/${file}.test.ts`),
  );
  const tests = of.flatMap(({ assertionResults }) => assertionResults);
  const figures = tests.flatMap(({ meta }) => meta?.figures ?? []).filter((figure) => figure.promise === name);
  const sum = (part) => figures.reduce((all, figure) => all + figure[part], 0);
  const failed = tests.filter(({ status }) => status !== 'passed').length + (files.length - of.length);
  const [tried, fired] = [sum('tried'), sum('fired')];
  return {
    promise,
    figure: `${failed} of ${count(tried)} ${unit}`,
    control: `${count(fired)} ${control}`,
    isGood: failed === 0 && tried > 0 && fired > 0 && of.every(({ status }) => status === 'passed'),
  };
}

function boundRow(promise, { tried, failed, fired, seconds, megabytes }) {
  return {
    promise,
    figure: `${failed} of ${count(tried)} beyond; at most ${seconds.toFixed(1)} s, ${megabytes.toFixed(0)} MB`,
    control: `${fired} program that holds more is found`,
    isGood: failed === 0 && tried > 0 && fired > 0,
  };
}

async function measured() {
  const { one, all, heap } = await benchBounds();
  const slow = await benchPathological(long ? 1024 * 1024 : 256 * 1024);
  return [
    boundRow('one hostile file: 2 s, 256 MB', one),
    boundRow('the whole set as one pull request: 30 s, 512 MB', all),
    boundRow('2,000 dense pages as one pull request: 60 s, 1 GB', heap),
    {
      promise: "cmark's pathological shapes: 5 s, time(2n)/time(n) <= 2.6",
      figure: `${slow.failed} of ${slow.tried} beyond; at most ${slow.longest.toFixed(0)} ms, ${slow.steepest.toFixed(2)}`,
      control: `${slow.fired} quadratic reader is found`,
      isGood: slow.failed === 0 && slow.fired > 0,
    },
  ];
}

const { testResults, success } = given === undefined ? tested() : JSON.parse(readFileSync(given, 'utf8'));
const rows = [
  ...Object.entries(ROWS).map(([name, row]) => rowOf(name, row, testResults)),
  // Seconds and megabytes are the machine's as well: whoever only reads a report, as CI does, is not judged by them.
  ...(given === undefined ? await measured() : []),
];
const wide = (part) => Math.max(...rows.map((row) => row[part].length));
console.log(
  `\nfuzz${long ? ', long' : ''}: ${given === undefined ? `seed ${seed}` : `from ${given}`}, node ${process.versions.node}`,
);
for (const { promise, figure, control, isGood } of rows)
  console.log(
    `  ${isGood ? 'held  ' : 'BROKEN'}  ${promise.padEnd(wide('promise'))}  ${figure.padEnd(wide('figure'))}  ${control}`,
  );
// Beside the figures stand the properties, which have no row.
process.exitCode = success && rows.every(({ isGood }) => isGood) ? 0 : 1;
