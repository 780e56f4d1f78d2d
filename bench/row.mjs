// One row of the table: a command and its base, run in turn, so that a machine that is busy is busy for both.
import { ran } from './process.mjs';

export const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const spread = (times) => ({ min: Math.min(...times), median: median(times), max: Math.max(...times) });

/** Longer than that, and once more is not worth the wait. */
const LONG_MS = 6_000;
const VERY_LONG_MS = 30_000;

function roundsFor(longest, rounds) {
  if (longest > VERY_LONG_MS) return 1;
  return longest > LONG_MS ? Math.min(rounds, 3) : rounds;
}

/** One step of a row after the other: some bases are two processes. */
async function through(steps, around) {
  let ms = 0;
  let mb = null;
  let cpu = null;
  for (const step of steps) {
    const one = await ran(step, { ...around, ...step.around });
    if (one.cut) return { ms: ms + one.ms, mb, cpu, cut: true };
    ms += one.ms;
    if (one.mb !== null) mb = Math.max(mb ?? 0, one.mb);
    if (one.cpu !== null) cpu = (cpu ?? 0) + one.cpu;
  }
  return { ms, mb, cpu, cut: false };
}

/**
 * Measures a row.
 *
 * @param row `name`; `documents`; `run` and `base.steps`, programs one after the other; `before`, what is done before each
 *   run and not timed (`base.before` too), and `first`, what is done before the first; `goal`, the most that the ratio may be; `memoryGoal`, the most that the ratio of
 *   memory may be.
 */
export async function measured(row, { cwd, rounds, limit }) {
  const around = { cwd, limit, ...row.around };
  const base = row.base ?? null;
  const own = [];
  const other = [];
  const mine = async (memory) => {
    await row.before?.();
    return through(row.run, { ...around, memory });
  };
  const theirs = async (memory) => {
    await base.before?.();
    return through(base.steps, { ...around, exits: [0, 1], ...base.around, memory });
  };
  const cutOff = (which, { ms }) => ({
    ...named(row),
    cut: `${which} was cut off after ${Math.round(ms / 1000)} s`,
  });
  await row.first?.();
  // The first of each warms the disk, notes the memory, and says how often the rest is worth while.
  const first = await mine(true);
  if (first.cut) return cutOff('cop', first);
  const firstBase = base && (await theirs(true));
  if (firstBase?.cut) return { ...cutOff(base.name, firstBase), ms: spread([first.ms]), mb: first.mb };
  const longest = Math.max(first.ms, firstBase?.ms ?? 0);
  const many = roundsFor(longest, row.rounds ?? rounds);
  if (many === 1) {
    own.push(first.ms);
    if (base) other.push(firstBase.ms);
  } else {
    for (let round = 0; round < many; round += 1) {
      const one = await mine(false);
      if (one.cut) return cutOff('cop', one);
      own.push(one.ms);
      if (base && !base.once) other.push((await theirs(false)).ms);
    }
    if (base?.once) other.push(firstBase.ms);
  }
  const result = { ...named(row), rounds: own.length, ms: spread(own), mb: first.mb, cpu: first.cpu };
  if (!base) return judged({ ...result, goalMs: row.goalMs ?? null });
  const baseMs = spread(other);
  const ratio = result.ms.median / baseMs.median;
  const memoryRatio = first.mb !== null && firstBase.mb !== null ? first.mb / firstBase.mb : null;
  return judged({
    ...result,
    base: base.name,
    baseMs,
    baseMb: firstBase.mb,
    baseCpu: firstBase.cpu,
    ratio,
    memoryRatio,
  });
}

const named = ({ name, documents, goal, memoryGoal, memoryMost, goalMs }) => ({
  name,
  documents: documents ?? null,
  ...(goal === undefined ? {} : { goal }),
  ...(goalMs === undefined ? {} : { goalMs }),
  ...(memoryGoal === undefined ? {} : { memoryGoal }),
  ...(memoryMost === undefined ? {} : { memoryMost }),
});

/** Says of every goal of a row whether it is met, or by how much it is missed. */
export function judged(row) {
  const goals = [
    [row.ratio, row.goal, 'time'],
    [row.ms?.median, row.goalMs, 'ms'],
    [row.memoryRatio, row.memoryGoal, 'memory'],
    [row.mb, row.memoryMost, 'MB'],
  ].filter(([is, goal]) => typeof is === 'number' && typeof goal === 'number');
  if (goals.length === 0) return row;
  const missed = goals.flatMap(([is, goal, what]) =>
    is <= goal ? [] : [`${what} missed by ${(is / goal).toFixed(is / goal < 10 ? 2 : 0)} x`],
  );
  return { ...row, met: missed.length === 0, verdict: missed.length === 0 ? 'met' : missed.join(', ') };
}

const time = (ms) => (ms >= 10_000 ? `${(ms / 1000).toFixed(1)} s` : `${ms.toFixed(0)} ms`);
const megabytes = (mb) => (mb === null || mb === undefined ? '' : `${mb.toFixed(0)} MB`);
const ratio = (number) => (number === null || number === undefined ? '' : number.toFixed(2));

export const HEAD = [
  '',
  'documents',
  'min',
  'median',
  'max',
  'memory',
  'base',
  'its time',
  'its memory',
  'ratio',
  'goal',
  '',
];

/** A row as cells of {@link HEAD}. */
export function cells(row) {
  const { name, documents, ms, mb, base, baseMs, baseMb } = row;
  const goal = [
    row.goal === undefined ? null : `<= ${Number(row.goal.toPrecision(2))}`,
    typeof row.goalMs === 'number' ? `<= ${row.goalMs} ms` : null,
    row.memoryGoal === undefined ? null : `memory <= ${row.memoryGoal}`,
    row.memoryMost === undefined ? null : `<= ${row.memoryMost.toFixed(0)} MB`,
  ];
  return [
    name,
    documents === null ? '' : String(documents),
    ...(ms ? [time(ms.min), time(ms.median), time(ms.max)] : ['', '', '']),
    megabytes(mb),
    base ?? '',
    baseMs ? time(baseMs.median) : '',
    megabytes(baseMb),
    row.memoryGoal === undefined ? ratio(row.ratio) : `${ratio(row.ratio)}, memory ${ratio(row.memoryRatio)}`,
    goal.filter((one) => one !== null).join(', '),
    row.cut ?? row.skipped ?? row.verdict ?? row.note ?? '',
  ];
}

/** A row as lines of a terminal. */
export function told(row, change) {
  const [name, documents, min, mid, max, memory, base, baseTime, baseMemory, by, goal, verdict] = cells(row);
  const head = `  ${name}${documents === '' ? '' : `, ${documents} documents`}`;
  if (min === '') return `${head}: ${verdict}`;
  const against = base === '' ? '' : `; ${base} ${baseTime}${baseMemory === '' ? '' : ` (${baseMemory})`}`;
  const own = min === mid && mid === max ? mid : `${mid} (${min} to ${max})`;
  const work = row.cpu && row.baseCpu ? ` (of CPU time ${(row.cpu / row.baseCpu).toFixed(2)})` : '';
  const judgement = [by && `ratio ${by}${work}`, goal && `goal ${goal}`, verdict, change].filter(Boolean).join('; ');
  return `${head}: ${own}${memory === '' ? '' : `, ${memory}`}${against}${judgement === '' ? '' : `\n      ${judgement}`}`;
}
