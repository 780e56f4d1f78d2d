import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { figure } from './figures.ts';
import { OVERLAY, changedPaths, endure, everything, lay, sprung, tame, trapEnv } from './hostile-cases.ts';
import type { Said, Trap } from './hostile-cases.ts';
import { folder, git, seeded } from './world.ts';

/** Repositories as strangers might make them, of our own making: a clone alone is protected by these. */
interface Making {
  /** Makes it, in a repository with one commit of the overlay, unless `bare` says otherwise. */
  readonly make: (root: string, canary: string) => void;
  readonly bare?: true;
  readonly check?: RegExp;
  readonly refused?: RegExp;
  /** Git commands by whoever does not know that the repository is a trap; any of them springs it. */
  readonly control?: readonly (readonly string[])[];
  readonly more?: (trap: Trap, said: Said) => Promise<void> | void;
}

const touched = (canary: string): string => `touch ${canary}; cat`;
const config = (root: string, settings: Readonly<Record<string, string>>): void => {
  for (const [key, value] of Object.entries(settings)) git(root, 'config', key, value);
};
const attributes = (root: string, text: string): void => {
  writeFileSync(join(root, '.gitattributes'), text);
  git(root, 'add', '.gitattributes');
  git(root, 'commit', '--quiet', '--message=Attributes');
};
/** A file that is tracked, and otherwise on disk: git has to compare it. */
const touchNote = (root: string): void =>
  writeFileSync(join(root, 'issues/why-so-slow-k3p9.md'), `${OVERLAY['issues/why-so-slow-k3p9.md']}More.\n`);
const commitAll = (root: string, message = 'All'): void => {
  git(root, 'add', '--all');
  git(root, 'commit', '--quiet', '--allow-empty', `--message=${message}`);
};

const SEED = 20_261_123;
process.stdout.write(`traps: names made from seed ${SEED}\n`);
const random = seeded(SEED);
const ODD = [
  '\n',
  '\t',
  '"',
  "'",
  '\\',
  ' ',
  '*',
  '[',
  ':',
  '-',
  '$(touch canary)',
  ';',
  '\u001b[31m',
  '\u202e',
  '%0A',
  '::error::',
  '##[group]',
  'é',
  'e\u0301',
  '<b>',
  '=1+1',
  '\u{1f600}',
];
/** Names made of what is odd in names, the same in every run. */
const oddNames = Array.from({ length: 30 }, (_, n) => {
  const pieces = Array.from(
    { length: 1 + Math.floor(random() * 4) },
    () => ODD[Math.floor(random() * ODD.length)] ?? '',
  );
  return `${pieces.join(random() < 0.5 ? '' : 'x')}${n}.md`;
});

const stopped = (root: string, ...args: readonly string[]): void => {
  lay(root, { 'issues/other-q4xr.md': '---\ntitle: One?\nby: bob\nopened: 2026-10-01\n---\n' });
  commitAll(root, 'One');
  git(root, 'checkout', '--quiet', '-b', 'side', 'HEAD~1');
  lay(root, { 'issues/other-q4xr.md': '---\ntitle: Two?\nby: bob\nopened: 2026-10-01\n---\n' });
  commitAll(root, 'Two');
  spawnSync('git', args, { cwd: root, env: trapEnv(join(root, '../..')), stdio: 'ignore' });
};

const underWay =
  (what: string) =>
  async (trap: Trap): Promise<void> => {
    const before = everything(trap);
    const { code, err } = await tame(trap, ['new', 'case', 'Meanwhile', '--by', 'bob', '--commit']);
    expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining(`${what} is under way`) as string });
    expect(changedPaths(before, everything(trap))).toEqual([]);
  };

