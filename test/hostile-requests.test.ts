import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { basename, dirname, join } from 'node:path';
import matter from 'gray-matter';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readFrontMatter } from '../src/text/front-matter.ts';
import { figure } from './figures.ts';
import { json, server } from './forge-server.ts';
import type { Server } from './forge-server.ts';
import { SECRETS, UNSAFE, bytesOf, casesOf, jsonOf, missing, obeyed, secretsIn, tree } from './hostile-set.ts';
import { PROJECT, folder, folderWith, repository, run } from './world.ts';

const SMALL = { 'cop.yml': 'name: Small\n', 'members/ada.md': '---\nname: Ada\n---\n' };
const COP = join(PROJECT, 'bin/cop.js');
const textOf = (file: string): string => bytesOf(file).toString('utf8');

/** Which test below runs each case that is no note: the table is the proof that none is left out. */
const TABLE = [
  'path/names.json',
  'tpl/001-shell-helper.md',
  'tpl/003-recursive.md',
  'tpl/005-title-newline.json',
  'tpl/011-config-paths.yml',
  'tpl/013-config-plugins.yml',
  'tpl/015-config-sync.yml',
  'tpl/017-npmrc.txt',
  'tpl/019-node-options.txt',
  'net/001-preview-requests.json',
  'net/010-api-title.json',
  'net/012-api-next-link.json',
  'net/014-api-error-echo.json',
  'net/016-rate-limit.json',
  'strings/titles.json',
];

