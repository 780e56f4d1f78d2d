import { execFile, spawnSync } from 'node:child_process';
import { closeSync, cpSync, existsSync, openSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../src/commands/index.ts';
import { COMMUNITY, GIT_ENV, PROJECT, TODAY, demo, folder, folderWith } from './world.ts';

const COP = join(PROJECT, 'bin/cop.js');
const env = { ...GIT_ENV, COP_AS_OF: TODAY };

if (!existsSync(join(PROJECT, 'dist/main.cjs')))
  throw new Error('the bundle is not built: run `npm test`, which builds it');

const cop = (cwd: string, ...args: readonly string[]) =>
  spawnSync(process.execPath, [COP, ...args], { cwd, env, encoding: 'utf8', input: '' });

describe('the shipped program', () => {
  test('starts, and knows its version', () => {
    const { version } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8')) as { version: string };
    expect(cop(folder(), '--version')).toMatchObject({ status: 0, stdout: `${version}\n`, stderr: '' });
    const help = cop(folder(), '--help');
    expect(help).toMatchObject({ status: 0, stderr: '' });
    expect(help.stdout).toContain('help each other:');
  });

  test('tells of all commands where help is asked for before one', () => {
    for (const words of [
      ['--help', 'list'],
      ['help', '--help', 'list'],
      ['--jsn', 'list', '--help'],
    ])
      expect(cop(folder(), ...words).stdout + cop(folder(), ...words).stderr, words.join(' ')).toContain('withdraw');
    expect(cop(folder(), 'help', 'site', 'build').stdout).toContain('serve');
    expect(cop(folder(), 'help', 'shwo')).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringMatching(/^error: unknown command 'shwo'\n\(Did you mean show\?\)/) as string,
    });
  });

  test('knows what each command takes without loading it', async () => {
    const shipped = JSON.parse(readFileSync(join(PROJECT, 'dist/commands.json'), 'utf8')) as Record<string, unknown>;
    const known = await Promise.all(
      COMMANDS.map(async ({ name, load }) => {
        const { arguments: operands, options, writes, examples } = (await load()).command;
        return [name, typeof options === 'function' ? undefined : { arguments: operands, options, writes, examples }];
      }),
    );
    expect(Object.keys(shipped).length).toBeGreaterThan(30);
    expect(shipped).toEqual(JSON.parse(JSON.stringify(Object.fromEntries(known))));
    expect(cop(folder(), 'due', '--no-such-flag')).toMatchObject({ status: 2, stdout: '' });
  });

  test('says the same as its source', () => {
    const { status, stdout } = cop(demo(), 'report');
    expect(status).toBe(0);
    expect(stdout).toBe(readFileSync(join(PROJECT, 'fixtures/_expected/report.md'), 'utf8'));
  });

  test('says the same in every zone and language', () => {
    const worlds = [
      { TZ: 'UTC', LC_ALL: 'C' },
      { TZ: 'Pacific/Kiritimati', LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8' },
      { TZ: 'Pacific/Niue', LC_ALL: 'sv_SE.UTF-8', LANG: 'ar_EG.UTF-8' },
    ];
    for (const [line, expected] of [
      [['report', '--json'], '"asOf": "2026-11-20"'],
      [['due', '--ics'], 'DTSTART;VALUE=DATE:20261123'],
      [['seen', '--json', 'İstanbul ferry'], '"asOf": "2026-11-20"'],
    ] as const) {
      const said = worlds.map(
        (world) =>
          spawnSync(process.execPath, [COP, ...line], { cwd: COMMUNITY, env: { ...env, ...world }, encoding: 'utf8' })
            .stdout,
      );
      expect(new Set(said).size).toBe(1);
      expect(said[0]).toContain(expected);
    }
  });

  test('builds the site with the templates that ship', () => {
    const root = demo();
    expect(cop(root, 'site', 'build').status).toBe(0);
    expect(readFileSync(join(root, '_site/assets/site.css'), 'utf8')).toContain('--accent');
    expect(cop(root, 'new', 'case', 'A case').stdout).toMatch(/^notes\/cases\/a-case-....\.md\n$/);
  });

  test('`| head` prints no stack', () => {
    const shell = `"${process.execPath}" "${COP}" report --json | head -n 1`;
    const { stdout, stderr } = spawnSync('sh', ['-c', shell], { cwd: demo(), env, encoding: 'utf8' });
    expect({ stdout, stderr }).toEqual({ stdout: '{\n', stderr: '' });
  });

  test('a large answer arrives whole through a pipe whose reader is slow', () => {
    const members = Array.from({ length: 800 }, (_, n) => [`members/m${n}.md`, `---\nname: Member ${n}\n---\n`]);
    const root = folderWith({ 'cop.yml': 'name: Large\n', ...Object.fromEntries(members) });
    const shell = `"${process.execPath}" "${COP}" list --json | (sleep 0.5; cat)`;
    const { stdout } = spawnSync('sh', ['-c', shell], { cwd: root, env, encoding: 'utf8' });
    // More than the 64 KB that a pipe holds: the rest has to wait, not be dropped.
    expect(stdout.length).toBeGreaterThan(65_536);
    expect((JSON.parse(stdout) as { documents: unknown[] }).documents).toHaveLength(800);
  });

  test.runIf(existsSync('/dev/full'))('a full disk is told, with exit 2', () => {
    const full = openSync('/dev/full', 'w');
    const { status, stderr } = spawnSync(process.execPath, [COP, 'list'], {
      cwd: demo(),
      env,
      encoding: 'utf8',
      stdio: ['ignore', full, 'pipe'],
    });
    closeSync(full);
    expect(status).toBe(2);
    expect(stderr).toContain('could not be written');
  });

  test('without a terminal nothing is asked, whatever stdin is', () => {
    const { status, stderr } = cop(demo(), 'followup');
    expect(status).toBe(2);
    expect(stderr).toContain('Which issue? 2 due:');
  });

  test('works without git on the machine', () => {
    const root = folderWith({ 'cop.yml': 'name: Small\n', 'members/ada.md': '---\nname: Ada\n---\n' });
    const { status, stdout } = spawnSync(process.execPath, [COP, 'list'], {
      cwd: root,
      env: { ...env, PATH: '/nonexistent' },
      encoding: 'utf8',
    });
    expect({ status, stdout }).toEqual({ status: 0, stdout: 'ada  Ada\n' });
  });

  test('twenty writers at once lose nothing and share no id', async () => {
    const root = demo();
    const write = promisify(execFile);
    const args = [COP, 'new', 'case', 'The same title', '--by', 'samir'];
    const done = await Promise.all(Array.from({ length: 20 }, () => write(process.execPath, args, { cwd: root, env })));
    const paths = done.map(({ stdout }) => stdout.trim());
    expect(new Set(paths).size).toBe(20);
    for (const path of paths) expect(readFileSync(join(root, path), 'utf8')).toContain('title: The same title');
    expect(readdirSync(join(root, 'notes/cases')).filter((name) => name.startsWith('.'))).toEqual([]);
  });
});

