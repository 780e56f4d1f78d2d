import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { figure } from './figures.ts';
import {
  OVERLAY,
  changedPaths,
  endure,
  everything,
  lay,
  skipped,
  sprung,
  tame,
  trapEnv,
  trapOf,
} from './hostile-cases.ts';
import { HOSTILE, casesOf, missing } from './hostile-set.ts';
import type { Said, Trap } from './hostile-cases.ts';
import { PROJECT, git, run } from './world.ts';

const isRoot = process.getuid?.() === 0;

const CASES = casesOf('git-config', 'git-names', 'git-state', 'git-args');
const CASES_OF_GIT = 16;

/** Git as whoever built the trap runs it: with what the repository configures. */
const unguarded = ({ root }: Trap, ...args: readonly string[]): void =>
  void spawnSync('git', args, { cwd: root, env: trapEnv(join(root, '../..')), stdio: 'ignore', timeout: 5000 });

interface Telling {
  /** What `check` says of it. */
  readonly check?: RegExp;
  /** Every command is refused with this, and nothing is written. */
  readonly refused?: RegExp;
  /** Springs the trap by git itself: the case has one. */
  readonly control?: (trap: Trap) => void;
  /** What else the expectation asks for. */
  readonly more?: (trap: Trap, said: Said) => Promise<void> | void;
  readonly lay?: Readonly<Record<string, string>>;
  /** Where the expectation is met otherwise than it says, and why. */
  readonly otherwise?: string;
}

const NOTE =
  '---\ntitle: Led there\nby: ada\ndate: 2026-10-01\nfrom: [n2]\n---\n\n## The insight\n\nSee [n2](n2.md), [n3](n3.md).\n';

