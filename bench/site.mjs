// The site: how long it takes to build beside node reading the same files (and Hugo and Eleventy where they are installed),
// how large the search index is, how soon a search answers in a browser, and how soon a page shows what was saved.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { makeCommunity } from './community.mjs';
import { READ_ALL } from './read-all.mjs';

const COP = join(import.meta.dirname, '../bin/cop.js');
const BROWSER = [process.env.COP_BROWSER ?? '', '/usr/bin/chromium', '/usr/bin/chromium-browser'].find(
  (path) => path !== '' && existsSync(path),
);
const QUERIES = ['ferry', 'nightly rebuild', 'boradings', 'timetable release vehicle', 'late'];
const env = { ...process.env, COP_AS_OF: '2026-11-20' };

function timed(command, args, cwd) {
  const start = performance.now();
  const { status, error } = spawnSync(command, args, { cwd, env, stdio: 'ignore' });
  if (error || status !== 0) throw new Error(`${command} ${args.join(' ').slice(0, 60)} ended with ${status ?? error}`);
  return performance.now() - start;
}

const seconds = (ms) => `${(ms / 1000).toFixed(2)} s`;

/** Another generator on the same bodies, where it is installed; it gets front matter that it can read. */
const PEERS = [
  { name: 'hugo', version: 'version', args: (from, to) => ['--quiet', '--source', from, '--destination', to] },
  {
    name: 'eleventy',
    version: '--version',
    args: (from, to) => ['--quiet', `--input=${join(from, 'content')}`, `--output=${to}`],
  },
].filter(({ name, version }) => spawnSync(name, [version], { stdio: 'ignore' }).status === 0);

function forPeers(root, to) {
  mkdirSync(join(to, 'content'), { recursive: true });
  writeFileSync(join(to, 'hugo.toml'), 'title = "Bench"\nbaseURL = "/"\n[markup.highlight]\nnoClasses = false\n');
  mkdirSync(join(to, 'layouts/_default'), { recursive: true });
  for (const kind of ['single', 'list'])
    writeFileSync(join(to, `layouts/_default/${kind}.html`), '<h1>{{ .Title }}</h1>{{ .Content }}');
  for (const folder of ['issues', 'advice', 'followups', 'notes/cases']) {
    for (const name of readdirSync(join(root, folder))) {
      const body = readFileSync(join(root, folder, name), 'utf8').split('\n---\n')[1] ?? '';
      writeFileSync(join(to, 'content', name), `---\ntitle: x\n---\n${body}`);
    }
  }
}

function building(root, size) {
  const base = timed(process.execPath, ['-e', READ_ALL], root);
  const cold = timed(process.execPath, [COP, 'site', 'build'], root);
  const [note] = readdirSync(join(root, 'notes/cases'));
  const path = join(root, 'notes/cases', note);
  writeFileSync(path, `${readFileSync(path, 'utf8')}\nOne more line.\n`);
  const edited = timed(process.execPath, [COP, 'site', 'build'], root);
  console.log(
    `  build, ${size} documents: cold ${seconds(cold)} (node reading all files ${seconds(base)}, ratio ${(cold / base).toFixed(0)}), after one edit ${seconds(edited)}`,
  );
  const peer = join(root, '../peer');
  for (const { name, args } of PEERS) {
    rmSync(peer, { recursive: true, force: true });
    forPeers(root, peer);
    console.log(`    ${name}: ${seconds(timed(name, args(peer, join(peer, 'public')), peer))}`);
  }
  rmSync(peer, { recursive: true, force: true });
  return { documents: size, coldMs: cold, baseMs: base, editedMs: edited };
}

async function searching(browser, root, size) {
  const site = join(root, '_site');
  const index = readFileSync(join(site, 'assets/search-index.js'));
  const packed = gzipSync(index, { level: 9 }).length;
  const page = await browser.newPage();
  await page.goto(`file://${site}/index.html`);
  const start = performance.now();
  await page.focus('#cop-search');
  await page.fill('#cop-search', QUERIES[0]);
  await page.waitForSelector('.panel li', { timeout: 30_000 });
  const first = performance.now() - start;
  // In the page: from the key to the result that is there.
  const times = await page.evaluate((queries) => {
    const input = document.querySelector('#cop-search');
    return queries.map((query) => {
      input.value = query;
      const before = performance.now();
      input.dispatchEvent(new Event('input', { bubbles: true }));
      if (!document.querySelector('.panel li')) throw new Error(`nothing found for ${query}`);
      return performance.now() - before;
    });
  }, QUERIES);
  await page.close();
  const slowest = Math.max(...times);
  console.log(
    `  search, ${size} documents: index ${(packed / 1024).toFixed(0)} KB gz (${(index.length / 1024).toFixed(0)} KB); from focus to the first result ${first.toFixed(0)} ms, index loading included; then ${times.map((ms) => ms.toFixed(0)).join(', ')} ms a query, ${slowest.toFixed(0)} at most`,
  );
  return { documents: size, indexGz: packed, firstMs: first, slowestMs: slowest };
}

async function serving(browser, root, size) {
  const child = spawn(process.execPath, [COP, 'site', 'serve', '--port', '0'], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  try {
    const url = await new Promise((resolve) => {
      child.stdout.on('data', (data) => resolve(String(data).trim()));
    });
    const [name] = readdirSync(join(root, 'notes/cases'));
    const path = join(root, 'notes/cases', name);
    const text = readFileSync(path, 'utf8');
    const page = await browser.newPage();
    await page.goto(`${url}notes/${name.replace(/\.md$/, '.html')}`);
    await page.waitForTimeout(4000);
    const times = [];
    for (let round = 0; round < 9; round += 1) {
      const word = `savedinround${round}`;
      const start = performance.now();
      writeFileSync(path, `${text}\n${word}\n`);
      await page.waitForFunction((wanted) => document.body.innerText.includes(wanted), word, { polling: 4 });
      times.push(performance.now() - start);
      await page.waitForTimeout(200);
    }
    await page.close();
    writeFileSync(path, text);
    const sorted = [...times].sort((a, b) => a - b);
    console.log(
      `  serve, ${size} documents: from saved to shown ${sorted[0].toFixed(0)} to ${sorted.at(-1).toFixed(0)} ms, median ${sorted[4].toFixed(0)}`,
    );
    return { documents: size, medianMs: sorted[4], worstMs: sorted.at(-1) };
  } finally {
    child.kill('SIGINT');
  }
}

/** Prints the figures and returns them. */
export async function benchSite() {
  const home = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'cop-bench-'));
  console.log(
    `site: node ${process.versions.node}${PEERS.length === 0 ? '; neither Hugo nor Eleventy is installed' : ''}`,
  );
  let browser = null;
  try {
    if (BROWSER === undefined) console.log('  no Chromium: searching and serving are not measured');
    else {
      const { chromium } = await import('playwright-core');
      browser = await chromium.launch({ executablePath: BROWSER, args: ['--no-sandbox', '--disable-gpu'] });
    }
    const rows = [];
    for (const size of [1_000, 10_000]) {
      const root = join(home, String(size));
      makeCommunity(root, size, { vocabulary: 30_000 });
      const built = building(root, size);
      rows.push({ built, searched: browser && (await searching(browser, root, size)) });
      if (browser && size === 1_000) rows.push({ served: await serving(browser, root, size) });
    }
    return rows;
  } finally {
    await browser?.close();
    rmSync(home, { recursive: true, force: true });
  }
}
