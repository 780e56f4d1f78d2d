import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { burden } from '../src/read/burden.ts';
import { CORPORA, PROJECT, folderWith, run, textsBelow } from './world.ts';

/** What stays of some files, in whatever order they come. */
function kept(files: readonly (readonly [path: string, text: string])[]): string[] {
  const scales = burden(files.length);
  const left = new Set<string>();
  for (const [path, text] of files) {
    left.add(path);
    for (const one of scales.put(path, text)) left.delete(one.path);
  }
  return [...left].sort();
}

const dense = (marks: number): string => '[a](b.md) *x* '.repeat(Math.ceil(marks / 4));

describe('what a community may weigh', () => {
  test('is more than people write', () => {
    for (const folder of [join(PROJECT, 'fixtures/community'), join(PROJECT, 'docs')]) {
      const texts = textsBelow(folder).map((text, index) => [`${index}.md`, text] as const);
      expect(kept(texts)).toHaveLength(texts.length);
    }
    // A small community may have ten pages of the largest sort.
    expect(kept(Array.from({ length: 10 }, (_, index) => [`${index}.md`, dense(10_000)] as const))).toHaveLength(10);
  });

  test.skipIf(!existsSync(CORPORA))('is more than real communities write', () => {
    const texts = textsBelow(CORPORA).map((text, index) => [`${index}.md`, text] as const);
    expect(texts.length).toBeGreaterThan(80);
    expect(kept(texts)).toHaveLength(texts.length);
  });

  test('is bounded, whatever is heaped up; what is short stays, and the longest goes first', () => {
    const heap = Array.from({ length: 2_000 }, (_, index) => [`heap/${index}.md`, dense(5_000 + index)] as const);
    const notes = Array.from({ length: 50 }, (_, index) => [`notes/${index}.md`, dense(400)] as const);
    const left = kept([...heap, ...notes]);
    expect(left.filter((path) => path.startsWith('notes/'))).toHaveLength(50);
    const rest = left.filter((path) => path.startsWith('heap/'));
    expect(rest.length).toBeGreaterThan(100);
    expect(rest.length).toBeLessThan(300);
    expect(rest).toContain('heap/0.md');
    expect(rest).not.toContain('heap/1999.md');
    const long = Array.from({ length: 600 }, (_, index) => [`${index}.md`, 'word '.repeat(100_000)] as const);
    expect(kept(long).length).toBeLessThan(160);
  });

  test('leaves the same in whatever order it comes', () => {
    const file = fc.tuple(fc.string({ minLength: 1, maxLength: 3 }), fc.integer({ min: 0, max: 40_000 }));
    fc.assert(
      fc.property(fc.uniqueArray(file, { selector: ([name]) => name, maxLength: 30 }), fc.integer(), (made, seed) => {
        const files = made.map(([name, marks]) => [name, dense(marks)] as const);
        const other = [...files].sort(
          ([a], [b]) => ((a.length * 31 + seed) % 7) - ((b.length * 31 + seed) % 7) || (a < b ? 1 : -1),
        );
        expect(kept(other)).toEqual(kept(files));
      }),
      { numRuns: 60, seed: 11 },
    );
  });

  test('is told by name, and the rest is as it was', async () => {
    const pages = Array.from({ length: 40 }, (_, index) => [`pages/p${index}.md`, dense(9_000)] as const);
    const cwd = folderWith({
      'cop.yml': 'name: Heaped\n',
      'members/ada.md': '---\nname: Ada\n---\n',
      ...Object.fromEntries(pages),
    });
    const checked = await run(['check', '--rule', 'unreadable'], { cwd });
    expect(checked.code).toBe(1);
    expect(checked.out).toMatch(
      /^pages\/p\d+\.md:1:1: error: Unexpected length, expected at most \d{3},\d{3} marks of Markdown in long pages \[unreadable\]$/m,
    );
    expect((await run(['list', 'members'], { cwd })).out).toContain('ada');
  });
});
