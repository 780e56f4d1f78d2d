// What is kept of a run: one file a day, to which the run before is compared; and the page of docs/ that people read.
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { format } from 'prettier';
import { HEAD, cells } from './row.mjs';

const PROJECT = join(import.meta.dirname, '..');
const RESULTS = join(import.meta.dirname, 'results');
const PAGE = join(PROJECT, 'docs/speed.md');
const [BEGIN, END] = ['<!-- figures: npm run bench -- --page -->', '<!-- end of figures -->'];

const read = (day) => JSON.parse(readFileSync(join(RESULTS, `${day}.json`), 'utf8'));
const pathOf = (day) => join(RESULTS, `${day}.json`);

function daysKept() {
  if (!existsSync(RESULTS)) return [];
  return readdirSync(RESULTS)
    .flatMap((name) => /^(\d{4}-\d{2}-\d{2})\.json$/.exec(name)?.[1] ?? [])
    .sort();
}

const isSame = (one, other) => one.name === other.name && one.documents === other.documents;

/** The last results, those of today as well: a run of one row is compared with what stands there. Null where there are none. */
export function lastResults() {
  const day = daysKept().at(-1);
  return day === undefined ? null : { day, ...read(day) };
}

/** How a row went since it was last kept; by its ratio where it has one, because machines differ. */
export function changeOf(row, last) {
  const before = last?.rows?.find((one) => isSame(one, row));
  const [now, then] =
    typeof row.ratio === 'number' && typeof before?.ratio === 'number'
      ? [row.ratio, before.ratio]
      : [row.ms?.median, before?.ms?.median];
  if (typeof now !== 'number' || typeof then !== 'number') return null;
  const change = Math.round((100 * (now - then)) / then);
  return `${change > 0 ? '+' : ''}${change} % since ${last.day}`;
}

const rounded = (_, value) =>
  typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(4)) : value;

/** Keeps rows under a day: those of the same name and size are replaced, the others stay. */
export async function keep(day, { rows, peers, seen }) {
  mkdirSync(RESULTS, { recursive: true });
  const before = existsSync(pathOf(day)) ? read(day) : { rows: [] };
  const kept = before.rows.map((row) => rows.find((one) => isSame(one, row)) ?? row);
  const added = rows.filter((row) => !before.rows.some((one) => isSame(one, row)));
  const results = {
    machine: `${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform}`,
    node: process.versions.node,
    peers: Object.fromEntries(Object.entries(peers).map(([name, peer]) => [name, peer?.version ?? null])),
    ...(seen ? { seen } : before.seen ? { seen: before.seen } : {}),
    rows: [...kept, ...added],
  };
  const text = await format(JSON.stringify(results, rounded), { parser: 'json', printWidth: 120 });
  writeFileSync(pathOf(day), text);
  return `bench/results/${day}.json`;
}

/** Every row as it was last run, with its day: what takes an hour is not run every day. */
function lastRows() {
  const rows = new Map();
  for (const day of daysKept())
    for (const row of read(day).rows) rows.set(JSON.stringify([row.name, row.documents]), { ...row, day });
  return [...rows.values()];
}

const escaped = (cell) => cell.replaceAll('|', '\\|').replaceAll('<', '&lt;');

/** Writes the last figures of every row into the page. */
export function writePage() {
  const last = lastResults();
  if (last === null) throw new Error('there are no results to write down');
  const { day, machine, node, peers } = last;
  const versions = Object.entries(peers).map(([name, version]) => `${name} ${version ?? 'not there'}`);
  const dated = (row) => {
    const told = cells(row);
    return row.day === day ? told : [...told.slice(0, -1), [told.at(-1), `(on ${row.day})`].filter(Boolean).join(' ')];
  };
  const lines = [HEAD, HEAD.map(() => '---'), ...lastRows().map(dated)].map(
    (row) => `| ${row.map(escaped).join(' | ')} |`,
  );
  const figures = `Run on ${day}, but for what is told of another day: ${machine}; Node ${node}; ${versions.join(', ')}.\n\n${lines.join('\n')}`;
  const page = readFileSync(PAGE, 'utf8');
  const [from, to] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`docs/speed.md has no place for the figures (${BEGIN})`);
  writeFileSync(PAGE, `${page.slice(0, from)}${BEGIN}\n\n${figures}\n\n${page.slice(to)}`);
  return 'docs/speed.md';
}
