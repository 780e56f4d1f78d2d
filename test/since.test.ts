import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { COMMUNITY, demo, folder, folderWith, git, repository, run } from './world.ts';

interface Found {
  readonly findings: readonly { readonly rule: string; readonly path: string; readonly message: string }[];
  readonly known: number;
  readonly gone: number;
}

const found = async (cwd: string, ...flags: readonly string[]): Promise<Found> =>
  JSON.parse((await run(['check', '--json', ...flags], { cwd })).out) as Found;

const rewrite = (root: string, path: string, change: (text: string) => string): void => {
  const before = readFileSync(join(root, path), 'utf8');
  const after = change(before);
  expect(after).not.toBe(before);
  writeFileSync(join(root, path), after);
};

const ISSUE = 'issues/refunds-become-negative-boardings-a7hu.md';

/** The demo community with an old fault, and a branch on which nothing has changed yet. */
function branched(): string {
  const root = demo();
  rewrite(root, ISSUE, (text) => text.replace('by: samir-haddad', 'by: nobody'));
  git(root, 'commit', '--quiet', '--all', '--message=A fault');
  git(root, 'checkout', '--quiet', '-b', 'work');
  return root;
}

describe('only what a branch causes', () => {
  test('is nothing where it changed nothing, whatever is wrong already', async () => {
    const root = branched();
    expect((await found(root)).findings.map(({ rule }) => rule)).toEqual(['reference']);
    expect((await found(root, '--since', 'main')).findings).toEqual([]);
    // Another line above an old fault, and another name of its file, make no new one.
    rewrite(root, ISSUE, (text) => text.replace('---\n', '---\n# a comment\n'));
    renameSync(join(root, ISSUE), join(root, 'issues/negative-boardings-a7hu.md'));
    rewrite(root, 'issues/negative-boardings-a7hu.md', (text) =>
      text.replace('title:', 'aliases: [refunds-become-negative-boardings-a7hu]\ntitle:'),
    );
    git(root, 'add', '--all');
    expect((await found(root)).findings.map(({ rule }) => rule)).toEqual(['link', 'reference']);
    // But a link to the former name leads nowhere now.
    expect((await found(root, '--since', 'main')).findings.map(({ rule }) => rule)).toEqual(['link']);
  });

  test('is also what it causes elsewhere, committed or not', async () => {
    const root = branched();
    git(root, 'rm', '--quiet', 'advice/small-pool-newest-first-ubx2.md');
    const uncommitted = (await found(root, '--since', 'main')).findings;
    expect(uncommitted.length).toBeGreaterThan(0);
    expect(uncommitted.every(({ rule }) => ['reference', 'link', 'claim'].includes(rule))).toBe(true);
    expect(uncommitted.map(({ path }) => path)).toContain('followups/pool-too-small-8xmd.md');
    git(root, 'commit', '--quiet', '--message=Gone');
    expect((await found(root, '--since', 'main')).findings).toEqual(uncommitted);
    const { code } = await run(['check', '--since', 'main'], { cwd: root });
    expect(code).toBe(1);
  });

  test('is told from where it left, though the other went on', async () => {
    const root = branched();
    git(root, 'checkout', '--quiet', 'main');
    git(root, 'rm', '--quiet', 'advice/small-pool-newest-first-ubx2.md');
    git(root, 'commit', '--quiet', '--message=Gone on main');
    git(root, 'checkout', '--quiet', 'work');
    expect((await found(root, '--since', 'main')).findings).toEqual([]);
  });

  test('is everything where there was no community before', async () => {
    const root = repository(folderWith({ 'README.md': '# Before\n' }));
    git(root, 'checkout', '--quiet', '-b', 'work');
    cpSync(COMMUNITY, join(root, 'practice'), { recursive: true });
    rewrite(root, `practice/${ISSUE}`, (text) => text.replace('by: samir-haddad', 'by: nobody'));
    const cwd = join(root, 'practice');
    expect((await found(cwd, '--since', 'main')).findings).toHaveLength(1);
    const { out } = await run(['check', '--since', 'main', '--format', 'github'], { cwd });
    expect(out).toMatch(
      /^::error file=practice\/issues\/refunds-[^,]+,line=3,col=5,title=cop%3A reference::Unexpected `nobody`/,
    );
  });

  test('cannot be told without the revision, or in a shallow clone, and what to fetch is said', async () => {
    const root = branched();
    const unknown = await run(['check', '--since', 'origin/trunk'], { cwd: root });
    expect([unknown.code, unknown.err]).toEqual([2, expect.stringContaining('`git fetch origin trunk` may get it.')]);
    const option = await run(['check', '--since=--output=/tmp/x'], { cwd: root });
    expect(option.code).toBe(2);
    const { code: made } = await run(['new', 'member', 'Di'], { cwd: root });
    expect(made).toBe(0);
    git(root, 'add', '--all');
    git(root, 'commit', '--quiet', '--message=More');
    git(root, 'checkout', '--quiet', 'main');
    git(root, 'commit', '--quiet', '--allow-empty', '--message=On');
    git(root, 'checkout', '--quiet', 'work');
    const clone = join(folder(), 'clone');
    git(root, 'clone', '--quiet', '--depth=1', '--no-single-branch', pathToFileURL(root).href, clone);
    const shallow = await run(['check', '--since', 'origin/main'], { cwd: clone });
    expect(shallow.code).toBe(2);
    expect(shallow.err).toContain('`git fetch --unshallow` gets the rest; in GitHub Actions, `fetch-depth: 0`');
  });
});

