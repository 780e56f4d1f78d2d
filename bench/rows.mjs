// The rows of the table of speed: what is run, beside what, and how much longer it may take. `node -e 0`, git and Hugo
// say what the machine can do; the goals are ratios to them.
import { COLD, LOG, NOTHING, READING, STATUS } from './bases.mjs';
import { COP, cop, program, ran, said } from './process.mjs';

/** Checking finds something: one document in twenty is wrong. */
const FINDS = [0, 1];
const ASKED = 'the ferry boardings arrive late after the nightly rebuild';
const SOUGHT = ['ferry', 'boardings'];
const QUICK = 15;
/** A peer that is to be beaten thirty times over is let finish. */
const PATIENT = { limit: 900_000 };

const QUESTIONS = {
  check: ['check'],
  list: ['list', 'issues'],
  due: ['due'],
  seen: ['seen', ASKED],
  search: ['search', ...SOUGHT],
};

/** What is asked for before anything is read. */
function starting() {
  return [
    { name: '--version', run: [cop('--version')], base: NOTHING, goal: 1.2, rounds: QUICK },
    { name: '--help', run: [cop('--help')], base: NOTHING, goal: 1.2, rounds: QUICK },
    {
      name: 'a usage error',
      run: [cop('due', '--no-such-flag')],
      base: NOTHING,
      goal: 1.2,
      rounds: QUICK,
      around: { exits: [2] },
    },
  ];
}

/** What is written without reading the others, and what a shell asks while somebody types. */
function writing(home) {
  const words = ['new', 'case', 'Backfill without a freeze', '--by', 'm1', '--no-input'];
  const size = 10_000;
  const shown = (name, run, more = {}) => ({
    name,
    documents: size,
    run: [run],
    base: NOTHING,
    goal: 1.4,
    rounds: QUICK,
    ...more,
  });
  return [
    shown('new case, shown', cop(...words, '--dry-run')),
    // What was written is taken away before the next.
    shown('new case, written', cop(...words), {
      before: () => ran(program('git', 'clean', '--quiet', '--force', 'notes/cases'), { cwd: home.community(size) }),
    }),
  ];
}

/** Every question, with nothing kept from before. */
function cold({ sizes, known, peers, nodeMb }) {
  return sizes.flatMap((size) =>
    Object.entries(QUESTIONS).flatMap(([question, words]) => {
      const row = {
        name: `${question}, cold`,
        documents: size,
        run: [cop(...words)],
        base: READING,
        around: { ...COLD, exits: question === 'check' ? FINDS : [0] },
        skipped: known(question) ? undefined : 'there is no such command yet',
      };
      if (question === 'check') {
        const goal = { 1_000: 2, 10_000: 2.5, 100_000: 3 }[size];
        const rows = [{ ...row, goal, memoryMost: nodeMb + 30 + (1.5 * size) / 1024 }];
        if (size === 10_000) rows.push(besideLinter(row, peers['markdownlint-cli2']));
        return rows;
      }
      const has = size === 10_000 && (question === 'seen' || question === 'search');
      return [has ? { ...row, goal: 1.5 } : row];
    }),
  );
}

function besideLinter(row, peer) {
  const name = 'check, cold, beside markdownlint-cli2';
  if (peer === null) return { ...row, name, skipped: 'markdownlint-cli2 is not here' };
  const base = {
    name: 'markdownlint-cli2',
    steps: [program(peer.command, '**/*.md', '#_site')],
    once: true,
    around: PATIENT,
  };
  return { ...row, name, base, goal: 1 / 30, rounds: 3 };
}

/** Questions that were asked before, with nothing changed, and after one edit. */
function again(home) {
  const size = 10_000;
  const around = { env: { XDG_CACHE_HOME: home.fresh('cache') } };
  return ['check', 'due', 'list'].flatMap((question) => {
    const run = [cop(...QUESTIONS[question])];
    const exits = question === 'check' ? FINDS : [0];
    const row = {
      documents: size,
      run,
      base: STATUS,
      around: { ...around, exits },
      // Whatever is kept between runs is kept by this one.
      first: () => ran(run[0], { cwd: home.community(size), ...around, exits }),
    };
    return [
      { ...row, name: `${question}, nothing changed`, goal: 1.5 },
      { ...row, name: `${question}, after one edit`, goal: 1.7, before: () => home.edit(size) },
    ];
  });
}

function reporting(home) {
  const row = { documents: 10_000, run: [cop('report')], base: LOG };
  const around = { env: { XDG_CACHE_HOME: home.fresh('cache-report') } };
  const first = () => ran(row.run[0], { cwd: home.community(row.documents), ...around });
  return [
    { ...row, name: 'report, 2,000 commits', goal: 2, around: COLD },
    { ...row, name: 'report, after one edit', around, first, before: () => home.edit(row.documents) },
  ];
}

/** All rows of the part `speed`; sites have their own. */
export async function speedRows({ home, sizes, peers, nodeMb }) {
  const help = (await said(process.execPath, COP, '--help')) ?? '';
  const known = (command) => new RegExp(`^\\s+${command}\\b`, 'm').test(help);
  return [
    ...starting(),
    ...writing(home),
    ...cold({ sizes, known, peers, nodeMb }),
    ...again(home),
    ...reporting(home),
  ];
}

/** What a growing community costs: the time of one more document from 10,000 on, by that of one before. */
export function growth(rows) {
  const timeOf = (name, documents) => rows.find((row) => row.name === name && row.documents === documents)?.ms?.median;
  return ['check, cold', 'list, cold', 'due, cold', 'seen, cold', 'site build, cold'].flatMap((name) => {
    const [small, middle, large] = [1_000, 10_000, 100_000].map((size) => timeOf(name, size));
    if (small === undefined || middle === undefined || large === undefined) return [];
    const slopes = [(middle - small) / 9, (large - middle) / 90];
    const [before, after] = slopes.map((slope) => `${slope.toFixed(0)} us`);
    const note = `a document more costs ${before} up to 10,000 and ${after} from there`;
    return [{ name: `growth of ${name}`, documents: null, ratio: slopes[1] / slopes[0], goal: 1.25, note }];
  });
}
