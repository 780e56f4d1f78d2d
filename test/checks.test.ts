import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { CHECKS } from '../src/checks/index.ts';
import { COMMUNITY, PROJECT, folder, folderWith, git, gitOn, repository, run } from './world.ts';

const FIXTURES = join(PROJECT, 'fixtures/checks');

/** Files as they were before, beside those of a rule's community: where there are some, both are committed. */
const BEFORE = '_before';

/** The community of a rule in a folder, with a history where it has one. */
function settled(rule: string, root: string): void {
  const before = join(FIXTURES, rule, BEFORE);
  if (existsSync(before)) {
    cpSync(before, root, { recursive: true });
    repository(root);
    gitOn(root, '2026-06-02', 'commit', '--quiet', '--amend', '--date=2026-06-02T12:00:00Z', '--no-edit');
  }
  cpSync(join(FIXTURES, rule), root, { recursive: true, filter: (path) => !/_before|_names$/.test(path) });
  // Names that not every system takes cannot lie in a repository that every system checks out.
  const names = join(FIXTURES, rule, '_names');
  for (const name of existsSync(names) ? readFileSync(names, 'utf8').trim().split('\n') : []) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), '# A page\n');
  }
  if (!existsSync(before)) return;
  git(root, 'add', '--all');
  gitOn(root, '2026-10-05', 'commit', '--quiet', '--message=Change');
}

describe('each rule on its own small community', () => {
  test.each(CHECKS.map(({ name }) => name))('%s', async (rule) => {
    const root = join(folder(), rule);
    settled(rule, root);
    const { code, out, err } = await run(['check', '--strict'], { cwd: root });
    expect(out).toContain(`[${rule}]`);
    expect(code).toBe(CHECKS.find(({ name }) => name === rule)?.severity === 'info' ? 0 : 1);
    await expect(`${out}\n${err}`).toMatchFileSnapshot(join(FIXTURES, rule, 'expected.txt'));
    expect(existsSync(join(root, 'cop-canary'))).toBe(false);
  });

  test('every folder there is a rule’s', () => {
    expect(readdirSync(FIXTURES).sort()).toEqual(CHECKS.map(({ name }) => name).sort());
  });

  test('nothing is found in the demo community', async () => {
    const { code, out } = await run(['check', '--strict'], { cwd: COMMUNITY });
    expect({ code, out }).toEqual({ code: 0, out: '' });
  });

  test('notes that nobody has written yet are not the same note', async () => {
    const root = folderWith({ 'cop.yml': 'name: Small\n', 'members/ada.md': '---\nname: Ada\n---\n' });
    for (const title of ['One', 'Another']) await run(['new', 'case', title, '--by', 'ada'], { cwd: root });
    expect((await run(['check', '--rule', 'near-duplicate'], { cwd: root })).out).toBe('');
  });

  test('a rule is as serious as cop.yml says', async () => {
    const issue = '---\ntitle: Who?\nby: nobody\nopened: 2026-11-02\n---\n';
    const settings = 'name: Small\ncheck: {rules: {reference: info, section: off}}\n';
    const root = folderWith({ 'cop.yml': settings, 'issues/who-k3p9.md': issue });
    const { code, out } = await run(['check', '--strict'], { cwd: root });
    expect(out).toBe(
      'issues/who-k3p9.md:3:5: info: Unexpected `nobody` as `by`, expected the id of a member [reference]\n',
    );
    expect(code).toBe(0);
  });
});

