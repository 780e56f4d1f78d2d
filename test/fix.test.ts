import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { renameField } from '../src/text/splice.ts';
import { folderWith, run } from './world.ts';

const ISSUE = [
  '---',
  '# by hand',
  'title: Why is the night late?',
  'by: ada',
  'opened: 2026-11-02',
  'topcis:   nights, and more   # one',
  'aliases: old-one',
  'mine: kept',
  '---',
  '',
  '## Challenge',
  '',
  '<!-- What is hard? -->',
  '',
  'It is late.   ',
  '',
  '## Context',
  '',
  '<!-- What about it? -->',
  '',
  '## Already tried',
  '',
  '<!-- cop-ignore section: nothing -->',
  '',
  'Nothing.',
  '',
  '## Help wanted',
  '',
  'Ideas.',
  '',
].join('\r\n');

const root = () =>
  folderWith({
    'cop.yml': 'name: Small\n',
    'members/ada.md': '---\nname: Ada\nroles: core\n---\n',
    'issues/late-k3p9.md': ISSUE,
  });

describe('cop check --fix', () => {
  test('repairs what is safe, and no other byte', async () => {
    const folder = root();
    const { err } = await run(['check', '--fix'], { cwd: folder });
    expect(err).toContain('Repaired 2 documents.');
    expect(err).toContain('-topcis:');
    const text = readFileSync(join(folder, 'issues/late-k3p9.md'), 'utf8');
    expect(text).toBe(
      ISSUE.replace('topcis:', 'topics:')
        .replace('aliases: old-one', 'aliases: [old-one]')
        .replace('<!-- What is hard? -->\r\n\r\n', ''),
    );
    expect(readFileSync(join(folder, 'members/ada.md'), 'utf8')).toBe('---\nname: Ada\nroles: [core]\n---\n');
    // What was a misspelt key is a single value now, and is mended the next time; then nothing is left to do.
    await run(['check', '--fix'], { cwd: folder });
    expect(readFileSync(join(folder, 'issues/late-k3p9.md'), 'utf8')).toContain(
      'topics:   ["nights, and more"]   # one\r\n',
    );
    expect((await run(['check', '--fix'], { cwd: folder })).err).toContain('Nothing can be repaired safely.');
  });

  test('only shows it with --dry-run, and only of what was asked for', async () => {
    const folder = root();
    const { out } = await run(['check', 'members', '--fix', '--dry-run'], { cwd: folder });
    expect(out).toContain('+roles: [core]');
    expect(out).not.toContain('topics');
    expect(readFileSync(join(folder, 'members/ada.md'), 'utf8')).toContain('roles: core');
  });

  test('a key in quotes, or one that is there already, is left alone', () => {
    expect(renameField('---\n"a b": 1\n---\n', 'a b', 'c')).toBeNull();
    expect(renameField('---\na: 1\nb: 2\n---\n', 'a', 'b')).toBeNull();
    expect(renameField('---\nx: a\na: 1\n---\n', 'a', 'c')).toBe('---\nx: a\nc: 1\n---\n');
  });
});
