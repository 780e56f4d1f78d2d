import { spawn, spawnSync } from 'node:child_process';
import type { SpawnSyncReturns } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Asker } from '../src/edges/prompts.ts';
import { Stopped } from '../src/model/refusal.ts';
import { withFault } from './faults.ts';
import { OVERLAY, skipped } from './hostile-cases.ts';
import { GIT_ENV, PROJECT, TODAY, demo, folderWith, run } from './world.ts';

const COP = join(PROJECT, 'bin/cop.js');
const env = { ...GIT_ENV, COP_AS_OF: TODAY, COP_MEMBER: 'ada', TERM: 'xterm' };
const small = (): string => folderWith(OVERLAY);

/** Somebody who answers by the words of a question, and leaves at the first for which there is no answer. */
const answering = (answers: Readonly<Record<string, string>>): (() => Asker) => {
  const answer = async (question: string): Promise<string> => {
    const found = Object.entries(answers).find(([words]) => question.includes(words));
    if (!found) throw new Stopped();
    return found[1];
  };
  return () => ({
    input: answer,
    select: async (_, options) => options[0]?.value as never,
    checkbox: async (_, options) => options.slice(0, 1).map(({ value }) => value),
    confirm: async () => true,
    slider: async (_, from) => from,
  });
};

/** The words of a command line, as a shell takes them. */
const words = (line: string): string[] =>
  spawnSync('sh', ['-c', `cop() { printf '%s\\0' "$@"; }; ${line}`], { encoding: 'utf8' })
    .stdout.split('\0')
    .slice(0, -1);

const lineIn = (err: string): string => err.slice(err.indexOf('\ncop ') + 1).trimEnd();

describe('what was answered', () => {
  const ODD = `It's "late"; $(id) \`id\` & more`;

  test.each([
    [['ask'], { 'Title of': ODD, Challenge: ODD }],
    [['advise', 'why-so-slow'], { 'few words': ODD }],
    [['followup', 'why-so-slow'], { 'What we did': ODD }],
  ] as const)('to %j is told again as a command when a prompt is left', async (line, answers) => {
    const root = small();
    const before = readdirSync(root, { recursive: true });
    const { code, err } = await run(line, { cwd: root, env: { COP_MEMBER: 'ada' }, asker: answering(answers) });
    expect({ code, err }).toMatchObject({
      code: 130,
      err: expect.stringContaining('Stopped before anything was written.') as string,
    });
    expect(readdirSync(root, { recursive: true })).toEqual(before);
    const again = words(lineIn(err));
    expect(again.join(' ')).toContain(ODD);
    const resumed = await run(again, { cwd: root, env: { COP_MEMBER: 'ada' } });
    expect({ code: resumed.code, err: resumed.err }).toMatchObject({ code: 0 });
    expect(readFileSync(join(root, resumed.out.split('\n', 1)[0] ?? ''), 'utf8')).toContain(
      ODD.replaceAll('"', '').slice(0, 2),
    );
  });

  test.each([
    ['new', ['new', 'case']],
    ['followup', ['followup', 'why-so-slow']],
  ])('is told again when it cannot be written (%s)', async (_, line) => {
    const root = small();
    const asker = answering({ '': 'Answered at length' });
    const fault = { way: 'always', call: 'write', code: 'ENOSPC' } as const;
    const { ended } = await withFault(fault, () => run(line, { cwd: root, env: { COP_MEMBER: 'ada' }, asker }));
    expect(ended).toMatchObject({ code: 2, err: expect.stringContaining('the system refused (ENOSPC') as string });
    const resumed = await run(words(lineIn(ended?.err ?? '')), { cwd: root, env: { COP_MEMBER: 'ada' } });
    expect({ code: resumed.code, err: resumed.err }).toMatchObject({ code: 0 });
    expect(readFileSync(join(root, resumed.out.split('\n', 1)[0] ?? ''), 'utf8')).toContain('Answered at length');
  });
});

/** The shipped program on a terminal of its own, to which something is done once it has asked. */
async function onTerminal(
  root: string,
  line: string,
  then: (keys: (text: string) => unknown, pid: number) => unknown,
): Promise<{ code: number | null; shown: string }> {
  const inner = `sh -c 'echo "pid $$"; exec "${process.execPath}" "${COP}" ${line}'; code=$?; echo; stty -a; exit $code`;
  const child = spawn('script', ['-qec', inner, '/dev/null'], { cwd: root, env: { ...env, SHELL: '/bin/sh' } });
  let shown = '';
  let asked = false;
  child.stdout.on('data', (chunk: Buffer) => {
    shown += chunk.toString();
    if (!asked && shown.includes('?')) {
      asked = true;
      setTimeout(() => then((text) => child.stdin.write(text), Number(/pid (\d+)/.exec(shown)?.[1])), 300);
    }
  });
  const code = await new Promise<number | null>((resolve) => child.on('exit', resolve));
  return { code, shown };
}

