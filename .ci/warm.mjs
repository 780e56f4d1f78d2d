// Has V8 make of the program what it runs, by running it as people do, and keeps that with it: what is
// compiled need not be compiled again. Of another version of node it would be refused, and none of it is packed.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PROJECT = join(import.meta.dirname, '..');
const DEMO = join(PROJECT, 'fixtures/community');

const BY = ['--by', 'samir-haddad'];
/**
 * What is typed, a process each: what is typed every day first, and then what works longer. Of a file that both load, what the first
 * came to is kept: all that is ever called of it would take as long to read as the half of it that is called to compile.
 */
const LINES = [
  [
    ['due'],
    ['list'],
    ['show', 'dmw5'],
    ['new', 'case', 'A case', ...BY, '--dry-run'],
    ['ask', 'How do we keep it warm?', ...BY],
    ['advise', 'dmw5', 'Load it aside', ...BY],
    ['followup', 'dmw5', '--outcome', 'not-tried', ...BY, '--next', '2026-12-18'],
    ['seen', 'the dashboards freeze while a month is loaded'],
  ],
  [
    ['--help'],
    ['check'],
    ['due', '--ics'],
    ['list', 'issues', '--json'],
    ['search', 'night', 'bus'],
    ['capture', 'c4x4', '--as', 'case', '--dry-run'],
    ['set', 'topics+=late-data', 'issues', '--dry-run'],
    ['rename', 'dmw5', 'Another name', '--dry-run'],
    ['reviewed', '8s53'],
    ['assess', ...BY],
    ['report'],
    ['faq'],
    ['digest', '--since', '2026-06-01'],
    ['charter'],
    ['pitch'],
    ['start-here'],
    ['review', '--since', 'HEAD'],
    ['kinds'],
    ['measures'],
    ['explain', 'reference'],
    ['schema', 'issue'],
    ['completion', 'bash'],
    ['site', 'build'],
    ['init', 'elsewhere', '--domain', 'Nursing at night'],
  ],
];

/** A copy of the demo community, as somebody has it. */
function community() {
  const root = mkdtempSync(join(tmpdir(), 'cop-warm-'));
  cpSync(DEMO, root, { recursive: true });
  const git = (...args) =>
    spawnSync('git', ['-c', 'user.name=Samir', '-c', 'user.email=samir@example.org', ...args], { cwd: root });
  git('init', '--quiet');
  git('add', '--all');
  git('commit', '--quiet', '--message', 'The demo');
  return root;
}

const require = createRequire(import.meta.url);
const loader = () => require('../dist/edges/code.cjs');

/** Runs some lines, and keeps what V8 has made of the files that it had not come to before. */
async function warm(lines) {
  const { codeOf, scripts } = loader();
  const main = require.resolve('../dist/main.cjs');
  const root = community();
  process.chdir(root);
  Object.assign(process.env, { COP_CACHE: 'off', COP_AS_OF: '2026-11-20' });
  for (const line of lines) {
    process.argv = [process.argv[0], main, ...line];
    delete require.cache[main];
    await require(main).ended;
  }
  process.exitCode = 0;
  process.chdir(PROJECT);
  rmSync(root, { recursive: true, force: true });
  for (const [path, script] of scripts)
    if (!existsSync(codeOf(path))) writeFileSync(codeOf(path), script.createCachedData());
}

/** Keeps what V8 makes of the program that was built; where there is no demo community to run it on, nothing is kept. */
export function keepCode() {
  if (!existsSync(DEMO)) return;
  const { CODE } = loader();
  mkdirSync(CODE, { recursive: true });
  for (const group of LINES.keys())
    spawnSync(process.execPath, [import.meta.filename, String(group)], { stdio: ['ignore', 'ignore', 'ignore'] });
  if (readdirSync(CODE).length === 0) throw new Error('nothing was kept of what V8 made of the program');
}

if (process.argv[1] === import.meta.filename) await warm(LINES[Number(process.argv[2])]);
