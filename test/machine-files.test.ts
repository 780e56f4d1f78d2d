import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { openHistory } from '../src/edges/history.ts';
import { readHistory } from '../src/read/history.ts';
import { MAKING, communityOf, today } from './community.ts';
import { buildSite } from '../src/render/site/build.ts';
import { deriveStates } from '../src/states/index.ts';
import { GIT_ENV, demo, folder, folderWith, git, repository, run } from './world.ts';

const built = async (root: string): Promise<(path: string) => string> => {
  const { code, err } = await run(['site', 'build'], { cwd: root });
  expect(code, err).toBe(0);
  return (path) => readFileSync(join(root, '_site', path), 'utf8');
};

interface Pages {
  readonly pages: readonly {
    path: string;
    markdown: string;
    title: string;
    kind: string | null;
    state: string | null;
  }[];
}

describe('what machines read of a site', () => {
  test('pages.json lists every page, and each has a twin whose links lead to twins', async () => {
    const root = demo();
    const read = await built(root);
    const { pages } = JSON.parse(read('pages.json')) as Pages;
    const html = readdirSync(join(root, '_site'), { recursive: true, encoding: 'utf8' }).filter(
      (path) => path.endsWith('.html') && !read(path).includes('http-equiv="refresh"'),
    );
    expect(pages.map(({ path }) => path).sort()).toEqual(html.sort());
    expect(pages.find(({ path }) => path.startsWith('faq/safe-to-rerun'))).toMatchObject({
      title: 'Is it safe to rerun a day?',
      kind: 'question',
      state: 'validated',
    });
    for (const { path, markdown, title } of pages) {
      const text = read(markdown);
      expect(text.startsWith('# '), path).toBe(true);
      expect(text.split('\n')[0]?.length, path).toBeGreaterThan(2);
      expect(text.match(/^# /gm), `${path} ${title}`).toHaveLength(1);
      for (const [, url = ''] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
        if (/^(?:https?|mailto):|^#/.test(url)) continue;
        const [target = ''] = url.split('#');
        const file = join(root, '_site', path, '..', decodeURIComponent(target));
        expect(existsSync(file), `${url} in ${markdown}`).toBe(true);
        expect(target, markdown).toMatch(/\.html\.md$|^(?:\.\.\/)*files\//);
      }
    }
  });

  test('a twin says what its page says: the thread of an issue, the record of an answer', async () => {
    const read = await built(demo());
    const issue = read('issues/trip-ids-change-every-release-5kt4.html.md');
    expect(issue).toContain('suggests');
    expect(issue).toContain('reports how it turned out');
    expect(issue).toContain('Every release of the timetable gives every trip');
    const answer = read('faq/how-far-back-rebuild-ve3a.html.md');
    expect(answer).toContain('**Contradicted, review lapsed**: tried once, and it did not work.');
    expect(answer).toContain('## What those report who tried it');
    expect(read('index.html.md')).toContain('## Who waits');
    expect(read('report.html.md')).toContain('As of 2026-11-20');
    expect(read('digest/2026-q2.html.md')).toContain('From 2026-04-01 to 2026-06-30');
  });

  test('llms.txt leads to twins by what they are', async () => {
    const root = demo();
    const read = await built(root);
    const text = read('llms.txt');
    expect(text).toMatch(/^# Tidewater data practice\n\n> Data engineering for public transport\n/);
    expect(text.match(/^## .+$/gm)).toEqual(['## Questions and answers', '## Notes', '## Issues', '## Optional']);
    for (const [, path = ''] of text.matchAll(/\]\(([^)]+)\)/g))
      expect(existsSync(join(root, '_site', path))).toBe(true);
  });

  test('the feed tells what was learned, under ids that stay when the site moves', async () => {
    const root = demo();
    const read = await built(root);
    const entries = (xml: string): string[] => xml.match(/<entry>.*?<\/entry>/gs) ?? [];
    const ids = (xml: string): string[] => [...xml.matchAll(/<id>(urn:uuid:[0-9a-f-]{36})<\/id>/g)].map(([id]) => id);
    const before = read('feed.xml');
    expect(entries(before).length).toBeGreaterThan(8);
    expect(entries(before)[0]).toContain('<title>Follow what arrives, not how old it is</title>');
    expect(before).toContain('href="notes/follow-arrival-not-age-w84v.html"');
    expect(before).not.toContain('Starting the night without one operator');
    expect(existsSync(join(root, '_site/sitemap.xml'))).toBe(false);
    writeFileSync(
      join(root, 'cop.yml'),
      readFileSync(join(root, 'cop.yml'), 'utf8').replace(
        /^site:\n/m,
        'site:\n  base_url: https://faq.example.org/data\n',
      ),
    );
    const after = (await built(root))('feed.xml');
    expect(after).toContain('href="https://faq.example.org/data/notes/follow-arrival-not-age-w84v.html"');
    expect(ids(after)).toEqual(ids(before));
    expect(new Set(ids(after)).size).toBe(entries(after).length + 1);
    expect(read('sitemap.xml')).toContain('<loc>https://faq.example.org/data/index.html</loc>');
    expect(read('index.html')).toContain('<link rel="canonical" href="https://faq.example.org/data/index.html"/>');
  });

  test('the calendar has the open promises of the site', async () => {
    const read = await built(demo());
    const { out } = await run(['due', '--ics'], { cwd: demo() });
    expect(read('calendar.ics')).toBe(out);
  });

  test('text of strangers stays text in each of them', () => {
    // `]]>` may stand in no text of XML.
    const title = `]]><x/>&"'\u0000\u0007\uffff <script>alert(1)</script> [a](javascript:b) {{x}}`;
    const community = communityOf({
      'cop.yml': `name: ${JSON.stringify(title)}\n`,
      'members/ada.md': '---\nname: Ada\n---\n',
      'notes/cases/x-k3p9.md': `---\ntitle: ${JSON.stringify(title)}\nby: ada\ndate: 2026-11-01\ntopics: [${JSON.stringify(title)}]\n---\n\n## Situation\n\n\u2028</script><script>alert(2)</script>\n`,
    });
    const site = buildSite(community, deriveStates(community, today()), MAKING);
    const text = (path: string): string => site.files.find((file) => file.path === path)?.text() ?? '';
    expect(text('feed.xml')).not.toMatch(/<x\/>|<script|\]\]>/);
    // oxlint-disable-next-line no-control-regex -- XML takes none of these
    expect(text('feed.xml')).not.toMatch(/[\u0000-\u0008\ufffe\uffff]/);
    expect(text('assets/search-index.js')).not.toMatch(/[\u2028\u2029]/);
    const held: string[] = [];
    const copSearch = { index: (json: string) => held.push(json), words: (_: number, json: string) => held.push(json) };
    for (const path of ['assets/search-index.js', 'assets/search-words-0.js'])
      runInNewContext(text(path), { copSearch });
    expect((JSON.parse(held[0] as string) as { pages: string[][] }).pages[0]?.[1]).toBe(title.normalize('NFC'));
    expect(JSON.parse(text('pages.json'))).toBeTruthy();
    expect(text('llms.txt')).not.toMatch(/(?<!\\)\[a\]\(javascript/);
  });
});

describe('who changed a page, and who looked at it', () => {
  const log = (commits: readonly string[][]): string =>
    commits
      .map(
        ([head = '', ...files]) =>
          `\u0001${head}\0${files.length > 0 ? '\n' : ''}${files.map((path) => `M\0${path}\0`).join('')}`,
      )
      .join('');

  test('is told by one walk: the last author, and the reviewers that the commit names', () => {
    const history = readHistory(
      log([
        ['2026-11-03\u0002Mona\u0002'],
        ['2026-11-02\u0002Ada\u0002Zoë <z@example.org>\u0003Ada\u0003Zoë', 'notes/a.md', 'notes/b.md'],
        ['2026-11-01\u0002Bo\u0002', 'notes/a.md', 'notes/c.md'],
        ['no day\u0002Eve\u0002', 'notes/d.md'],
      ]),
      today(),
    );
    expect(history.of('notes/a.md')).toEqual({ day: '2026-11-02', author: 'Ada', reviewers: ['Zoë'] });
    expect(history.of('notes/c.md')).toEqual({ day: '2026-11-01', author: 'Bo', reviewers: [] });
    expect(history.of('notes/d.md')).toBeNull();
    expect(history.of('notes/e.md')).toBeNull();
  });

  test('is not forged by what a file is called', () => {
    const history = readHistory(
      log([
        ['2026-11-02\u0002Eve\u0002', 'a\u00012026-11-20\u0002Grace\u0002Linus', 'two.md'],
        ['2026-11-01\u0002Bo\u0002', 'two.md', 'victim.md'],
      ]),
      today(),
    );
    expect(history.of('two.md')?.author).toBe('Eve');
    expect(history.of('victim.md')?.author).toBe('Bo');
  });

  test('of a merge is what the merge itself changed, and nobody reviewed by merging', () => {
    const root = repository(folderWith({ 'a.md': 'one\n', 'b.md': 'one\n' }));
    const as = (who: string, ...words: readonly string[]) => git(root, '-c', `user.name=${who}`, ...words);
    const commit = (who: string, path: string, text: string, ...more: readonly string[]) => {
      writeFileSync(join(root, path), text);
      as(who, 'add', '--all');
      git(
        root,
        '-c',
        'user.name=x',
        'commit',
        '--quiet',
        `--author=${who} <x@example.org>`,
        '--message=Change',
        ...more,
      );
    };
    git(root, 'checkout', '--quiet', '-b', 'side');
    commit('Carl', 'a.md', 'side\n');
    commit('Carl', 'b.md', 'side\n', '--trailer', 'Reviewed-by: Zoë <z@example.org>');
    git(root, 'checkout', '--quiet', 'main');
    commit('Ada', 'a.md', 'main\n');
    expect(() => git(root, 'merge', '--quiet', '--no-ff', 'side')).toThrow();
    commit('Mia', 'a.md', 'both\n');
    const sources = [
      { path: 'a.md', text: 'both\n' },
      { path: 'b.md', text: 'side\n' },
    ];
    const found = openHistory(root, GIT_ENV, sources, today());
    const of = (path: string) => ('history' in found ? found.history.of(path) : null);
    expect(of('a.md')).toMatchObject({ author: 'Mia', reviewers: [] });
    expect(of('b.md')).toMatchObject({ author: 'Carl', reviewers: ['Zoë'] });
  });

  test('knows nothing of commits after the day it is asked for', () => {
    const commits = log([
      ['2026-11-30\u0002Late\u0002', 'a.md'],
      ['2026-11-01\u0002Early\u0002', 'a.md'],
    ]);
    expect(readHistory(commits, today()).of('a.md')?.author).toBe('Early');
  });

  test('comes from git, below a folder of the repository too; not of what is not committed yet', async () => {
    const outer = folderWith({
      'inner/cop.yml': 'name: Inner\n',
      'inner/members/ada.md': '---\nname: Ada\n---\n',
      'inner/notes/cases/é "x"-k3p9.md': '---\ntitle: X\nby: ada\ndate: 2026-11-01\n---\n\n## Situation\n\nSo.\n',
      'inner/notes/cases/y-m4q8.md': '---\ntitle: Y\nby: ada\ndate: 2026-11-01\n---\n\n## Situation\n\nSo.\n',
    });
    const root = join(repository(outer), 'inner');
    const read = await built(root);
    expect(read('notes/e-x-k3p9.html')).toContain('Last changed on 2026-11-20 by <bdi>Test</bdi>.');
    writeFileSync(
      join(root, 'notes/cases/y-m4q8.md'),
      `${readFileSync(join(root, 'notes/cases/y-m4q8.md'), 'utf8')}\nMore.\n`,
    );
    await built(root);
    expect(read('notes/y-m4q8.html')).not.toContain('Last changed');
    expect(read('notes/e-x-k3p9.html')).toContain('Last changed');
  });

  test('is unknown in a shallow clone, and says so', async () => {
    const from = demo();
    git(from, 'commit', '--quiet', '--allow-empty', '--message=Second');
    const to = join(folder(), 'clone');
    git('/', 'clone', '--quiet', '--depth=1', `file://${from}`, to);
    const { err } = await run(['site', 'build'], { cwd: to });
    expect(err).toContain('Who changed a page is not told: the clone is shallow');
    expect(readFileSync(join(to, '_site/faq/safe-to-rerun-day-nm3t.html'), 'utf8')).not.toContain('Last changed');
    expect(statSync(join(to, '_site/index.html')).isFile()).toBe(true);
  });

  test('runs nothing that a repository configures', () => {
    const root = repository(
      folderWith({ 'cop.yml': 'name: X\n', 'a.md': '# A\n', '.gitattributes': '*.md diff=evil\n' }),
    );
    const mark = join(root, 'ran');
    for (const name of [
      'diff.evil.textconv',
      'diff.external',
      'core.fsmonitor',
      'gpg.program',
      'core.pager',
      'diff.evil.command',
    ])
      git(root, 'config', name, `touch ${mark};`);
    git(root, 'config', 'log.showSignature', 'true');
    // Nor does what it configures hide anything.
    git(root, 'config', 'log.showRoot', 'false');
    git(root, 'config', 'diff.orderFile', '/nonexistent');
    git(root, 'config', 'i18n.logOutputEncoding', 'ISO-8859-1');
    const found = openHistory(root, GIT_ENV, [{ path: 'a.md', text: '# A\n' }], today());
    expect('history' in found && found.history.of('a.md')?.author).toBe('Test');
    expect(existsSync(mark)).toBe(false);
  });
});
