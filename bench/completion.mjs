// How long a shell takes to complete ids: its own start, loading the script and one completion, beside node doing nothing.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const COP = join(import.meta.dirname, '../bin/cop.js');
const ROUNDS = 11;
const IDS = 10_000;

const ROWS = [
  ['bash, all of them', 'bash', ''],
  ['bash, of some letters', 'bash', 'note-12'],
  ['zsh, all of them', 'zsh', ''],
  ['zsh, of some letters', 'zsh', 'note-12'],
  ['fish, all of them', 'fish', ''],
  ['fish, of some letters', 'fish', 'note-12'],
];

const LINES = {
  bash: (script, typed) => [
    '--norc',
    '-c',
    `source ${script}; COMP_WORDS=(cop show '${typed}'); COMP_CWORD=2; _cop; [ "\${#COMPREPLY[@]}" -gt 0 ]`,
  ],
  zsh: (script, typed) => [
    '-f',
    '-c',
    `compdef() { : }; compadd() { (( n += \${#\${(P)2}} )) }; source ${script}; words=(cop show '${typed}'); CURRENT=3; PREFIX='${typed}'; _cop; (( n > 0 ))`,
  ],
  fish: (script, typed) => [
    '--no-config',
    '-c',
    `source ${script}; test (complete -C "cop show ${typed}" | count) -gt 0`,
  ],
};

const spread = (numbers) => {
  const sorted = [...numbers].sort((a, b) => a - b);
  return { min: sorted[0], median: sorted[Math.floor(sorted.length / 2)], max: sorted.at(-1) };
};

function timed(program, args, cwd) {
  const start = performance.now();
  const { status, error } = spawnSync(program, args, { cwd, stdio: 'ignore' });
  if (error) return null;
  if (status !== 0) throw new Error(`${program} ended with ${status}`);
  return performance.now() - start;
}

function measured(shell, typed) {
  const home = mkdtempSync(join(tmpdir(), 'cop-bench-'));
  try {
    const folders = ['issues', 'advice', 'followups', 'members'];
    writeFileSync(join(home, 'cop.yml'), 'name: Made up\n');
    for (const folder of folders) mkdirSync(join(home, folder));
    for (let made = 0; made < IDS; made += 1)
      writeFileSync(join(home, folders[made % folders.length], `note-${made}-of-some-length-k3p9.md`), '');
    const script = join(home, `script.${shell}`);
    writeFileSync(script, spawnSync(process.execPath, [COP, 'completion', shell], { encoding: 'utf8' }).stdout);
    const own = [];
    const other = [];
    for (let round = 0; round <= ROUNDS; round += 1) {
      const mine = timed(shell, LINES[shell](script, typed), home);
      if (mine === null) return { skipped: `${shell} is not here` };
      const theirs = timed(process.execPath, ['-e', '0'], home);
      if (round > 0) {
        own.push(mine);
        other.push(theirs);
      }
    }
    const [ms, baseMs] = [spread(own), spread(other)];
    return { ms, base: 'node -e 0', baseMs, ratio: ms.median / baseMs.median };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** A shell's own start, the script and one completion, as rows of the bench. */
export const completionRows = () =>
  ROWS.map(([name, shell, typed]) => {
    const row = { name: `completion of ids, ${name}`, documents: IDS, goal: 1.1 };
    return { ...row, measure: async () => ({ ...row, ...measured(shell, typed) }) };
  });
