import { existsSync, lstatSync, readFileSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isTemporary } from '../src/edges/temporary.ts';
import { LOCK } from '../src/edges/writing-lock.ts';
import { ALL } from './chance.ts';
import { withFault } from './faults.ts';
import type { Call, Fault } from './faults.ts';
import { figure } from './figures.ts';
import { OVERLAY } from './hostile-cases.ts';
import { folderWith, run } from './world.ts';
import type { Ran } from './world.ts';

/** With `ALL` every errno at every call; else every kill, and of the errnos a part that differs from command to command. */
const ERRNOS = ['ENOSPC', 'EIO', 'EROFS', 'EACCES', 'EDQUOT', 'EMFILE', 'EXDEV', 'ENOTSUP'];
const CALLS: readonly Call[] = ['open', 'write', 'fsync', 'link', 'rename', 'mkdir'];

const FILES: Readonly<Record<string, string>> = {
  ...OVERLAY,
  'advice/look-again-n5xp.md':
    '---\nissue: why-so-slow-k3p9\ntitle: Look again\nby: bob\ndate: 2026-10-03\n---\n\n## Advice\n\nAs [before](measure-it-m4xp.md), of [it](../issues/why-so-slow-k3p9.md).\n',
  'issues/what-else-p6xq.md':
    '---\ntitle: What else?\nby: bob\nopened: 2026-10-05\ntopcis: [speed]\n---\n\n## Challenge\n\nSee [[why-so-slow-k3p9]].\n',
};

const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  new: ['new', 'case', 'A case'],
  advise: ['advise', 'why-so-slow', 'Think', '--advice', 'Think.', '--follow-up', '2026-12-04'],
  followup: ['followup', 'why-so-slow', '--tried', 'measure-it', '--outcome', 'worked', '--what-worked', 'It did.'],
  fix: ['check', '--fix'],
  rename: ['rename', 'why-so-slow', 'Why is it slow?'],
  merge: ['merge', 'measure-it', 'into', 'look-again'],
  set: ['set', 'topics+=night', 'issues', '--expect', '2'],
};

const small = (): string => folderWith(FILES);
const say = async (root: string, line: readonly string[]): Promise<Ran> =>
  run(line, { cwd: root, env: { COP_MEMBER: 'ada' } });

/** Every file and folder, by what it holds. */
function held(root: string): Map<string, string> {
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' });
  return new Map(
    paths.map((path) => [path, lstatSync(join(root, path)).isFile() ? readFileSync(join(root, path), 'latin1') : '/']),
  );
}

const isDocument = (path: string): boolean => path.endsWith('.md');
const leftovers = (root: string): string[] =>
  [...held(root).keys()].filter((path) => isTemporary(path) || basename(path) === LOCK);

interface Whole {
  readonly before: ReadonlyMap<string, string>;
  readonly after: ReadonlyMap<string, string>;
  readonly calls: readonly Call[];
  readonly code: number;
}

/** A command without a fault: how it began, how it ended, and what it called. */
async function whole(line: readonly string[]): Promise<Whole> {
  // The first time, modules are loaded on the way.
  await say(small(), line);
  const root = small();
  const before = held(root);
  const { ended, calls } = await withFault(null, () => say(root, line));
  expect([0, 1], ended?.err).toContain(ended?.code);
  const after = held(root);
  expect(after).not.toEqual(before);
  expect(leftovers(root)).toEqual([]);
  return { before, after, calls, code: ended?.code ?? 2 };
}

async function strike(
  line: readonly string[],
  fault: Fault,
): Promise<{ root: string; ran: Ran | null; struck: boolean }> {
  const root = small();
  const { ended: ran, struck } = await withFault(fault, () => say(root, line));
  return { root, ran, struck };
}

/** Old or new, each file for itself; and what was moved is in one of the two places. */
function expectWhole(root: string, { before, after }: Whole): void {
  const now = held(root);
  for (const path of new Set([...before.keys(), ...after.keys(), ...now.keys()])) {
    if (isDocument(path)) expect([before.get(path), after.get(path)], path).toContain(now.get(path));
  }
  const gone = [...before.keys()].filter((path) => !now.has(path));
  const made = [...after.keys()].filter((path) => !before.has(path));
  if (gone.length > 0) for (const path of made) expect(now.get(path), path).toBe(after.get(path));
}

/** The next run says what is left, and the next that writes clears it away. */
async function expectRecovery(root: string): Promise<void> {
  const left = leftovers(root);
  const { err } = await say(root, ['list']);
  if (left.length === 0) expect(err).not.toContain('was cut off');
  else expect(err.match(/An earlier command was cut off/g)).toHaveLength(1);
  for (const path of left) expect(err).toContain(path);
  const old = new Date(Date.now() - 120_000);
  for (const path of left) utimesSync(join(root, path), old, old);
  const { code, out } = await say(root, ['new', 'case', 'The next']);
  expect(code).toBe(0);
  expect(existsSync(join(root, out.trim()))).toBe(true);
  expect(leftovers(root)).toEqual([]);
}

