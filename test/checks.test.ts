import { cpSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CHECKS } from '../src/checks/index.ts';
import { COMMUNITY, PROJECT, folder, run } from './world.ts';

const FIXTURES = join(PROJECT, 'fixtures/checks');

describe('each rule on its own small community', () => {
  test.each(CHECKS.map(({ name }) => name))('%s', async (rule) => {
    const root = join(folder(), rule);
    cpSync(join(FIXTURES, rule), root, { recursive: true });
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

  test('a rule is as serious as cop.yml says', async () => {
    const { folderWith } = await import('./world.ts');
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
