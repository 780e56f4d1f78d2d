import { describe, expect, test } from 'vitest';
import { faqEntries } from '../src/compile/faq/index.ts';
import { meant } from '../src/compile/reference.ts';
import { faqMarkdown } from '../src/render/faq-markdown.ts';
import { buildSite } from '../src/render/site/build.ts';
import { deriveStates } from '../src/states/index.ts';
import { MAKING, communityOf, fileOf, today } from './community.ts';
import { demo, folderWith, git, run } from './world.ts';

const member = { 'members/ada.md': fileOf({ name: 'Ada' }) };
const note = (title: string, fields: Record<string, string> = {}): string =>
  fileOf({ title, by: 'ada', date: '2026-11-01', ...fields });

describe('a community', () => {
  test('keeps the first of two documents with one id and says that the other is left out', () => {
    const community = communityOf({
      ...member,
      'notes/cases/x.md': note('Case'),
      'notes/insights/x.md': note('Insight'),
    });
    expect(community.byId.get('x')?.title).toBe('Case');
    expect(community.leftOut).toMatchObject([
      { path: 'notes/insights/x.md', reason: 'notes/cases/x.md has the same id' },
    ]);
    expect(community.byKind.get('insight')).toBeUndefined();
  });

  test('leaves out what is dated later, and does not call references to it broken', async () => {
    const root = folderWith({
      'cop.yml': 'name: Small\n',
      ...member,
      'notes/cases/later.md': note('Later', { date: '2026-12-01' }),
      'notes/cases/now.md': note('Now', { from: '[later]' }),
    });
    const listed = await run(['list', 'cases'], { cwd: root });
    expect(listed.out).toMatch(/^now /);
    expect(listed.err).toContain('Not counted yet: 1 document of a later day.');
    expect((await run(['check', '--rule', 'reference'], { cwd: root })).code).toBe(0);
  });

  test('names what a person means, from the surest way to the loosest', () => {
    const community = communityOf({
      ...member,
      'notes/cases/night-run-k3p9.md': note('The night run'),
      'notes/cases/night-shift-m4q8.md': note('The night shift', { aliases: '[Old-Name]' }),
      'guide.md': '# A guide to nights\n',
    });
    const id = (words: string): string => meant(community, words, 'any').id;
    expect(id('night-run-k3p9')).toBe('night-run-k3p9');
    expect(id('m4q8')).toBe('night-shift-m4q8');
    expect(id('old-name')).toBe('night-shift-m4q8');
    expect(id('night-r')).toBe('night-run-k3p9');
    expect(id('THE NIGHT SHIFT')).toBe('night-shift-m4q8');
    expect(id('shift')).toBe('night-shift-m4q8');
    expect(id('notes/cases/night-run-k3p9.md')).toBe('night-run-k3p9');
    expect(id('guide')).toBe('guide');
    expect(() => id('night')).toThrow(/any of 2/);
    expect(() => id('')).toThrow(/names no/);
    expect(() => id('knight-run-k3p9')).toThrow(/names no/);
  });
});

describe('a compiled answer', () => {
  const faq = (title: string, url: string): string =>
    fileOf(
      { title, from: '[q]' },
      `## Answer\n\nSee [that][1] and a note[^1]. [[q|the question]] [gone](gone.md)\n\n[1]: ${url}\n\n[^1]: Of ${title}.\n`,
    );
  const community = communityOf({
    ...member,
    'issues/q.md': fileOf({ title: 'Q?', by: 'ada', opened: '2026-11-01' }),
    'faq/one.md': faq('One', 'https://example.org/one'),
    'faq/two.md': faq('Two', 'https://example.org/two'),
    'advice/orphan.md': fileOf(
      { title: 'Orphan', issue: 'nobody', by: 'ada', date: '2026-11-02' },
      '## Advice\n\nAlone.\n',
    ),
  });
  const states = deriveStates(community, today());

  test('takes its references and footnotes along, and leaves those of others alone', () => {
    const text = faqMarkdown(faqEntries(community, states), community, today());
    expect(text).toContain('[that](https://example.org/one)');
    expect(text).toContain('[that](https://example.org/two)');
    expect(text).toContain('[^one-1]: Of One.');
    expect(text).toContain('[^two-1]: Of Two.');
    expect(text).toContain('[the question](issues/q.md)');
    expect(text).not.toMatch(/^\[1\]:/m);
  });

  test('has no empty address on the site, and an advice without its issue has a page', () => {
    const { files, unshown } = buildSite(community, states, MAKING);
    const pages = new Map(files.map(({ path, text }) => [path, text()]));
    expect(pages.get('issues/orphan.html')).toContain('Alone.');
    for (const [path, text] of pages) expect(text, path).not.toMatch(/(?:href|src)=""/);
    expect(unshown()).toEqual([
      { path: 'faq/one.md', target: 'gone.md' },
      { path: 'faq/two.md', target: 'gone.md' },
    ]);
  });
});