/** Says which files of the program were loaded, and whether each was as it is kept. */
const LOADED = `
  const [main, ...line] = process.argv.slice(1);
  const { loadedAsKept } = require(main.replace('main.cjs', 'edges/code.cjs'));
  process.argv = [process.argv[0], main, ...line];
  require(main).ended.then(() => {
    for (const [path, asKept] of loadedAsKept()) process.stderr.write(path + ' ' + asKept + '\\n');
  });`;

describe('what V8 made of the program', () => {
  /** A copy of the program with what was kept of it, and where that lies. */
  function copied(): { readonly home: string; readonly code: string } {
    const home = folder();
    for (const path of ['bin', 'dist', 'templates', 'package.json'])
      cpSync(join(PROJECT, path), join(home, path), { recursive: true });
    const kept = readdirSync(join(home, 'dist/code'));
    expect(kept).toHaveLength(1);
    expect(kept[0]?.startsWith(`${process.version}-${process.platform}-${process.arch}-`)).toBe(true);
    return { home, code: join(home, 'dist/code', kept[0] ?? '') };
  }
  const due = (home: string, flags: readonly string[] = []) =>
    spawnSync(process.execPath, [...flags, join(home, 'bin/cop.js'), 'due'], { cwd: COMMUNITY, env, encoding: 'utf8' });
  const loaded = (home: string, flags: readonly string[] = []): string[] =>
    spawnSync(process.execPath, [...flags, '-e', LOADED, join(home, 'dist/main.cjs'), 'due'], {
      cwd: COMMUNITY,
      env,
      encoding: 'utf8',
    })
      .stderr.split('\n')
      .filter((line) => line.includes('.cjs '));
  const told = due(PROJECT);
  const asTold = { status: 0, stdout: told.stdout, stderr: told.stderr };
  const isCompiled = (line: string): boolean => line.endsWith(' false');

  test('is loaded instead of compiling it again', () => {
    const files = loaded(PROJECT);
    expect(files.length).toBeGreaterThan(5);
    expect(files.filter(isCompiled)).toEqual([]);
  });

  test.each([
    ['cut off', (bytes: Buffer) => bytes.subarray(0, bytes.length - 8)],
    ['empty', () => Buffer.alloc(0)],
    ['zeros at its end', (bytes: Buffer) => Buffer.concat([bytes.subarray(0, -2048), Buffer.alloc(2048)])],
    [
      'another byte in its middle',
      (bytes: Buffer) => {
        const middle = bytes.length >> 1;
        return bytes.fill((bytes[middle] ?? 0) ^ 1, middle, middle + 1);
      },
    ],
  ])('counts for nothing where it is damaged: %s', (_, damaged) => {
    const { home, code } = copied();
    for (const name of readdirSync(code)) writeFileSync(join(code, name), damaged(readFileSync(join(code, name))));
    expect(due(home)).toMatchObject(asTold);
    expect(loaded(home).some(isCompiled)).toBe(true);
  });

  test('counts for nothing under other flags, and where it is gone', () => {
    const { home, code } = copied();
    const flags = ['--stack-size=900'];
    expect(due(home, flags)).toMatchObject(asTold);
    expect(loaded(home, flags).filter((line) => !isCompiled(line))).toEqual([]);
    rmSync(code, { recursive: true });
    expect(due(home)).toMatchObject(asTold);
    expect(loaded(home)).toEqual([]);
    expect(readdirSync(dirname(code))).toEqual([]);
  });

  test('is never of another program', () => {
    const { home, code } = copied();
    // Of the same length: V8 knows a source by that.
    const main = join(home, 'dist/commands/due.cjs');
    const text = readFileSync(main, 'utf8');
    const path = join(home, 'dist/edges/code.cjs');
    const loader = readFileSync(path, 'utf8');
    const [, number = ''] = /-([0-9a-f]{32})$/.exec(code) ?? [];
    expect(loader).toContain(number);
    writeFileSync(main, `throw 1;${text.slice(8)}`);
    writeFileSync(path, loader.replace(number, '0'.repeat(32)));
    expect(due(home).status).toBe(2);
  });

  test('is found by what answers again where an edited document takes a parser', async () => {
    const root = demo();
    const issue = join(root, 'issues/nightly-run-waits-operator-dmw5.md');
    const text = `${readFileSync(issue, 'utf8')}\nLess than <3 of them\n\n<div>\n\n- one\n\n      code\n`;
    writeFileSync(issue, text);
    const kept = { ...env, XDG_CACHE_HOME: folder(), COP_CACHE: '' };
    const asked = () =>
      spawnSync(process.execPath, ['-e', LOADED, join(PROJECT, 'dist/main.cjs'), 'due'], {
        cwd: root,
        env: kept,
        encoding: 'utf8',
      });
    // What has changed within a tick of the clock is not taken for known.
    await new Promise((resolve) => setTimeout(resolve, 2_200));
    expect(asked().stderr).toContain('commands/due.cjs');
    writeFileSync(issue, `${text}\nAnd more.\n`);
    const { stdout, stderr } = asked();
    expect(stderr).not.toContain('commands/due.cjs');
    expect(stderr).toContain('read/outlining.cjs');
    expect(stdout).toBe(told.stdout);
  });
});