describe('a baseline', () => {
  test('keeps old debt quiet, tells what is new, and only shrinks', async () => {
    const root = branched();
    const first = await run(['check', '--write-baseline'], { cwd: root });
    expect([first.code, first.out]).toEqual([0, '.cop/baseline.json\n']);
    expect(await found(root)).toMatchObject({ findings: [], known: 1, gone: 0 });
    // A new fault is told, and does not get into it.
    rewrite(root, 'advice/small-pool-newest-first-ubx2.md', (text) => text.replace(/by: .*/, 'by: nobody'));
    expect((await found(root)).findings.map(({ path }) => path)).toEqual(['advice/small-pool-newest-first-ubx2.md']);
    const again = await run(['check', '--write-baseline'], { cwd: root });
    expect(again.err).toContain('1 finding is new, and not put into it.');
    expect((await found(root)).findings).toHaveLength(1);
    // What is mended is taken out, and found again should it come back.
    rewrite(root, ISSUE, (text) => text.replace('by: nobody', 'by: samir-haddad'));
    expect((await found(root)).gone).toBe(1);
    await run(['check', '--write-baseline'], { cwd: root });
    expect(JSON.parse(readFileSync(join(root, '.cop/baseline.json'), 'utf8'))).toEqual({
      schemaVersion: 1,
      findings: [],
    });
    rewrite(root, ISSUE, (text) => text.replace('by: samir-haddad', 'by: nobody'));
    expect((await found(root)).findings).toHaveLength(2);
  });

  test('that is none is refused', async () => {
    const root = branched();
    mkdirSync(join(root, '.cop'), { recursive: true });
    writeFileSync(join(root, '.cop/baseline.json'), '{"findings": [1]}');
    const { code, err } = await run(['check'], { cwd: root });
    expect([code, err]).toEqual([2, expect.stringContaining('.cop/baseline.json is no baseline.')]);
  });
});

describe('the formats of forges', () => {
  const hostile = () => {
    const root = branched();
    rmSync(join(root, ISSUE));
    writeFileSync(
      join(root, 'issues/odd, name: 100%-k3p9.md'),
      '---\ntitle: T\nby: "x%0A::error::y\\r\\n##[error]z @all"\nopened: 2026-11-02\n---\n\n## Challenge\n\nC.\n\n## Context\n\nC.\n\n## Already tried\n\nN.\n\n## Help wanted\n\nH.\n',
    );
    return root;
  };

  test('annotations are one line each, whatever is in them; GitHub’s runner gets them unasked', async () => {
    const root = hostile();
    const { out } = await run(['check'], { cwd: root, env: { GITHUB_ACTIONS: 'true' } });
    const lines = out.trimEnd().split('\n');
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) {
      expect(line).toMatch(/^::(?:error|warning|notice) file=[^,:]+,line=\d+,col=\d+,title=cop%3A [a-z-]+::[^\r]*$/);
      expect(line).not.toContain('##[');
    }
    expect(out).toContain('file=issues/odd%2C name%3A 100%25-k3p9.md,');
    expect(out).toContain('x%250A::error::y');
  });

  test('GitLab’s fingerprints stay when lines move', async () => {
    const root = branched();
    const report = async () =>
      JSON.parse((await run(['check', '--format', 'gitlab'], { cwd: root })).out) as {
        fingerprint: string;
        severity: string;
        location: { path: string; lines: { begin: number } };
      }[];
    const [before] = await report();
    rewrite(root, ISSUE, (text) => text.replace('---\n', '---\n# one\n# two\n'));
    const [after] = await report();
    expect(after?.fingerprint).toBe(before?.fingerprint);
    expect(after?.location).toEqual({ path: ISSUE, lines: { begin: 5 } });
    expect(after?.severity).toBe('major');
  });

  // Held to the schema of OASIS by hand (sarif-schema-2.1.0.json, see docs/next.md): that file is not ours to keep here.
  test('SARIF names its rules, and each result one of them', async () => {
    const { out } = await run(['check', '--format', 'sarif'], { cwd: hostile() });
    const { version, runs } = JSON.parse(out) as {
      version: string;
      runs: { tool: { driver: { rules: { id: string }[] } }; results: Record<string, never>[] }[];
    };
    const [one] = runs;
    expect(version).toBe('2.1.0');
    expect(one?.results.length).toBeGreaterThan(0);
    for (const result of one?.results ?? []) {
      expect(one?.tool.driver.rules[result['ruleIndex'] as unknown as number]?.id).toBe(result['ruleId']);
    }
    expect(out).toContain('"uri": "issues/odd%2C%20name%3A%20100%25-k3p9.md"');
  });

  test('a summary calls nobody', async () => {
    const { out } = await run(['check', '--format', 'md'], { cwd: hostile() });
    expect(out).toMatch(/^## cop check\n/);
    expect(out.replaceAll(/`[^`]*`/g, '')).not.toMatch(/@all|<[a-z]/);
  });

  test('two forms at once are refused', async () => {
    const { code } = await run(['check', '--json', '--format', 'sarif'], { cwd: demo() });
    expect(code).toBe(2);
  });
});
