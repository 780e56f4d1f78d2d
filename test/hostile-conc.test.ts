import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { HOSTILE, MISSING, casesOf, skipped } from './hostile-cases.ts';
import { RACING, documents, traces } from './races.ts';
import { GIT_ENV, PROJECT, TODAY, demo, folderWith } from './world.ts';

if (MISSING)
  skipped(`the shared drivers: ${HOSTILE} is not there. faults, races, crowd, leaving and same-bytes have our own.`);

/** `COP_TEST_ALL=1`: 64 at once, and the sweeps of system calls under strace, which take minutes. */
const ALL = process.env['COP_TEST_ALL'] === '1';
const hasStrace = spawnSync('strace', ['-V']).error === undefined;

const COP = `${process.execPath} ${join(PROJECT, 'bin/cop.js')}`;
const env = { ...GIT_ENV, COP_AS_OF: TODAY, COP_MEMBER: 'ada' };

function drive(driver: string, ...args: readonly string[]): string {
  const shell = driver.endsWith('.exp') ? 'expect' : driver.endsWith('001-new-64.sh') ? 'sh' : 'bash';
  const { stdout, stderr } = spawnSync(shell, [join(HOSTILE, driver), ...args], {
    env,
    encoding: 'utf8',
    timeout: 300_000,
  });
  return `${stdout}${stderr}`;
}

/** Builds the same community again and again, and says whether each document of it is whole. */
function sweep(root: string): { setup: string; check: string } {
  const good = join(root, '../good');
  const whole = `cd ${root} && for f in $(find . -name '*.md'); do head -n 1 "$f" | grep -q '^---$' || exit 1; tail -c 1 "$f" | od -c | grep -q 'n' || exit 1; done; test $(ls issues | grep -c 'k3p9') -ge 1 && test $(ls issues | grep -c 'p6xq') = 1`;
  spawnSync('cp', ['-r', root, good]);
  return { setup: `rm -rf ${root}; cp -r ${good} ${root}`, check: `( ${whole} )` };
}

/** How each driver is run. A case that is not here fails. */
const DRIVERS: Readonly<Record<string, () => void>> = {
  'conc/001-new-64.sh': () => {
    const count = ALL ? 64 : 24;
    const root = folderWith(RACING);
    const before = documents(root).length;
    drive('conc/001-new-64.sh', root, String(count), `${COP} new case`);
    expect(documents(root)).toHaveLength(before + count);
    const ids = readdirSync(join(root, 'notes/cases'));
    expect(new Set(ids).size).toBe(count);
    for (const id of ids) expect(readFileSync(join(root, 'notes/cases', id), 'utf8')).toContain('title: same title');
    expect(traces(root)).toEqual([]);
  },
  'conc/003-edit-race.sh': () => {
    const root = folderWith(RACING);
    const file = join(root, 'issues/why-so-slow-k3p9.md');
    const step = join(root, 'step.sh');
    writeFileSync(step, `${COP} -C ${root} set "topics+=$1" issues --expect 2\n`);
    drive('conc/003-edit-race.sh', file, `sh ${step}`);
    const lines = readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('editor '));
    expect(lines).toHaveLength(200);
    expect(traces(root)).toEqual([]);
  },
  'conc/010-kill-sweep.sh': () => {
    if (!ALL || !hasStrace)
      return skipped('conc/010 under strace (COP_TEST_ALL=1 runs it); test/faults.test.ts kills at every call.');
    const root = folderWith(RACING);
    const { setup, check } = sweep(root);
    const said = drive(
      'conc/010-kill-sweep.sh',
      setup,
      check,
      ...COP.split(' '),
      '-C',
      root,
      'rename',
      'k3p9',
      'Another',
    );
    expect(said).toMatch(/kill points=\d{2,} bad=0/);
  },
  'conc/012-errno-sweep.sh': () => {
    if (!ALL || !hasStrace)
      return skipped('conc/012 under strace (COP_TEST_ALL=1 runs it); test/faults.test.ts fails every call.');
    const root = folderWith(RACING);
    const { setup, check } = sweep(root);
    const said = drive(
      'conc/012-errno-sweep.sh',
      setup,
      check,
      ...COP.split(' '),
      '-C',
      root,
      'rename',
      'k3p9',
      'Another',
    );
    expect(said.split('\n').filter((line) => line.endsWith(' ok'))).toHaveLength(48);
  },
  'conc/020-stdout.sh': () => {
    const root = demo();
    const said = drive('conc/020-stdout.sh', `${COP} -C ${root} report`);
    expect(said).toMatch(/^head: (?:0|141) /m);
    expect(said).toMatch(/^full: 2 /m);
    expect(said).toMatch(/^closed: 0 /m);
    const [, pipe, file] = /^pipe (\d+) file (\d+) /m.exec(said) ?? [];
    expect(Number(pipe)).toBeGreaterThan(20_000);
    expect(pipe).toBe(file);
    expect(said).not.toMatch(/\n\s+at |This is a bug|EPIPE/);
  },
  'conc/022-sigint.exp': () => {
    if (spawnSync('expect', ['-v']).error !== undefined) {
      return skipped('conc/022: there is no expect(1) here; test/leaving.test.ts does the same with script(1).');
    }
    expect(drive('conc/022-sigint.exp', ...COP.split(' '), '-C', folderWith(RACING), 'new', 'case')).toContain(
      'exit 130',
    );
  },
  'conc/023-locale-tz.sh': () => {
    const root = demo();
    expect(drive('conc/023-locale-tz.sh', `${COP} -C ${root} --as-of ${TODAY} due`)).not.toContain('DIFF');
    expect(drive('conc/023-locale-tz.sh', 'date +%c%z'), 'the driver sees what differs').toContain('DIFF');
  },
};

const CASES = casesOf(['concurrency', 'crash', 'cli-io', 'determinism']);

describe.skipIf(MISSING)('the drivers of the shared set', () => {
  test('each of them is in the table', () => {
    expect(CASES.map(({ file }) => file).sort()).toEqual(Object.keys(DRIVERS).sort());
    expect(existsSync(join(PROJECT, 'dist/main.js'))).toBe(true);
  });

  test.each(CASES)('$file: $expected', { timeout: 600_000 }, ({ file }) => DRIVERS[file]?.());
});
