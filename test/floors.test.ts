import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';
import { PROJECT } from './world.ts';

/** The floors of HOUSE.md, from the ground up. A room may import from lower floors and from itself. */
const FLOORS: readonly (readonly string[])[] = [
  ['text'],
  ['model'],
  ['kinds'],
  ['states'],
  ['read', 'checks', 'metrics', 'compile', 'plans'],
  ['render'],
  ['edges'],
  ['commands', 'cli.ts', 'main.ts'],
];

/** Which packages a room may open. Node's own modules that touch the world are doors too. */
const PACKAGES: Readonly<Record<string, RegExp>> = {
  text: /^(?:gray-matter|yaml|remark|remark-.*|rehype-.*|unified|unist-.*|mdast-.*|mdast|hast|temporal-polyfill|any-ascii|github-slugger|fastest-levenshtein|string-width|wrap-ansi)$/,
  model: /^mdast$/,
  kinds: /^$/,
  states: /^$/,
  read: /^$/,
  checks: /^$/,
  metrics: /^$/,
  compile: /^$/,
  plans: /^$/,
  render: /^(?:valibot|diff|preact|preact-render-to-string|mdast)$/,
  edges: /^(?:node:(?:fs|path|crypto|child_process|url)|simple-git|chalk|@inquirer\/.*)$/,
  commands: /^(?:valibot|@valibot\/to-json-schema|node:path|node:url)$/,
  'cli.ts': /^commander$/,
  'main.ts': /^node:module$/,
};

const SOURCE = join(PROJECT, 'src');
const roomOf = (path: string): string => path.split('/')[0] as string;
const floorOf = (room: string): number => FLOORS.findIndex((rooms) => rooms.includes(room));

const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((path) => /\.tsx?$/.test(path));

interface Import {
  readonly from: string;
  readonly to: string;
}

function importsOf(path: string): Import[] {
  const text = readFileSync(join(SOURCE, path), 'utf8');
  const found = [
    ...text.matchAll(
      /(?:^|\n)\s*(?:import|export)\s[^;'"]*?from\s+'([^']+)'|(?:^|\n)import '([^']+)'|\bimport\('([^']+)'\)/g,
    ),
  ];
  return found.map((match) => {
    const target = (match[1] ?? match[2] ?? match[3]) as string;
    return { from: path, to: target.startsWith('.') ? normalize(join(dirname(path), target)) : target };
  });
}

const imports = files.flatMap(importsOf);
const inside = imports.filter(({ to }) => /\.tsx?$/.test(to));
const outside = imports.filter(({ to }) => !/\.tsx?$/.test(to));

describe('the floors', () => {
  test('every file lives in a room', () => {
    expect(files.filter((path) => floorOf(roomOf(path)) < 0)).toEqual([]);
    expect(inside.length).toBeGreaterThan(200);
  });

  test('imports go down, and rooms on one floor do not import each other', () => {
    // Doors that read a folder hand it to the room that reads; carrying a site out needs to know what a site is.
    const wrong = inside.filter(({ from, to }) => {
      const [above, below] = [roomOf(from), roomOf(to)];
      return above !== below && floorOf(below) >= floorOf(above) && floorOf(above) !== FLOORS.length - 1;
    });
    expect(wrong).toEqual([]);
  });

  test('third parties come in at their doors only', () => {
    const wrong = outside.filter(({ from, to }) => {
      const name = to.startsWith('@') ? to : to.startsWith('node:') ? to : (to.split('/')[0] as string);
      return !PACKAGES[roomOf(from)]?.test(name);
    });
    expect(wrong).toEqual([]);
  });

  test('each forbidden thing would be seen', () => {
    const upward = { from: 'text/day.ts', to: 'model/field.ts' };
    expect(floorOf(roomOf(upward.to)) >= floorOf(roomOf(upward.from))).toBe(true);
    expect(PACKAGES['checks']?.test('node:fs')).toBe(false);
  });

  test('the world is not reached into from the rooms', () => {
    const world = /\bnew Date\(|Date\.now\(|process\.(?:cwd|exit|env|stdout|stderr|argv)\b|console\.|Math\.random\(/;
    const reaching = files.filter(
      (path) =>
        !path.startsWith('edges/') && path !== 'main.ts' && world.test(readFileSync(join(SOURCE, path), 'utf8')),
    );
    expect(reaching).toEqual([]);
  });
});
