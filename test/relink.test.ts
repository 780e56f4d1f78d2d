import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { apply } from '../src/edges/apply.ts';
import { KINDS } from '../src/kinds/index.ts';
import type { Community } from '../src/model/community.ts';
import type { Kind } from '../src/model/kind.ts';
import type { Document } from '../src/model/document.ts';
import { merge } from '../src/plans/merge.ts';
import { movedText } from '../src/plans/relink.ts';
import { rename } from '../src/plans/rename.ts';
import { readFrontMatter } from '../src/text/front-matter.ts';
import { destinations } from '../src/text/markdown/destinations.ts';
import { parseMarkdown } from '../src/text/markdown/parse.ts';
import { removeField, removeItem, replaceValue } from '../src/text/splice.ts';
import { communityOf, written } from './community.ts';
import { CORPORA, PROJECT, demo, folderWith, run } from './world.ts';

const found = (text: string) => {
  const tree = parseMarkdown(text, { frontMatter: true });
  if (!('root' in tree)) throw new Error(tree.problem);
  return destinations(tree.root, text);
};

describe('where a link is written', () => {
  test.each([
    ['[a](x.md)', 'x.md'],
    ['[a](x.md "x.md")', 'x.md'],
    ['[a](<x y.md>)', 'x y.md'],
    ['[a]( x.md#z )', 'x.md#z'],
    ['[x.md](x.md)', 'x.md'],
    ['[a [b] `](x.md` c](x.md)', 'x.md'],
    ['[](x.md)', 'x.md'],
    ['![i](x.md)', 'x.md'],
    ['![see [x](y.md) z](x.md)', 'x.md'],
    ['[a]\n\n[a]: x.md', 'x.md'],
    ['[a]\n\n[a]:\n  <x.md> "t"', 'x.md'],
    ['Before [[x]] after', 'x'],
    ['Before [[ x | words ]] after', 'x'],
  ])('%s', (text, target) => {
    const [first, ...others] = found(text);
    expect(others).toEqual([]);
    expect(first?.target).toBe(target);
    const { start = 0, end = 0 } = first?.span ?? {};
    expect(text.slice(start, end)).toBe(target);
    // Changed there, it reads as changed.
    expect(found(`${text.slice(0, start)}new${text.slice(end)}`)).toMatchObject([{ target: 'new' }]);
  });

  test('of a picture in a link, both', () => {
    expect(found('[![i](x.png)](x.md)').map(({ target, span }) => [target, span?.start])).toEqual([
      ['x.md', 14],
      ['x.png', 6],
    ]);
  });

  test('is not known where it is written with escapes', () => {
    expect(found('[a](x\\_y.md)')).toEqual([{ form: 'link', target: 'x_y.md', span: null }]);
  });

  test.skipIf(!existsSync(CORPORA))('in every page of the corpora', () => {
    let count = 0;
    for (const name of readdirSync(CORPORA, { recursive: true, encoding: 'utf8' })) {
      if (!name.endsWith('.md')) continue;
      const text = readFileSync(join(CORPORA, name), 'utf8');
      for (const { target, span } of found(text)) {
        // An address alone, in brackets or not, has no place of its own; and it leads to the web.
        if (span === null) expect(target, name).toMatch(/^(?:https?|mailto):/);
        else expect(text.slice(span.start, span.end), name).toBe(target);
        count += 1;
      }
    }
    expect(count).toBeGreaterThan(1000);
  });
});

function named(community: Community, id: string): Document {
  const document = community.byId.get(id);
  if (!document) throw new Error(`no ${id}`);
  return document;
}

const page = (...lines: readonly string[]): string => ['---', ...lines, '---', '', 'Body', ''].join('\n');
const windows = (text: string): string => `\ufeff${text.replaceAll('\n', '\r\n')}`;