describe('large and odd files', () => {
  const forever = {
    'a rule and 200,000 spaces': `---${' '.repeat(200_000)}x\n`,
    '40,000 sections': '## a\n'.repeat(40_000),
    '20,000 double brackets': '[[x]]\n'.repeat(20_000),
    '5,000 lost anchors': Array.from({ length: 5000 }, (_, n) => `[a](#b${n})`).join(' '),
    'a very old issue': null,
  };

  test.each(Object.entries(forever))('%s are not for ever', async (_, page) => {
    const issue = fileOf({ title: 'Old', by: 'ada', opened: '0001-01-01' });
    const root = folderWith({
      'cop.yml': 'name: Small\n',
      ...member,
      'issues/old-k3p9.md': issue,
      'page.md': page ?? '',
    });
    for (const line of [['check'], ['report'], ['show', 'page']]) {
      expect((await run(line, { cwd: root })).code).toBeLessThan(2);
    }
  });

  test('`cop show` keeps what stands before the first section', async () => {
    const body = 'Said first.\n\n## Situation\n\nThen this.\n';
    const root = folderWith({ 'cop.yml': 'name: Small\n', ...member, 'notes/cases/x.md': note('X') + body });
    const { out } = await run(['show', 'x'], { cwd: root });
    expect(out).toMatch(/Said first\.[\s\S]*Situation[\s\S]*Then this\./);
  });

  test('a site is built again where there is no git', async () => {
    const root = folderWith({ 'cop.yml': 'name: Small\n', ...member });
    for (const expected of ['0 unchanged', '0 files written']) {
      const { code, err } = await run(['site', 'build'], { cwd: root });
      expect(code).toBe(0);
      expect(err).toContain(expected);
    }
  });
});

describe('the command line', () => {
  test('takes options before or behind the words', async () => {
    const root = folderWith({ 'cop.yml': 'name: Small\n', ...member });
    const { code, out } = await run(['new', '--by', 'ada', 'case', 'A', 'case'], { cwd: root });
    expect({ code, out }).toEqual({ code: 0, out: expect.stringMatching(/^notes\/cases\/a-case-/) as string });
  });

  test('refuses a folder that is not there, and takes an empty COP_AS_OF for none', async () => {
    const root = folderWith({ 'cop.yml': 'name: Small\n' });
    expect(await run(['-C', 'typo', 'list'], { cwd: root })).toMatchObject({
      code: 2,
      err: 'cop: typo is no folder.\n',
    });
    expect((await run(['list'], { cwd: root, env: { COP_AS_OF: '' } })).code).toBe(0);
  });
});

describe('adopted pages', () => {
  const shown = (text: string): string => {
    const community = communityOf({ 'a.md': text });
    const { files } = buildSite(community, deriveStates(community, today()), MAKING);
    const page = files.find(({ path }) => path === 'pages/a.html')?.text() ?? '';
    return /<article>([^]*?)<\/article>/.exec(page)?.[1] ?? '';
  };

  test('show admonitions of MkDocs as alerts, with what is indented below them', () => {
    const page = shown(
      '# A\n\n!!! warning "Mind the *gap*"\n\n    First.\n\n    - one\n\n    ```py\n    x\n    ```\n\nAfter.\n\n??? note\n    Folded.\n',
    );
    expect(page).toContain('<p class="alert-name">Warning</p>');
    expect(page).toMatch(/<strong>Mind the gap<\/strong><\/p>\s*<p>First\.<\/p>\s*<ul>/);
    expect(page).toMatch(/<blockquote class="alert alert-note">[^]*Folded\.[^]*<\/blockquote>/);
    expect(page).toContain('<p>After.</p>');
    expect(page).not.toContain('!!!');
    // Whatever else begins so stays.
    expect(shown('# A\n\n!!! now or never\n\nText\n')).toContain('now or never');
    expect(shown('# A\n\nSo!!! note\n')).toContain('So!!! note');
  });

  test('have a title though their first heading is empty, and say of a picture that it is not here', () => {
    const page = shown('---\ntitle: From above\n---\n\n#\n\n## \n\n![A cat on a mat](gone.png)\n');
    expect(page).toContain('<h1 dir="auto">From above</h1>');
    expect(page.match(/<h[1-6]/g)).toHaveLength(1);
    expect(page).toContain('<em>Picture that is not here: A cat on a mat</em>');
  });

  test('of a folder are called like it where they do not say', () => {
    const community = communityOf({ 'how_we_work/index.md': 'No heading.\n' });
    expect(community.documents[0]?.title).toBe('how we work');
  });
});

describe('a sparse checkout', () => {
  test('counts what git has of the rest, says so, and changes nothing that is not there', async () => {
    const cwd = demo();
    const whole = await run(['due'], { cwd });
    git(cwd, 'sparse-checkout', 'set', 'issues');
    expect(await run(['due'], { cwd })).toEqual(whole);
    const checked = await run(['check'], { cwd });
    expect(checked.err).toMatch(/Read as git has it: advice\/\S+ \(it is not checked out: the checkout is sparse\)/);
    const refused = await run(['reviewed', 'stable-trip-keys'], { cwd });
    expect(refused.code).toBe(2);
    expect(refused.err).toMatch(
      /^cop: notes\/cases\/stable-trip-keys-\w+\.md is not checked out, and is not changed\.\n/,
    );
    expect(git(cwd, 'status', '--short')).toBe('');
  });
});
