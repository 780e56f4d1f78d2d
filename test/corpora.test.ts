import { createHash } from 'node:crypto';
import { chmodSync, cpSync, existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CORPORA, folder, git, repository, run } from './world.ts';

const missing = !existsSync(CORPORA);

if (missing) {
  process.stderr.write(
    `\n*** SKIPPED: the tests on real communities’ Markdown. ${CORPORA} is not there.\n*** Put the corpora beside the project (../shared/corpora) to run them.\n\n`,
  );
}

const files = (root: string): string[] =>
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => !path.startsWith('.git/') && statSync(join(root, path)).isFile())
    .sort();

const hashes = (root: string, paths: readonly string[]): string[] =>
  paths.map((path) =>
    createHash('sha256')
      .update(readFileSync(join(root, path)))
      .digest('hex'),
  );

function adopted(name: string): string {
  const root = join(folder(), name);
  cpSync(join(CORPORA, name), root, { recursive: true });
  // Other people's files may be read-only where they lie; the copy is ours.
  for (const path of ['.', ...readdirSync(root, { recursive: true, encoding: 'utf8' })]) {
    chmodSync(join(root, path), statSync(join(root, path)).mode | 0o200);
  }
  return repository(root, 'Ada Lovelace');
}

describe.skipIf(missing)('real communities, adopted', () => {
  test.each([
    ['nhs-rap', 82],
    ['2i2c-incidents', 9],
  ])('%s: every page is checked and shown, and no file of theirs is touched', async (name, pages) => {
    const root = adopted(name);
    const before = files(root);
    const were = hashes(root, before);

    const started = await run(['init', '--here', '--member', 'Ada Lovelace'], { cwd: root });
    expect(started).toMatchObject({ code: 0 });
    expect(started.err).toContain(`${pages} Markdown files adopted as they are; none was changed.`);

    const listed = JSON.parse((await run(['list', 'pages', '--json'], { cwd: root })).out) as {
      documents: { path: string }[];
    };
    const markdown = before.filter((path) => path.endsWith('.md') && !path.startsWith('.'));
    expect(listed.documents.map(({ path }) => path).sort()).toEqual(markdown);

    const checked = JSON.parse((await run(['check', '--json'], { cwd: root })).out) as {
      findings: { path: string; line: number; rule: string; message: string }[];
      ignored: { path: string }[];
      leftOut: unknown[];
    };
    expect(checked.leftOut).toEqual([]);
    expect(checked.ignored.map(({ path }) => path)).toEqual(
      before.filter((path) => path.endsWith('.md') && path.startsWith('.')),
    );
    // Every broken link is one: what it names is not there.
    const links = checked.findings.filter(({ rule }) => rule === 'link');
    for (const { path, line, message } of links) {
      const target = /`([^`]+)`/.exec(message)?.[1]?.replace(/…$/, '') ?? '';
      expect(readFileSync(join(root, path), 'utf8').split('\n')[line - 1], `${path}:${line}`).toBeDefined();
      expect(
        existsSync(join(root, path, '..', decodeURI(target.split(/[#?]/)[0] as string))),
        `${path} ${target}`,
      ).toBe(false);
    }

    const { code, err } = await run(['site', 'build'], { cwd: root });
    expect(code).toBe(0);
    if (name === 'nhs-rap') expect(err).toContain('Not read: .github/pull_request_template.md');
    const shown = files(join(root, '_site')).filter((path) => /^pages\/(?!index\.html).*\.html$/.test(path));
    // A page called index.html would be the list of pages.
    expect(shown.length).toBe(markdown.filter((path) => path !== 'index.md').length);

    const { out: report } = await run(['report'], { cwd: root });
    expect(report).toContain('none to judge by yet');
    expect(report).toContain(
      `Little can be known from here yet: 26 of 26 figures have nothing behind them. ${markdown.length}`,
    );
    expect(report).not.toMatch(/Level \d/);
    expect(report).not.toMatch(/NaN|undefined|Infinity/);

    const line = name === 'nhs-rap' ? 'how do i write unit tests for my python functions' : 'user servers do not start';
    const seen = JSON.parse((await run(['seen', line, '--json'], { cwd: root })).out) as { seen: { sure: boolean }[] };
    expect(seen.seen.length).toBeGreaterThan(0);
    for (const told of [
      ['due'],
      ['due', '--ics'],
      ['due', '--markdown'],
      ['digest', '--since', '1 year'],
      ['start-here'],
    ]) {
      const said = await run(told, { cwd: root });
      expect(said.code, told.join(' ')).toBe(0);
      expect(said.out).not.toMatch(/NaN|undefined|Infinity|\[object/);
    }

    expect(hashes(root, before)).toEqual(were);
    expect(git(root, 'status', '--porcelain').split('\n').filter(Boolean).sort()).toEqual([
      '?? .cop/',
      '?? cop.yml',
      '?? members/',
    ]);
  });
});
