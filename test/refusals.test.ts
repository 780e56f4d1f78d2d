import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { demo, folderWith, git, repository, run } from './world.ts';

const small = {
  'cop.yml': 'name: Small\n',
  'members/ada.md': '---\nname: Ada\n---\n',
  'members/bo.md': '---\nname: Bo\n---\n',
};
const issue = '---\ntitle: Clock\nby: ada\nopened: 2026-11-02\n---\n';
const note = '---\ntitle: A note\nby: ada\ndate: 2026-11-02\n---\n';

describe('an exact id means its document and no other', () => {
  test('whatever its case', async () => {
    const root = folderWith({
      ...small,
      'notes/cases/ADR-001.md': note,
      'notes/cases/adr-0012.md': note,
      'members/ZKay.md': '---\nname: Z\n---\n',
    });
    expect((await run(['show', 'ADR-001'], { cwd: root })).out).toContain('notes/cases/ADR-001.md');
    expect((await run(['reviewed', 'ADR-001'], { cwd: root })).out).toBe('notes/cases/ADR-001.md\n');
    expect((await run(['new', 'case', 'T', '--by', 'ZKay'], { cwd: root })).code).toBe(0);
  });

  test('even where that document cannot be used', async () => {
    const root = folderWith({ ...small, 'issues/clock-two.md': issue, 'issues/clock.md': '---\ntitle: Broken\n---\n' });
    const { code, err } = await run(['advise', 'clock', 'X', '--by', 'bo'], { cwd: root });
    expect({ code, err }).toEqual({
      code: 2,
      err: 'cop: issues/clock.md is left out: no usable `by`, `opened`.\n`cop check issues/clock.md` says what to mend.\n',
    });
    expect(existsSync(join(root, 'advice'))).toBe(false);
  });
});

describe('a code', () => {
  test('goes on naming what was merged into another, and first of all what bears it', async () => {
    const two = issue.replace('Clock', 'Watch');
    const root = folderWith({ ...small, 'issues/clock-c4x4.md': issue, 'issues/watch-w2w2.md': two });
    expect((await run(['merge', 'c4x4', 'into', 'w2w2'], { cwd: root })).code).toBe(0);
    expect((await run(['show', 'c4x4'], { cwd: root })).out).toContain('issue watch-w2w2');
    writeFileSync(join(root, 'issues/other-c4x4.md'), issue.replace('Clock', 'Other'));
    expect((await run(['show', 'c4x4'], { cwd: root })).out).toContain('issue other-c4x4');
  });
});

describe('a name that names nobody', () => {
  test('is told with where it came from, and where the names stand', async () => {
    const root = folderWith(small);
    const due = await run(['due', '--mine'], { cwd: root, env: { COP_MEMBER: 'ghost' } });
    expect(due.err).toBe(
      'cop: COP_MEMBER: `ghost` names no member: no id, no code and no part of a title.\n`cop list members` shows the ids.\n',
    );
    expect((await run(['list', 'topics=speed'], { cwd: root })).err).toContain("`--where 'topics=speed'`");
  });
});

describe('settings that cannot be used', () => {
  const wrong = 'name: Small\ncommitments:\n  respond_within: soonish\n';
  const told = 'Part of cop.yml could not be used: `cop check` tells which.';

  test.each([['list'], ['due'], ['seen', 'clock'], ['search', 'clock'], ['site', 'build']])(
    'are told of by `cop %s`, and not where they can be',
    async (...line) => {
      const root = folderWith({ ...small, 'issues/clock-c4x4.md': issue });
      expect((await run(line.filter(Boolean), { cwd: root })).err).not.toContain(told);
      writeFileSync(join(root, 'cop.yml'), wrong);
      expect((await run(line.filter(Boolean), { cwd: root })).err).toContain(told);
    },
  );

  test('are told of as what they are where nothing can be read', async () => {
    const { code, err } = await run(['list'], { cwd: folderWith({ ...small, 'cop.yml': 'name: [x\n' }) });
    expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining('`cop explain yaml`') as string });
    expect(err).not.toContain('name: Our practice');
    const empty = await run(['list'], { cwd: folderWith({ ...small, 'cop.yml': '' }) });
    expect(empty.err).toContain('name: Our practice');
  });
});

describe('git that does not answer', () => {
  test('is told, instead of publishing what it would ignore', async () => {
    const root = repository(folderWith({ ...small, '.gitignore': '_private/\n', '_private/s.md': '# Secret\n' }));
    expect((await run(['list', 'pages'], { cwd: root })).out).toBe('');
    const { code, err } = await run(['site', 'build'], { cwd: root, env: { PATH: '/nonexistent' } });
    expect(code).toBe(2);
    expect(err).toBe(
      'cop: git cannot read this repository: git cannot be started (ENOENT).\n`git status` says more.\n',
    );
    writeFileSync(join(root, '.git/index'), 'junk');
    const broken = await run(['list', 'pages'], { cwd: root });
    expect(broken.code).toBe(2);
    expect(broken.err).toContain('git cannot read this repository:');
  });

  test('says which files are tracked and not there', async () => {
    const root = demo();
    rmSync(join(root, 'notes/summaries/first-year-of-practice-mpr8.md'));
    const { err } = await run(['check'], { cwd: root });
    expect(err).toContain('notes/summaries/first-year-of-practice-mpr8.md (it is not on disk: deleted)');
  });
});

