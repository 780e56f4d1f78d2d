import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { SHARED, folderWith, run } from './world.ts';

const HOSTILE = join(SHARED, 'hostile');
const missing = !existsSync(join(HOSTILE, 'index.tsv'));

if (missing) {
  process.stderr.write(`\n*** SKIPPED: the tests on hostile input. ${HOSTILE} is not there.\n\n`);
}

/** The classes that this project answers for today; time bounds and crashes are told apart in docs/next.md. */
const CLASSES = new Set(['control', 'frontmatter-exec', 'frontmatter-abuse', 'encoding', 'output-injection', 'path']);

interface Case {
  readonly file: string;
  readonly expected: string;
}

const cases: Case[] = missing
  ? []
  : readFileSync(join(HOSTILE, 'index.tsv'), 'utf8')
      .split('\n')
      .slice(1)
      .map((line) => line.split('\t'))
      .filter(([file, , , kind]) => file?.endsWith('.md') && CLASSES.has(kind ?? ''))
      .map(([file, , expected]) => ({ file: file as string, expected: expected as string }));

// oxlint-disable-next-line no-control-regex -- these must not be there
const UNSAFE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

describe.skipIf(missing)('hostile input', () => {
  test('there is some', () => expect(cases.length).toBeGreaterThan(90));

  test.each(cases)('$file: $expected', async ({ file, expected }) => {
    const root = folderWith({
      'cop.yml': 'name: Small\n',
      'members/ada.md': '---\nname: Ada\n---\n',
      'notes/cases/hostile-k3p9.md': readFileSync(join(HOSTILE, file)),
    });
    for (const line of [
      ['check', '--json'],
      ['check'],
      ['list'],
      ['show', 'hostile-k3p9'],
      ['faq'],
      ['report'],
      ['site', 'build'],
    ]) {
      const { code, out, err } = await run(line, { cwd: root });
      expect([0, 1, 2], line.join(' ')).toContain(code);
      expect(err, line.join(' ')).not.toContain('This is a bug in cop');
      expect(out + err, line.join(' ')).not.toMatch(UNSAFE);
      if (line[1] !== '--json') continue;
      const { findings } = JSON.parse(out) as { findings: { path: string; severity: string }[] };
      const errors = findings.filter(({ path, severity }) => severity === 'error' && path.startsWith('notes/'));
      if (expected.startsWith('ACCEPT:')) expect(errors).toEqual([]);
      if (expected.startsWith('REJECT:')) expect(errors.length).toBeGreaterThan(0);
    }
    expect(existsSync(join(root, 'cop-canary'))).toBe(false);
    expect(existsSync('cop-canary')).toBe(false);
  });
});
