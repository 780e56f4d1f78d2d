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
  ['read', 'checks', 'metrics', 'compile', 'plans', 'adopt'],
  // What runs in a browser knows words and texts, and nothing of a community.
  ['render', 'browser'],
  ['edges'],
  ['commands', 'command-line.ts', 'failing.ts', 'following.ts', 'program.ts', 'cli.ts', 'main.ts'],
];

/** Which packages a room may open. Node's own modules that touch the world are doors too. */
const PACKAGES: Readonly<Record<string, RegExp>> = {
  // A door of Node's own: a parser that is a binary may be there or not.
  text: /^(?:node:module|gray-matter|csv-parse|yaml|remark|remark-.*|rehype-.*|unified|unist-.*|mdast-.*|mdast|markdown-table|hast|temporal-polyfill|any-ascii|github-slugger|fastest-levenshtein|string-width|wrap-ansi|lowlight|highlight\.js)$/,
  model: /^mdast$/,
  kinds: /^$/,
  states: /^$/,
  read: /^$/,
  checks: /^$/,
  metrics: /^$/,
  compile: /^$/,
  plans: /^$/,
  adopt: /^mdast$/,
  render:
    /^(?:valibot|diff|d3-scale|d3-shape|ical-generator|preact|preact-render-to-string|mdast|xastscript|xast-util-to-xml)$/,
  browser: /^minisearch$/,
  edges:
    /^(?:node:(?:fs|os|path|crypto|child_process|url|http|net|v8|module|vm)|chokidar|simple-git|chalk|valibot|@octokit\/(?:core|plugin-.*)|@inquirer\/.*)$/,
  commands: /^(?:valibot|@valibot\/to-json-schema|node:path|node:url)$/,
  'program.ts': /^commander$/,
  'cli.ts': /^node:path$/,
};

const SOURCE = join(PROJECT, 'src');
const roomOf = (path: string): string => path.split('/')[0] as string;
const floorOf = (room: string): number => FLOORS.findIndex((rooms) => rooms.includes(room));

const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((path) => /\.tsx?$/.test(path));

interface Import {
  readonly from: string;
  readonly to: string;
}

function importsOf(path: string, text = readFileSync(join(SOURCE, path), 'utf8')): Import[] {
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

const imports = files.flatMap((path) => importsOf(path));
const inside = imports.filter(({ to }) => /\.tsx?$/.test(to));
const outside = imports.filter(({ to }) => !/\.tsx?$/.test(to));

/** An import that does not go down. The roof joins everything. */
function climbs({ from, to }: Import): boolean {
  const [above, below] = [roomOf(from), roomOf(to)];
  return above !== below && floorOf(below) >= floorOf(above) && floorOf(above) !== FLOORS.length - 1;
}

/** An import of a package, or of a module of Node's, through no door of its room. */
function strays({ from, to }: Import): boolean {
  const name = to.startsWith('@') || to.startsWith('node:') ? to : (to.split('/')[0] as string);
  return !PACKAGES[roomOf(from)]?.test(name);
}

/** The browser's room does with itself and the ground floor. */
const beyondText = ({ from, to }: Import): boolean =>
  roomOf(from) === 'browser' && !['text', 'browser'].includes(roomOf(to));

describe('the floors', () => {
  test('every file lives in a room', () => {
    expect(files.filter((path) => floorOf(roomOf(path)) < 0)).toEqual([]);
    expect(inside.length).toBeGreaterThan(200);
  });

  test('imports go down, and rooms on one floor do not import each other', () => {
    expect(inside.filter((one) => climbs(one) || beyondText(one))).toEqual([]);
  });

  test('third parties come in at their doors only', () => {
    expect(outside.filter(strays)).toEqual([]);
  });

  test('what is forbidden would be seen', () => {
    const planted = (path: string, text: string): Import[] => importsOf(path, text);
    const upward = "import { field } from '../model/field.ts';\nimport type { Ink } from './ink.ts';\n";
    expect(
      planted('text/day.ts', upward)
        .filter(climbs)
        .map(({ to }) => to),
    ).toEqual(['model/field.ts']);
    const sideways = "export const x = () => import('../checks/link.ts');\n";
    expect(planted('metrics/captured.ts', sideways).filter(climbs)).toHaveLength(1);
    const world = "import { readFileSync } from 'node:fs';\nimport matter from 'gray-matter';\n";
    expect(planted('checks/link.ts', world).filter(strays)).toHaveLength(2);
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
