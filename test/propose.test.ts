import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { json, server } from './forge-server.ts';
import { demo, folder, git, run } from './world.ts';

const asked = ['ask', 'Which clock?', '--by', 'zoe', '--challenge', 'Two.', '--context', 'Feeds.'];

/** The demo community with a new issue, a change of somebody's and a staged one. */
async function busy(): Promise<{ root: string; path: string; before: string }> {
  const root = demo();
  const { out } = await run(asked, { cwd: root });
  const readme = join(root, 'README.md');
  writeFileSync(readme, `${readFileSync(readme, 'utf8')}\nMine.\n`);
  const config = join(root, 'cop.yml');
  writeFileSync(config, `${readFileSync(config, 'utf8')}# Staged.\n`);
  git(root, 'add', 'cop.yml');
  return { root, path: out.trim(), before: git(root, 'status', '--short', '--', 'README.md', 'cop.yml') };
}

describe('cop propose', () => {
  test('commits new documents on a branch of their own, and nothing else', async () => {
    const { root, path, before } = await busy();
    const { code, out, err } = await run(['propose'], { cwd: root });
    expect(code).toBe(0);
    expect(out).toBe(`${path}\n`);
    expect(err).toContain('`git switch main` goes back');
    expect(git(root, 'show', '--name-only', '--format=%s', 'HEAD').trim().split('\n').filter(Boolean)).toEqual([
      'Add issue: Which clock? (which-clock-h7v7)',
      path,
    ]);
    expect(git(root, 'branch', '--show-current').trim()).toBe('propose/which-clock-h7v7');
    expect(git(root, 'status', '--short', '--', 'README.md', 'cop.yml')).toBe(before);
    expect(before).toBe(' M README.md\nM  cop.yml\n');
    expect(git(root, 'log', '-1', '--format=%s', 'main')).not.toContain('Which clock');
  });

  test('takes along what has to go with it, and says what else has to', async () => {
    const root = demo();
    await run(asked, { cwd: root });
    writeFileSync(join(root, 'issues/clock.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>\n');
    const advised = [
      'advise',
      'h7v7',
      'Take one',
      '--by',
      'samir',
      '--advice',
      '![a clock](../issues/clock.svg)',
      '--when-it-applies',
      'Here.',
    ];
    const { out } = await run(advised, { cwd: root, random: () => 0.99 });
    const advice =
      out
        .trim()
        .split('\n')[0]
        ?.replace(/^advice\/|\.md$/g, '') ?? '';
    const alone = await run(['propose', advice], { cwd: root });
    expect(alone.code).toBe(2);
    expect(alone.err).toContain(`${advice} leads to which-clock-h7v7`);
    expect(alone.err).toContain(`cop propose ${advice} h7v7`);
    const together = await run(['propose', advice, 'h7v7', '--json'], { cwd: root });
    expect(JSON.parse(together.out)).toMatchObject({
      subject: 'Add 2 documents',
      attachments: ['issues/clock.svg'],
      branch: `propose/${advice}-and-1-more`,
    });
    expect(git(root, 'status', '--short')).toBe('');
    expect(git(root, 'log', '-1', '--format=%b').trim().split('\n')).toHaveLength(2);
  });

  test('proposes a change of a document where it is named', async () => {
    const root = demo();
    await run(['withdraw', 'refunds', 'Solved'], { cwd: root });
    expect((await run(['propose'], { cwd: root })).err).toContain('No document is new');
    const { err } = await run(['propose', 'refunds', '--branch', 'mine'], { cwd: root });
    expect(err).toContain('Change issue: ');
    expect(git(root, 'branch', '--show-current').trim()).toBe('mine');
  });

  test('pushes, and says how to go on', async () => {
    const { root } = await busy();
    const remote = folder();
    git(remote, 'init', '-q', '--bare');
    git(root, 'remote', 'add', 'origin', remote);
    const { code, err } = await run(['propose', '--push'], { cwd: root });
    expect(err).toContain('Pushed to origin.');
    expect(code).toBe(0);
    expect(git(remote, 'log', '-1', '--format=%s', 'propose/which-clock-h7v7')).toBe(
      'Add issue: Which clock? (which-clock-h7v7)\n',
    );
  });

  /** A remote that git takes for one on a forge, and that lies in a folder. */
  function remoteAt(root: string, address: string): string {
    const remote = folder();
    git(remote, 'init', '-q', '--bare');
    git(remote, 'config', 'receive.advertisePushOptions', 'true');
    git(root, 'remote', 'add', 'origin', address);
    git(root, 'config', `url.${remote}.insteadOf`, address);
    return remote;
  }

  /** GitHub, as far as it makes pull requests. */
  async function github(status: number, answer: unknown): Promise<{ env: NodeJS.ProcessEnv; asked: unknown[] }> {
    const asked: unknown[] = [];
    const at = await server(({ method, path, headers }, response) => {
      asked.push([method, path, headers.authorization]);
      json(response, answer, status);
    });
    const env = { GITHUB_API_URL: at.origin, GITHUB_SERVER_URL: 'https://github.com', GITHUB_TOKEN: 'planted' };
    return { env, asked };
  }

  test('makes the pull request on GitHub where there is a token for it', async () => {
    const { root } = await busy();
    const remote = remoteAt(root, 'https://github.com/our/practice.git');
    const { env, asked } = await github(201, { html_url: 'https://github.com/our/practice/pull/7' });
    const { code, err } = await run(['propose', '--push'], { cwd: root, env });
    expect(err).toContain('Its pull request is made: https://github.com/our/practice/pull/7.');
    expect(err).not.toContain('gh pr create');
    expect(code).toBe(0);
    expect(asked).toEqual([['POST', '/repos/our/practice/pulls', 'Bearer planted']]);
    expect(git(remote, 'branch', '--list')).toContain('propose/which-clock-h7v7');
  });

  test('says what GitHub says against it, without the token', async () => {
    const { root } = await busy();
    remoteAt(root, 'https://github.com/our/practice.git');
    const { env } = await github(422, { message: 'planted' });
    const { code, out, err } = await run(['propose', '--push'], { cwd: root, env });
    expect(code).toBe(2);
    expect(err).toContain('The branch is pushed, and');
    expect(err).toContain('Is there one already?');
    expect(out + err).not.toContain('planted');
  });

  test('without a token says how to make it', async () => {
    const { root } = await busy();
    remoteAt(root, 'https://github.com/our/practice.git');
    const { err } = await run(['propose', '--push'], { cwd: root });
    expect(err).toContain('Next: gh pr create --fill --base main --head propose/which-clock-h7v7');
  });

  test('lets git carry the wish for a merge request to GitLab', async () => {
    const { root } = await busy();
    const remote = remoteAt(root, 'https://gitlab.example.org/our/practice.git');
    mkdirSync(join(remote, 'hooks'), { recursive: true });
    writeFileSync(join(remote, 'hooks/post-receive'), '#!/bin/sh\nenv | grep ^GIT_PUSH_OPTION > options\n');
    chmodSync(join(remote, 'hooks/post-receive'), 0o755);
    const { code, err } = await run(['propose', '--push'], { cwd: root });
    expect(err).toContain('Its pull request is made.');
    expect(code).toBe(0);
    expect(readFileSync(join(remote, 'options'), 'utf8').trim().split('\n').sort()).toEqual([
      'GIT_PUSH_OPTION_0=merge_request.create',
      'GIT_PUSH_OPTION_1=merge_request.target=main',
      'GIT_PUSH_OPTION_COUNT=2',
    ]);
  });

  test.each([
    [
      'git@github.com:our/practice.git',
      'gh pr create --fill --base main --head propose/which-clock-h7v7',
      'https://github.com/our/practice/compare/main...propose/which-clock-h7v7?expand=1',
    ],
    ['https://gitlab.example.org/our/practice.git', '-o merge_request.create', '-o merge_request.target=main'],
  ])('knows the way on %s', async (remote, command, address) => {
    const { root } = await busy();
    git(root, 'remote', 'add', 'origin', remote);
    const { err } = await run(['propose', '--dry-run'], { cwd: root });
    expect(err).toContain(command);
    expect(err).toContain(address);
    expect(git(root, 'branch', '--list').trim()).toBe('* main');
  });

  test('leaves everything as it was where git refuses', async () => {
    const { root, path, before } = await busy();
    mkdirSync(join(root, '.git/hooks'), { recursive: true });
    writeFileSync(join(root, '.git/hooks/pre-commit'), '#!/bin/sh\necho not today >&2\nexit 1\n');
    chmodSync(join(root, '.git/hooks/pre-commit'), 0o755);
    const { code, err } = await run(['propose'], { cwd: root });
    expect(code).toBe(2);
    expect(err).toContain('Nothing was proposed. git said: not today');
    expect(git(root, 'branch', '--list').trim()).toBe('* main');
    expect(git(root, 'status', '--short')).toBe(`${before}?? ${path}\n`);
  });

  test('believes git’s exit where it says nothing', async () => {
    const { root, before, path } = await busy();
    mkdirSync(join(root, '.git/hooks'), { recursive: true });
    writeFileSync(join(root, '.git/hooks/pre-commit'), '#!/bin/sh\nexit 1\n');
    chmodSync(join(root, '.git/hooks/pre-commit'), 0o755);
    for (const line of [['propose'], ['withdraw', 'refunds', 'Solved', '--commit']]) {
      const { code, err } = await run(line, { cwd: root });
      expect(err, line[0]).toContain('it gave no reason');
      expect(code, line[0]).toBe(2);
    }
    expect(git(root, 'branch', '--list').trim()).toBe('* main');
    expect(git(root, 'status', '--short')).toContain(`${before.split('\n')[0]}`);
    expect(git(root, 'status', '--short')).toContain(`?? ${path}`);
  });

  test('leaves a detached HEAD where it was, and a merge in its middle', async () => {
    const { root } = await busy();
    git(root, 'reset', '-q', '--hard');
    git(root, 'checkout', '-q', '--detach');
    const head = git(root, 'rev-parse', 'HEAD');
    writeFileSync(join(root, '.git/hooks/pre-commit'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
    expect((await run(['propose'], { cwd: root })).code).toBe(2);
    expect(git(root, 'rev-parse', 'HEAD')).toBe(head);
    expect(git(root, 'branch', '--show-current')).toBe('');
    expect(git(root, 'branch', '--list', 'propose/*')).toBe('');
    writeFileSync(join(root, '.git/MERGE_HEAD'), head);
    const { code, err } = await run(['propose'], { cwd: root });
    expect(err).toContain('a merge is under way');
    expect(code).toBe(2);
    expect(readFileSync(join(root, '.git/MERGE_HEAD'), 'utf8')).toBe(head);
  });

  test('takes no file’s name for an option', async () => {
    const root = demo();
    const { out } = await run(asked, { cwd: root });
    const path = join(root, out.trim());
    writeFileSync(join(root, '--amend'), 'x');
    writeFileSync(path, `${readFileSync(path, 'utf8')}\n[x](/--amend)\n`);
    const { code } = await run(['propose'], { cwd: root });
    expect(code).toBe(0);
    expect(git(root, 'log', '--format=%s').trim().split('\n')).toHaveLength(2);
    expect(git(root, 'show', '--name-only', '--format=', 'HEAD')).toContain('--amend\n');
  });

  test('refuses what would not pass, and what cannot be', async () => {
    const { root, path } = await busy();
    expect((await run(['propose', 'late-trips'], { cwd: root })).err).toContain('is as it was committed');
    expect((await run(['propose', '--push'], { cwd: root })).err).toContain('no remote `origin`');
    expect((await run(['propose', '--branch', 'main'], { cwd: root })).err).toContain('a branch `main` already');
    writeFileSync(join(root, path), `${readFileSync(join(root, path), 'utf8')}\n[gone](gone.md)\n`);
    const { code, err } = await run(['propose'], { cwd: root });
    expect(code).toBe(2);
    expect(err).toContain('Unexpected link to `gone.md`');
    expect(git(root, 'branch', '--list').trim()).toBe('* main');
  });
});