const MAKINGS: Readonly<Record<string, Making>> = {
  'a file-system monitor': {
    make: (root, canary) => config(root, { 'core.fsmonitor': `touch ${canary}; false` }),
    control: [['status']],
  },
  'a monitor by an included file': {
    make: (root, canary) => {
      writeFileSync(join(root, '.git/more'), `[core]\n\tfsmonitor = "touch ${canary}; false"\n`);
      config(root, { 'include.path': 'more' });
    },
    control: [['status']],
  },
  'a clean filter': {
    make: (root, canary) => {
      attributes(root, '*.md filter=evil\n');
      config(root, {
        'filter.evil.clean': touched(canary),
        'filter.evil.smudge': touched(canary),
        'filter.evil.required': 'true',
      });
      touchNote(root);
    },
    control: [['diff']],
  },
  'a filter that is a process': {
    make: (root, canary) => {
      attributes(root, '*.md filter=evil\n');
      config(root, { 'filter.evil.process': `touch ${canary}` });
      touchNote(root);
    },
    control: [['status'], ['diff']],
  },
  'a text conversion and a diff program': {
    make: (root, canary) => {
      attributes(root, '*.md diff=evil\n');
      config(root, { 'diff.evil.textconv': `touch ${canary}; cat`, 'diff.evil.command': `touch ${canary}` });
      touchNote(root);
    },
    control: [['diff']],
  },
  'a signature to verify': {
    make: (root, canary) => {
      writeFileSync(join(root, '.git/evil'), `#!/bin/sh\ntouch ${canary}\n`, { mode: 0o755 });
      config(root, { 'log.showSignature': 'true', 'gpg.program': join(root, '.git/evil') });
      const tree = git(root, 'rev-parse', 'HEAD^{tree}').trim();
      const who = 'T <t@example.org> 1763000000 +0000';
      const signed = `tree ${tree}\nauthor ${who}\ncommitter ${who}\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----\n\nSigned\n`;
      const hash = execFileSync('git', ['hash-object', '-t', 'commit', '-w', '--stdin'], {
        cwd: root,
        env: trapEnv(join(root, '../..')),
        input: signed,
        encoding: 'utf8',
      }).trim();
      git(root, 'update-ref', 'refs/heads/main', hash);
    },
    control: [['log']],
  },
  hooks: {
    make: (root, canary) => {
      for (const hook of ['pre-commit', 'post-checkout', 'post-index-change', 'reference-transaction'])
        writeFileSync(join(root, '.git/hooks', hook), `#!/bin/sh\ntouch ${canary}-${hook}\n`, { mode: 0o755 });
    },
    control: [['-c', 'user.name=T', '-c', 'user.email=t@e', 'commit', '--allow-empty', '--message=x']],
  },
  'a pager, an editor, ssh and a credential helper': {
    make: (root, canary) =>
      config(root, {
        'core.pager': touched(canary),
        'core.editor': touched(canary),
        'core.sshCommand': touched(canary),
        'core.askPass': touched(canary),
        'credential.helper': `!touch ${canary}`,
        'remote.origin.url': 'ssh://nobody@invalid/x.git',
      }),
    control: [['--paginate', 'log'], ['fetch']],
  },
  'objects that are elsewhere': {
    make: (root, canary) => {
      config(root, {
        'core.repositoryformatversion': '1',
        'extensions.partialClone': 'origin',
        'remote.origin.promisor': 'true',
        // As `git clone` writes it: git itself adds it where it is not there.
        'remote.origin.partialCloneFilter': 'blob:none',
        'remote.origin.url': `ext::sh -c touch% ${canary}`,
        'protocol.ext.allow': 'always',
      });
      const blob = git(root, 'rev-parse', 'HEAD:members/ada.md').trim();
      rmSync(join(root, '.git/objects', blob.slice(0, 2), blob.slice(2)));
    },
    control: [['-c', 'protocol.ext.allow=always', 'cat-file', '-p', 'HEAD:members/ada.md']],
  },
  'odd file names': {
    make: (root) => {
      lay(root, Object.fromEntries(oddNames.map((name) => [`notes/${name}`, '---\ntitle: T\nby: ada\n---\nb\n'])));
      writeFileSync(Buffer.concat([Buffer.from(`${root}/notes/`), Buffer.from([0x66, 0xff, 0x2e, 0x6d, 0x64])]), 'b\n');
      commitAll(root);
    },
    more: (_, { json }) => {
      const told = new Set([...json.findings, ...json.leftOut, ...json.ignored].map(({ path }) => path));
      for (const name of oddNames) expect(told, JSON.stringify(name)).toContain(`notes/${name}`);
      expect(json.findings.some(({ message }) => message.includes('no UTF-8'))).toBe(true);
    },
  },
  'no commit': { bare: true, make: (root) => git(root, 'init', '--quiet') },
  'no repository': { bare: true, make: () => undefined },
  'a detached head': { make: (root) => git(root, 'checkout', '--quiet', '--detach') },
  'a merge under way': {
    make: (root) => stopped(root, 'merge', 'main'),
    check: /merge-conflict/,
    more: underWay('a merge'),
  },
  'a rebase under way': {
    make: (root) => stopped(root, 'rebase', 'main'),
    check: /merge-conflict/,
    more: underWay('a rebase'),
  },
  'a cherry-pick under way': {
    make: (root) => stopped(root, 'cherry-pick', 'main'),
    check: /merge-conflict/,
    more: underWay('a cherry-pick'),
  },
  'a lock on the index': { make: (root) => writeFileSync(join(root, '.git/index.lock'), '') },
  'an index that is none': {
    make: (root) => writeFileSync(join(root, '.git/index'), 'no index'),
    refused: /git cannot read this repository/,
  },
  'a head that is none': { make: (root) => writeFileSync(join(root, '.git/HEAD'), 'x'), refused: /git cannot read/ },
  'a .git that leads nowhere': {
    bare: true,
    make: (root) => writeFileSync(join(root, '.git'), 'gitdir: /nonexistent/x\n'),
    refused: /git cannot read/,
  },
  'a bare repository': {
    bare: true,
    make: (root) => git(root, 'init', '--quiet', '--bare'),
    refused: /is a bare repository/,
  },
  'a repository inside it': {
    make: (root) => {
      mkdirSync(join(root, 'inner/notes'), { recursive: true });
      git(join(root, 'inner'), 'init', '--quiet');
      writeFileSync(join(root, 'inner/notes/x.md'), '# X\n');
    },
    check: /Not read: inner\/ \(it is a repository of its own\)/,
  },
  'a submodule that is not fetched': {
    make: (root) => {
      const head = git(root, 'rev-parse', 'HEAD').trim();
      git(root, 'update-index', '--add', '--cacheinfo', `160000,${head},module`);
      mkdirSync(join(root, 'module'));
    },
    check: /Not read: module \(it is a repository of its own\)/,
  },
  'a sparse checkout': {
    make: (root) => {
      lay(root, {
        'notes/away.md': '---\ntitle: Away\n---\n',
        'faq/led.md': '---\nquestion: Led?\nfrom: [away]\n---\n\n## Answer\n\n[a](../notes/away.md)\n',
      });
      commitAll(root);
      git(root, 'update-index', '--skip-worktree', 'notes/away.md');
      rmSync(join(root, 'notes/away.md'));
    },
    check: /notes\/away\.md \(it is not checked out/,
    more: (_, { json }) =>
      expect(json.findings.filter(({ rule }) => rule === 'link' || rule === 'reference')).toEqual([]),
  },
  'a file that was deleted': {
    make: (root) => {
      lay(root, { 'notes/away.md': '---\ntitle: Away\n---\n' });
      commitAll(root);
      rmSync(join(root, 'notes/away.md'));
    },
    check: /notes\/away\.md \(it is not on disk: deleted\)/,
  },
  'links to what never ends, to secrets, to nothing and to itself': {
    make: (root) => {
      for (const [name, to] of [
        ['zero.md', '/dev/zero'],
        ['secret.md', '/proc/self/environ'],
        ['nothing.md', 'nowhere.md'],
        ['round.md', 'round.md'],
        ['self', '.'],
        ['out', '../..'],
      ] as const) {
        mkdirSync(join(root, 'notes'), { recursive: true });
        symlinkSync(to, join(root, 'notes', name));
      }
      commitAll(root);
    },
    check: /Not read: notes\/out \(it is a link to a folder\), notes\/self \(it is a link to a folder\)/,
    more: (_, { json }) =>
      expect(json.findings.filter(({ message }) => message.startsWith('Unexpected symbolic link'))).toHaveLength(4),
  },
  'a pipe that nobody writes to, and no git': {
    bare: true,
    make: (root) => {
      mkdirSync(join(root, 'notes'));
      execFileSync('mkfifo', [join(root, 'notes/pipe.md')]);
    },
    check: /notes\/pipe\.md:1:1: error: Unexpected special file/,
  },
  'settings that are a link': {
    make: (root) => {
      rmSync(join(root, 'cop.yml'));
      symlinkSync('/dev/zero', join(root, 'cop.yml'));
    },
    refused: /cop\.yml is no regular file/,
  },
  'folders to write into that are links': {
    make: (root) => {
      mkdirSync(join(root, '../elsewhere'));
      for (const name of ['_site', 'followups', 'faq']) symlinkSync('../elsewhere', join(root, name));
      rmSync(join(root, 'notes'), { recursive: true, force: true });
    },
    more: async (trap) => {
      const before = everything(trap);
      const line = ['followup', 'why-so-slow', '--outcome', 'not-tried', '--next', '2026-12-01'];
      for (const [words, why] of [
        [line, 'a link to a place outside'],
        [['site', 'build'], 'it is a symbolic link'],
      ] as const) {
        const { code, err } = await tame(trap, words);
        expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining(why) as string });
      }
      expect(changedPaths(before, everything(trap))).toEqual([]);
    },
  },
};