/** How each case ends. A case that is not here fails. */
const TELLINGS: Readonly<Record<string, Telling>> = {
  'git/001-fsmonitor.sh': { control: (trap) => unguarded(trap, 'status') },
  'git/003-filter-clean.sh': { control: (trap) => unguarded(trap, 'status') },
  'git/005-hooks.sh': {
    more: async (trap) => {
      git(trap.root, 'config', 'user.name', 'Ada');
      git(trap.root, 'config', 'user.email', 'ada@example.org');
      const { code, err } = await run(['new', 'case', 'B', '--commit'], { cwd: trap.root, env: { COP_MEMBER: 'ada' } });
      expect({ code, err }).toMatchObject({ code: 0, err: expect.stringContaining('Committed ') as string });
      expect(sprung(trap)).toContain('canary-pre-commit');
    },
  },
  'git/007-alias-pager-editor.sh': {
    more: (trap) => {
      const cop = `"${process.execPath}" "${join(PROJECT, 'bin/cop.js')}"`;
      for (const line of ['check', 'list', 'report', 'review --since HEAD']) {
        const { error } = spawnSync('script', ['-qec', `${cop} ${line}`, '/dev/null'], {
          cwd: trap.root,
          env: trapEnv(join(trap.root, '../..')),
          stdio: ['ignore', 'ignore', 'ignore'],
        });
        if (error) return skipped('git/007 on a terminal: there is no script(1) here.');
        expect(sprung(trap), `${line}, on a terminal`).toEqual([]);
      }
    },
    control: (trap) => unguarded(trap, 'status'),
  },
  'git/010-filenames.sh': {
    check: /some systems take for/,
    more: ({ root }, { json }) => {
      const told = [...json.findings, ...json.leftOut, ...json.ignored].map(({ path }) => path);
      const listed = readdirSync(join(root, 'notes'), { encoding: 'buffer' });
      const names = listed.filter((name) => name.toString() !== 'cases');
      expect(names.length).toBeGreaterThan(30);
      for (const name of names) expect(told, name.toString('latin1')).toContain(`notes/${name.toString('utf8')}`);
      expect(json.findings.filter(({ message }) => message.includes('some systems take for'))).toHaveLength(2);
      expect(json.findings.filter(({ message }) => message.includes('no UTF-8'))).toHaveLength(1);
    },
  },
  'git/020-shallow.sh': {
    more: async (trap) => {
      const { out } = await tame(trap, ['site', 'build', '--json']);
      expect((JSON.parse(out) as { unknownHistory: string }).unknownHistory).toMatch(
        /shallow; `git fetch --unshallow`/,
      );
    },
    otherwise: '`git fetch --unshallow` is the remedy in a clone; `fetch-depth: 0` is told where `--since` needs it.',
  },
  'git/022-no-commits.sh': {
    otherwise: 'No history is no news to whoever has not committed: nothing is said of it, and `--since` is refused.',
  },
  'git/024-bare.sh': { refused: /is a bare repository: nothing is checked out there/ },
  'git/026-merge-conflict.sh': {
    check: /merge-conflict marker in the front matter/,
    more: async (trap) => {
      const before = everything(trap);
      for (const more of [['--commit'], ['--branch', 'other']]) {
        const { code, err } = await tame(trap, ['new', 'case', 'In between', ...more]);
        expect({ code, err }).toMatchObject({
          code: 2,
          err: expect.stringContaining('a merge is under way') as string,
        });
      }
      expect(changedPaths(before, everything(trap))).toEqual([]);
    },
    otherwise:
      'A new file is no part of the merge and is written; only what would touch the index, --commit and --branch, is refused.',
  },
  'git/028-worktree.sh': {
    otherwise: 'Locks lie in the folder of the community, not in git’s: a `.git` file may point anywhere.',
  },
  'git/030-sparse.sh': {
    lay: { 'notes/led-there.md': NOTE },
    check: /n2\.md \(it is not checked out: the checkout is sparse\)/,
    more: (_, { json }) =>
      expect(json.findings.filter(({ rule }) => rule === 'link' || rule === 'reference')).toEqual([]),
  },
  'git/032-index-lock.sh': {},
  'git/034-dubious-owner.sh': { refused: /dubious ownership[^]*git config --global --add safe\.directory/ },
  'git/038-utf16-gitattributes.sh': { check: /Unexpected UTF-16, expected UTF-8/ },
  'git/041-clock.sh': {
    more: ({ root }) => {
      const site = join(root, '_site');
      for (const name of readdirSync(site, { recursive: true, encoding: 'utf8' }).filter((path) =>
        path.endsWith('.html'),
      ))
        expect(readFileSync(join(site, name), 'utf8'), name).not.toMatch(/2099|1970/);
    },
    otherwise:
      'Nothing is told of a commit of a later day; no figure reads the days of commits, so that none can be wrong.',
  },
  'git/043-branch-names.sh': {
    more: async (trap) => {
      const names = git(trap.root, 'for-each-ref', '--format=%(refname:short)').split('\n').filter(Boolean);
      expect(names.length).toBeGreaterThan(7);
      const before = everything(trap);
      for (const name of [...names, '--output=cop-canary', '-x', '--']) {
        for (const line of [
          ['review', `--since=${name}`],
          ['check', `--since=${name}`],
        ])
          await tame(trap, line);
      }
      expect(changedPaths(before, everything(trap))).toEqual([]);
      expect(existsSync('cop-canary')).toBe(false);
    },
  },
};

describe.skipIf(missing)('a repository of somebody else', () => {
  test('every case of these classes is in the table', () => {
    expect(CASES.map(({ file }) => file).sort()).toEqual(Object.keys(TELLINGS).sort());
    expect(CASES).toHaveLength(CASES_OF_GIT);
  });

  test.each(CASES)('$file: $expected', async ({ file }) => {
    for (const promise of ['cases', 'canaries'] as const) figure(promise).tried += 1;
    const telling = TELLINGS[file] as Telling;
    if (file.includes('dubious') && !isRoot)
      return skipped(`${file}: only root can give a repository to somebody else.`);
    const trap = trapOf(join(HOSTILE, file));
    lay(trap.root, { ...OVERLAY, ...telling.lay });
    if (telling.refused) {
      const before = everything(trap);
      for (const line of [['check'], ['list'], ['site', 'build'], ['new', 'case', 'A case'], ['report']]) {
        const { code, err } = await tame(trap, line);
        expect({ code, err }, line.join(' ')).toMatchObject({
          code: 2,
          err: expect.stringMatching(telling.refused) as string,
        });
      }
      expect(changedPaths(before, everything(trap))).toEqual([]);
      return;
    }
    const said = await endure(trap);
    if (telling.check) expect(said.check).toMatch(telling.check);
    await telling.more?.(trap, said);
    telling.control?.(trap);
    if (telling.control) expect(sprung(trap), 'the trap works').not.toEqual([]);
  });
});
