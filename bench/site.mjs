// Sites: how long one takes to build beside Hugo and Eleventy, with how much memory, and what a build after one edit writes.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { COLD, hugo } from './bases.mjs';
import { inBrowser } from './browser.mjs';
import { filesBelow } from './home.mjs';
import { cop, program, ran } from './process.mjs';

const GOALS = { 1_000: [1, 0.5], 10_000: [0.6, 0.25], 100_000: [0.5, 0.1] };

function eleventy(home, size, peer) {
  return {
    name: 'eleventy',
    once: true,
    steps: [],
    before() {
      const from = home.peer('eleventy', size);
      home.fresh(join(`eleventy-${size}`, 'public'));
      this.steps = [{ ...program(peer.command, '--quiet'), around: { cwd: from } }];
    },
  };
}

function building({ home, sizes, peers }) {
  return sizes.flatMap((size) => {
    const [goal, memoryGoal] = GOALS[size];
    const out = join(home.top, `built-${size}`);
    const row = {
      name: 'site build, cold',
      documents: size,
      run: [cop('site', 'build', '--out', out)],
      before: () => home.fresh(`built-${size}`),
      around: COLD,
    };
    const rows = [peers.hugo ? { ...row, base: hugo(home, size, peers.hugo), goal, memoryGoal } : row];
    if (size < 100_000) {
      const name = 'site build, cold, beside eleventy';
      rows.push(
        peers.eleventy
          ? { ...row, name, base: eleventy(home, size, peers.eleventy), rounds: 1 }
          : { ...row, name, skipped: 'eleventy is not here' },
      );
    }
    return rows;
  });
}

const hashOf = (path) => createHash('sha256').update(readFileSync(path)).digest('hex');
const picture = (site) =>
  new Map(
    filesBelow(site).map((path) => [
      path,
      { hash: hashOf(join(site, path)), at: statSync(join(site, path), { bigint: true }).mtimeNs },
    ]),
  );

/** What a build after one edit did to the files: it may write those whose bytes are others, and none else. */
async function whatOneEditWrites(home, size, out, env) {
  const cwd = home.community(size);
  const before = picture(out);
  home.edit(size);
  await ran(cop('site', 'build', '--out', out), { cwd, env, limit: 600_000 });
  const after = picture(out);
  const anew = home.fresh(`anew-${size}`);
  await ran(cop('site', 'build', '--out', anew), { cwd, ...COLD, limit: 600_000 });
  const cold = picture(anew);
  // The list of what was made is the door's own, and says nothing to a reader.
  const paths = [...new Set([...after.keys(), ...cold.keys()])].filter((path) => path !== '.cop-site');
  const differing = paths.filter((path) => after.get(path)?.hash !== cold.get(path)?.hash);
  const written = paths.filter((path) => before.get(path)?.at !== after.get(path)?.at);
  const changed = paths.filter((path) => before.get(path)?.hash !== after.get(path)?.hash);
  home.fresh(`anew-${size}`);
  return {
    differing: differing.length,
    written: written.length,
    changed: changed.length,
    files: paths.length,
    note: `${differing.length === 0 ? 'byte-equal to a cold build' : `${differing.length} files differ from a cold build (${differing[0]})`}; ${written.length} of ${paths.length} files written, ${changed.length} had to be`,
  };
}

function editing({ home, peers }) {
  const size = 10_000;
  const env = { XDG_CACHE_HOME: home.fresh('cache-site') };
  const out = join(home.top, `edited-${size}`);
  const run = cop('site', 'build', '--out', out);
  const row = {
    name: 'site build, after one edit',
    documents: size,
    run: [run],
    around: { env },
    // The row before has built it, where that was wanted.
    first: () => existsSync(out) || ran(run, { cwd: home.community(size), env, limit: 600_000 }),
    before: () => home.edit(size),
    after: () => whatOneEditWrites(home, size, out, env),
  };
  return [
    {
      ...row,
      name: 'site build, nothing changed',
      before: undefined,
      after: undefined,
    },
    peers.hugo ? { ...row, base: hugo(home, size, peers.hugo), goal: 0.12 } : row,
  ];
}

/** All rows of the part `site`. */
export async function siteRows(around) {
  return [...building(around), ...editing(around), ...(await inBrowser(around.home))];
}