function made({ make, bare }: Making): Trap {
  const place = folder();
  const root = join(place, 'world/repository');
  mkdirSync(join(place, 'trap'));
  mkdirSync(root, { recursive: true });
  lay(root, OVERLAY);
  if (bare !== true) {
    git(root, 'init', '--quiet', '--initial-branch=main');
    commitAll(root, 'Start');
  }
  const trap = { root, canary: join(place, 'trap/canary') };
  make(root, trap.canary);
  for (const name of sprung(trap)) rmSync(join(place, 'trap', name));
  return trap;
}

describe('a repository that is a trap', () => {
  test.each(Object.entries(MAKINGS))('%s', async (name, making) => {
    const told = figure('canaries');
    told.tried += 1;
    const trap = made(making);
    if (making.refused) {
      const before = everything(trap);
      for (const line of [['check'], ['list'], ['report'], ['site', 'build'], ['new', 'case', 'A case']]) {
        const { code, err } = await tame(trap, line);
        expect({ code, err }, line.join(' ')).toMatchObject({
          code: 2,
          err: expect.stringMatching(making.refused) as string,
        });
      }
      expect((await tame(trap, ['review', '--since', 'HEAD'])).code).toBe(2);
      expect(changedPaths(before, everything(trap))).toEqual([]);
      return;
    }
    if (!name.startsWith('folders to write into')) {
      const said = await endure(trap);
      if (making.check) expect(said.check).toMatch(making.check);
      await making.more?.(trap, said);
    } else await making.more?.(trap, { check: '', json: { findings: [], leftOut: [], ignored: [] } });
    for (const args of making.control ?? []) {
      spawnSync('git', args, {
        cwd: trap.root,
        env: { ...trapEnv(join(trap.root, '../..')), GIT_PAGER_IN_USE: '1', GIT_ALLOW_PROTOCOL: 'ext:ssh' },
        stdio: 'ignore',
        timeout: 5000,
      });
    }
    if (!making.control) return;
    expect(sprung(trap), 'the trap works').not.toEqual([]);
    told.fired += 1;
  });

  test.each([
    '--output=cop-canary',
    '-x',
    '$(touch canary)',
    'a;touch canary',
    '@{u}',
    'HEAD:members',
    ':/Start',
    '\n',
    '',
  ])('a revision called %j goes through no shell and is no option', async (ref) => {
    const trap = made(MAKINGS['a detached head'] as Making);
    const before = everything(trap);
    for (const command of ['review', 'check']) await tame(trap, [command, `--since=${ref}`]);
    expect(changedPaths(before, everything(trap))).toEqual([]);
  });
});
