import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ALL } from './chance.ts';
import { figure } from './figures.ts';
import { skipped } from './hostile-cases.ts';
import { HOSTILE, casesOf, missing } from './hostile-set.ts';
import { RACING, documents, traces } from './races.ts';
import { GIT_ENV, PROJECT, TODAY, demo, folderWith } from './world.ts';

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

/** A driver over every system call of one renaming. */
function swept(driver: string): string {
  const root = folderWith(RACING);
  const { setup, check } = sweep(root);
  return drive(driver, setup, check, ...COP.split(' '), '-C', root, 'rename', 'k3p9', 'Another');
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
    expect(swept('conc/010-kill-sweep.sh')).toMatch(/kill points=\d{2,} bad=0/);
  },
  'conc/012-errno-sweep.sh': () => {
    expect(
      swept('conc/012-errno-sweep.sh')
        .split('\n')
        .filter((line) => line.endsWith(' ok')),
    ).toHaveLength(48);
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

const CASES = casesOf('concurrency', 'crash', 'cli-io', 'determinism');

const has = (program: string, flag: string): boolean => spawnSync(program, [flag]).error === undefined;

/** Drivers that take minutes or a program that few have: they run where they can, and are no test where they cannot. */
const WANTING: Readonly<Record<string, string | null>> = {
  'conc/010-kill-sweep.sh':
    ALL && has('strace', '-V') ? null : 'COP_TEST_ALL=1 and strace; test/faults.test.ts kills at every call',
  'conc/012-errno-sweep.sh':
    ALL && has('strace', '-V') ? null : 'COP_TEST_ALL=1 and strace; test/faults.test.ts fails every call',
  'conc/022-sigint.exp': has('expect', '-v') ? null : 'expect(1); test/leaving.test.ts does the same with script(1)',
};

const RUN = CASES.filter(({ file }) => {
  const wanting = WANTING[file] ?? null;
  if (wanting !== null) skipped(`${file} wants ${wanting}.`);
  return wanting === null;
});

describe.skipIf(missing)('the drivers of the shared set', () => {
  test('each of them is in the table', () => {
    expect(CASES.map(({ file }) => file).sort()).toEqual(Object.keys(DRIVERS).sort());
    expect(existsSync(join(PROJECT, 'dist/main.cjs'))).toBe(true);
  });

  test.each(RUN)('$file: $expected', { timeout: 600_000 }, ({ file }) => {
    figure('cases').tried += 1;
    DRIVERS[file]?.();
  });
});