/** The refusal itself; `check --fix` has shown what it is about to do by then. */
const lastSaid = (ran: Ran | null): string => ran?.err.slice(ran.err.indexOf('cop: ')) ?? '';

const ONE_SENTENCE = /^cop: [^\n]{10,300}\.\n(?:[^\n]{1,200}\n)?$/;

function expectRefused(
  { root, ran }: { root: string; ran: Ran | null },
  { before, after, code }: Whole,
  fault: Fault,
): void {
  const shown = JSON.stringify(fault);
  // What could not be removed stays, and is named by the next run.
  const left = new Set(leftovers(root));
  const now = new Map([...held(root)].filter(([path]) => !left.has(path)));
  if (ran?.code === code) expect(now, shown).toEqual(after);
  else {
    expect(ran?.code, shown).toBe(2);
    expect(lastSaid(ran), shown).toMatch(ONE_SENTENCE);
    expect(now, shown).toEqual(before);
  }
  expect(ran?.err, shown).not.toContain('This is a bug');
  if (fault.way === 'once') expect(left.size, shown).toBeLessThan(2);
}

test('a file that is written in place is torn by the same faults: they do strike', async () => {
  const told = figure('killed');
  const root = small();
  const path = join(root, 'members/ada.md');
  await withFault({ way: 'kill', at: 1 }, async () => writeFileSync(path, '0123456789')).catch(() => null);
  expect(readFileSync(path, 'utf8')).toBe('01234');
  told.fired += 1;
});

describe.each(Object.entries(COMMANDS))('%s', (name, line) => {
  test('killed at any call, leaves every file old or new, and the next run knows', async () => {
    const told = figure('killed');
    const good = await whole(line);
    for (let at = 1; at <= good.calls.length; at += 1) {
      const { root, struck } = await strike(line, { way: 'kill', at });
      told.tried += 1;
      expect(struck).toBe(true);
      expectWhole(root, good);
      await expectRecovery(root);
    }
  });

  test('refused at any call, is as if it had not been begun', async () => {
    const told = figure('refused');
    const good = await whole(line);
    for (let at = 1; at <= good.calls.length; at += 1) {
      const codes = ALL ? ERRNOS : [ERRNOS[(at + name.length) % ERRNOS.length] as string];
      for (const code of codes) {
        told.tried += 1;
        const fault: Fault = { way: 'once', at, code };
        const struck = await strike(line, fault);
        expectRefused(struck, good, fault);
        if (struck.ran?.code === 2) told.fired += 1;
      }
    }
  });

  test('refused whenever it calls, is as if it had not been begun', async () => {
    const told = figure('refused');
    const good = await whole(line);
    for (const [index, call] of CALLS.entries()) {
      const codes = ALL ? ERRNOS : [ERRNOS[(index + name.length) % ERRNOS.length] as string, 'ENOSPC'];
      for (const code of codes) {
        told.tried += 1;
        const fault: Fault = { way: 'always', call, code };
        const struck = await strike(line, fault);
        expectRefused(struck, good, fault);
        if (struck.ran?.code === 2) told.fired += 1;
        if (call === 'link' && ['EXDEV', 'ENOTSUP'].includes(code))
          expect(struck.ran?.code, 'without links').toBe(good.code);
        if (struck.struck && call !== 'link' && call !== 'mkdir') expect(lastSaid(struck.ran)).toMatch(ONE_SENTENCE);
      }
    }
  });
});

describe('site build', () => {
  const BUILD = ['site', 'build'];
  const site = (root: string): Map<string, string> =>
    new Map([...held(root)].filter(([path]) => path.startsWith('_site/')));
  const documents = (root: string): Map<string, string> =>
    new Map([...held(root)].filter(([path]) => !path.startsWith('_site')));

  test('killed or refused, touches no document, and the next build is as if nothing had been', async () => {
    const told = { kill: figure('killed'), once: figure('refused') };
    await say(small(), BUILD);
    const clean = small();
    const { calls } = await withFault(null, () => say(clean, BUILD));
    const built = site(clean);
    // The first and last calls are each of their own kind; between them one page is written like another.
    const step = ALL ? 1 : 15;
    const places = calls
      .map((_, index) => index + 1)
      .filter((at) => at <= 8 || at > calls.length - 8 || at % step === 0);
    for (const at of places) {
      for (const fault of [
        { way: 'kill', at },
        { way: 'once', at, code: ERRNOS[at % ERRNOS.length] as string },
      ] as const) {
        told[fault.way].tried += 1;
        const { root, ran, struck } = await strike(BUILD, fault);
        expect(struck).toBe(true);
        expect(documents(root)).toEqual(new Map(documents(clean)));
        if (fault.way === 'once' && ran?.code !== 0) {
          expect(ran?.code).toBe(2);
          told.once.fired += 1;
          expect(lastSaid(ran)).toMatch(ONE_SENTENCE);
          expect(leftovers(root).length, JSON.stringify(fault)).toBeLessThan(2);
        }
        const again = await say(root, BUILD);
        expect({ code: again.code, err: again.err }).toMatchObject({ code: 0 });
        expect(site(root), JSON.stringify(fault)).toEqual(built);
      }
    }
  });
});
