import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readFrontMatter, readFrontMatterExactly } from '../src/text/front-matter.ts';
import type { DataPath, RawMap } from '../src/text/front-matter.ts';
import { plainYaml } from '../src/text/plain-yaml.ts';
import { SEED, TIMES } from './chance.ts';
import { PROJECT, SHARED, textsBelow } from './world.ts';

/** Every path to a key or a value, and some that lead to nothing. */
function pathsOf(data: RawMap): DataPath[] {
  return [...data].flatMap(([key, value]): DataPath[] => [
    [key],
    [key, 0],
    [key, 'x'],
    [key, 0, 0],
    ...(Array.isArray(value) ? value.map((_, index): DataPath => [key, index]) : []),
    ['nothing'],
    ['nothing', 0],
    [],
  ]);
}

/** What a reading says, and where. */
function said({ faults, frontMatter }: ReturnType<typeof readFrontMatter>): unknown {
  const places = (['key', 'value'] as const).map((part) =>
    pathsOf(frontMatter?.data ?? new Map()).map((path) => [path, frontMatter?.at(path, part)]),
  );
  return { faults, data: frontMatter && [...frontMatter.data], places };
}

function expectEqual(text: string): void {
  expect(said(readFrontMatter(text)), text.slice(0, 2000)).toEqual(said(readFrontMatterExactly(text)));
}

describe('front matter that is read plainly says what the exact reader says', () => {
  test('in the demo community, nearly all of which is plain', () => {
    const texts = textsBelow(join(PROJECT, 'fixtures/community'));
    texts.forEach(expectEqual);
    const plain = texts.filter((text) => plainYaml(text.split('---\n')[1] ?? ':') !== null);
    expect(plain.length).toBeGreaterThan(texts.length * 0.8);
  });

  test('in the fixtures of the checks', () => textsBelow(join(PROJECT, 'fixtures/checks')).forEach(expectEqual));

  test.skipIf(!existsSync(SHARED))('in other people’s Markdown, and in hostile files', () => {
    const texts = ['corpora', 'hostile'].flatMap((folder) => textsBelow(join(SHARED, folder)));
    expect(texts.length).toBeGreaterThan(300);
    texts.forEach(expectEqual);
  });

  test('whatever is written', () => {
    const piece = fc.constantFrom(
      'a',
      'Z',
      '7',
      'é',
      'null',
      'Null',
      '~',
      'true',
      '2026-11-20',
      '012',
      '1:30',
      'x: y',
      'a b',
      ' ',
      '  ',
      '\t',
      '- ',
      '-',
      ':',
      ': ',
      '#',
      ' #',
      '"',
      "'",
      '[',
      ']',
      '{',
      '}',
      ',',
      ', ',
      '&a',
      '*a',
      '!',
      '|',
      '>',
      '%',
      '@',
      '`',
      '\\',
      '\\n',
      '...',
      '?',
      '\u00a0',
      '\u2028',
      '\u200b',
      '\ufeff',
      '\u0085',
      '\r',
      '😀',
      '٣',
      'ー',
      '.',
      '/',
      '=',
      '<<',
    );
    const value = fc.array(piece, { maxLength: 5 }).map((pieces) => pieces.join(''));
    const line = fc.oneof(
      fc.tuple(fc.constantFrom('title', 'by', 'a-b', 'null', 'x', '1'), value).map(([key, text]) => `${key}: ${text}`),
      fc
        .tuple(fc.constantFrom('title', 'tags', 'y'), fc.array(value, { maxLength: 3 }))
        .map(([key, items]) => `${key}: [${items.join(', ')}]`),
      fc
        .tuple(fc.constantFrom('from', 'z'), fc.constantFrom('', '  ', '    '), fc.array(value, { maxLength: 3 }))
        .map(([key, indent, items]) => [`${key}:`, ...items.map((item) => `${indent}- ${item}`)].join('\n')),
      fc.constantFrom('', ' ', '# note', '  more', '"quoted": x', 'k:', 'k: "a"  ', "k: ''", 'k: "it\'s"', 'k : v'),
      value,
    );
    const end = fc.constantFrom('\n', '\r\n');
    fc.assert(
      fc.property(fc.array(line, { maxLength: 5 }), end, (lines, feed) => {
        expectEqual(`---\n${lines.join('\n')}\n---\nText\n`.replaceAll('\n', feed));
      }),
      { numRuns: 6_000 * TIMES, seed: SEED },
    );
  });

  test('and its places are those of the exact reader', () => {
    const { frontMatter } = readFrontMatter('---\ntitle: A\nfrom:\n  - b\n  - c\n---\n');
    expect(frontMatter?.at(['from', 1])).toEqual({ line: 5, column: 5 });
    expect(frontMatter?.at(['from'], 'key')).toEqual({ line: 3, column: 1 });
  });
});