describe('a value in the front matter', () => {
  test.each([
    [['by: a # who'], ['by'], ['by: b # who']],
    [['from: [a, "c, d"]'], ['from', 1], ['from: [a, b]']],
    [
      ['from:', '  - a', '  - c # why'],
      ['from', 1],
      ['from:', '  - a', '  - b # why'],
    ],
    [
      ['who:', '  sponsor: c', '  core: [x]'],
      ['who', 'sponsor'],
      ['who:', '  sponsor: b', '  core: [x]'],
    ],
    [['who: {core: [x, c]}'], ['who', 'core', 1], ['who: {core: [x, b]}']],
  ])('%s is replaced', (before, path, after) => {
    expect(replaceValue(page(...before), path, 'b')).toBe(page(...after));
    expect(replaceValue(windows(page(...before)), path, 'b')).toBe(windows(page(...after)));
  });

  test.each([
    [['from: [a, b]', 'by: x'], 0, ['from: [b]', 'by: x']],
    [['from: [a, b, c]', 'by: x'], 1, ['from: [a, c]', 'by: x']],
    [['from: [a]', 'by: x'], 0, ['from: []', 'by: x']],
    [['from:', '  - a # first', '  - b', 'by: x'], 0, ['from:', '  - b', 'by: x']],
    [['from:', '- a', '- "b', '  c"', 'by: x'], 1, ['from:', '- a', 'by: x']],
  ])('%s loses an item', (before, index, after) => {
    expect(removeItem(page(...before), ['from', index])).toBe(page(...after));
    expect(removeItem(windows(page(...before)), ['from', index])).toBe(windows(page(...after)));
  });

  test.each([
    [
      ['by: x', 'from: [a] # why', 'on: y'],
      ['by: x', 'on: y'],
    ],
    [
      ['from:', '  - a', '  - b', '# about on', 'on: y'],
      ['# about on', 'on: y'],
    ],
    [['by: x', 'from: |', '  a', '', '  b'], ['by: x']],
    [['by: x', 'from:'], ['by: x']],
  ])('%s goes', (before, after) => {
    expect(removeField(page(...before), 'from')).toBe(page(...after));
    expect(removeField(windows(page(...before)), 'from')).toBe(windows(page(...after)));
  });

  test('and where that cannot be done safely, nothing is', () => {
    expect(removeField(page('by: x'), 'from')).toBeNull();
    expect(replaceValue(page('from: [a]'), ['from', 3], 'b')).toBeNull();
    expect(replaceValue(page('from: {a: b}'), ['from'], 'b')).toBeNull();
  });
});

const member = '---\nname: Ada\n---\n';
const issue = (title: string, more = ''): string =>
  `---\ntitle: ${title}\nby: ada\nopened: 2026-01-01\n${more}---\n\n## Challenge\n\n${title}?\n`;

const files = {
  'cop.yml': 'name: A\n',
  'members/ada.md': member,
  'issues/one-k2k2.md': issue('One'),
  'issues/two-k3k3.md': issue('Two', 'repeats: one-k2k2 # the same\n'),
  'notes/cases/told-k4k4.md': windows(
    '---\ntitle: Told\nby: ada\ndate: 2026-02-01\nfrom:\n- one-k2k2\n- two-k3k3\nodd: [1]\n---\n\nSee [[one-k2k2]], [it](../../issues/one-k2k2.md#challenge "one-k2k2"),\n[from the top](/issues/one-k2k2.md), `[[one-k2k2]]` and one-k2k2.\n\n[ref]: <../../issues/one-k2k2.md>\n',
  ),
  'README.md': '[One](issues/one-k2k2.md), [two](issues/two-k3k3.md)\n',
};

