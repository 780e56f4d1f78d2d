import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../src/commands/index.ts';
import { replay } from './transcript.ts';
import { PROJECT } from './world.ts';

const FOLDER = join(PROJECT, 'test/transcripts');
const files = readdirSync(FOLDER).filter((name) => name.endsWith('.txt'));

describe('transcripts', () => {
  test.each(files)('%s', async (name) => {
    const path = join(FOLDER, name);
    await expect(await replay(readFileSync(path, 'utf8'))).toMatchFileSnapshot(path);
  });

  test('every command has one', () => {
    const played = files.map((name) => readFileSync(join(FOLDER, name), 'utf8')).join('\n');
    const missing = COMMANDS.filter(({ name }) => !played.includes(`$ cop ${name}`));
    expect(missing.map(({ name }) => name)).toEqual([]);
  });
});