describe.skipIf(missing)('requests and settings of strangers', () => {
  test('each case of these classes has a test here', () => {
    figure('cases').tried += TABLE.length;
    const files = casesOf('template-config', 'network', 'property', 'path').map(({ file }) => file);
    expect(files.filter((file) => !file.startsWith('path/id-')).sort()).toEqual([...TABLE].sort());
    const here = readFileSync(import.meta.filename, 'utf8');
    for (const file of TABLE) expect(here.split(`'${file}'`).length, file).toBeGreaterThan(2);
  });

  describe('names', () => {
    const names = missing ? [] : (jsonOf('path/names.json') as { name: string; why: string }[]);
    const SAFE = /^[a-z0-9][a-z0-9-]*\.md$/;
    const DEVICES = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/;

    test('as titles, each makes one file inside, with a name for every system, or none', async () => {
      const root = join(
        folderWith({ 'beside.txt': '', 'c/cop.yml': 'name: Small\n', 'c/members/ada.md': SMALL['members/ada.md'] }),
        'c',
      );
      const paths = new Set<string>();
      for (const { name, why } of names) {
        const before = tree(dirname(root));
        const { code, out, err } = await run(['new', 'case', '--by', 'ada', '--', name], { cwd: root });
        const fresh = tree(dirname(root)).filter((path) => !before.includes(path));
        expect(err, why).not.toContain('bug in cop');
        if (code !== 0) {
          expect(fresh, why).toEqual([]);
          continue;
        }
        const path = out.trim();
        expect(
          fresh.filter((one) => one.endsWith('.md')),
          why,
        ).toEqual([`c/${path}`]);
        expect(dirname(path), why).toBe('notes/cases');
        expect(basename(path), why).toMatch(SAFE);
        expect(basename(path), why).not.toMatch(DEVICES);
        expect(Buffer.byteLength(basename(path)), why).toBeLessThanOrEqual(200);
        paths.add(path.normalize('NFC').toLowerCase());
      }
      // The control: most are titles like others, and no two of them are one file to a system that ignores case.
      expect(paths.size).toBeGreaterThan(60);
      expect(tree(join(root, 'notes/cases'))).toHaveLength(paths.size);
    });

    // Where `--out` leads is the user's own say; what it may replace there is asserted with the file system's cases.
    test('as ids, kinds, topics, files and revisions, nothing is made of them', async () => {
      const outside = folderWith({
        'c/cop.yml': SMALL['cop.yml'],
        'c/members/ada.md': SMALL['members/ada.md'],
        'c/notes/cases/plain-m4q8.md': bytesOf('ok/001-plain.md'),
      });
      const root = repository(join(outside, 'c'));
      const before = tree(outside);
      for (const { name, why } of names) {
        for (const line of [
          ['show', '--', name],
          ['new', '--no-input', '--', name, 'A title'],
          ['rename', '--dry-run', '--', name, 'A title'],
          ['check', '--', name],
          ['list', '--where', `topics=${name}`],
          ['intake', '--', name],
          ['review', `--since=${name}`],
          ['start-here', '--', name],
          ['explain', '--', name],
          ['schema', '--', name],
        ]) {
          const { code, out, err } = await run(line, { cwd: root });
          expect([0, 1, 2], `${line.join(' ')} (${why})`).toContain(code);
          expect(err, `${line.join(' ')} (${why})`).not.toContain('bug in cop');
          expect(out + err).not.toMatch(UNSAFE);
        }
      }
      expect(tree(outside)).toEqual(before);
      expect(existsSync(join(root, 'cop-canary')) || existsSync('cop-canary')).toBe(false);
    });
  });

  describe('templates', () => {
    const using = (template: string, title: string) => {
      const root = folderWith({ ...SMALL, '.cop/templates/case.md': template });
      return { root, ran: run(['new', 'case', title, '--by', 'ada'], { cwd: root }) };
    };

    test('what asks for a shell is refused by its name, and what is none is text', async () => {
      const { root, ran } = using(textOf('tpl/001-shell-helper.md'), 'A case');
      const { code, err } = await ran;
      expect(code).toBe(2);
      expect(err).toContain('unknown placeholder `{{sh "touch cop-canary"}}`');
      expect(tree(root)).not.toContain('notes');
      expect(existsSync(join(root, 'cop-canary'))).toBe(false);
    });

    test('a value is put in once', async () => {
      expect((await using(textOf('tpl/003-recursive.md'), '{{body}}').ran).err).toContain(
        'unknown placeholder `{{body}}`',
      );
      const { root, ran } = using('## Situation\n\n{{title}} by {{by}}\n', '{{by}} {{title}} $& $1');
      const path = (await ran).out.trim();
      expect(readFileSync(join(root, path), 'utf8')).toContain('\n{{by}} {{title}} $& $1 by ');
    });

    test('a title with a fence in it is one title', async () => {
      const { title } = jsonOf('tpl/005-title-newline.json') as { title: string };
      const root = folderWith(SMALL);
      const { code, out } = await run(['new', 'case', title, '--by', 'ada'], { cwd: root });
      expect(code).toBe(0);
      const { data } = readFrontMatter(readFileSync(join(root, out.trim()), 'utf8')).frontMatter ?? {};
      expect(data?.get('title')).toBe(title.trim());
      expect([...(data?.keys() ?? [])]).not.toContain('status');
      expect([...(data?.keys() ?? [])]).not.toContain('id');
    });
  });

  describe('settings', () => {
    test.each([
      ['tpl/011-config-paths.yml', ['content', 'out', 'templates', 'assets', 'ignore']],
      ['tpl/013-config-plugins.yml', ['plugins', 'extends', 'hooks']],
      ['tpl/015-config-sync.yml', ['sync', 'github']],
    ])('%s: each key is an error, and does nothing', async (file, keys) => {
      const outside = folderWith({
        'beside.txt': '',
        'c/cop.yml': `name: Small\n${textOf(file)}`,
        'c/members/ada.md': SMALL['members/ada.md'],
      });
      const root = join(outside, 'c');
      const before = tree(outside);
      const { code, out } = await run(['check', '--json'], { cwd: root });
      const { findings } = JSON.parse(out) as {
        findings: { path: string; rule: string; message: string; severity: string }[];
      };
      const told = findings.filter(
        ({ path, rule, severity }) => path === 'cop.yml' && rule === 'config' && severity === 'error',
      );
      expect(code).toBe(1);
      for (const key of keys)
        expect(
          told.some(({ message }) => message.includes(`\`${key}\``)),
          key,
        ).toBe(true);
      await run(['new', 'case', 'A', '--by', 'ada'], { cwd: root });
      await run(['site', 'build'], { cwd: root });
      const made = tree(outside).filter((path) => !before.includes(path));
      expect(made.filter((path) => !/^c\/(?:_site|notes)(?:\/|$)/.test(path))).toEqual([]);
    });

    test('folders that lead outside are refused', async () => {
      for (const path of ['../out', '/tmp/out', 'a/../../out', '.git', 'C:\\x', '.']) {
        const root = folderWith({ ...SMALL, 'cop.yml': `name: Small\nfolders:\n  cases: ${JSON.stringify(path)}\n` });
        expect((await run(['check'], { cwd: root })).code, path).toBe(1);
      }
    });

    test('a host that only cop.yml names is asked nothing', async () => {
      const there = await server((_, response) => json(response, []));
      const root = repository(
        folderWith({ ...SMALL, 'cop.yml': `name: Small\nsite:\n  repository_url: ${there.origin}/a/b\n` }),
      );
      const { code, out, err } = await run(['intake', '--issue', '1', '--forge', 'github'], {
        cwd: root,
        env: SECRETS,
      });
      expect(code, out).toBe(2);
      expect(err).toContain('cop.yml');
      expect(secretsIn(out + err)).toEqual([]);
      expect(there.seen).toEqual([]);
    });

    test('.npmrc of a stranger: workflows install outside the tree, one commit, without scripts', async () => {
      expect(textOf('tpl/017-npmrc.txt')).toContain('ignore-scripts=false');
      const root = folder();
      await run(['init', 'c', '--forge', 'github', '--cop', `our-org/cop@${'0123456789'.repeat(4)}`], { cwd: root });
      const text = readFileSync(join(root, 'c/.github/workflows/cop-check.yml'), 'utf8');
      const installs = text.split('\n').filter((line) => /\bnpm (?:ci|install|i)\b|\bnpx\b/.test(line));
      expect(installs.length).toBeGreaterThan(0);
      for (const line of installs) expect(line).toContain('--ignore-scripts');
      expect(text).toMatch(/RUNNER_TEMP|working-directory: |path: /);
    });

    test('.env is never read', () => {
      const canary = "require('node:fs').writeFileSync(process.env.COP_CANARY ?? 'cop-canary', 'x')";
      const root = folderWith({
        ...SMALL,
        '.env': textOf('tpl/019-node-options.txt'),
        'evil.js': canary,
        'evil/x.js': canary,
      });
      const ran = (env: NodeJS.ProcessEnv) =>
        spawnSync(process.execPath, [COP, 'check'], {
          cwd: root,
          encoding: 'utf8',
          env: { PATH: process.env['PATH'], ...env },
        });
      expect(ran({}).status).toBe(0);
      expect(existsSync(join(root, 'cop-canary'))).toBe(false);
      // The control: the same in the user's own environment is obeyed, and is the user's affair.
      ran({ NODE_OPTIONS: '--require ./evil.js' });
      expect(existsSync(join(root, 'cop-canary'))).toBe(true);
    });
  });

  describe('the preview server', () => {
    interface Asked {
      readonly method: string;
      readonly target: string;
      readonly host: string;
      readonly status: number;
    }

    const asked = missing ? [] : (jsonOf('net/001-preview-requests.json') as Asked[]);

    /** A request as it is: no client makes it tidy first. */
    const raw = (port: number, method: string, target: string, host: string): Promise<string> =>
      new Promise((resolve) => {
        let told = '';
        const lines = `${method} ${target} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`;
        const socket = connect(port, '127.0.0.1', () => socket.write(lines));
        socket.setTimeout(5_000, () => socket.destroy());
        socket.on('data', (data) => (told += data.toString('latin1')));
        socket.on('error', () => resolve(told));
        socket.on('close', () => resolve(told));
      });
    const status = (told: string): number => Number(/^HTTP\/1\.1 (\d{3})/.exec(told)?.[1] ?? '0');

    test('a server that hands out whatever is asked for answers otherwise than listed: the control', async () => {
      const counted = figure('preview');
      const root = folderWith({ 'secret.txt': 'canary-file-secret', 'site/index.html': 'x' });
      const naive = createServer((request, response) => {
        try {
          response.end(readFileSync(join(root, 'site', decodeURIComponent(request.url ?? ''), '.')));
        } catch {
          response.end('nothing');
        }
      });
      await new Promise<void>((resolve) => naive.listen(0, '127.0.0.1', resolve));
      onTestFinished(() => void naive.close());
      const { port } = naive.address() as AddressInfo;
      for (const { method, target, host, status: listed } of asked)
        if (listed >= 400 && status(await raw(port, method, target, host)) < 400) counted.fired += 1;
      expect(counted.fired).toBeGreaterThan(5);
    });

    test('answers each raw request as listed, and lives', async () => {
      const counted = figure('preview');
      const root = folderWith({ ...SMALL, 'secret.txt': 'canary-file-secret', '.env': 'canary-file-secret' });
      symlinkSync('/etc/passwd', join(root, 'link-outside.txt'));
      let stop: () => void = () => undefined;
      const interrupted = new Promise<void>((resolve) => {
        stop = resolve;
      });
      let said = '';
      const ran = run(['site', 'serve', '--port', '0'], { cwd: root, interrupted, heard: (text) => (said += text) });
      onTestFinished(async () => {
        stop();
        await ran;
      });
      await expect.poll(() => said).toMatch(/http:\/\/127\.0\.0\.1:\d+\//);
      const port = Number(/127\.0\.0\.1:(\d+)/.exec(said)?.[1]);
      expect(asked.length).toBeGreaterThan(25);
      for (const { method, target, host, status: listed } of asked) {
        counted.tried += 1;
        const name = host === 'localhost' ? `localhost:${port}` : host;
        const told = await raw(port, method, target, name);
        const got = status(told);
        const what = `${method} ${target.slice(0, 40)} for ${host}`;
        // Another 4xx than the one listed is as good; a request that Node itself drops has no answer at all.
        if (listed < 400) expect(got, what).toBe(listed);
        else expect(got === 0 ? listed : got, what).toBeGreaterThanOrEqual(400);
        expect(got, what).toBeLessThan(500);
        expect(told, what).not.toMatch(/canary-file-secret|root:x:|access-control-allow-origin|\n\s+at /i);
        const alive = await raw(port, 'GET', '/', `localhost:${port}`);
        expect(alive, what).toMatch(/^HTTP\/1\.1 200/);
        expect(alive.toLowerCase()).toContain('x-content-type-options: nosniff');
        expect(alive.toLowerCase()).toContain('content-security-policy:');
      }
      const listening = existsSync('/proc/net/tcp') ? readFileSync('/proc/net/tcp', 'utf8') : '';
      const hex = port.toString(16).toUpperCase().padStart(4, '0');
      const bound = listening.split('\n').filter((line) => line.includes(`:${hex} 00000000:0000 0A`));
      for (const line of bound) expect(line).toContain('0100007F:');
    });
  });

  describe('answers of a forge', () => {
    const TOKEN = 'ghp_canarySecret4f1d0000000000000000000000';

    async function intake(there: Server, ...more: readonly string[]) {
      const root = repository(folderWith(SMALL));
      const ran = await run(
        ['intake', ...more, '--repository', 'https://github.com/a/b', '--url', there.origin, '--new-member'],
        { cwd: root, env: { GITHUB_TOKEN: TOKEN, CI: 'true' } },
      );
      for (const text of [ran.out, ran.err]) {
        expect(text).not.toContain(TOKEN);
        expect(text).not.toMatch(UNSAFE);
        expect(obeyed(text)).toEqual([]);
        expect(text).not.toContain('bug in cop');
      }
      return { ...ran, root };
    }

    test('an issue is data like a file', async () => {
      const hostile = jsonOf('net/010-api-title.json') as Record<string, unknown>;
      const there = await server((_, response) => json(response, hostile));
      const { code, err, root } = await intake(there, '--issue', '1');
      expect(code).toBe(2);
      expect(err).toContain('is not what its API promises');
      // The same with what an API promises besides: the title and the body stay what they are.
      const whole = {
        ...hostile,
        created_at: '2026-11-02T10:00:00Z',
        html_url: 'https://github.com/a/b/issues/1',
        body: `### Challenge\n\n${String(hostile['body'])}\n\n### Context\n\nx\n`,
      };
      const other = await server(({ path }, response) => json(response, path.startsWith('/users/') ? {} : whole));
      const taken = await intake(other, '--issue', '1');
      for (const path of [...tree(root), ...tree(taken.root)]) expect(path).not.toMatch(/canary|\.\./);
      const made = tree(taken.root).filter((path) => /^issues\/.*\.md$/.test(path));
      for (const path of made) {
        const { data } = readFrontMatter(readFileSync(join(taken.root, path), 'utf8')).frontMatter ?? {};
        expect([...(data?.keys() ?? [])]).not.toContain('id');
      }
    });

    test('a next page elsewhere is not asked for', async () => {
      const { headers, body } = jsonOf('net/012-api-next-link.json') as {
        headers: Record<string, string>;
        body: unknown;
      };
      const there = await server((_, response) => json(response, body, 200, headers));
      const { code, err } = await intake(there, '--label', 'cop:issue');
      expect(code).toBe(2);
      expect(err).toContain('canary.invalid');
      expect(there.seen).toHaveLength(1);
    });

    test('a token that is echoed is not said', async () => {
      const { status, body } = jsonOf('net/014-api-error-echo.json') as { status: number; body: unknown };
      const there = await server((_, response) => json(response, body, status));
      expect((await intake(there, '--issue', '1')).code).toBe(2);
      // The control: the token was there to be said.
      expect(there.seen[0]?.headers.authorization).toContain(TOKEN);
    });

    test('a limit ends it cleanly, and a second run makes nothing twice', async () => {
      const { status, headers } = jsonOf('net/016-rate-limit.json') as {
        status: number;
        headers: Record<string, string>;
      };
      const there = await server((_, response) => json(response, {}, status, { ...headers, 'retry-after': '3600' }));
      const { code, err, root } = await intake(there, '--label', 'cop:issue');
      expect(code).toBe(2);
      expect(err).toContain('takes no more requests before');
      expect(tree(root)).not.toContain('issues');
    });
  });

  describe('titles', () => {
    /** What cop takes from the two ends of a title. */
    const trimmed = (text: string): string => text.trim();

    test('each is read back as it was given, by two readers, or is refused and leaves no file', async () => {
      const root = folderWith(SMALL);
      let kept = 0;
      for (const title of jsonOf('strings/titles.json') as string[]) {
        const before = tree(root);
        const { code, out, err } = await run(['new', 'case', '--by', 'ada', '--', title], { cwd: root });
        const what = JSON.stringify(title).slice(0, 60);
        expect(out + err, what).not.toMatch(UNSAFE);
        expect(obeyed(out + err), what).toEqual([]);
        if (code !== 0) {
          expect(code, what).toBe(2);
          expect(tree(root), what).toEqual(before);
          continue;
        }
        const text = readFileSync(join(root, out.trim()), 'utf8');
        expect(readFrontMatter(text).frontMatter?.data.get('title'), what).toBe(trimmed(title));
        expect((matter(text, {}).data as { title: unknown }).title, what).toBe(trimmed(title));
        kept += 1;
      }
      expect(kept).toBeGreaterThan(130);
      const { findings } = JSON.parse((await run(['check', '--json'], { cwd: root })).out) as {
        findings: { rule: string }[];
      };
      expect(findings.filter(({ rule }) => ['yaml', 'front-matter', 'unreadable'].includes(rule))).toEqual([]);
    });
  });
});

test('what is looked for would be found', () => {
  const root = folderWith({ 'a/b.md': '' });
  writeFileSync(join(root, 'c'), '');
  expect(tree(root)).toEqual(['a', 'a/b.md', 'c']);
  expect(execFileSync(process.execPath, ['-p', '1'], { encoding: 'utf8' })).toBe('1\n');
});