describe('a document under another title', () => {
  test('takes every link to it along, and no other byte', () => {
    const community = communityOf(files);
    const { path, plan } = rename(community, named(community, 'one-k2k2'), 'Otherwise');
    expect(path).toBe('issues/otherwise-k2k2.md');
    const after = written(files, plan);
    expect(after[path]).toBe(issue('Otherwise', 'aliases: [one-k2k2]\n').replace('Otherwise?', 'One?'));
    const note = files['notes/cases/told-k4k4.md']
      .replace('- one-k2k2', '- otherwise-k2k2')
      .replace('See [[one-k2k2]]', 'See [[otherwise-k2k2]]')
      .replaceAll('issues/one-k2k2.md', 'issues/otherwise-k2k2.md');
    expect(after['notes/cases/told-k4k4.md']).toBe(note);
    expect(after['issues/two-k3k3.md']).toBe(issue('Two', 'repeats: otherwise-k2k2 # the same\n'));
    expect(after['README.md']).toBe('[One](issues/otherwise-k2k2.md), [two](issues/two-k3k3.md)\n');
    expect(after['issues/one-k2k2.md']).toBeUndefined();
  });

  test('and back again, is as it was but for its aliases', () => {
    const there = communityOf(files);
    const between = written(files, rename(there, named(there, 'one-k2k2'), 'Otherwise').plan);
    const community = communityOf(between);
    const after = written(between, rename(community, named(community, 'one-k2k2'), 'One').plan);
    const own = 'issues/one-k2k2.md';
    expect(after[own]).toBe(issue('One', 'aliases: [one-k2k2, otherwise-k2k2]\n'));
    expect({ ...after, [own]: files[own] }).toEqual(files);
  });

  test('is refused where a link to it is written with escapes', () => {
    const community = communityOf({ ...files, 'README.md': '[One](issues/one\\-k2k2.md)\n' });
    expect(() => rename(community, named(community, 'one-k2k2'), 'Otherwise')).toThrow(/written with escapes/);
  });

  test('does not spoil a list beside an item that cannot be read', () => {
    const odd = files['issues/two-k3k3.md'].replace(
      'repeats: one-k2k2 # the same',
      'topics: [{a: b}, x]\nrepeats: one-k2k2',
    );
    const note = '---\ntitle: N\nby: ada\ndate: 2026-02-01\nfrom: [{a: b}, two-k3k3, one-k2k2]\n---\n';
    const community = communityOf({ ...files, 'issues/two-k3k3.md': odd, 'notes/cases/n-k5k5.md': note });
    expect(() => rename(community, named(community, 'one-k2k2'), 'Otherwise')).toThrow(/cannot be edited safely/);
  });
});

