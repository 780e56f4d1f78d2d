// Has V8 make of the program what it runs, by running it as people do, and keeps that with it: what is
// compiled need not be compiled again. Of another version of node it would be refused, and none of it is packed.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { devNull, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

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

/** What may steer node, git or the program elsewhere stays out; nothing is signed, no hook is run, no home is looked at. */
function environment(home) {
  const kept = Object.entries(process.env).filter(([name]) => !/^(?:GIT_|NODE_|COP_|XDG_)/.test(name));
  const git = {
    GIT_CONFIG_GLOBAL: devNull,
    GIT_CONFIG_SYSTEM: devNull,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
  };
  return { ...Object.fromEntries(kept), ...git, HOME: home, COP_CACHE: 'off', COP_AS_OF: '2026-11-20' };
}

const PATIENCE_MS = 60_000;

/** A copy of the demo community, as somebody has it. */
function community(root) {
  cpSync(DEMO, root, { recursive: true });
  const git = (...args) =>
    spawnSync('git', ['-c', 'user.name=Samir', '-c', 'user.email=samir@example.org', '-c', 'gc.auto=0', ...args], {
      cwd: root,
      timeout: PATIENCE_MS,
    });
  git('init', '--quiet', '--template=');
  git('add', '--all');
  git('commit', '--quiet', '--no-verify', '--no-gpg-sign', '--message', 'The demo');
  return root;
}

/** Runs some lines, and puts into a folder what V8 has made of the files that are not there yet. */
async function warm(lines, folder) {
  const require = createRequire(import.meta.url);
  const { codeOfLoaded, loadAnew } = require('../dist/edges/code.cjs');
  loadAnew();
  const main = require.resolve('../dist/main.cjs');
  process.chdir(community(join(process.env.HOME, `community-${process.pid}`)));
  for (const line of lines) {
    process.argv = [process.argv[0], main, ...line];
    delete require.cache[main];
    await require(main).ended;
  }
  process.exitCode = 0;
  for (const [name, bytes] of codeOfLoaded())
    if (!existsSync(join(folder, name))) writeFileSync(join(folder, name), bytes);
}

/** Runs each group in a process of its own. @throws Error that says how one ended. */
function warmed(home, folder) {
  for (const group of LINES.keys()) {
    const { status, signal, error, stderr } = spawnSync(
      process.execPath,
      [import.meta.filename, String(group), folder],
      {
        env: environment(home),
        stdio: ['ignore', 'ignore', 'pipe'],
        timeout: PATIENCE_MS,
        encoding: 'utf8',
      },
    );
    if (status !== 0) throw new Error(`it ended with ${error ?? status ?? signal}: ${stderr.trim().slice(-600)}`);
  }
}

/**
 * Keeps what V8 makes of the program that was built, all of it or nothing; where there is no demo community to run it on, nothing. A
 * program that has to be compiled runs as well.
 */
export function keepCode() {
  if (!existsSync(DEMO)) return;
  const { CODE } = createRequire(import.meta.url)('../dist/edges/code.cjs');
  mkdirSync(dirname(CODE), { recursive: true });
  // Beside its place, to be renamed there.
  const making = mkdtempSync(join(dirname(CODE), 'making-'));
  try {
    const home = mkdtempSync(join(tmpdir(), 'cop-warm-'));
    try {
      warmed(home, making);
    } finally {
      rmSync(home, { recursive: true, force: true, maxRetries: 3 });
    }
    renameSync(making, CODE);
  } catch (error) {
    process.stderr.write(`What V8 makes of the program is not kept: ${error.message}\n`);
    rmSync(making, { recursive: true, force: true });
  }
}

if (process.argv[1] === import.meta.filename) await warm(LINES[Number(process.argv[2])], process.argv[3]);
