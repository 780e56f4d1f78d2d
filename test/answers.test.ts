import { execFile, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  rmdirSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { COMMUNITY, GIT_ENV, PROJECT, git, repository } from './world.ts';

const COP = join(PROJECT, 'bin/cop.js');
const DUE = ['due', '--as-of', '2026-11-20'];
const ALL = [DUE, ['check', '--as-of', '2026-11-20']];

interface Told {
  readonly stdout: string;
  readonly stderr: string;
  readonly exit: number | null;
}

const home = realpathSync(mkdtempSync(join(tmpdir(), 'cop-answers-')));
const root = join(home, 'tidewater');
const cache = join(home, 'cache');

function cop(words: readonly string[], env: NodeJS.ProcessEnv = { XDG_CACHE_HOME: cache, COP_CACHE: '' }): Told {
  const settings = { cwd: root, env: { ...process.env, ...GIT_ENV, ...env }, encoding: 'utf8' } as const;
  const { stdout, stderr, status } = spawnSync(process.execPath, [COP, ...words], settings);
  return { stdout, stderr, exit: status };
}

/** The answer of a program that keeps nothing. */
const anew = (words: readonly string[]): Told => cop(words, { XDG_CACHE_HOME: cache, COP_CACHE: 'off' });

/** What is kept: a file that is written again is another one. */
function kept(): string[] {
  const at = join(cache, 'cop/answers');
  return existsSync(at) ? readdirSync(at).map((name) => `${name} ${statSync(join(at, name)).ino}`) : [];
}

/** What was changed less than two seconds ago may be changing still. */
const later = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 2_200));