describe('a document taken up into another', () => {
  test('leaves nothing behind that no file says, and nothing leads to itself', () => {
    const one = issue('One', 'topics: [a, b]\nproject: P\n') + '\n## Context\n\nOnly here.\n';
    const from = { ...files, 'issues/one-k2k2.md': one };
    const community = communityOf(from);
    const { plan, outweighed } = merge(community, named(community, 'one-k2k2'), named(community, 'two-k3k3'));
    const after = written(from, plan);
    expect(after['issues/two-k3k3.md']).toBe(
      '---\ntitle: Two\nby: ada\nopened: 2026-01-01\ntopics: [a, b]\nproject: P\naliases: [one-k2k2]\n---\n\n## Challenge\n\nTwo?\n\nOne?\n\n## Context\n\nOnly here.\n',
    );
    expect(outweighed).toEqual([{ field: 'title', kept: 'Two', dropped: 'One' }]);
    expect(readFrontMatter(after['notes/cases/told-k4k4.md'] ?? '').frontMatter?.data.get('from')).toEqual([
      'two-k3k3',
    ]);
    expect(after['README.md']).toBe('[One](issues/two-k3k3.md), [two](issues/two-k3k3.md)\n');
    expect(communityOf(after).complaints.filter(({ rule }) => rule !== 'unknown-key')).toEqual([]);
  });

  const told = (title: string, fields: string, body: string): string =>
    `---\ntitle: ${title}\nby: ada\ndate: 2026-01-01\n${fields}---\n\n${body}`;

  /** Case `a` taken up into case `b`. */
  function united(
    a: string,
    b: string,
  ): { text: string; whole: string; outweighed: readonly unknown[]; carried: readonly unknown[] } {
    const cases = { ...files, 'notes/cases/a-k6k6.md': a, 'notes/cases/b-k7k7.md': b };
    const community = communityOf(cases);
    const { plan, outweighed, carried } = merge(community, named(community, 'a-k6k6'), named(community, 'b-k7k7'));
    const text = written(cases, plan)['notes/cases/b-k7k7.md'] ?? '';
    return { text: text.slice(text.indexOf('---\n\n') + 5), whole: text, outweighed, carried };
  }
  const bodies = (a: string, b: string): string => united(told('A', '', a), told('B', '', b)).text;

  test.each([
    [
      'a heading that comes twice',
      '## S\n\none\n\n## S\n\ntwo\n',
      '## S\n\nmine\n\n## T\n\nlast\n',
      '## S\n\nmine\n\none\n\ntwo\n\n## T\n\nlast\n',
    ],
    [
      'a text within another text',
      '## S\n\nRestart\n',
      '## S\n\nRestarting does not help.\n',
      '## S\n\nRestarting does not help.\n\nRestart\n',
    ],
    ['a paragraph that is there already', '## S\n\nWhy?\n', '## S\n\nFirst.\n\nWhy?\n', '## S\n\nFirst.\n\nWhy?\n'],
    [
      'a comment of somebody’s',
      '## S\n\none\n',
      '## S\n\n<!-- Bo: do not forget -->\n',
      '## S\n\n<!-- Bo: do not forget -->\n\none\n',
    ],
    [
      'a comment that is all there is',
      '## S\n\n<!-- A: ask Cy -->\n',
      '## S\n\nmine\n',
      '## S\n\nmine\n\n<!-- A: ask Cy -->\n',
    ],
    [
      'a question of the template, asked',
      '## Situation\n\none\n',
      '## Situation\n\n<!-- QUESTION -->\n\n## T\n',
      '## Situation\n\none\n\n## T\n',
    ],
    [
      'a question of the template, not answered',
      '## Situation\n\n<!-- QUESTION -->\n',
      '## T\n\nmine\n',
      '## T\n\nmine\n',
    ],
    ['indented code', '## S\n\n    code A\n', '## S\n\n    code B\n', '## S\n\n    code B\n\n    code A\n'],
    ['text above every heading', 'above\n\n## S\n\none\n', '## S\n\nmine\n', 'above\n\n## S\n\nmine\n\none\n'],
    ['a heading of the first level', '# A\n\none\n', 'mine\n', 'mine\n\n# A\n\none\n'],
  ])('keeps %s', (_, a, b, after) => {
    const { sections } = KINDS.find(({ name }) => name === 'case') as Kind;
    const asked = (text: string): string => text.replace('QUESTION', sections[0]?.question ?? '');
    expect(bodies(asked(a), asked(b)).trimStart()).toBe(after);
  });

  test('keeps the line ends of the one that stays', () => {
    const { text } = united(told('A', '', '## S\n\none\ntwo\n'), windows(told('B', '', '## S\n\nmine\n')));
    expect(text).not.toMatch(/[^\r]\n/);
  });

  test('is refused where a code block does not end', () => {
    expect(() => bodies('## S\n\n```\none\n', '## S\n\nmine\n\n## T\n\nlast\n')).toThrow(/swallow that heading/);
    expect(() => bodies('## T\n\none\n', '## S\n\n```\nmine\n')).toThrow(/swallow that heading/);
  });

  test('keeps what came along, where something led to the one that goes', () => {
    const a = told('A', 'from: [one-k2k2, two-k3k3]\n', '');
    const b = told('B', 'from: [a-k6k6]\nsupersedes: a-k6k6\n', '');
    const { whole } = united(a, b);
    expect(readFrontMatter(whole).frontMatter?.data.get('from')).toEqual(['one-k2k2', 'two-k3k3']);
    expect(whole).not.toContain('supersedes');
  });

  test('moves nothing from those whom it was written for to others', () => {
    expect(() => united(told('A', 'audience: public\n', ''), told('B', '', ''))).toThrow(/is for the public/);
    expect(() => united(told('A', '', ''), told('B', 'audience: public\n', ''))).toThrow(/is for the community/);
  });

  test('fills no silence that means something, and says what it fills', () => {
    const a = told('A', 'draft: true\nreviewed: 2026-02-02\nowner: ada\nteam: a-k6k6\n', '');
    const { outweighed, carried } = united(a, told('B', '', ''));
    expect(outweighed).toEqual([
      { field: 'title', kept: 'B', dropped: 'A' },
      { field: 'draft', kept: null, dropped: 'true' },
      { field: 'reviewed', kept: null, dropped: '2026-02-02' },
    ]);
    expect(carried).toEqual([
      { field: 'owner', value: 'ada' },
      { field: 'team', value: 'a-k6k6' },
    ]);
  });

  test('is refused where a list holds what is no text', () => {
    expect(() => united(told('A', 'odd: [{a: 1}, plain]\n', ''), told('B', 'odd: [x]\n', ''))).toThrow(
      /cannot be edited safely/,
    );
  });

  test('takes its links along to where the other lies', () => {
    const source = { path: 'a/b/c.md', text: '[x](../d.md#e) [y](#z) [[id]] [w](https://w) ![i](i.png) [r](/a.md)\n' };
    expect(movedText(source, 'f/g.md')).toBe(
      '[x](../a/d.md#e) [y](#z) [[id]] [w](https://w) ![i](../a/b/i.png) [r](/a.md)\n',
    );
  });

  test('takes a picture in a link along as well as the link', () => {
    const source = { path: 'a/b/c.md', text: '[![i](i.png)](../d.md) and [x](e.md)\n' };
    expect(movedText(source, 'f/g.md')).toBe('[![i](../a/b/i.png)](../a/d.md) and [x](../a/b/e.md)\n');
  });

  test('is refused where both have a footnote of one name', () => {
    const noted = {
      ...files,
      'issues/one-k2k2.md': `${issue('One')}[^1]\n\n[^1]: A\n`,
      'issues/two-k3k3.md': `${issue('Two')}[^1]\n\n[^1]: B\n`,
    };
    const community = communityOf(noted);
    expect(() => merge(community, named(community, 'one-k2k2'), named(community, 'two-k3k3'))).toThrow(
      /both define `\[\^1\]`/,
    );
  });
});

