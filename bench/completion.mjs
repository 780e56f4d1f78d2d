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

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

function timed(program, args, cwd) {
  const start = performance.now();
  const { status, error } = spawnSync(program, args, { cwd, stdio: 'ignore' });
  if (error) return null;
  if (status !== 0) throw new Error(`${program} ended with ${status}`);
  return performance.now() - start;
}

/** Prints the figures and returns them; shells that are not there are named. */
export function benchCompletion() {
  const home = mkdtempSync(join(tmpdir(), 'cop-bench-'));
  try {
    const folders = ['issues', 'advice', 'followups', 'members'];
    writeFileSync(join(home, 'cop.yml'), 'name: Made up\n');
    for (const folder of folders) mkdirSync(join(home, folder));
    for (let made = 0; made < IDS; made += 1)
      writeFileSync(join(home, folders[made % folders.length], `note-${made}-of-some-length-k3p9.md`), '');
    console.log(`completion: ${IDS} ids, medians of ${ROUNDS} runs in turn with node -e 0`);
    console.log('  shell                       ms  base ms  ratio');
    return ROWS.flatMap(([name, shell, typed]) => {
      const script = join(home, `script.${shell}`);
      writeFileSync(script, spawnSync(process.execPath, [COP, 'completion', shell], { encoding: 'utf8' }).stdout);
      const own = [];
      const other = [];
      for (let round = 0; round <= ROUNDS; round += 1) {
        const mine = timed(shell, LINES[shell](script, typed), home);
        if (mine === null) {
          console.log(`  ${name.padEnd(24)} ${shell} is not here`);
          return [];
        }
        const theirs = timed(process.execPath, ['-e', '0'], home);
        if (round > 0) {
          own.push(mine);
          other.push(theirs);
        }
      }
      const row = { name, ms: median(own), base: 'node -e 0', baseMs: median(other) };
      const ratio = (row.ms / row.baseMs).toFixed(2);
      console.log(
        `  ${name.padEnd(24)} ${row.ms.toFixed(0).padStart(5)}  ${row.baseMs.toFixed(0).padStart(7)}  ${ratio.padStart(5)}`,
      );
      return [row];
    });
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
