import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { PROJECT, demo, folderWith, git, repository, run } from './world.ts';

/** A branch of the demo community: it closes a loop, writes two notes, contradicts one, and breaks something elsewhere. */
function branch(): string {
  const root = demo();
  git(root, 'checkout', '--quiet', '-b', 'work');
  const write = (path: string, text: string): void => writeFileSync(join(root, path), text);
  write(
    'followups/five-branches-live-r5t7.md',
    '---\nissue: nightly-run-waits-operator-dmw5\nby: tomasz-wrona\ndate: 2026-11-18\ntried: [start-without-latecomer-qa46]\noutcome: worked\n---\n\n## What we did\n\nAll five branches are live.\n\n## What we learned\n\nFind the reports that compare.\n',
  );
  write(
    'notes/cases/marked-night-s6v8.md',
    '---\ntitle: A night that says what is missing\nby: tomasz-wrona\ndate: 2026-11-19\ntopics: [orchestration]\nfrom: [nightly-run-waits-operator-dmw5]\naudience: public\n---\n\n## Situation\n\nFive files, one late.\n\n## What was done\n\nZoë Lindqvist cut the gate in five.\n\n## How it turned out\n\nReady by five.\n\n## What others can use\n\nSay what is missing before you let it be missing.\n',
  );
  write(
    'notes/failures/hour-twice-t7w9.md',
    '---\ntitle: "The hour @all counted <!-- cop:review --> twice"\nby: callum-breck\ndate: 2026-11-19\ntopics: [gtfs]\n---\n\n## What was intended\n\nOne hour.\n\n## What happened\n\nSomebody forgot to look.\n',
  );
  const note = join(root, 'notes/cases/stable-trip-keys-w73t.md');
  writeFileSync(note, readFileSync(note, 'utf8').replace(/^topics: .*$/m, 'topics: [gtfs, keys]'));
  git(root, 'rm', '--quiet', 'advice/small-pool-newest-first-ubx2.md');
  git(root, 'mv', 'issues/refunds-become-negative-boardings-a7hu.md', 'issues/negative-boardings-a7hu.md');
  git(root, 'add', '--all');
  git(root, 'commit', '--quiet', '--message=Work');
  return root;
}

describe('the review of a branch', () => {
  test('tells what changes, what merging does, and what to look at', async () => {
    const { code, out } = await run(['review', '--since', 'main'], { cwd: branch() });
    expect(code).toBe(0);
    await expect(out.replaceAll(/`[0-9a-f]{10}`/g, '`<commit>`')).toMatchFileSnapshot(
      join(PROJECT, 'fixtures/_expected/review.md'),
    );
    // One comment is found by its mark, which no title can bring along; nobody is called.
    expect(out.match(/<!--/g)).toHaveLength(1);
    expect(out.replaceAll(/`[^`]*`/g, '')).not.toContain('@all');
  });

  test('says so where nothing changed, and needs to know since when', async () => {
    const root = demo();
    const same = await run(['review', '--since', 'HEAD'], { cwd: root });
    expect(same.out).toContain(': no document.');
    const { code, err } = await run(['review'], { cwd: root });
    expect([code, err]).toEqual([2, expect.stringContaining('Since when?')]);
  });

  test('of a whole new community names everything as added', async () => {
    const root = repository(folderWith({ 'README.md': '# Before\n' }));
    git(root, 'checkout', '--quiet', '-b', 'work');
    writeFileSync(join(root, 'cop.yml'), 'name: Small\n');
    await run(['new', 'member', 'Ada'], { cwd: root });
    git(root, 'add', '--all');
    git(root, 'commit', '--quiet', '--message=Start');
    const { out } = await run(['review', '--since', 'main', '--json'], { cwd: root });
    expect(JSON.parse(out)).toMatchObject({ added: [{ id: 'ada' }], changed: [], removed: [], kept: [] });
  });
});
