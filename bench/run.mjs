#!/usr/bin/env node
// `npm run bench`: what is measured rather than tested. Words choose parts (speed, site, limits, seen); none chooses all of these.
// `pathological` and `bounds` are of what is hostile, and are told by `npm run fuzz` as well.
//   --rows check,due   only rows whose name has one of these words
//   --large            100,000 documents as well, and with them how things grow: half an hour and 12 GB, most of it Hugo's
//   --rounds N         how often each row is run, beside its base (5)
//   --limit S          seconds after which a run is cut off (120; 900 with --large)
//   --no-keep          do not write bench/results/<day>.json
//   --page             write the last results into docs/speed.md, and measure nothing
//   --verbose          what `seen` missed
import { parseArgs } from 'node:util';
import { benchBounds } from './bounds.mjs';
import { completionRows } from './completion.mjs';
import { openHome } from './home.mjs';
import { limitRows } from './limits.mjs';
import { benchPathological } from './pathological.mjs';
import { peersHere } from './peers.mjs';
import { node, ran } from './process.mjs';
import { changeOf, keep, lastResults, writePage } from './results.mjs';
import { judged, measured, told } from './row.mjs';
import { growth, speedRows } from './rows.mjs';
import { benchSeen } from './seen.mjs';
import { siteRows } from './site.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rows: { type: 'string', default: '' },
    large: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '5' },
    limit: { type: 'string' },
    'no-keep': { type: 'boolean', default: false },
    page: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
  },
});
const words = values.rows.split(',').filter((word) => word !== '');
const isWanted = (part) => positionals.length === 0 || positionals.includes(part);
const limit = Number(values.limit ?? (values.large ? 900 : 120)) * 1000;
const sizes = values.large ? [1_000, 10_000, 100_000] : [1_000, 10_000];

async function one(row, home) {
  const { name, documents, goal } = row;
  const bare = { name, documents: documents ?? null, ...(goal === undefined ? {} : { goal }) };
  if (row.skipped !== undefined) return { ...bare, skipped: row.skipped };
  try {
    if (row.measure) return judged(await row.measure());
    const cwd = documents === undefined ? home.top : home.community(documents);
    const result = await measured(row, { cwd, rounds: Number(values.rounds), limit });
    return row.after && result.ms ? { ...result, ...(await row.after()) } : result;
  } catch (error) {
    // One row that breaks does not take the others along.
    return { ...bare, skipped: `it failed: ${error.message.slice(0, 300)}` };
  }
}

async function measureRows(last) {
  const peers = await peersHere();
  const home = openHome();
  // Whoever is asked to end clears up first.
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => {
      home.close();
      process.exit(130);
    });
  }
  try {
    const { mb } = await ran(node('-e', '0'), { cwd: home.top, memory: true });
    const around = { home, sizes, peers, nodeMb: mb ?? 0 };
    const all = [
      ...(isWanted('speed') ? [...(await speedRows(around)), ...completionRows()] : []),
      ...(isWanted('site') ? await siteRows(around) : []),
      ...(isWanted('limits') ? limitRows(around) : []),
    ];
    const wanted = all.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));
    if (wanted.length === 0) return { peers, rows: [] };
    for (const [name, peer] of Object.entries(peers)) if (peer === null) console.log(`  (${name} is not here)`);
    const done = [];
    for (const row of wanted) {
      const result = await one(row, home);
      const note = result.note !== undefined && result.verdict !== undefined ? `\n      ${result.note}` : '';
      console.log(`${told(result, changeOf(result, last))}${note}`);
      done.push(result);
    }
    for (const row of growth(done)) {
      const result = judged(row);
      console.log(`  ${row.name}: ${row.note}; ratio ${row.ratio.toFixed(2)}, goal <= ${row.goal}; ${result.verdict}`);
      done.push(result);
    }
    return { peers, rows: done };
  } finally {
    home.close();
  }
}

if (values.page) console.log(writePage());
else if (positionals.includes('pathological')) await benchPathological();
else if (positionals.includes('bounds')) await benchBounds();
else {
  const last = lastResults();
  const begun = performance.now();
  const seen = isWanted('seen') && words.length === 0 ? await benchSeen({ verbose: values.verbose }) : null;
  const measures = ['speed', 'site', 'limits'].some(isWanted);
  if (measures) console.log(`speed: medians of runs in turn with the base, node ${process.versions.node}`);
  const { rows, peers } = measures ? await measureRows(last) : { rows: [], peers: await peersHere() };
  if (!values['no-keep'] && (rows.length > 0 || seen)) {
    const day = new Date().toISOString().slice(0, 10);
    console.log(`Kept in ${await keep(day, { rows, peers, seen })}.`);
  }
  const missed = rows.filter(({ met }) => met === false).length;
  const minutes = ((performance.now() - begun) / 60_000).toFixed(1);
  if (measures)
    console.log(`${rows.filter(({ met }) => met).length} goals met, ${missed} missed, in ${minutes} minutes.`);
}