describe('a plan that moves and removes', () => {
  const move = { type: 'move', from: 'a.md', path: 'c.md', before: 'a\n', after: 'A\n' } as const;
  const removal = { type: 'remove', path: 'b.md', before: 'b\n' } as const;
  const names = (root: string): string[] => readdirSync(root).sort();

  test('is carried out', () => {
    const root = folderWith({ 'a.md': 'a\n', 'b.md': 'b\n' });
    apply(root, { summary: '', changes: [move, removal] });
    expect(names(root)).toEqual(['c.md']);
    expect(readFileSync(join(root, 'c.md'), 'utf8')).toBe('A\n');
  });

  test('is taken back whole when a later change fails', () => {
    const root = folderWith({ 'a.md': 'a\n', 'b.md': 'b\n', 'd.md': 'd\n' });
    const taken = { type: 'create', path: 'd.md', text: 'x' } as const;
    expect(() => apply(root, { summary: '', changes: [move, removal, taken] })).toThrow(/exists already/);
    expect(names(root)).toEqual(['a.md', 'b.md', 'd.md']);
    expect(readFileSync(join(root, 'a.md'), 'utf8')).toBe('a\n');
    expect(readFileSync(join(root, 'b.md'), 'utf8')).toBe('b\n');
  });

  test('never takes away what changed meanwhile', () => {
    const root = folderWith({ 'a.md': 'other\n', 'b.md': 'other\n' });
    expect(() => apply(root, { summary: '', changes: [move] })).toThrow(/a\.md has changed/);
    expect(() => apply(root, { summary: '', changes: [removal] })).toThrow(/b\.md has changed/);
    expect(names(root)).toEqual(['a.md', 'b.md']);
  });

  test('commits the removal of what git never knew without a word', async () => {
    const root = demo();
    const late = 'issues/trips-at-night-k7k7.md';
    writeFileSync(
      join(root, late),
      readFileSync(join(PROJECT, 'fixtures/community/issues/late-trips-wrong-day-6r7y.md')),
    );
    const { code, err } = await run(['merge', 'k7k7', 'into', '6r7y', '--commit'], { cwd: root });
    expect(err).toContain('Committed');
    expect(code).toBe(0);
    expect(existsSync(join(root, late))).toBe(false);
  });
});

test('a file that nobody can read, and that speaks of a renamed document, is named', async () => {
  const root = demo();
  writeFileSync(join(root, 'notes/cases/torn-k8k8.md'), '---\nfrom: [late-trips-wrong-day-6r7y\n---\n');
  writeFileSync(join(root, 'latin.md'), Buffer.from('[caf\xe9](issues/late-trips-wrong-day-6r7y.md)\n', 'latin1'));
  const { err } = await run(['rename', '6r7y', 'Night trips'], { cwd: root });
  expect(err).toContain('notes/cases/torn-k8k8.md cannot be read, and speaks of late-trips-wrong-day-6r7y');
  expect(err).toContain('latin.md cannot be read');
});
