import { existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { buildSite } from '../src/render/site/build.ts';
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
    ['charter.md', ['charter']],
    ['charter.json', ['charter', '--json']],
    ['pitch.md', ['pitch']],
    ['pitch-members.md', ['pitch', '--for', 'members']],
    ['sheet.md', ['inquiry', 'sheet', 'mornings']],
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

describe('the reports of three communities tell three stories', () => {
  const COMMUNITIES = ['community', 'young', 'narrow'] as const;
  const report = async (name: (typeof COMMUNITIES)[number], ...flags: readonly string[]): Promise<string> =>
    (await run(['report', ...flags], { cwd: join(PROJECT, 'fixtures', name) })).out;

  test.each(['young', 'narrow'] as const)('%s', async (name) => {
    const { code, out } = await run(['check'], { cwd: join(PROJECT, 'fixtures', name) });
    expect(code).toBe(0);
    // The narrow one has not read its charter again in two years, and nothing else is wrong with either.
    const rules = new Set([...out.matchAll(/\[([a-z-]+)\]$/gm)].map((match) => match[1]));
    expect([...rules]).toEqual(name === 'narrow' ? ['review-lapsed'] : []);
    await expect(await report(name)).toMatchFileSnapshot(join(EXPECTED, `${name}.md`));
    const page = await report(name, '--format', 'html');
    await expect(page.replace(/<style>[^]*?<\/style>/, '<style></style>')).toMatchFileSnapshot(
      join(EXPECTED, `${name}.html`),
    );
    await expect(await report(name, '--sponsor')).toMatchFileSnapshot(join(EXPECTED, `${name}-sponsor.md`));
  });

  test('side by side', async () => {
    const told = await Promise.all(
      COMMUNITIES.map(async (name) => {
        const { measures, levels } = JSON.parse(await report(name, '--json')) as {
          measures: { id: string; text: string }[];
          levels: { aspect: string; reached: number }[];
        };
        const text = (id: string): string | undefined => measures.find((measure) => measure.id === id)?.text;
        const reached = levels
          .filter(({ reached: level }) => level > 0)
          .map(({ aspect, reached: level }) => `${aspect} ${level}`);
        return [
          name,
          `  levels: ${reached.join(', ') || 'none yet'}`,
          ...[
            'answered-in-time',
            'reservations-answered',
            'loops-closed',
            'topic-concentration',
            'proactive',
            'recurrence',
            'ask-and-advise',
            'topics-at-risk',
          ].map((id) => `  ${id}: ${text(id)}`),
        ].join('\n');
      }),
    );
    expect(`\n${told.join('\n')}\n`).toMatchInlineSnapshot(`
      "
      community
        levels: helping 2, loops 1, capturing 1, trust 1, identity 1, relevant 2
        answered-in-time: 8 of 10 (80 %; 95 % interval 49 to 94 %)
        reservations-answered: 2 of 3
        loops-closed: 7 of 8
        topic-concentration: 4 of 12 (33 %; 95 % interval 14 to 61 %)
        proactive: 8 of 12 (67 %; 95 % interval 39 to 86 %)
        recurrence: 1 of 12 (8 %; 95 % interval 1 to 35 %)
        ask-and-advise: 6 of 7
        topics-at-risk: 4 of 7 topics
      young
        levels: none yet
        answered-in-time: 3 of 4
        reservations-answered: none to judge by yet
        loops-closed: 1 of 1
        topic-concentration: 2 of 5
        proactive: 4 of 5
        recurrence: 0 of 5
        ask-and-advise: 4 of 4
        topics-at-risk: 2 of 3 topics
      narrow
        levels: helping 1, loops 1, capturing 1, identity 1
        answered-in-time: 17 of 20 (85 %; 95 % interval 64 to 95 %)
        reservations-answered: 0 of 3
        loops-closed: 5 of 18 (28 %; 95 % interval 12 to 51 %)
        topic-concentration: 17 of 20 (85 %; 95 % interval 64 to 95 %)
        proactive: 0 of 18 (0 %; 95 % interval 0 to 18 %)
        recurrence: 7 of 20 (35 %; 95 % interval 18 to 57 %)
        ask-and-advise: 2 of 5
        topics-at-risk: 2 of 2 topics
      "
    `);
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
