import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { apply } from '../src/edges/apply.ts';
import { readRegular } from '../src/edges/files.ts';
import { listFiles } from '../src/edges/workspace.ts';
import type { Change } from '../src/model/plan.ts';
import { Refusal } from '../src/model/refusal.ts';
import { GIT_ENV, demo, folder, folderWith, git, run } from './world.ts';

const plan = (...changes: Change[]) => ({ summary: 'A test', changes });
const create = (path: string, text = 'new\n'): Change => ({ type: 'create', path, text });
const edit = (path: string, before: string, after: string): Change => ({ type: 'edit', path, before, after });
const names = (root: string): string[] => readdirSync(root, { recursive: true, encoding: 'utf8' }).sort();

describe('a plan', () => {
  test('is carried out, keeps a file’s mode, and leaves nothing else behind', () => {
    const root = folderWith({ 'a.md': 'before\n' });
    chmodSync(join(root, 'a.md'), 0o775);
    apply(root, plan(create('new/b.md'), edit('a.md', 'before\n', 'after\n')));
    expect(names(root)).toEqual(['a.md', 'new', 'new/b.md']);
    expect(readFileSync(join(root, 'a.md'), 'utf8')).toBe('after\n');
    expect(lstatSync(join(root, 'a.md')).mode & 0o777).toBe(0o775);
  });

  test('never overwrites what changed meanwhile, or what is there already', () => {
    const root = folderWith({ 'a.md': 'somebody else’s\n', 'b.md': 'there\n' });
    expect(() => apply(root, plan(create('c.md'), edit('a.md', 'before\n', 'after\n')))).toThrow(/changed since/);
    expect(() => apply(root, plan(create('c.md'), create('b.md')))).toThrow(/exists already/);
    expect(names(root)).toEqual(['a.md', 'b.md']);
    expect(readFileSync(join(root, 'b.md'), 'utf8')).toBe('there\n');
  });

  test('is taken back whole when a later change fails', () => {
    const root = folderWith({ 'a.md': 'before\n', 'b.md': 'there\n' });
    expect(() => apply(root, plan(edit('a.md', 'before\n', 'after\n'), create('c.md'), create('b.md')))).toThrow(
      Refusal,
    );
    expect(names(root)).toEqual(['a.md', 'b.md']);
    expect(readFileSync(join(root, 'a.md'), 'utf8')).toBe('before\n');
  });

  test.each(['../out.md', '/tmp/out.md', 'a/../../out.md', '.git/hooks/x', 'a//b.md', './a.md'])(
    'does not write to %s',
    (path) => {
      const root = folder();
      expect(() => apply(root, plan(create(path)))).toThrow(/no path inside/);
      expect(names(root)).toEqual([]);
    },
  );

  test('does not follow a link out of the community', () => {
    const outside = folder();
    const root = folder();
    symlinkSync(outside, join(root, 'notes'));
    symlinkSync(join(outside, 'x.md'), join(root, 'y.md'));
    expect(() => apply(root, plan(create('notes/x.md')))).toThrow(/outside the community/);
    expect(() => apply(root, plan(create('y.md')))).toThrow(/exists already/);
    expect(names(outside)).toEqual([]);
  });
});

describe('reading files', () => {
  test('takes regular files only, up to a size', () => {
    const root = folderWith({ 'a.md': 'x'.repeat(100) });
    symlinkSync('/dev/zero', join(root, 'zero.md'));
    mkdirSync(join(root, 'folder.md'));
    expect(readRegular(join(root, 'a.md'), 100)).toHaveProperty('bytes');
    expect(readRegular(join(root, 'a.md'), 99)).toEqual({ problem: 'Unexpected size of 1 KB, expected at most 1 KB' });
    expect(readRegular(join(root, 'zero.md'), 100)).toEqual({
      problem: 'Unexpected symbolic link, expected a regular file',
    });
    expect(readRegular(join(root, 'folder.md'), 100)).toHaveProperty('problem');
    expect(readRegular(join(root, 'gone.md'), 100)).toEqual({
      problem: 'Unexpected absence, expected a file',
      code: 'ENOENT',
    });
  });

  test('lists what git would keep; without git, everything', () => {
    const root = folderWith({ '.gitignore': 'build/\n', 'a.md': '', 'build/b.md': '', 'node_modules/c.md': '' });
    expect(listFiles(root, GIT_ENV, null)).toEqual(['.gitignore', 'a.md', 'build/b.md']);
    git(root, 'init', '--quiet');
    expect(listFiles(root, GIT_ENV, null)).toEqual(['.gitignore', 'a.md', 'node_modules/c.md']);
    // A community in an ignored folder is there all the same.
    expect(listFiles(root, GIT_ENV, 'build/b.md')).toContain('build/b.md');
  });
});

