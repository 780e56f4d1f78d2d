import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { MEASURES } from '../src/metrics/index.ts';
import { COMMANDS } from '../src/commands/index.ts';
import { COMMON, KINDS } from '../src/kinds/index.ts';
import { kindsManual } from '../src/render/manual.ts';
import { replay } from './transcript.ts';
import { PROJECT, run } from './world.ts';

const PATH = join(PROJECT, 'README.md');
const readme = readFileSync(PATH, 'utf8');
const TABLE = /(\| Command \| Does \|\n\| --- \| --- \|\n)(?:\|.*\n)*/;
const SESSION = /```console\n([\s\S]*?)```/;

describe('the README', () => {
  test('its session and its table of commands say what cop says', async () => {
    const [, session = ''] = SESSION.exec(readme) ?? [];
    const shown = (await replay(`% folder\n${session.trim()}\n`, { plain: true })).replace('% folder\n', '');
    const rows = COMMANDS.map(({ name, summary }) => `| \`cop ${name}\` | ${summary.replaceAll('|', '\\|')} |\n`);
    const expected = readme
      .replace(SESSION, () => `\`\`\`console\n${shown}\`\`\``)
      .replace(TABLE, (_, head: string) => head + rows.join(''));
    await expect(expected).toMatchFileSnapshot(PATH);
  });

  test.each(['Try it', 'Test it'])('“%s” begins with a code block of one line', (heading) => {
    const [, block = ''] = new RegExp(`## ${heading}\\n\\n\`\`\`sh\\n([\\s\\S]*?)\`\`\``).exec(readme) ?? [];
    expect(block.trim().split('\n')).toHaveLength(1);
    expect(block).toMatch(/^npm ci && npm /);
  });

  test('counts the measures that there are', () => {
    expect(readme).toContain(`\`cop report\` has ${MEASURES.length} measures`);
  });

  test('every file it links to is there', async () => {
    const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)[^)]*\)/g)].map(([, path]) => path as string);
    const { existsSync } = await import('node:fs');
    expect(links.filter((path) => !existsSync(join(PROJECT, path)))).toEqual([]);
    expect(links.length).toBeGreaterThan(10);
  });
});

describe('docs', () => {
  test('kinds.md is what the declarations say', async () => {
    const manual = kindsManual(KINDS, COMMON);
    await expect(`# Kinds\n\nMade from \`src/kinds/\` by \`cop kinds\`.\n\n${manual}`).toMatchFileSnapshot(
      join(PROJECT, 'docs/kinds.md'),
    );
  });

  test('nothing is found in docs/', async () => {
    const { code, out } = await run(['check', '--strict'], { cwd: join(PROJECT, 'docs') });
    expect({ code, out }).toEqual({ code: 0, out: '' });
  });
});