describe('what rests on something that changed', () => {
  const files = {
    'cop.yml': 'name: Small\n',
    'members/ada.md': '---\nname: Ada\nroles: [sponsor]\n---\n',
    'charter/purpose.md':
      '---\ntitle: Why\nsponsor: ada\nbusiness_goals: [Rest]\ndate: 2026-06-01\n---\n\n## Why we exist\n\nSo that\nnights are quiet.\n',
    'charter/vision.md':
      '---\ntitle: Where\npurpose: purpose\nco_created_with: {sponsor: ada, core_group: [ada], potential_members: [Cy]}\nagreed: 2026-06-03\ndate: 2026-06-02\n---\n',
  };
  const started = (): string => {
    const root = repository(folderWith(files));
    gitOn(root, '2026-06-04', 'commit', '--quiet', '--amend', '--date=2026-06-04T12:00:00Z', '--no-edit');
    return root;
  };
  const suspects = async (root: string) => (await run(['check', '--rule', 'suspect'], { cwd: root })).out;
  const rewrite = (root: string, from: string, to: string): void => {
    const path = join(root, 'charter/purpose.md');
    const text = readFileSync(path, 'utf8');
    expect(text).toContain(from);
    writeFileSync(path, text.replace(from, to));
  };
  const commit = (root: string, day: string): void => {
    gitOn(root, day, 'commit', '--quiet', '--all', '--message=Change');
  };

  test('is told once its words change, committed or not, and cleared by one line', async () => {
    const root = started();
    expect(await suspects(root)).toBe('');
    // Lines broken otherwise, and a day of review, say nothing new.
    rewrite(root, 'So that\nnights', 'So that nights');
    rewrite(root, 'date: 2026-06-01\n', 'date: 2026-06-01\nreviewed: 2026-11-02\n');
    commit(root, '2026-11-02');
    expect(await suspects(root)).toBe('');
    rewrite(root, 'quiet', 'short');
    expect(await suspects(root)).toContain('charter/purpose.md changed on 2026-11-20');
    commit(root, '2026-11-10');
    expect(await suspects(root)).toContain('charter/purpose.md changed on 2026-11-10');
    rewrite(root, 'reviewed: 2026-11-02', 'reviewed: 2026-11-12');
    commit(root, '2026-11-12');
    expect(await suspects(root)).toContain('charter/purpose.md changed on 2026-11-10');

    const { code } = await run(['reviewed', 'vision'], { cwd: root });
    expect(code).toBe(0);
    expect(git(root, 'diff', '--numstat').trim()).toBe('1\t0\tcharter/vision.md');
    expect(await suspects(root)).toBe('');
  });

  test('is told of what was renamed since, and not of what was undone', async () => {
    const root = started();
    rewrite(root, 'quiet', 'short');
    commit(root, '2026-10-02');
    expect(await suspects(root)).toContain('changed on 2026-10-02');
    git(root, 'mv', 'charter', 'carta');
    writeFileSync(join(root, 'cop.yml'), 'name: Small\nfolders: {purpose: carta, vision: carta}\n');
    commit(root, '2026-10-05');
    expect(await suspects(root)).toContain('carta/purpose.md changed on 2026-10-02');
    git(root, 'mv', 'carta', 'charter');
    writeFileSync(join(root, 'cop.yml'), 'name: Small\n');
    rewrite(root, 'short', 'quiet');
    commit(root, '2026-10-08');
    expect(await suspects(root)).toBe('');
  });

  test('counts from the day on which it was merged, and as of a day knows no later one', async () => {
    const root = started();
    git(root, 'checkout', '--quiet', '-b', 'work');
    rewrite(root, 'quiet', 'short');
    commit(root, '2026-09-01');
    git(root, 'checkout', '--quiet', 'main');
    await run(['reviewed', 'vision', '--as-of', '2026-09-15'], { cwd: root });
    commit(root, '2026-09-15');
    expect(await suspects(root)).toBe('');
    gitOn(root, '2026-10-01', 'merge', '--quiet', '--no-ff', '--no-edit', 'work');
    expect(await suspects(root)).toContain('changed on 2026-10-01');
    const before = await run(['check', '--rule', 'suspect', '--as-of', '2026-09-20'], { cwd: root });
    expect(before.out).toBe('');
  });

  test('a vision that was changed after it was agreed wants a new agreement', async () => {
    const root = started();
    const vision = join(root, 'charter/vision.md');
    writeFileSync(vision, `${readFileSync(vision, 'utf8')}\n## What success looks like\n\nNights are quiet.\n`);
    commit(root, '2026-09-01');
    expect(await suspects(root)).toContain('after it was agreed on 2026-06-03, expected a new agreement');
    const { code, err } = await run(['agree', 'vision'], { cwd: root });
    // Ada alone is no three voices.
    expect([code, err]).toEqual([2, expect.stringContaining('it lacks the voice of the core group')]);
    writeFileSync(vision, readFileSync(vision, 'utf8').replace('core_group: [ada]', 'core_group: [ada, bo]'));
    writeFileSync(join(root, 'members/bo.md'), '---\nname: Bo\n---\n');
    expect((await run(['agree', 'vision'], { cwd: root })).code).toBe(0);
    git(root, 'add', '--all');
    commit(root, '2026-11-20');
    expect(await suspects(root)).toBe('');
  });

  test('cannot be told in a shallow clone, and that is said', async () => {
    const root = started();
    rewrite(root, 'quiet', 'short');
    commit(root, '2026-11-10');
    const clone = join(folder(), 'clone');
    git(root, 'clone', '--quiet', '--depth=1', pathToFileURL(root).href, clone);
    const { out, err } = await run(['check', '--rule', 'suspect'], { cwd: clone });
    expect(out).toBe('');
    expect(err).toContain('cannot be told: the clone is shallow');
  });
});
