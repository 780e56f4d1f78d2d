import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderWith, repository, run } from './world.ts';

describe('diagrams', () => {
  const files = {
    'cop.yml': 'name: X\n',
    'a.md': '# A\n\n```mermaid\ngraph TD; A-->B;\n```\n\n```mermaid\n--broken\n```\n',
    'draw.sh':
      '#!/bin/sh\n[ "$1" = -i ] && [ "$3" = -o ] || exit 9\ngrep -q broken "$2" && exit 1\necho "<svg xmlns=\'http://www.w3.org/2000/svg\'>$(cat "$2")</svg>" > "$4"\n',
  };

  test('are drawn by a program that whoever builds names, and stay text where it cannot draw them', async () => {
    const root = repository(folderWith(files));
    chmodSync(join(root, 'draw.sh'), 0o755);
    const { err } = await run(['site', 'build', '--mermaid', join(root, 'draw.sh')], { cwd: root });
    expect(err).toContain('A diagram stays text:');
    expect(err).toContain('draw.sh, it ended with 1.');
    const page = readFileSync(join(root, '_site/pages/a.html'), 'utf8');
    const [, picture = ''] = /<img src="\.\.\/(assets\/diagrams\/[0-9a-f]{16}\.svg)" alt="A diagram/.exec(page) ?? [];
    expect(readFileSync(join(root, '_site', picture), 'utf8')).toContain('A-->B');
    expect(page).toContain('<summary>The diagram as text</summary>');
    expect(page).toContain('A diagram, as Mermaid text');
    // And away again with the next build that draws none.
    await run(['site', 'build'], { cwd: root });
    expect(existsSync(join(root, '_site', picture))).toBe(false);
  });

  test('of a program that is not there are text, said once', async () => {
    const root = repository(folderWith(files));
    const { code, err } = await run(['site', 'build', '--mermaid', '/nonexistent/mmdc'], { cwd: root });
    expect(code).toBe(0);
    expect(err.match(/A diagram stays text/g)).toHaveLength(1);
  });
});
