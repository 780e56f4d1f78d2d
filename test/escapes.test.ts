import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { annotation } from '../src/render/findings-forge.ts';
import { clipped, ink, joined, strong, wrapped } from '../src/text/ink.ts';
import { uncalled } from '../src/text/markdown/build.ts';
import { toHtml } from '../src/text/markdown/html.ts';
import { parseMarkdown } from '../src/text/markdown/parse.ts';
import { printable, printableJson, printableLines, safeLines, unordered } from '../src/text/printable.ts';
import { SEED, TIMES } from './chance.ts';
import { OWN } from './hostile-community.ts';
import { UNSAFE, obeyed } from './hostile-set.ts';

/** Anything at all: every code unit, with what has a meaning somewhere more often than it deserves. */
const anything = fc
  .array(
    fc.oneof(
      fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
      fc.integer({ min: 0x10000, max: 0x10ffff }).map((point) => String.fromCodePoint(point)),
      fc.constantFrom(
        '\u001b[31m',
        '\u009b',
        '::',
        '##[',
        '##vso[',
        '\r',
        '\n',
        '%0A',
        ' ',
        '\u202e',
        '<script>',
        '&',
        '"',
        '@a',
        '#1',
        '`',
      ),
      fc.constantFrom(...OWN),
    ),
    { maxLength: 20 },
  )
  .map((parts) => parts.join(''));

const holds = (property: (text: string) => void): void =>
  fc.assert(fc.property(anything, property), { numRuns: 3_000 * TIMES, seed: SEED });

describe('whatever a stranger writes', () => {
  test('no control comes through to a terminal', () => {
    holds((text) => {
      expect(printable(text)).not.toMatch(UNSAFE);
      expect(printable(text)).not.toMatch(/[\n\t]/);
      expect(printableLines(text)).not.toMatch(UNSAFE);
      for (const one of [ink`${text}`, strong(text), joined([ink`a`, ink`b`], text), ...wrapped(text, 40)])
        expect(one.text).not.toMatch(UNSAFE);
      expect(clipped(text, 12)).not.toMatch(UNSAFE);
    });
  });

  test('what is safe is left as it is, and is safe twice', () => {
    holds((text) => {
      const once = printable(text);
      expect(printable(once)).toBe(once);
      expect(unordered(unordered(safeLines(text)))).toBe(unordered(safeLines(text)));
    });
    for (const text of ['C++ style ::', 'naïve café', '日本語', 'العربية', '👨\u200d👩\u200d👧', 'a#b', '## Heading'])
      expect(safeLines(text)).toBe(text);
  });

  test('no runner obeys it', () => {
    holds((text) => {
      expect(obeyed(safeLines(text))).toEqual([]);
      expect(obeyed(printableJson({ [text]: [text] }))).toEqual([]);
      expect(JSON.parse(printableJson({ text }))).toEqual({ text });
    });
    expect(obeyed(safeLines(`${' '.repeat(200)}::x\n\u3000::y`))).toEqual([]);
  });

  test('an annotation is one line, one command, with the place that cop gave it', () => {
    holds((text) => {
      const place = { path: text, line: 3, column: 7 };
      const told = annotation({ rule: 'yaml', severity: 'error', place, message: text, hint: text }, '');
      expect(told).not.toMatch(UNSAFE);
      expect(told).not.toMatch(/\n/);
      expect(obeyed(told).every((line) => line === told)).toBe(true);
      expect(told).toMatch(/^::error file=[^,:]*,line=3,col=7,title=cop%3A yaml::/);
      expect(told).not.toMatch(/##[A-Za-z]*\[/);
    });
  });

  test('HTML made of Markdown has none of its elements, and none of its addresses', () => {
    holds((text) => {
      const tree = parseMarkdown(text, { frontMatter: false });
      if (!('root' in tree)) return;
      const html = toHtml(tree.root);
      expect(html).not.toMatch(/<(?:script|style|iframe|object|embed|svg|math|form|base|meta|link)\b/i);
      expect(html).not.toMatch(/<[^>]*\s(?:on\w+|style)\s*=/i);
      expect(html).not.toMatch(/(?:href|src)="\s*(?:javascript|vbscript|data|file):/i);
    });
  });

  test('a comment calls nobody by it', () => {
    holds((text) => {
      const plain = uncalled(text).filter((words): words is string => typeof words === 'string');
      for (const words of plain) expect(words).not.toMatch(/@[\p{L}\p{N}]|(?<![\w.-])[#!]\d/u);
      const whole = uncalled(text).map((words) =>
        typeof words === 'string' ? words : 'value' in words ? words.value : '',
      );
      expect(whole.join('')).toBe(text);
    });
  });

  test('what is looked for would be found', () => {
    expect('\u001b').toMatch(UNSAFE);
    expect(obeyed('::error::x')).toHaveLength(1);
    expect(OWN.length).toBeGreaterThan(30);
  });
});
