import { existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { buildSite } from '../src/render/site/build.tsx';
import { deriveStates } from '../src/states/index.ts';
import { MAKING, demoCommunity, today } from './community.ts';
import { PROJECT, demo, run } from './world.ts';

const EXPECTED = join(PROJECT, 'fixtures/_expected');

const filesBelow = (folder: string): string[] =>
  (existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [])
    .filter((path) => statSync(join(folder, path)).isFile())
    .sort();

describe('the demo community, told', () => {
  test.each([
    ['faq.md', ['faq']],
    ['faq.json', ['faq', '--json']],
    ['report.md', ['report']],
    ['report.json', ['report', '--json']],
    ['due.json', ['due', '--json']],
  ])('%s', async (name, argv) => {
    const { code, out } = await run(argv, { cwd: demo() });
    expect(code).toBe(0);
    await expect(out).toMatchFileSnapshot(join(EXPECTED, name));
  });

  test('the site, page by page', async () => {
    const community = demoCommunity();
    const site = buildSite(community, deriveStates(community, today()), MAKING);
    const pages = site.files.filter(({ path }) => path.endsWith('.html'));
    for (const { path, text } of pages) await expect(text()).toMatchFileSnapshot(join(EXPECTED, 'site', path));
    const known = new Set(pages.map(({ path }) => path));
    const stale = filesBelow(join(EXPECTED, 'site')).filter((path) => !known.has(path));
    expect(stale).toEqual([]);
    expect(site.unshown()).toEqual([]);
  });
});

describe('a site on disk', () => {
  test('is the same bytes twice, writes only what changed, and removes only what it made', async () => {
    const root = demo();
    const build = async () =>
      JSON.parse((await run(['site', 'build', '--json'], { cwd: root })).out) as Record<string, number>;
    const first = await build();
    const before = filesBelow(join(root, '_site')).map((path) => readFileSync(join(root, '_site', path)));
    const second = await build();
    expect(second).toMatchObject({ written: 0, unchanged: first['written'], removed: 0 });
    expect(filesBelow(join(root, '_site')).map((path) => readFileSync(join(root, '_site', path)))).toEqual(before);

    writeFileSync(join(root, '_site', 'mine.txt'), 'not made by cop');
    rmSync(join(root, 'notes/summaries'), { recursive: true });
    const third = await build();
    // The page and its twin.
    expect(third['removed']).toBe(2);
    expect(third['written']).toBeGreaterThan(0);
    expect(readFileSync(join(root, '_site', 'mine.txt'), 'utf8')).toBe('not made by cop');
  });
});