const hasScript = spawnSync('script', ['--version']).error === undefined;
if (!hasScript) skipped('prompts on a terminal: there is no script(1) here.');

describe.skipIf(!hasScript)('a prompt on a terminal', () => {
  test.each([
    ['Ctrl-C', 130, (keys: (text: string) => unknown): unknown => keys('\u0003')],
    ['SIGTERM', 143, (_: unknown, pid: number): unknown => process.kill(pid, 'SIGTERM')],
    ['SIGINT', 130, (_: unknown, pid: number): unknown => process.kill(pid, 'SIGINT')],
    ['SIGHUP', 129, (_: unknown, pid: number): unknown => process.kill(pid, 'SIGHUP')],
  ] as const)(
    'is left by %s with exit %i, one sentence, no file, and the terminal as it was',
    async (_, code, leave) => {
      const root = small();
      const before = readdirSync(root, { recursive: true });
      const ended = await onTerminal(root, 'new case', leave);
      expect(ended).toMatchObject({
        code,
        shown: expect.stringContaining('Stopped before anything was written.') as string,
      });
      expect(ended.shown).not.toContain('This is a bug');
      expect(ended.shown).toMatch(/[^-]icanon/);
      expect(readdirSync(root, { recursive: true })).toEqual(before);
    },
  );
});

describe('output that nobody takes', () => {
  const LINES = [
    'check',
    'list',
    'show why-so',
    'due',
    'report',
    'faq',
    'site build',
    'new case T',
    'check --json',
    '--help',
  ];
  const shell = (root: string, line: string, ending: string): SpawnSyncReturns<string> =>
    spawnSync('sh', ['-c', `"${process.execPath}" "${COP}" ${line} ${ending}`], { cwd: root, env, encoding: 'utf8' });

  test.runIf(existsSync('/dev/full'))('on a full device is told, with exit 2', () => {
    const root = small();
    for (const line of LINES) {
      const { status, stderr } = shell(root, line, '>/dev/full');
      // What has nothing to print cannot fail at it.
      if (status !== 2) expect({ line, said: shell(root, line, '2>/dev/null').stdout }).toEqual({ line, said: '' });
      else expect(stderr).toContain('the output could not be written (ENOSPC)');
      expect(stderr).not.toMatch(/This is a bug|\n\s+at /);
    }
    expect(shell(root, '--version', '2>/dev/full').status).toBe(0);
    expect(shell(root, 'show nobody', '2>/dev/full').status).toBe(2);
  });

  test('closed, or closed early, is met in silence', () => {
    const root = demo();
    for (const line of ['report --json', 'check']) {
      for (const ending of ['>&-', '<&- >&-', '| head -n 1 >/dev/null', '| true']) {
        const { stderr } = shell(root, line, ending);
        expect(stderr, `${line} ${ending}`).not.toMatch(/This is a bug|EPIPE|\n\s+at /);
      }
    }
    expect(shell(root, 'list', '>&- 2>&- <&-').status).toBe(0);
    expect(shell(root, 'new case T --by samir --body-file -', '<&-').status).toBe(0);
  });

  test('is as whole in a pipe as in a file', () => {
    const root = demo();
    const file = join(root, '../out.json');
    const handle = openSync(file, 'w');
    spawnSync(process.execPath, [COP, 'report', '--json'], { cwd: root, env, stdio: ['ignore', handle, 'ignore'] });
    closeSync(handle);
    const text = readFileSync(file, 'utf8');
    // More than a pipe holds.
    expect(text.length).toBeGreaterThan(65_536);
    expect(shell(root, 'report --json', '| (sleep 0.3; cat)').stdout).toBe(text);
  });

  test.runIf(spawnSync('perl', ['-e', '1']).status === 0)('is as whole in a pipe that refuses where it is full', () => {
    const root = demo();
    const { stdout } = spawnSync(process.execPath, [COP, 'report', '--json'], { cwd: root, env, encoding: 'utf8' });
    const refusing = `perl -MFcntl -e 'fcntl(STDOUT, F_SETFL, O_NONBLOCK) or die; exec @ARGV or die'`;
    const line = `${refusing} "${process.execPath}" "${COP}" report --json | (sleep 0.5; cat)`;
    const ended = spawnSync('sh', ['-c', line], { cwd: root, env, encoding: 'utf8' });
    expect(ended).toMatchObject({ status: 0, stdout, stderr: '' });
  });
});
