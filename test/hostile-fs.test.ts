import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, lstatSync, readFileSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { figure } from './figures.ts';
import { OVERLAY, SECRET, changedPaths, endure, everything, lay, tame, trapOf } from './hostile-cases.ts';
import { HOSTILE, casesOf, missing } from './hostile-set.ts';
import type { Trap } from './hostile-cases.ts';
import { GIT_ENV, PROJECT, TODAY } from './world.ts';

const isRoot = process.getuid?.() === 0;
const NOBODY = 65_534;

const CASES = casesOf('fs-link', 'fs-write');

/** The shipped program as somebody to whom permissions apply, in a repository of his own. */
function asNobody({ root }: Trap, ...args: readonly string[]): { code: number | null; said: string } {
  const who = isRoot ? { uid: NOBODY, gid: NOBODY } : {};
  if (isRoot) {
    execFileSync('chown', ['-R', '-h', `${NOBODY}:${NOBODY}`, join(root, '..')]);
    chmodSync(join(root, '../..'), 0o755);
  }
  const env = { ...GIT_ENV, COP_AS_OF: TODAY, COP_MEMBER: 'ada', COP_SECRET: SECRET };
  const ran = spawnSync(process.execPath, [join(PROJECT, 'bin/cop.js'), ...args], {
    cwd: root,
    env,
    encoding: 'utf8',
    ...who,
  });
  return { code: ran.status, said: `${ran.stdout}${ran.stderr}` };
}

interface Telling {
  /** What `check` says of it. */
  readonly check?: RegExp;
  readonly more?: (trap: Trap) => Promise<void> | void;
  /** Nothing of it can be tried in this process; `more` does all of it. */
  readonly apart?: boolean;
  /** Where the expectation is met otherwise than it says, and why. */
  readonly otherwise?: string;
}

const refusesSites =
  (...outs: readonly string[]) =>
  async (trap: Trap): Promise<void> => {
    const before = everything(trap);
    for (const out of outs) {
      const { code, err } = await tame(trap, ['site', 'build', '--out', out]);
      expect({ code, err }, out).toMatchObject({
        code: 2,
        err: expect.stringContaining('The site is not built into') as string,
      });
    }
    expect(changedPaths(before, everything(trap))).toEqual([]);
  };

const TELLINGS: Readonly<Record<string, Telling>> = {
  'git/037-mode-and-link.sh': {
    check: /notes\/link\.md:1:1: error: Unexpected symbolic link/,
    more: async (trap) => {
      const path = 'issues/why-so-slow-k3p9.md';
      chmodSync(join(trap.root, path), 0o775);
      const { code } = await tame(trap, ['set', 'topics+=other', 'issues', '--expect', '1']);
      expect(code).toBe(0);
      expect(lstatSync(join(trap.root, path)).mode & 0o777).toBe(0o775);
    },
  },
  'fs/001-dev-zero.sh': { check: /notes\/zero\.md:1:1: error: Unexpected symbolic link/ },
  'fs/003-etc-passwd.sh': { check: /notes\/pw\.md:1:1: error: Unexpected symbolic link/ },
  'fs/005-self-dir.sh': {
    check: /Not read: notes\/self \(it is a link to a folder\)/,
    otherwise: 'Named and not gone into, as a sentence and in `ignored`: links to folders are no fault in themselves.',
  },
  'fs/007-out-dir.sh': {
    check: /Not read: notes\/out \(it is a link to a folder\)/,
    otherwise: 'As fs/005.',
  },
  'fs/009-dangling.sh': { check: /notes\/dangling\.md:1:1: error: Unexpected symbolic link/ },
  'fs/011-socket.sh': {
    otherwise:
      'A socket is nothing that git lists, and what git does not list is no part of a community: nothing is said.',
  },
  'fs/013-noperm.sh': {
    apart: true,
    more: (trap) => {
      const { code, said } = asNobody(trap, 'check');
      expect(said).toMatch(/notes\/np\.md:1:1: error: Unexpected refusal by the system \(no permission\)/);
      expect(code).toBe(1);
      for (const line of [['site', 'build'], ['report'], ['list']]) expect(asNobody(trap, ...line).code).toBe(0);
    },
  },
  'fs/020-site-link.sh': {
    more: refusesSites('site', '_site', 'dist', 'public', '../repository.outside'),
    apart: true,
  },
  'fs/022-out-is-repo.sh': { more: refusesSites('.', '..', '/', '.git', 'notes') },
  'fs/024-target-is-link.sh': {
    check: /notes\/n-0002-plain-title\.md:1:1: error: Unexpected symbolic link/,
    more: async (trap) => {
      const victim = join(trap.root, '../victim');
      symlinkSync(victim, join(trap.root, 'members/plain-title.md'));
      const { code } = await tame(trap, ['new', 'member', 'Plain title']);
      expect(code).toBe(2);
      expect(existsSync(victim)).toBe(false);
    },
    otherwise:
      'Ids of notes end in a code that nobody foresees; a member’s name is the place that can be laid in wait for.',
  },
  'fs/026-readonly-repo.sh': {
    apart: true,
    more: (trap) => {
      for (const folder of ['', 'notes', 'issues', 'members', 'advice']) chmodSync(join(trap.root, folder), 0o555);
      asNobody(trap, '--version');
      const before = everything(trap);
      for (const line of [
        ['new', 'insight', 'A note'],
        ['new', 'case', 'A case'],
        ['set', 'topics+=x', 'issues', '--expect', '1'],
        ['rename', 'why-so-slow', 'Another'],
        ['site', 'build'],
      ]) {
        const { code, said } = asNobody(trap, ...line);
        expect({ code, said }, line.join(' ')).toMatchObject({
          code: 2,
          said: expect.stringMatching(/^cop: .*EACCES/) as string,
        });
      }
      expect(asNobody(trap, 'check').code).toBe(1);
      expect(changedPaths(before, everything(trap))).toEqual([]);
    },
  },
};

describe.skipIf(missing)('a file system of somebody else', () => {
  test('every case of these classes is in the table', () => {
    expect(CASES.map(({ file }) => file).sort()).toEqual(Object.keys(TELLINGS).sort());
  });

  test.each(CASES)('$file: $expected', async ({ file }) => {
    for (const promise of ['cases', 'canaries'] as const) figure(promise).tried += 1;
    const telling = TELLINGS[file] as Telling;
    const trap = trapOf(join(HOSTILE, file));
    chmodSync(trap.root, 0o755);
    lay(trap.root, OVERLAY);
    if (telling.apart !== true) {
      const { check } = await endure(trap);
      if (telling.check) expect(check).toMatch(telling.check);
      const site = join(trap.root, '_site');
      const pages = readdirSync(site, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.html'));
      expect(pages.length).toBeGreaterThan(3);
      for (const page of pages)
        expect(readFileSync(join(site, page), 'utf8')).not.toMatch(/root:.*:0:0|outside|canary-secret/);
    }
    await telling.more?.(trap);
  });
});
