import { describe, expect, test } from 'vitest';
import { progress } from '../src/edges/progress.ts';
import { stopwatch } from '../src/edges/stopwatch.ts';
import { count, during, expect as comes, reset, taken, watch } from '../src/text/work.ts';
import type { Watcher } from '../src/text/work.ts';
import { COMMUNITY, run } from './world.ts';

/** A clock that goes on when it is told to. */
function hand(): { now: () => number; on: (ms: number) => void } {
  let time = 0;
  return {
    now: () => time,
    on: (ms) => {
      time += ms;
    },
  };
}

const idle: Watcher = { counted: () => {}, expected: () => {}, entered: () => {}, left: () => {} };

/** What was done under the eyes of somebody. */
function under<Result>(watcher: Partial<Watcher>, work: () => Result): Result {
  reset();
  watch({ ...idle, ...watcher });
  try {
    return work();
  } finally {
    watch(null);
  }
}

describe('work', () => {
  test('is counted by the piece, and from zero after a reset', () => {
    reset();
    count('tree');
    count('tree');
    count('git');
    expect(taken()).toEqual({ file: 0, exact: 0, tree: 2, git: 1, page: 0, written: 0 });
    reset();
    expect(taken().tree).toBe(0);
  });

  test('that fails has left its phase all the same', () => {
    const steps: string[] = [];
    const fail = (): never => {
      throw new Error('no');
    };
    const watcher = { entered: (phase: string) => steps.push(phase), left: () => steps.push('left') };
    expect(() => under(watcher as Partial<Watcher>, () => during('reading', fail))).toThrow('no');
    expect(steps).toEqual(['reading', 'left']);
  });
});

describe('where the time went', () => {
  test('a phase is given its own time, without that of the phases in it', () => {
    const { now, on } = hand();
    on(40);
    const clock = stopwatch(now);
    under(clock, () => {
      on(10);
      during('checking', () => {
        on(20);
        during('parsing', () => on(100));
        on(5);
        count('tree');
      });
      during('parsing', () => on(25));
    });
    expect(clock.told(taken())).toEqual([
      'Took 200 ms: 1 body parsed.',
      '  start                  40 ms  20 %',
      '  the command itself     10 ms   5 %',
      '  checking               25 ms  13 %',
      '  parsing               125 ms  63 %',
    ]);
  });

  test('is told on stderr with --verbose, whatever stdout is for', async () => {
    const { now, on } = hand();
    const ticking = (): number => {
      on(1);
      return now();
    };
    reset();
    const { code, out, err } = await run(['due', '--json', '--verbose'], { cwd: COMMUNITY, elapsed: ticking });
    expect(code).toBe(0);
    expect(JSON.parse(out)).toHaveProperty('schemaVersion', 1);
    expect(err).toMatch(/^Took \d+ ms: \d+ files read/);
    expect(err).toMatch(/^ {2}reading +\d/m);
    const silent = await run(['due'], { cwd: COMMUNITY, elapsed: ticking });
    expect(silent.err).not.toContain('Took');
  });

  test('is told of a command that was refused, too', async () => {
    const { code, err } = await run(['show', 'nothing-like-it', '--verbose'], { cwd: COMMUNITY });
    expect(code).toBe(2);
    expect(err).toContain('Took');
  });
});

describe('progress', () => {
  const ERASE = '\r\u001B[2K';

  function drawn(work: (on: (ms: number) => void, erase: () => void) => void): string[] {
    const { now, on } = hand();
    const lines: string[] = [];
    const line = progress((text) => lines.push(text), now);
    under(line, () => work(on, line.erase));
    return lines;
  }

  test('is told from one second on, ten times a second at most, and taken away at the end', () => {
    const lines = drawn((on) => {
      comes('file', 10_000);
      for (let done = 0; done < 10_000; done += 1) {
        on(0.125);
        count('file');
      }
    });
    expect(lines).toEqual([
      `${ERASE}reading 8,000 of 10,000`,
      `${ERASE}reading 8,800 of 10,000`,
      `${ERASE}reading 9,600 of 10,000`,
      ERASE,
    ]);
  });

  test('what is short is not told', () => {
    const lines = drawn((on) => {
      comes('page', 9);
      for (let done = 0; done < 9; done += 1) {
        on(100);
        count('page');
      }
    });
    expect(lines).toEqual([]);
  });

  test('what was done before does not count, nor what else is done meanwhile', () => {
    const lines = drawn((on) => {
      count('page');
      comes('page', 4);
      for (let done = 0; done < 3; done += 1) {
        on(900);
        count('file');
        count('page');
      }
    });
    expect(lines).toEqual([`${ERASE}rendering 2 of 4`, `${ERASE}rendering 3 of 4`]);
  });

  test('makes room for what is said, and begins to wait anew', () => {
    const lines = drawn((on, erase) => {
      comes('file', 5);
      on(990);
      count('file');
      on(990);
      count('file');
      erase();
      on(990);
      count('file');
    });
    expect(lines).toEqual([`${ERASE}reading 2 of 5`, ERASE]);
  });

  test('a server that waited is not slow', () => {
    const lines = drawn((on) => {
      on(600_000);
      comes('page', 5);
      for (let done = 0; done < 5; done += 1) {
        on(50);
        count('page');
      }
    });
    expect(lines).toEqual([]);
  });

  const slow = (): (() => number) => {
    const { now, on } = hand();
    return () => {
      on(100);
      return now();
    };
  };

  test.each([
    ['at a terminal', [], true, true],
    ['in a pipe', [], false, false],
    ['with --json', ['--json'], true, false],
  ])('%s', async (_, flags, terminal, told) => {
    const { err } = await run(['due', ...flags], { cwd: COMMUNITY, elapsed: slow(), terminal });
    expect(err.includes('reading')).toBe(told);
    if (told) expect(err.lastIndexOf(ERASE)).toBeGreaterThan(err.lastIndexOf('reading'));
  });
});
