import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readYamlExactly } from '../src/text/exact-yaml.ts';
import { readFrontMatter, readFrontMatterExactly, readYaml } from '../src/text/front-matter.ts';
import type { DataPath, Raw, RawMap, YamlFile } from '../src/text/front-matter.ts';
import { plainSettings, plainYaml } from '../src/text/plain-yaml.ts';
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

/** What YAML gives a meaning, or others might. */
const PIECE = fc.constantFrom(
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
  '_',
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
const VALUE = fc.array(PIECE, { maxLength: 5 }).map((pieces) => pieces.join(''));

describe('front matter that is read plainly says what the exact reader says', () => {
  test('in the demo community, nearly all of which is plain', () => {
    const texts = textsBelow(join(PROJECT, 'fixtures/community'));
    texts.forEach(expectEqual);
    const blocks = texts.flatMap((text) => /^---\n([^]*?)\n---\n/.exec(text)?.[1] ?? []);
    expect(blocks.filter((block) => plainYaml(block) !== null).length).toBeGreaterThan(texts.length * 0.8);
    // Maps and comments as well: a community that is well written never wakes the exact reader.
    expect(blocks.filter((block) => (plainYaml(block) ?? plainSettings(block)) === null)).toEqual([]);
  });

  test('in the fixtures of the checks', () => textsBelow(join(PROJECT, 'fixtures/checks')).forEach(expectEqual));

  test.skipIf(!existsSync(SHARED))('in other people’s Markdown, and in hostile files', () => {
    const texts = ['corpora', 'hostile'].flatMap((folder) => textsBelow(join(SHARED, folder)));
    expect(texts.length).toBeGreaterThan(300);
    texts.forEach(expectEqual);
  });

  test('whatever is written', () => {
    const line = fc.oneof(
      fc.tuple(fc.constantFrom('title', 'by', 'a-b', 'null', 'x', '1'), VALUE).map(([key, text]) => `${key}: ${text}`),
      fc
        .tuple(fc.constantFrom('title', 'tags', 'y'), fc.array(VALUE, { maxLength: 3 }))
        .map(([key, items]) => `${key}: [${items.join(', ')}]`),
      fc
        .tuple(fc.constantFrom('from', 'z'), fc.constantFrom('', '  ', '    '), fc.array(VALUE, { maxLength: 3 }))
        .map(([key, indent, items]) => [`${key}:`, ...items.map((item) => `${indent}- ${item}`)].join('\n')),
      fc.constantFrom('', ' ', '# note', '  more', '"quoted": x', 'k:', 'k: "a"  ', "k: ''", 'k: "it\'s"', 'k : v'),
      VALUE,
    );
    const end = fc.constantFrom('\n', '\r\n');
    fc.assert(
      fc.property(fc.array(line, { maxLength: 5 }), end, (lines, feed) => {
        expectEqual(`---\n${lines.join('\n')}\n---\nText\n`.replaceAll('\n', feed));
      }),
      { numRuns: 4_000 * TIMES, seed: SEED },
    );
  });

  test('and its places are those of the exact reader', () => {
    const { frontMatter } = readFrontMatter('---\ntitle: A\nfrom:\n  - b\n  - c\n---\n');
    expect(frontMatter?.at(['from', 1])).toEqual({ line: 5, column: 5 });
    expect(frontMatter?.at(['from'], 'key')).toEqual({ line: 3, column: 1 });
    for (const block of [
      'tags: ["a, b", c]',
      'tags: [x, \'a, b\', "c"] # d',
      'm: {x: a:"b, c", y: d}',
      "m: {x: a:'b, c', y: d}",
    ])
      expectEqual(`---\n${block}\n---\n`);
    expectEqual('---\na: x\ud800\n---\n');
  });
});

/** Every path into settings, to any depth. */
function pathsInto(value: Raw): DataPath[] {
  if (value instanceof Map)
    return [...(value as RawMap)].flatMap(([key, held]) => [[key], ...pathsInto(held).map((path) => [key, ...path])]);
  if (!Array.isArray(value)) return [];
  return (value as readonly Raw[]).flatMap((held, index) => [
    [index],
    ...pathsInto(held).map((path) => [index, ...path]),
  ]);
}

/** What a reading of settings says, and where. */
const settingsSaid = ({ faults, yaml }: YamlFile): unknown => ({
  faults,
  data: yaml?.data,
  places: pathsInto(yaml?.data ?? null).map((path) => [path, yaml?.at(path, 'key'), yaml?.at(path)]),
});

function expectEqualSettings(text: string): void {
  expect(settingsSaid(readYaml(text)), text.slice(0, 2000)).toEqual(settingsSaid(readYamlExactly(text)));
}

describe('settings that are read plainly say what the exact reader says', () => {
  const settingsBelow = (folder: string): string[] =>
    readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.ya?ml$/i.test(entry.name))
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));

  test('in every `cop.yml` of the fixtures, and what `cop init` writes, nearly all of which are plain', () => {
    const texts = [...settingsBelow(join(PROJECT, 'fixtures')), ...settingsBelow(join(PROJECT, 'templates'))];
    expect(texts.length).toBeGreaterThan(20);
    texts.forEach(expectEqualSettings);
    expect(plainSettings(readFileSync(join(PROJECT, 'fixtures/community/cop.yml'), 'utf8'))).not.toBeNull();
    expect(plainSettings(readFileSync(join(PROJECT, 'docs/cop.yml'), 'utf8'))).not.toBeNull();
  });

  test.skipIf(!existsSync(SHARED))('in other people’s YAML and front matter, and in hostile files', () => {
    const texts = ['corpora', 'hostile'].flatMap((folder) => [
      ...settingsBelow(join(SHARED, folder)),
      ...textsBelow(join(SHARED, folder)).flatMap((text) => /^---\n([^]*?)\n---\n/.exec(text)?.[1] ?? []),
    ]);
    expect(texts.length).toBeGreaterThan(250);
    // What is larger is refused for that.
    texts.filter(({ length }) => length < 32_000).forEach(expectEqualSettings);
  });

  test('whatever is written', () => {
    let plain = 0;
    const key = fc.constantFrom('name', 'site', 'a-b', 'null', 'x', 'y', '1', '"q"', '- a', '-', '');
    const text = fc.oneof(
      {
        weight: 4,
        arbitrary: fc.constantFrom('a', 'b c', '7', '"d"', '2026-11-20', 'e#f', 'g:h', '"i, j"', "'k: l'", "it's"),
      },
      { weight: 1, arbitrary: VALUE },
    );
    const part = fc
      .tuple(fc.constantFrom('on', 'by', 'x', ''), fc.constantFrom(': ', ':', ''), text)
      .map((all) => all.join(''));
    const value = fc.oneof(
      { weight: 4, arbitrary: fc.constant('') },
      { weight: 3, arbitrary: text },
      { weight: 1, arbitrary: fc.array(text, { maxLength: 3 }).map((items) => `[${items.join(', ')}]`) },
      { weight: 1, arbitrary: fc.array(part, { maxLength: 3 }).map((parts) => `{${parts.join(', ')}}`) },
    );
    const line = fc.oneof(
      { weight: 6, arbitrary: fc.tuple(key, value).map(([name, held]) => `${name}: ${held}`) },
      { weight: 2, arbitrary: text.map((item) => `- ${item}`) },
      { weight: 1, arbitrary: fc.constantFrom('', '# a', '#', '# a\u0085b', '#\ta', '\t', '---', '...', 'x:', 'y:  ') },
      { weight: 1, arbitrary: text },
    );
    const indented = fc.tuple(fc.constantFrom('', '', '  ', '  ', '    ', ' ', '\t'), line).map((all) => all.join(''));
    const below = (lines: readonly string[], by: string): string[] => lines.map((one) => `${by}${one}`);
    const plainText = fc.constantFrom(
      'a',
      'b c',
      '7',
      '"d"',
      '2026-11-20',
      '[a, b]',
      '{on: 7}',
      'null',
      `{x: "a, b", y: 'c: d'}`,
      `["e, f", g]`,
      "it's, h",
    );
    const { map } = fc.letrec<{ map: string[] }>((tie) => ({
      map: fc
        .uniqueArray(
          fc.tuple(
            fc.constantFrom('name', 'site', 'a-b', 'x', 'y'),
            fc.oneof(
              { depthSize: 'small' },
              plainText.map((held) => [` ${held}`]),
              fc
                .tuple(fc.constantFrom('', '  '), fc.array(plainText, { minLength: 1, maxLength: 3 }))
                .map(([by, items]) => ['', ...below(items, `${by}- `)]),
              fc.tuple(fc.constantFrom(' ', '  '), tie('map')).map(([by, lines]) => ['', ...below(lines, by)]),
            ),
          ),
          { minLength: 1, maxLength: 4, selector: ([name]) => name },
        )
        .map((fields) => fields.flatMap(([name, [first = '', ...rest]]) => [`${name}:${first}`, ...rest])),
    }));
    const comment = fc.constantFrom('', '', '', '', ' # c', '  #', ' # it\'s "so"', '#d');
    const written = fc.oneof(
      fc.array(indented, { maxLength: 7 }),
      // What is right, with one line that may not be.
      fc
        .tuple(map, fc.nat(12), fc.array(indented, { maxLength: 1 }), fc.array(comment, { maxLength: 6 }))
        .map(([lines, at, more, comments]) =>
          lines.toSpliced(at, 0, ...more).map((one, index) => one + (comments[index] ?? '')),
        ),
    );
    fc.assert(
      fc.property(written, fc.constantFrom('\n', '\r\n'), (lines, feed) => {
        const settings = lines.join(feed);
        expectEqualSettings(settings);
        if ([...(plainSettings(settings)?.values() ?? [])].some((held) => held instanceof Map)) plain += 1;
      }),
      { numRuns: 3_000 * TIMES, seed: SEED },
    );
    expect(plain).toBeGreaterThan(75 * TIMES);
  });

  test('and what is nested deeper than any setting takes the exact reader', () => {
    const nested = (levels: number): string =>
      Array.from({ length: levels }, (_, level) => `${' '.repeat(level)}a:`).join('\n');
    expect(plainSettings(nested(5))).not.toBeNull();
    expect(plainSettings(nested(40))).toBeNull();
    for (const levels of [5, 10, 13, 14, 200]) expectEqualSettings(nested(levels));
  });
});
