import { spawn } from 'node:child_process';
import { readFileSync, watch } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { LOCK } from '../src/edges/writing-lock.ts';
import { KILLS, SEED } from './chance.ts';
import { figure } from './figures.ts';
import { RACING, documents, traces } from './races.ts';
import { GIT_ENV, PROJECT, TODAY, folderWith, run, seeded } from './world.ts';

const COP = join(PROJECT, 'bin/cop.js');
const env = { ...GIT_ENV, COP_AS_OF: TODAY, COP_MEMBER: 'ada' };

const LINES = [
  ['new', 'case', 'A case'],
  ['advise', 'k3p9', 'Think', '--advice', 'Think.', '--follow-up', '2026-12-04'],
  ['followup', 'k3p9', '--tried', 'm4xp', '--outcome', 'worked', '--what-worked', 'It did.'],
  ['set', 'topics+=night', 'issues', '--expect', '2'],
  ['rename', 'k3p9', 'Another title'],
  ['check', '--fix'],
  ['site', 'build'],
] as const;

const held = (root: string): Map<string, string> =>
  new Map(
    documents(root)
      .filter((path) => !path.startsWith('_site'))
      .map((path) => [path, readFileSync(join(root, path), 'utf8')]),
  );

/** What runs that were cut off left, by name and, of the lock, by which run it is. */
const marked = (root: string): string =>
  traces(root)
    .map((path) => `${path} ${path === LOCK ? readFileSync(join(root, path), 'utf8') : ''}`)
    .join('\n');

/** Ends a process for good `wait` milliseconds after its first change to the folder, or after it began. */
async function killed(root: string, line: readonly string[], since: 'first change' | 'start', wait: number) {
  const child = spawn(process.execPath, [COP, ...line], { cwd: root, env, stdio: 'ignore' });
  const ended = new Promise<NodeJS.Signals | null>((resolve) => child.on('exit', (_, signal) => resolve(signal)));
  const kill = (): void => void setTimeout(() => child.kill('SIGKILL'), wait);
  const watcher = since === 'start' ? null : watch(root, { recursive: true }, kill);
  if (since === 'start') kill();
  const signal = await ended;
  watcher?.close();
  return signal === 'SIGKILL';
}

/** Old or as some run of these lines would have written it: whole, from its first fence to its last line. */
const isWhole = (text: string): boolean => /^---\n[^]*\n---\n[^]*\n$|^---\n[^]*\n---\n$/.test(text);

test(
  `${KILLS} processes killed at any moment leave every file whole, and the next run goes on`,
  {
    timeout: 60_000 + KILLS * 5_000,
  },
  async () => {
    const random = seeded(SEED);
    const told = figure('random kills');
    const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
    let root = folderWith(RACING);
    let cut = 0;
    for (let number = 0; number < KILLS; number += 1) {
      // The folder that was left is gone on with for a while: what several kills leave together is met as well.
      if (number % 20 === 0) root = folderWith(RACING);
      const line = pick(LINES);
      const since = pick(['first change', 'first change', 'start'] as const);
      const wait = since === 'start' ? random() * 400 : random() * 6;
      const before = held(root);
      const marks = marked(root);
      const isCut = await killed(root, line, since, wait);
      const shown = `${number}: ${line.join(' ')}, ${wait} ms after ${since}`;
      told.tried += 1;
      if (isCut) cut += 1;
      const after = held(root);
      for (const [path, text] of after) expect(isWhole(text), `${shown}: ${path}`).toBe(true);
      const gone = [...before.keys()].filter((path) => !after.has(path));
      const fresh = [...after.keys()].filter((path) => !before.has(path));
      // What is gone stands under another name.
      if (gone.length > 0) expect(fresh.length, `${shown}: ${gone.join(' ')}`).toBeGreaterThanOrEqual(gone.length);
      // A site that was cut off is cleared away by its next build, and told by nobody.
      const left = traces(root).filter((path) => !path.startsWith('_site'));
      if (marked(root) !== marks) told.fired += 1;
      const { code, err } = await run(['list'], { cwd: root, env });
      expect(code, `${shown}: ${err}`).toBe(0);
      for (const path of left) expect(err, shown).toContain(path);
    }
    process.stdout.write(
      `kills: seed ${SEED}, ${cut} of ${KILLS} killed while they ran, ${told.fired} while they wrote\n`,
    );
    expect(cut).toBeGreaterThan(KILLS / 3);
    expect(told.fired).toBeGreaterThan(0);
  },
);
