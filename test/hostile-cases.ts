import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, readFileSync, readdirSync, readlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { UNSAFE, withoutColours } from './hostile-set.ts';
import { GIT_ENV, folder, run } from './world.ts';
import type { Ran } from './world.ts';

/** Says loudly what was not tried: a skipped case counts as failed. */
export const skipped = (what: string): void => void process.stderr.write(`\n*** SKIPPED: ${what}\n\n`);

/** A value of the environment that no output may hold. */
export const SECRET = 'canary-secret-4f1d';

/** What makes a community of a repository: two members, an issue with advice, and where the notes of the cases are. */
export const OVERLAY: Readonly<Record<string, string>> = {
  'cop.yml': 'name: Small\nfolders:\n  insight: notes\n',
  'members/ada.md': '---\nname: Ada\n---\n',
  'members/bob.md': '---\nname: Bob\n---\n',
  'issues/why-so-slow-k3p9.md':
    '---\ntitle: Why so slow?\nby: ada\nopened: 2026-10-01\ntopics: [speed]\n---\n\n## Challenge\n\nIt is slow.\n',
  'advice/measure-it-m4xp.md':
    '---\nissue: why-so-slow-k3p9\ntitle: Measure it\nby: bob\ndate: 2026-10-02\n---\n\n## Advice\n\nMeasure it.\n',
};

export function lay(root: string, files: Readonly<Record<string, string | Buffer>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

export interface Trap {
  readonly root: string;
  /** What comes into being when code of the repository runs; its name may go on. */
  readonly canary: string;
}

/** Code that came to run, by the files it made. */
export const sprung = ({ canary }: Trap): string[] =>
  readdirSync(dirname(canary)).filter((name) => name.startsWith('canary'));

/** The environment in which a case is built: nobody's own settings, and the canary in a folder of its own. */
export function trapEnv(place: string): NodeJS.ProcessEnv {
  return {
    ...GIT_ENV,
    COP_CANARY: join(place, 'trap/canary'),
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: 'init.defaultBranch',
    GIT_CONFIG_VALUE_0: 'main',
    GIT_ALLOW_PROTOCOL: 'file',
  };
}

/** Builds the repository of a script, in a folder whose siblings are watched as well. */
export function trapOf(script: string): Trap {
  const place = folder();
  mkdirSync(join(place, 'trap'));
  mkdirSync(join(place, 'world'));
  const root = join(place, 'world/repository');
  execFileSync('sh', [script, root], { env: trapEnv(place), stdio: ['ignore', 'ignore', 'ignore'] });
  const trap = { root, canary: join(place, 'trap/canary') };
  expect(sprung(trap), 'sprung while it was built').toEqual([]);
  return trap;
}

/** Every file in the folder around a repository, git's own included, by what it is and holds. */
export function everything({ root }: Pick<Trap, 'root'>): Map<string, string> {
  const found = new Map<string, string>();
  const visit = (path: Buffer): void => {
    for (const entry of readdirSync(path, { encoding: 'buffer' })) {
      const at = Buffer.concat([path, Buffer.from('/'), entry]);
      const state = lstatSync(at);
      const name = at.subarray(dirname(root).length + 1).toString('latin1');
      const mode = (state.mode & 0o7777).toString(8);
      if (state.isDirectory()) {
        found.set(`${name}/`, mode);
        visit(at);
      } else if (state.isSymbolicLink()) found.set(name, `-> ${readlinkSync(at)}`);
      else if (state.isFile())
        found.set(name, `${mode} ${createHash('sha256').update(readFileSync(at)).digest('hex')}`);
      else found.set(name, 'special');
    }
  };
  visit(Buffer.from(dirname(root)));
  return found;
}

/** What is there now and was not, or is otherwise, or is gone, by path. */
export function changedPaths(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] {
  const paths = new Set([...before.keys(), ...after.keys()]);
  return [...paths].filter((path) => before.get(path) !== after.get(path)).sort();
}

/** One command on hostile input: it ends in time, with a code that means something, and says nothing that acts. */
export async function tame(trap: Trap, line: readonly string[], patience = 5000): Promise<Ran> {
  const began = Date.now();
  const ran = await run(line, { cwd: trap.root, env: { COP_SECRET: SECRET, COP_MEMBER: 'ada' } });
  const shown = line.join(' ');
  expect(Date.now() - began, `${shown}: milliseconds`).toBeLessThan(patience);
  expect([0, 1, 2], shown).toContain(ran.code);
  expect(ran.err, shown).not.toContain('This is a bug in cop');
  expect(withoutColours(ran.out + ran.err), shown).not.toMatch(UNSAFE);
  expect(ran.out + ran.err, shown).not.toContain(SECRET);
  expect(sprung(trap), shown).toEqual([]);
  return ran;
}

/** Commands that read. */
export const READING: readonly (readonly string[])[] = [
  ['check'],
  ['check', '--json'],
  ['check', '--since', 'HEAD'],
  ['list'],
  ['show', 'why-so-slow'],
  ['due'],
  ['faq'],
  ['report'],
  ['review', '--since', 'HEAD'],
  ['propose', '--dry-run'],
  ['check', '--fix', '--dry-run'],
];

/** Commands that write one new file each, and its folder. */
export const WRITING: readonly (readonly string[])[] = [
  ['new', 'case', 'A case'],
  ['advise', 'why-so-slow', 'Look at it', '--advice', 'Look.'],
  ['followup', 'why-so-slow', '--tried', 'measure-it-m4xp', '--outcome', 'worked', '--what-worked', 'It did.'],
];

export interface Said {
  /** What `check` says, on both streams. */
  readonly check: string;
  /** What `check --json` found, left out and did not read. */
  readonly json: {
    readonly findings: readonly { readonly path: string; readonly rule: string; readonly message: string }[];
    readonly leftOut: readonly { readonly path: string; readonly reason: string }[];
    readonly ignored: readonly { readonly path: string; readonly reason: string }[];
  };
}

/** Every reading command, a site, and every writing one: nothing but what was asked for is other than before. */
export async function endure(trap: Trap): Promise<Said> {
  const before = everything(trap);
  const said = new Map<string, Ran>();
  for (const line of READING) {
    said.set(line.join(' '), await tame(trap, line));
    expect(changedPaths(before, everything(trap)), line.join(' ')).toEqual([]);
  }
  await tame(trap, ['site', 'build'], 10_000);
  const strayed = changedPaths(before, everything(trap)).filter((path) => !path.startsWith('repository/_site/'));
  expect(strayed, 'site build').toEqual([]);
  for (const line of WRITING) {
    const then = everything(trap);
    const { code, out, err } = await tame(trap, line);
    expect(code, `${line.join(' ')}: ${err}`).toBe(0);
    const now = everything(trap);
    const path = `repository/${out.split('\n', 1)[0]}`;
    const folders = changedPaths(then, now).filter((changed) => changed.endsWith('/') && path.startsWith(changed));
    expect(changedPaths(then, now), line.join(' ')).toEqual([...folders, path].sort());
  }
  const check = said.get('check');
  const json = said.get('check --json')?.out ?? '';
  return {
    check: `${check?.out}${check?.err}`,
    json: json === '' ? { findings: [], leftOut: [], ignored: [] } : JSON.parse(json),
  };
}
