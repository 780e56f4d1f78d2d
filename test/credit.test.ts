import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { commitFiles } from '../src/edges/commit.ts';
import { coAuthored, creditedFrom, isMail, plainName } from '../src/model/credit.ts';
import { repositoryAt } from '../src/text/repository.ts';
import { folder, git, repository } from './world.ts';

describe('crediting somebody', () => {
  test.each([
    ['Ada Lovelace', 'ada@example.org', 'Co-authored-by: Ada Lovelace <ada@example.org>'],
    ['李小龍', '12+bruce@users.noreply.github.com', 'Co-authored-by: 李小龍 <12+bruce@users.noreply.github.com>'],
    [
      'dependabot[bot]',
      '49699333+dependabot[bot]@users.noreply.github.com',
      'Co-authored-by: dependabot[bot] <49699333+dependabot[bot]@users.noreply.github.com>',
    ],
    [
      'Eve\nSigned-off-by: Boss <boss@example.org>',
      'eve@example.org',
      'Co-authored-by: Eve Signed-off-by: Boss boss@example.org <eve@example.org>',
    ],
    ['Eve\r\u0085\u2028\u2029\u000bTwo', 'eve@example.org', 'Co-authored-by: Eve Two <eve@example.org>'],
    ['<b@example.org>', 'a@example.org', 'Co-authored-by: b@example.org <a@example.org>'],
    ['Eve', 'eve@example.org>\nSigned-off-by: x <y@z.org', null],
    ['Eve', 'eve@example.org\n', null],
    ['Eve', 'not an address', null],
    ['\u202e\n<>', 'eve@example.org', null],
  ])('%j with %j', (name, mail, line) => {
    expect(coAuthored({ name, mail })).toBe(line);
  });

  test('a name is cut, whatever its length', () => {
    expect(plainName('x'.repeat(1_000_000))).toHaveLength(100);
    expect(isMail(`${'a'.repeat(1_000_000)}@example.org`)).toBe(false);
    expect(isMail(`a@${'a.'.repeat(1_000_000)}`)).toBe(false);
  });

  test('as it is given on the command line', () => {
    expect(creditedFrom('Ada Lovelace <ada@example.org>')).toEqual({ name: 'Ada Lovelace', mail: 'ada@example.org' });
    for (const text of [
      'Ada',
      'ada@example.org',
      '<ada@example.org>',
      'Ada <ada>',
      'A <a@b.c> <d@e.f>',
      'A\nB <a@b.c>',
    ])
      expect(creditedFrom(text), text).toBeNull();
  });
});

describe('a commit', () => {
  const commit = async (subject: string, trailers: readonly string[]): Promise<string> => {
    const root = repository(folder());
    writeFileSync(join(root, 'a.md'), 'a\n');
    await commitFiles(root, ['a.md'], { subject, trailers }, null);
    return root;
  };
  const trailersOf = (root: string): string => git(root, 'log', '-1', '--format=%(trailers:only,unfold)').trim();

  test('ends with its trailers, which git reads as such', async () => {
    const root = await commit('Add issue: X', [
      'Co-authored-by: Ada <ada@example.org>',
      'Co-authored-by: B <b@example.org>',
    ]);
    expect(git(root, 'log', '-1', '--format=%B').trim()).toBe(
      'Add issue: X\n\nCo-authored-by: Ada <ada@example.org>\nCo-authored-by: B <b@example.org>',
    );
    expect(trailersOf(root)).toBe('Co-authored-by: Ada <ada@example.org>\nCo-authored-by: B <b@example.org>');
  });

  test('without any is its subject alone', async () => {
    expect(git(await commit('Add issue: X', []), 'log', '-1', '--format=%B').trim()).toBe('Add issue: X');
  });

  test('takes no trailer from a title or a name', async () => {
    const planted = 'Add issue: X\n\nSigned-off-by: Boss <boss@example.org>';
    const root = await commit(planted, ['Co-authored-by: A\u2028\nSigned-off-by: Boss <boss@example.org>']);
    expect(trailersOf(root)).toBe('Co-authored-by: A Signed-off-by: Boss <boss@example.org>');
    expect(git(root, 'log', '-1', '--format=%s').trim()).toBe('Add issue: X Signed-off-by: Boss <boss@example.org>');
    expect(readFileSync(join(root, 'a.md'), 'utf8')).toBe('a\n');
  });
});

describe('where a repository is', () => {
  test.each([
    ['https://github.com/tidewater/practice', 'github.com', 'tidewater/practice'],
    ['https://me:ghp_secret@github.com/tidewater/practice.git', 'github.com', 'tidewater/practice'],
    ['git@github.com:tidewater/practice.git', 'github.com', 'tidewater/practice'],
    ['ssh://git@gitlab.example.org:2222/group/sub/practice.git', 'gitlab.example.org', 'group/sub/practice'],
    ['https://gitlab.example.org:8443/group/practice/', 'gitlab.example.org:8443', 'group/practice'],
    ['http://127.0.0.1:3000/a/b', '127.0.0.1:3000', 'a/b'],
  ])('%s', (address, host, path) => {
    expect(repositoryAt(address)).toEqual({ host, path });
  });

  test.each([
    '/srv/git/practice.git',
    '../practice',
    'file:///srv/git/practice',
    'https://github.com/tidewater',
    'git@github.com:a/../user/repos',
    'https://github.com/a/%2e%2e/b?x=y',
    'git@github.com:a b/c',
    'ext::sh -c id',
    `https://github.com/${'a/'.repeat(10_000)}`,
  ])('%s is no address of a forge’s', (address) => {
    expect(repositoryAt(address)).toBeNull();
  });
});
