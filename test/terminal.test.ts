import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { terminalAsker } from '../src/edges/prompts.ts';
import { colourLevel, painter } from '../src/edges/terminal.ts';
import { Refusal } from '../src/model/refusal.ts';
import { bad, ink } from '../src/text/ink.ts';

describe('colour', () => {
  test.each([
    ['a terminal', 'auto', {}, true, 1],
    ['a pipe', 'auto', {}, false, 0],
    ['NO_COLOR', 'auto', { NO_COLOR: '1' }, true, 0],
    ['an empty NO_COLOR', 'auto', { NO_COLOR: '' }, true, 1],
    ['FORCE_COLOR', 'auto', { FORCE_COLOR: '1', NO_COLOR: '1' }, false, 1],
    ['FORCE_COLOR=0', 'auto', { FORCE_COLOR: '0' }, true, 0],
    ['TERM=dumb', 'auto', { TERM: 'dumb' }, true, 0],
    ['--color always', 'always', { NO_COLOR: '1' }, false, 1],
    ['--color never', 'never', { FORCE_COLOR: '1' }, true, 0],
  ] as const)('%s', (_, wish, env, isTerminal, level) => {
    expect(colourLevel(wish, env, isTerminal)).toBe(level);
  });

  test('is put on by the terminal and never comes from a stranger', () => {
    const text = ink`${bad('late')} ${'\u001b[31mred'}`;
    expect(painter(0)(text)).toBe('late \\u{1b}[31mred');
    expect(painter(1)(text)).toBe('\u001b[31mlate\u001b[39m \\u{1b}[31mred');
  });
});

describe('prompts', () => {
  /** A terminal of which the keys are pressed one after the other. */
  function terminal(...keys: readonly string[]) {
    const input = new PassThrough();
    const output = new PassThrough();
    let shown = '';
    output.on('data', (chunk: Buffer) => (shown += chunk.toString()));
    keys.forEach((key, index) => setTimeout(() => input.write(key), 150 * (index + 1)));
    return { ask: terminalAsker({ input, output }), shown: () => shown };
  }
  const [enter, down, space] = ['\r', '\u001b[B', ' '];
  const options = [
    { value: 1, name: 'one' },
    { value: 2, name: 'two \u001b[2J' },
  ];

  test('take a text, and say at once what is wrong with it', async () => {
    const { ask, shown } = terminal('soon', enter, '\u0015', '2026-11-20', enter);
    const check = (text: string): string | null => (text.startsWith('2') ? null : 'Expected a day.');
    expect(await ask.input('When?', { check })).toBe('2026-11-20');
    expect(shown()).toContain('Expected a day.');
  });

  test('take a choice, several, and a yes; what strangers wrote is escaped', async () => {
    const one = terminal(down, enter);
    expect(await one.ask.select('Which?', options)).toBe(2);
    expect(one.shown()).toContain('two \\u{1b}[2J');
    expect(await terminal(space, down, space, enter).ask.checkbox('Which?', options)).toEqual([1, 2]);
    expect(await terminal('y', enter).ask.confirm('Really?', false)).toBe(true);
  });

  test('are left with Ctrl-C, as a refusal', async () => {
    await expect(terminal('half an ans', '\u0003').ask.input('What?')).rejects.toThrow(Refusal);
  });
});