describe('a body from standard input', () => {
  test.each([
    ['Latin-1', Buffer.from([0x63, 0x61, 0x66, 0xe9]), 'not UTF-8'],
    ['NUL', Buffer.from('a\0b'), 'NUL byte'],
    ['3 MB', Buffer.alloc(3 * 1024 * 1024, 'a'), 'Unexpected size'],
  ])('is held to what a file is held to: %s', async (_, stdin, words) => {
    const root = folderWith(small);
    const { code, err } = await run(['new', 'case', 'T', '--by', 'ada', '--body-file', '-'], { cwd: root, stdin });
    expect(code).toBe(2);
    expect(err).toContain(words);
    expect(existsSync(join(root, 'notes'))).toBe(false);
  });

  test('is not mixed with sections', async () => {
    const root = folderWith(small);
    const line = ['new', 'case', 'T', '--by', 'ada', '--body-file', '-', '--situation', 'x'];
    expect(await run(line, { cwd: root, stdin: 'body' })).toMatchObject({
      code: 2,
      err: expect.stringContaining('not both') as string,
    });
  });
});

describe('a commit that cannot be', () => {
  test('is refused before anything is written', async () => {
    const root = demo();
    for (const branch of ['main', '-x', 'a..b']) {
      const { code, err } = await run(['new', 'case', 'T', `--branch=${branch}`], { cwd: root });
      expect(code).toBe(2);
      expect(err).toContain('Nothing was written');
    }
    expect(git(root, 'status', '--porcelain')).toBe('');
    const bare = folderWith(small);
    expect((await run(['new', 'case', 'T', '--by', 'ada', '--commit'], { cwd: bare })).err).toContain(
      'no git repository',
    );
  });

  test('by the user’s own hook leaves the file, names it, and leaves the index alone', async () => {
    const root = demo();
    mkdirSync(join(root, '.git/hooks'), { recursive: true });
    writeFileSync(join(root, '.git/hooks/pre-commit'), '#!/bin/sh\necho no >&2\nexit 1\n');
    chmodSync(join(root, '.git/hooks/pre-commit'), 0o755);
    const { code, err } = await run(['new', 'case', 'A case', '--commit'], { cwd: root });
    expect(code).toBe(2);
    expect(err).toMatch(/Written, and not committed: notes\/cases\/a-case-\w{4}\.md\. git said: no/);
    expect(git(root, 'status', '--porcelain')).toMatch(/^\?\? notes\/cases\/a-case-\w{4}\.md\n$/);
  });
});

describe('settings and places', () => {
  test.each(['..', '.', '../out', 'x//y', 'notes/../z', '.git/x', '/abs', 'C:\\x', '.hid'])(
    'the folder %s is a finding',
    async (path) => {
      const root = folderWith({ ...small, 'cop.yml': `name: Small\nfolders: {case: ${JSON.stringify(path)}}\n` });
      const { code, out } = await run(['check'], { cwd: root });
      expect(code).toBe(1);
      expect(out).toContain('expected a folder of the community');
    },
  );

  test('a linked cop.yml settles nothing, and does not hand over to the community above', async () => {
    const root = folderWith({ ...small, 'inner/README.md': '# Inner\n' });
    symlinkSync(join(root, 'cop.yml'), join(root, 'inner/cop.yml'));
    expect(await run(['list'], { cwd: join(root, 'inner') })).toMatchObject({
      code: 2,
      err: expect.stringContaining('no regular file') as string,
    });
  });

  test('a member called Readme is a member', async () => {
    const root = folderWith(small);
    expect((await run(['new', 'member', 'Readme'], { cwd: root })).out).toBe('members/readme-note.md\n');
    expect((await run(['list', 'members'], { cwd: root })).out).toContain('Readme');
  });

  test('a folder that refuses is told in a sentence', async () => {
    const root = folderWith(small);
    // Even root cannot write below a file.
    writeFileSync(join(root, 'notes'), 'a file');
    const { code, err } = await run(['new', 'case', 'T', '--by', 'ada'], { cwd: root });
    expect(code).toBe(2);
    expect(err).not.toContain('This is a bug in cop');
    expect(readdirSync(root).filter((name) => name.startsWith('.cop'))).toEqual([]);
  });
});

describe('a log that obeys', () => {
  const title = '::error::x ##[add-mask]y';
  const text = `---\ntitle: "${title}"\nby: ada\nopened: 2026-11-02\n---\n\n## Challenge\n\n::stop-commands::t\n\nC++ has std::string.\n`;

  test.each([
    ['show', 'x-k3p9'],
    ['list'],
    ['due'],
    ['report'],
    ['faq'],
    ['check'],
    ['list', '--json'],
    ['show', '::error::z'],
  ])('gets no order from `cop %s %s`', async (...line) => {
    const root = folderWith({ ...small, 'issues/x-k3p9.md': text });
    const { out, err } = await run(line.filter(Boolean), { cwd: root });
    expect(out + err).not.toMatch(/^\s*::|##\[/m);
  });

  test('and C++ stays C++', async () => {
    const root = folderWith({ ...small, 'issues/x-k3p9.md': text });
    expect((await run(['show', 'x-k3p9'], { cwd: root })).out).toContain('C++ has std::string.');
  });

  test('values in JSON are what they were', async () => {
    const root = folderWith({ ...small, 'issues/x-k3p9.md': text });
    const { out } = await run(['list', 'issues', '--json'], { cwd: root });
    expect((JSON.parse(out) as { documents: { title: string }[] }).documents[0]?.title).toBe(title);
  });
});
