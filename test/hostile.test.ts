import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { HOSTILE, MISSING, UNSAFE, casesOf, skipped } from './hostile-cases.ts';
import { folderWith, run } from './world.ts';

if (MISSING) skipped(`the tests on hostile input. ${HOSTILE} is not there.`);

/** The classes that this project answers for today; time bounds and crashes are told apart in docs/next.md. */
const CLASSES = ['control', 'frontmatter-exec', 'frontmatter-abuse', 'encoding', 'output-injection', 'path'];

const cases = casesOf(CLASSES).filter(({ file }) => file.endsWith('.md'));

describe.skipIf(MISSING)('hostile input', () => {
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