describe('what is kept of answers', () => {
  cpSync(COMMUNITY, root, { recursive: true });
  repository(root);
  const issue = join(
    root,
    'issues',
    readdirSync(join(root, 'issues')).find((name) => /-\w{4}\.md$/.test(name)) as string,
  );

  beforeAll(later);

  test('is nothing of what went wrong, which may be right the next time', () => {
    const words = ['-C', 'not-yet', 'list', '--as-of', '2026-11-20'];
    expect(cop(words)).toMatchObject({ stdout: '', exit: 2 });
    mkdirSync(join(root, 'not-yet'));
    expect(cop(words)).toMatchObject({ exit: 0 });
    rmdirSync(join(root, 'not-yet'));
  });

  test.runIf(existsSync('/dev/full'))('does not hide that it could not be written', () => {
    const env = { ...process.env, ...GIT_ENV, XDG_CACHE_HOME: cache, COP_CACHE: '' };
    for (const words of ['--version', 'list --as-of 2026-11-20', 'list --as-of 2026-11-20'])
      expect(
        spawnSync('sh', ['-c', `"${process.execPath}" "${COP}" ${words} >/dev/full`], { cwd: root, env }).status,
        words,
      ).toBe(2);
  });

  test('is said again, with its exit code, while nothing has changed', () => {
    for (const words of [
      DUE,
      ['check', '--as-of', '2026-11-20'],
      ['list', 'issues', '--json', '--as-of', '2026-11-20'],
      ['due', '--fail', '--as-of', '2027-03-01'],
    ]) {
      const first = cop(words);
      expect(first).toEqual(anew(words));
      const before = kept();
      expect(before.length).toBeGreaterThan(0);
      expect(cop(words)).toEqual(first);
      expect(kept(), 'nothing is worked out again').toEqual(before);
    }
    expect(cop(['due', '--fail', '--as-of', '2027-03-01']).exit).toBe(1);
  });

  const text = readFileSync(issue, 'utf8');
  const { atime, mtime } = statSync(issue);
  const changes: Readonly<Record<string, () => void>> = {
    'a word of the same length, and the time of change set back': () => {
      writeFileSync(issue, text.replace(/^title: .../m, 'title: Zzz'));
      utimesSync(issue, atime, mtime);
    },
    'a new file': () =>
      writeFileSync(join(root, 'issues/new-one-k3p9.md'), '---\ntitle: New\nby: nobody\nopened: 2026-01-01\n---\n'),
    'a file that is gone': () => rmSync(join(root, 'issues/new-one-k3p9.md')),
    'files that git is told to ignore': () => writeFileSync(join(root, '.gitignore'), 'members/\n'),
    'other settings': () =>
      writeFileSync(join(root, 'cop.yml'), `${readFileSync(join(root, 'cop.yml'), 'utf8')}# a comment\n`),
    'a commit': () => void git(root, 'commit', '--quiet', '--all', '--message=More'),
  };
  test.each(Object.entries(changes))('is not said after %s', async (_, change) => {
    for (const words of ALL) cop(words);
    change();
    const right = ALL.map((words) => anew(words));
    expect(ALL.map((words) => cop(words))).toEqual(right);
    await later();
    expect(ALL.map((words) => cop(words))).toEqual(right);
  });

  test('is of one day, one terminal and one set of words', () => {
    const one = cop(DUE);
    expect(cop(['due', '--as-of', '2026-06-01'])).toEqual(anew(['due', '--as-of', '2026-06-01']));
    expect(cop(['due', '--as-of', '2026-06-01'])).not.toEqual(one);
    expect(cop([...DUE, '--json']).stdout).toContain('"schemaVersion"');
    expect(cop([...DUE, '--color', 'always']).stdout).toContain('\u001b[');
  });

  test('counts for nothing where it is damaged', () => {
    const right = cop(DUE);
    const at = join(cache, 'cop/answers');
    for (const damage of [
      (bytes: Buffer) => bytes.fill(7, 40, 60),
      (bytes: Buffer) => bytes.subarray(0, 50),
      () => Buffer.alloc(0),
      () => Buffer.from('{}'),
    ]) {
      for (const name of readdirSync(at)) writeFileSync(join(at, name), damage(readFileSync(join(at, name))));
      expect(cop(DUE)).toEqual(right);
    }
  });

  test('is kept by several at once, whole', async () => {
    rmSync(join(cache, 'cop'), { recursive: true, force: true });
    const env = { ...process.env, ...GIT_ENV, XDG_CACHE_HOME: cache, COP_CACHE: '' };
    const runs = await Promise.all(
      Array.from({ length: 6 }, () => promisify(execFile)(process.execPath, [COP, ...DUE], { cwd: root, env })),
    );
    expect(new Set(runs.map(({ stdout }) => stdout))).toEqual(new Set([anew(DUE).stdout]));
    expect(readdirSync(join(cache, 'cop/answers')).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  test('is not kept where it cannot be, or must not be', () => {
    rmSync(join(cache, 'cop'), { recursive: true, force: true });
    anew(DUE);
    expect(kept()).toEqual([]);
    const isFile = { XDG_CACHE_HOME: join(root, 'cop.yml'), COP_CACHE: '' };
    const nobodys = { XDG_CACHE_HOME: '', HOME: join(home, 'nobody'), COP_CACHE: '' };
    for (const env of [isFile, nobodys, { XDG_CACHE_HOME: 'relative', HOME: '' }])
      expect(cop(DUE, env)).toEqual(anew(DUE));
    expect(existsSync(join(root, 'relative'))).toBe(false);
    expect(existsSync(nobodys.HOME)).toBe(false);
    const before = kept();
    // What writes, asks who somebody is, or looks elsewhere is worked out each time.
    cop(['check', '--fix', '--as-of', '2026-11-20']);
    cop(['check', '--since', 'HEAD', '--as-of', '2026-11-20']);
    cop([`-C${root}`, ...DUE]);
    cop(['due', '--mine']);
    cop(['ask', 'Anything?', '--by', 'nobody']);
    expect(kept()).toEqual(before);
  });

  afterAll(() => rmSync(home, { recursive: true, force: true }));
});
