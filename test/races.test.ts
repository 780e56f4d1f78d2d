import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { apply } from '../src/edges/apply.ts';
import { LOCK, lockFor, unfinished } from '../src/edges/writing-lock.ts';
import { withFault } from './faults.ts';
import { OVERLAY } from './hostile-cases.ts';
import { RACING, documents, traces } from './races.ts';
import { folderWith, run } from './world.ts';

const env = { COP_MEMBER: 'ada' };

describe('an editor that saves while a command writes', () => {
  const LINE = 'The editor was here.\n';
  const inPlace = (path: string): void => appendFileSync(path, LINE);
  const byRenaming = (path: string): void => {
    writeFileSync(`${path}.editor`, `${readFileSync(path, 'utf8')}${LINE}`);
    renameSync(`${path}.editor`, path);
  };

  test.each([
    ['set', ['set', 'topics+=night', 'issues', '--expect', '2'], 'issues/why-so-slow-k3p9.md'],
    ['check --fix', ['check', '--fix'], 'issues/what-else-p6xq.md'],
    ['rename', ['rename', 'why-so-slow', 'Why is it slow?'], 'issues/why-so-slow-k3p9.md'],
    ['rename (another file)', ['rename', 'why-so-slow', 'Why is it slow?'], 'issues/what-else-p6xq.md'],
    ['merge', ['merge', 'measure-it', 'into', 'look-again'], 'advice/measure-it-m4xp.md'],
  ])('loses no line to %s, at whichever call he saves', async (_, line, path) => {
    const once = async (at: number, save: (path: string) => void) => {
      const root = folderWith(RACING);
      const act = (): void => {
        if (existsSync(join(root, path))) save(join(root, path));
        else appendFileSync(join(root, 'members/ada.md'), LINE);
      };
      const { ended, calls, struck } = await withFault({ way: 'meanwhile', at, act }, () =>
        run(line, { cwd: root, env }),
      );
      expect([0, 1, 2]).toContain(ended?.code);
      expect(traces(root)).toEqual([]);
      const isKept = documents(root).some((name) => readFileSync(join(root, name), 'utf8').includes(LINE));
      return { isKept, struck, call: calls[at - 1] };
    };
    await once(1, inPlace);
    const lost: string[] = [];
    let points = 0;
    for (let at = 1; ; at += 1) {
      const written = await once(at, inPlace);
      if (!written.struck) break;
      points += 1;
      if (!written.isKept) lost.push(`${at}, ${written.call}, in place`);
      const renamed = await once(at, byRenaming);
      if (!renamed.isKept) lost.push(`${at}, ${renamed.call}, by renaming`);
    }
    expect(points).toBeGreaterThan(8);
    // Comparing a file and putting another in its place are two calls. Between them a file that is replaced whole cannot be
    // seen; the gap is one call wide, and no system that Node knows closes it.
    expect(lost.filter((one) => !/^\d+, rename, by renaming$/.test(one))).toEqual([]);
    expect(lost.length).toBeLessThan(2);
  });
});

describe('the lock of whoever writes', () => {
  const plan = {
    summary: 'Rename it',
    changes: [{ type: 'edit', path: 'members/ada.md', before: OVERLAY['members/ada.md'] ?? '', after: 'new\n' }],
  } as const;
  const lockBy = (pid: number | undefined, host = hostname()): string =>
    JSON.stringify({ pid, host, summary: 'Rename it\u001b[31m', paths: ['members/ada.md'] });

  test('is held while files are put in place, and says what for', async () => {
    const root = folderWith(OVERLAY);
    let said = '';
    const act = (): void => void (said = readFileSync(join(root, LOCK), 'utf8'));
    const tried = folderWith(OVERLAY);
    const { calls } = await withFault(null, async () => apply(tried, plan));
    await withFault({ way: 'meanwhile', at: calls.lastIndexOf('rename') + 1, act }, async () => apply(root, plan));
    expect(JSON.parse(said)).toMatchObject({ pid: process.pid, summary: 'Rename it', paths: ['members/ada.md'] });
    expect(traces(root)).toEqual([]);
  });

  test('of a process at work is waited for, and then refused', () => {
    const root = folderWith({ ...OVERLAY, [LOCK]: lockBy(process.pid) });
    expect(() => lockFor(root, plan, 60)).toThrow(/process \d+ of .* is writing here/);
    expect(unfinished(root)).toBeNull();
  });

  test.each([
    ['of a process that is gone', lockBy(spawnSync('true').pid)],
    ['that says nothing', '{}'],
    ['that is none', 'x'],
  ])('%s is told and taken', async (_, text) => {
    const root = folderWith({ ...OVERLAY, [LOCK]: text });
    const { err } = await run(['list'], { cwd: root, env });
    expect(err).toContain('An earlier command was cut off (');
    expect(err).not.toContain('\u001b');
    lockFor(root, plan)();
    expect(traces(root)).toEqual([]);
  });

  test('that is a link is not followed, nor is a plan carried out behind its back', () => {
    const root = folderWith(OVERLAY);
    spawnSync('ln', ['-s', join(root, 'members/ada.md'), join(root, LOCK)]);
    expect(() => lockFor(root, plan, 60)).toThrow(/is no regular file/);
    expect(readFileSync(join(root, 'members/ada.md'), 'utf8')).toBe(OVERLAY['members/ada.md']);
  });
});
