import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { valueStory } from '../src/compile/value-story.ts';
import { deriveStates } from '../src/states/index.ts';
import { communityOf, fileOf, today } from './community.ts';
import { demo, folderWith, repository, run } from './world.ts';

const loop = (name: string, date: string, fields: Readonly<Record<string, string>> = {}, told = '') => ({
  [`issues/${name}.md`]: fileOf({ title: name, by: 'ada', opened: '2026-01-05', ...fields }),
  [`advice/${name}-a.md`]: fileOf({ issue: name, by: 'bo', date: '2026-01-06' }),
  [`followups/${name}-f.md`]: `${fileOf({ issue: name, by: 'ada', date, tried: `[${name}-a]`, outcome: 'worked' })}\n${told}`,
});
const TOLD = '## What we did\n\nDug.\n\n## What worked\n\nThe hole.\n';
const storyOf = (files: Readonly<Record<string, string>>) => {
  const community = communityOf(files);
  return valueStory(community, deriveStates(community, today()));
};

describe('a value story', () => {
  test('is that of the loop that is told best, and of several such the last', () => {
    expect(storyOf({ ...loop('silent', '2026-06-01'), ...loop('told', '2026-03-01', {}, TOLD) })).toMatchObject({
      issue: { id: 'told' },
      done: 'Dug.',
      worked: 'The hole.',
    });
    expect(
      storyOf({ ...loop('early', '2026-03-01', {}, TOLD), ...loop('late', '2026-06-01', {}, TOLD) })?.issue.id,
    ).toBe('late');
    const noted = { 'notes/cases/n.md': fileOf({ title: 'N', by: 'bo', date: '2026-04-01', from: '[early]' }) };
    const story = storyOf({
      ...loop('early', '2026-03-01', {}, TOLD),
      ...loop('late', '2026-06-01', {}, TOLD),
      ...noted,
    });
    expect(story).toMatchObject({ issue: { id: 'early' }, notes: [{ id: 'n' }] });
  });

  test('is none where nothing settled by what somebody else advised', () => {
    expect(storyOf({})).toBeNull();
    const own = loop('own', '2026-03-01', {}, TOLD);
    expect(storyOf({ ...own, 'advice/own-a.md': fileOf({ issue: 'own', by: 'ada', date: '2026-01-06' }) })).toBeNull();
    expect(storyOf(loop('gone', '2026-03-01', { withdrawn: 'moved on' }, TOLD))).toBeNull();
    const failed = loop('failed', '2026-03-01', {}, TOLD);
    const text = failed['followups/failed-f.md']?.replace('outcome: worked', 'outcome: did-not-work') ?? '';
    expect(storyOf({ ...failed, 'followups/failed-f.md': text })).toBeNull();
  });
});

describe('the page for a sponsor', () => {
  test('is half a page, and each of its documents is there', async () => {
    const root = demo();
    const { out } = await run(['report', '--sponsor'], { cwd: root });
    expect(out.split(/\s+/).length).toBeLessThan(420);
    const links = [...out.matchAll(/\]\(([^)]+)\)/g)].map(([, path = '']) => path);
    expect(links.length).toBeGreaterThan(8);
    for (const path of links) expect(existsSync(join(root, path)), path).toBe(true);
  });

  test('says what is missing where there is nothing to show', async () => {
    const root = repository(folderWith({ 'cop.yml': 'name: New\n', 'members/ada.md': '---\nname: Ada\n---\n' }));
    const { out, code } = await run(['report', '--sponsor'], { cwd: root });
    expect(code).toBe(0);
    expect(out).toContain('None is written down: `cop new objective` begins one.');
    expect(out).toContain('No loop has settled yet');
    expect(out).toContain('none to judge by yet');
    expect((await run(['report', '--sponsor', '--format', 'html'], { cwd: root })).out).toContain('<h1');
  });
});
