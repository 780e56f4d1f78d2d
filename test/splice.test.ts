import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readFrontMatter } from '../src/text/front-matter.ts';
import { addItems } from '../src/text/splice.ts';
import { yamlText } from '../src/text/yaml-text.ts';
import { SEED, TIMES } from './chance.ts';

const page = (...lines: readonly string[]): string => ['---', ...lines, '---', '', 'Body', ''].join('\n');

describe('an item is added to a list', () => {
  test.each([
    ['in brackets', ['from: [a, b]'], ['from: [a, b, c]']],
    ['in brackets that hold nothing', ['from: []'], ['from: [c]']],
    ['in brackets with spaces and quotes', ['from: [ "a" , \'b\' ] # why'], ['from: [ "a" , \'b\', c ] # why']],
    ['in brackets over lines', ['from: [', '  a,', '  b', ']'], ['from: [', '  a,', '  b, c', ']']],
    ['in brackets with a comma at the end', ['from: [a, b,]'], ['from: [a, b, c,]']],
    ['one a line', ['from:', '  - a', '  - b', 'by: x'], ['from:', '  - a', '  - b', '  - c', 'by: x']],
    ['one a line, not indented', ['from:', '- a', 'by: x'], ['from:', '- a', '- c', 'by: x']],
    ['with comments', ['from:', '  - a # first', '  # end'], ['from:', '  - a # first', '  - c', '  # end']],
    ['one a line over two', ['from:', '  - "a', '    b"', 'by: x'], ['from:', '  - "a', '    b"', '  - c', 'by: x']],
    ['that is a single value', ['from: a', 'by: x'], ['from: [a, c]', 'by: x']],
    ['that is empty', ['from:', 'by: x'], ['from: [c]', 'by: x']],
    ['that is not there', ['by: x'], ['by: x', 'from: [c]']],
    ['that is empty, with a comment', ['from: # why', 'by: x'], ['from: [c] # why', 'by: x']],
    ['that is null', ['from: ~'], ['from: [c]']],
  ])('%s', (_, before, after) => {
    expect(addItems(page(...before), 'from', ['c'])).toBe(page(...after));
    const crlf = (lines: readonly string[]): string => `\ufeff${page(...lines).replaceAll('\n', '\r\n')}`;
    expect(addItems(crlf(before), 'from', ['c'])).toBe(crlf(after));
  });

  test('only where it is not yet', () => {
    const text = page('from: [a, "c"]');
    expect(addItems(text, 'from', ['c', 'a'])).toBe(text);
    expect(addItems(text, 'from', ['c', 'd', 'd'])).toBe(page('from: [a, "c", d]'));
  });

  test('quoted where it must be', () => {
    expect(addItems(page('also: [a]'), 'also', ['Why, then?'])).toBe(page('also: [a, "Why, then?"]'));
    expect(addItems(page('also:', '  - a'), 'also', ['no: yes'])).toBe(page('also:', '  - a', '  - "no: yes"'));
  });

  test('and where it cannot be added safely, nothing is changed', () => {
    expect(addItems(page('from: {a: b}'), 'from', ['c'])).toBeNull();
    expect(addItems(page('from: [a'), 'from', ['c'])).toBeNull();
    expect(addItems('No front matter\n', 'from', ['c'])).toBeNull();
  });

  test('whatever it holds, and whatever stands beside it, every other byte stays', () => {
    const item = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).filter((text) => text.trim() !== '');
    const form = fc.constantFrom<(items: readonly string[]) => string>(
      (items) => `list: [${items.map((one) => JSON.stringify(one)).join(', ')}]`,
      (items) => ['list:', ...items.map((one) => `  - ${yamlText(one)}`)].join('\n'),
      (items) => ['list:', ...items.map((one) => `- ${yamlText(one)}`)].join('\n'),
    );
    fc.assert(
      fc.property(fc.array(item, { maxLength: 4 }), form, fc.array(item, { maxLength: 3 }), (held, write, fresh) => {
        const text = page('title: A', write(held), 'by: "x"');
        const before = readFrontMatter(text).frontMatter?.data;
        const edited = addItems(text, 'list', fresh);
        // YAML knows no way to write some characters, which yamlText escapes and JSON does not.
        if (!before || edited === null) return;
        const after = readFrontMatter(edited).frontMatter?.data;
        const wanted = [...held, ...new Set(fresh.filter((one) => !held.includes(one)))];
        expect(after?.get('list') ?? []).toEqual(wanted);
        expect(after?.get('by')).toBe('x');
        const lost = text.split('\n').filter((line) => !edited.split('\n').includes(line));
        expect(lost.length).toBeLessThanOrEqual(1);
      }),
      { numRuns: 500 * TIMES, seed: SEED },
    );
  });
});
