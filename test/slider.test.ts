import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { terminalAsker } from '../src/edges/prompts.ts';

const KEYS = { left: '\u001b[D', right: '\u001b[C', up: '\u001b[A', down: '\u001b[B', end: '\u001b[F', enter: '\r' };

/** Answers the slider by keys, and says what was shown. */
async function set(keys: readonly string[]): Promise<{ now: number; ideal: number; shown: string }> {
  const input = new PassThrough();
  const output = new PassThrough();
  let shown = '';
  output.on('data', (chunk: Buffer) => (shown += chunk.toString()));
  const answer = terminalAsker({ input, output }).slider('How far?', { now: 2, ideal: 4 }, 5);
  // The prompt is loaded when it is first asked for.
  await expect.poll(() => shown).toContain('How far?');
  for (const key of keys) {
    input.write(key);
    await new Promise((resolve) => {
      setTimeout(resolve, 5);
    });
  }
  return { ...(await answer), shown };
}

describe('the slider', () => {
  test.each([
    [[KEYS.enter], 2, 4],
    [[KEYS.right, KEYS.right, KEYS.enter], 4, 4],
    [[KEYS.down, KEYS.left, KEYS.enter], 2, 3],
    [['0', KEYS.left, KEYS.down, '5', KEYS.right, KEYS.enter], 0, 5],
    [[KEYS.end, KEYS.up, '1', KEYS.down, '3', KEYS.enter], 3, 1],
    [['9', 'x', KEYS.enter], 2, 4],
  ])('takes %j', async (keys, now, ideal) => {
    expect(await set(keys)).toMatchObject({ now, ideal });
  });

  test('says in words where each handle stands, for whoever hears it', async () => {
    const { shown } = await set([KEYS.right, KEYS.enter]);
    expect(shown).toContain('2 of 5');
    expect(shown).toContain('now 3, ideal 4');
  });
});
