import { describe, expect, test } from 'vitest';
import { OVERLAY } from './hostile-cases.ts';
import { UNSAFE } from './hostile-set.ts';
import { folderWith, run } from './world.ts';

/** So many levels of front matter are read; what is a field's own value is the first. */
const DEEPEST = 12;

/** A field that nobody knows, with values in values. */
const NESTED: Readonly<Record<string, (levels: number) => string>> = {
  'maps in maps': (levels) =>
    `${Array.from({ length: levels - 1 }, (_, level) => `${'  '.repeat(level)}a:\n`).join('')}${'  '.repeat(levels - 1)}a: 1`,
  'maps on one line': (levels) => `a: ${'{a: '.repeat(levels - 1)}1${'}'.repeat(levels - 1)}`,
  'lists on one line': (levels) => `a: ${'['.repeat(levels - 1)}1${']'.repeat(levels - 1)}`,
  'lists in lists': (levels) => `a:\n  ${'- '.repeat(levels - 1)}1`,
};

interface Found {
  readonly path: string;
  readonly line: number;
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
}

async function found(nested: string): Promise<readonly Found[]> {
  const root = folderWith({
    ...OVERLAY,
    'notes/deep-k3p9.md': `---\ntitle: Deep\nby: ada\ndate: 2026-11-05\n${nested}\n---\n\n## The insight\n\nIt is deep.\n`,
  });
  const { code, out, err } = await run(['check', '--json'], { cwd: root });
  expect([0, 1], err).toContain(code);
  expect(err).not.toContain('This is a bug');
  expect(out + err).not.toMatch(UNSAFE);
  const { findings } = JSON.parse(out) as { findings: readonly Found[] };
  return findings.filter(({ path, severity }) => path === 'notes/deep-k3p9.md' && severity === 'error');
}

describe.each(Object.entries(NESTED))('front matter of %s', (name, nested) => {
  test('as deep as may be is read: the control', async () => {
    expect(await found(nested(DEEPEST))).toEqual([]);
  });

  // The size of the block is bounded as well: maps of more levels than that are too large before they are too deep.
  test.each([DEEPEST + 1, 100, ...(name.startsWith('lists') ? [5_000] : [])])(
    '%i levels deep is one finding, and nothing is read of it',
    async (levels) => {
      const errors = await found(nested(levels));
      expect(errors.map(({ rule }) => rule)).toEqual(['yaml']);
      expect(errors[0]?.message).toBe('Unexpected nesting, expected at most 12 levels');
      expect(errors[0]?.line).toBeGreaterThanOrEqual(5);
    },
  );
});
