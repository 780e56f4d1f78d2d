import { execFile, spawn, spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fingerprint } from '../src/edges/files.ts';
import { temporaryName } from '../src/edges/temporary.ts';
import { LOCK } from '../src/edges/writing-lock.ts';
import { ALL, ROUNDS } from './chance.ts';
import { figure } from './figures.ts';
import { RACING, documents, traces } from './races.ts';
import { GIT_ENV, PROJECT, TODAY, folderWith } from './world.ts';

const WRITERS = 64;

const COP = join(PROJECT, 'bin/cop.js');
const env = { ...GIT_ENV, COP_AS_OF: TODAY, COP_MEMBER: 'ada' };

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const start = (root: string, line: readonly string[]): Promise<Ended> =>
  new Promise((resolve) => {
    execFile(process.execPath, [COP, ...line], { cwd: root, env }, (error, out, err) =>
      resolve({ code: error === null ? 0 : Number(error.code ?? -1), out, err }),
    );
  });

describe('many processes at once', () => {
  const WRITING = [
    ['new', 'case', 'The same title'],
    ['advise', 'why-so-slow', 'The same advice', '--advice', 'Look.', '--follow-up', '2026-12-04'],
    ['followup', 'why-so-slow', '--tried', 'measure-it', '--outcome', 'partly', '--what-worked', 'Some.'],
  ] as const;
  /** All three mixed, then each by itself, and so on. */
  const ways = [WRITING, ...WRITING.map((line) => [line])];

  test(`${WRITERS} writers lose nothing and share no id, ${ROUNDS} times`, { timeout: ROUNDS * 300_000 }, async () => {
    const told = figure('writers');
    for (let round = 0; round < ROUNDS; round += 1) {
      const lines = ways[round % ways.length] ?? WRITING;
      told.tried += WRITERS;
      const root = folderWith(RACING);
      const before = new Map(documents(root).map((path) => [path, readFileSync(join(root, path), 'utf8')]));
      const jobs = Array.from({ length: WRITERS }, (_, n) => start(root, lines[n % lines.length] ?? WRITING[0]));
      const done = await Promise.all(jobs);
      expect(done.filter(({ code }) => code !== 0)).toEqual([]);
      const paths = done.map(({ out }) => out.split('\n', 1)[0] ?? '');
      expect(new Set(paths).size).toBe(WRITERS);
      for (const path of paths) expect(readFileSync(join(root, path), 'utf8')).toMatch(/^---\n[^]+\n---\n\n## [^]+\n$/);
      const ids = documents(root).map((path) => path.slice(path.lastIndexOf('/') + 1));
      expect(new Set(ids).size).toBe(before.size + WRITERS);
      for (const [path, text] of before) expect(readFileSync(join(root, path), 'utf8')).toBe(text);
      expect(traces(root)).toEqual([]);
    }
  });

  test('writers that count what is there and take the next number do lose: the control', async () => {
    const told = figure('writers');
    const root = folderWith({ 'n/0.md': '' });
    const naive = 'n=$(ls n | wc -l); sleep 0.02; echo "$1" > "n/$n.md"';
    await Promise.all(
      Array.from(
        { length: WRITERS },
        (_, n) =>
          new Promise((resolve) => spawn('sh', ['-c', naive, 'sh', String(n)], { cwd: root }).on('exit', resolve)),
      ),
    );
    told.fired = WRITERS + 1 - readdirSync(join(root, 'n')).length;
    expect(told.fired).toBeGreaterThan(0);
  });

  /** Leaves a lock in the place as a run does that is cut off, whenever there is none, until it is told to stop. */
  function cuttingOff(root: string): () => void {
    const { pid } = spawnSync('true');
    let runs = 0;
    const timer = setInterval(() => {
      try {
        const lock = JSON.stringify({ pid, host: hostname(), run: runs, summary: 'a change', paths: [] });
        writeFileSync(join(root, LOCK), `${lock}\n`, { flag: 'wx' });
        runs += 1;
      } catch {
        // Somebody is writing.
      }
    }, 2);
    return () => {
      clearInterval(timer);
      process.stdout.write(`locks: ${runs} left by runs that were cut off\n`);
      expect(runs).toBeGreaterThan(1);
      rmSync(join(root, LOCK), { force: true });
    };
  }

  test.each([
    ['', false],
    [', though others are cut off again and again', true],
  ])('of those that edit the same files, each that says it has written has written%s', async (_, isCutOff) => {
    const root = folderWith(RACING);
    const names = Array.from({ length: ALL ? 64 : 16 }, (__, n) => `topic${n}x`);
    const stop = isCutOff ? cuttingOff(root) : () => {};
    const done = await Promise.all(
      names.map((name) => start(root, ['set', `topics+=${name}`, 'issues', '--expect', '2'])),
    );
    stop();
    const written = names.filter((__, n) => done[n]?.code === 0);
    expect(written.length).toBeGreaterThan(0);
    for (const { code, err } of done)
      if (code !== 0) expect(err).toMatch(/has changed since it was read\.\nRun the command again\.\n$/);
    const issues = documents(root).filter((path) => path.startsWith('issues/'));
    for (const path of issues) {
      const text = readFileSync(join(root, path), 'utf8');
      for (const name of names) expect(text.includes(name), `${name} in ${path}`).toBe(written.includes(name));
    }
    expect(traces(root)).toEqual([]);
  });

  test('a lock that is being broken is left to whoever does so; one that was cut off at it is not waited for', async () => {
    const root = folderWith(RACING);
    const { pid } = spawnSync('true');
    const lock = JSON.stringify({ pid, host: hostname(), run: 'x', summary: 'a change', paths: [] });
    const mark = join(root, temporaryName(pid, fingerprint(lock)));
    writeFileSync(join(root, LOCK), lock);
    writeFileSync(mark, '');
    const done = start(root, ['set', 'topics+=one', 'issues', '--expect', '2']);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(readFileSync(join(root, LOCK), 'utf8')).toBe(lock);
    const before = Date.now() / 1_000 - 60;
    utimesSync(mark, before, before);
    expect((await done).code).toBe(0);
    expect(traces(root)).toEqual([]);
  });

  test('a folder in the place of the lock is no lock, and is told at once', async () => {
    const root = folderWith({ ...RACING, [`${LOCK}/x`]: '' });
    const { code, err } = await start(root, ['set', 'topics+=one', 'issues', '--expect', '2']);
    expect({ code, err }).toEqual({
      code: 2,
      err: `cop: Not written: ${LOCK} is no regular file.\nNo run of cop makes such a one: remove ${LOCK}.\n`,
    });
  });

  test('an editor that never stops saving loses no line', async () => {
    const root = folderWith(RACING);
    const path = join(root, 'issues/why-so-slow-k3p9.md');
    const loop =
      'i=0; while [ -e go ]; do i=$((i+1)); cp "$1" "$1.ed" && echo "editor $i" >> "$1.ed" && mv "$1.ed" "$1" && echo $i > saved; sleep 0.03; done';
    writeFileSync(join(root, 'go'), '');
    const editor = spawn('sh', ['-c', loop, 'sh', path], { cwd: root, stdio: 'ignore' });
    const ended = new Promise((resolve) => editor.on('exit', resolve));
    let written = 0;
    for (let n = 0; n < (ALL ? 60 : 12); n += 1) {
      const { code } = await start(root, ['set', `topics+=t${n}x`, 'issues', '--expect', '2']);
      if (code === 0) written += 1;
    }
    spawnSync('rm', [join(root, 'go')]);
    await ended;
    const text = readFileSync(path, 'utf8');
    const last = Number(readFileSync(join(root, 'saved'), 'utf8'));
    const lost = Array.from({ length: last }, (_, n) => n + 1).filter((n) => !text.includes(`editor ${n}\n`));
    process.stdout.write(`editor: ${last} saved, ${lost.length} lost; set: ${written} written\n`);
    expect(lost).toEqual([]);
  });
});