describe('a repository that is a stranger’s', () => {
  test('runs nothing that its configuration names', async () => {
    const root = demo();
    const canary = join(root, 'cop-canary');
    writeFileSync(join(root, '.git/evil'), `#!/bin/sh\ntouch ${canary}\n`, { mode: 0o755 });
    for (const key of ['core.fsmonitor', 'core.pager', 'core.editor', 'diff.external', 'core.sshCommand']) {
      git(root, 'config', key, join(root, '.git/evil'));
    }
    for (const line of [['check'], ['list'], ['due', '--mine'], ['site', 'build'], ['new', 'case', 'A case']]) {
      await run(line, { cwd: root });
      expect(existsSync(canary), line.join(' ')).toBe(false);
    }
    // The trap does work: git itself falls into it.
    git(root, 'status');
    expect(existsSync(canary)).toBe(true);
  });

  test('a link to a secret is named and not shown', async () => {
    const root = folderWith({ 'cop.yml': 'name: Small\n', 'README.md': '# Small\n\n![x](pic.png) [y](secret.txt)\n' });
    const outside = folderWith({ secret: 'the secret' });
    for (const name of ['notes/cases/x.md', 'page.md', 'pic.png', 'secret.txt']) {
      mkdirSync(join(root, 'notes/cases'), { recursive: true });
      symlinkSync(join(outside, 'secret'), join(root, name));
    }
    const checked = await run(['check'], { cwd: root });
    expect(checked.out).toContain('notes/cases/x.md:1:1: error: Unexpected symbolic link');
    const built = await run(['site', 'build'], { cwd: root });
    expect(built.err).toContain('Not copied: pic.png: Unexpected symbolic link');
    const site = names(join(root, '_site')).filter((path) => lstatSync(join(root, '_site', path)).isFile());
    for (const path of site) expect(readFileSync(join(root, '_site', path), 'utf8')).not.toContain('the secret');
  });
});

describe('the folder of a site', () => {
  test.each(['.', '..', '/', '.git', '.git/x', 'notes', 'linked'])('is not %s', async (out) => {
    const root = demo();
    const outside = folder();
    symlinkSync(outside, join(root, 'linked'));
    const before = names(root).length;
    const { code, err } = await run(['site', 'build', '--out', out], { cwd: root });
    expect(code).toBe(2);
    expect(err).toContain('The site is not built into');
    expect(names(root).length).toBe(before);
    expect(names(outside)).toEqual([]);
  });

  test('is not one that holds other people’s files', async () => {
    const root = demo();
    mkdirSync(join(root, 'public'));
    writeFileSync(join(root, 'public/index.html'), 'mine');
    const { code } = await run(['site', 'build', '--out', 'public'], { cwd: root });
    expect(code).toBe(2);
    expect(readFileSync(join(root, 'public/index.html'), 'utf8')).toBe('mine');
  });
});

describe('--commit', () => {
  test('commits what was written and nothing else', async () => {
    const root = demo();
    writeFileSync(join(root, 'README.md'), 'changed, and staged\n');
    git(root, 'add', 'README.md');
    const { code, out } = await run(['new', 'case', 'A case', '--branch', 'a-case'], { cwd: root });
    expect(code).toBe(0);
    expect(git(root, 'show', '--name-only', '--format=%s')).toBe(
      `Add case: A case (${out.trim().slice(12, -3)})\n\n${out}`,
    );
    expect(git(root, 'branch', '--show-current')).toBe('a-case\n');
    expect(git(root, 'status', '--porcelain')).toBe('M  README.md\n');
  });
});

describe('templates', () => {
  const withTemplate = (text: string): string =>
    folderWith({
      'cop.yml': 'name: Small\n',
      'members/ada.md': '---\nname: Ada\n---\n',
      '.cop/templates/case.md': text,
    });

  test('are the community’s own where it has some, and only substitute', async () => {
    const root = withTemplate('## Situation\n\n{{title}} of {{community}} <% 7*7 %> ${7*7} {{ by }}\n');
    const { code, out } = await run(['new', 'case', '{{id}} {{title}}', '--by', 'ada'], { cwd: root });
    expect(code).toBe(0);
    expect(readFileSync(join(root, out.trim()), 'utf8')).toContain('{{id}} {{title}} of Small <% 7*7 %> ${7*7} ada');
  });

  test('may have their headings in any order; what is told goes under its own', async () => {
    const root = withTemplate(
      'Intro\n\n## What others can use\n\n(use)\n\n## Ours\n\nstays\n\n## Situation\n\n(situation)\n',
    );
    const told = ['--situation', 'One\n\nTwo', '--what-others-can-use', 'Three', '--how-it-turned-out', 'Four'];
    const { out } = await run(['new', 'case', 'A case', '--by', 'ada', ...told], { cwd: root });
    const text = readFileSync(join(root, out.trim()), 'utf8');
    expect(text.slice(text.indexOf('Intro'))).toBe(
      'Intro\n\n## What others can use\n\nThree\n\n## Ours\n\nstays\n\n## Situation\n\nOne\n\nTwo\n\n## How it turned out\n\nFour\n',
    );
  });

  test.each([
    ['a heading of a section', 'Do this.\n\n## When it applies\n\nLost?', 'has a heading `When it applies` of its own'],
    ['a heading underlined', 'Do this\n---\n', 'has a heading `Do this` of its own'],
    ['a code block that does not end', 'Do this:\n\n~~~\ncode', 'swallows that heading'],
    ['a comment that does not end', 'Do this <b>\n\n<!-- open', 'swallows that heading'],
  ])('nothing is lost by %s: it is refused', async (_, advice, why) => {
    const root = withTemplate('## Situation\n');
    const line = ['new', 'case', 'A case', '--by', 'ada', '--situation', advice, '--how-it-turned-out', 'Well'];
    const { code, err } = await run(line, { cwd: root });
    expect(code).toBe(2);
    expect(err).toContain(why);
    expect(existsSync(join(root, 'notes'))).toBe(false);
  });

  test.each(['{{sh "touch cop-canary"}}', '{{#exec}}', '{{constructor}}'])('refuse %s', async (placeholder) => {
    const root = withTemplate(`${placeholder}\n`);
    const { code, err } = await run(['new', 'case', 'A case', '--by', 'ada'], { cwd: root });
    expect(code).toBe(2);
    expect(err).toContain('unknown placeholder');
    expect(existsSync(join(root, 'cop-canary'))).toBe(false);
    expect(existsSync(join(root, 'notes'))).toBe(false);
  });
});
