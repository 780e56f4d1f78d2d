// What somebody waits for in a browser: the first result of a search, and a page that shows what was just saved.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { COP, TODAY, cop, ran } from './process.mjs';
import { median } from './row.mjs';

const BROWSER = [process.env.COP_BROWSER ?? '', '/usr/bin/chromium', '/usr/bin/chromium-browser'].find(
  (path) => path !== '' && existsSync(path),
);
const QUERIES = ['ferry', 'nightly rebuild', 'boradings', 'timetable release vehicle', 'late'];
const SAVES = 9;

const spread = (times) => ({ min: Math.min(...times), median: median(times), max: Math.max(...times) });

async function searching(browser, home, size) {
  const site = home.fresh(`searched-${size}`);
  await ran(cop('site', 'build', '--out', site), { cwd: home.community(size), limit: 600_000 });
  const assets = readdirSync(join(site, 'assets')).filter((name) => /^search-index|^search.*index/.test(name));
  const index = Buffer.concat(assets.map((name) => readFileSync(join(site, 'assets', name))));
  const page = await browser.newPage();
  await page.goto(`file://${site}/index.html`);
  const start = performance.now();
  await page.focus('#cop-search');
  await page.fill('#cop-search', QUERIES[0]);
  await page.waitForSelector('.panel li', { timeout: 60_000 });
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
  const packed = gzipSync(index, { level: 9 }).length;
  const note = `${first.toFixed(0)} ms from focus to the first result, the index of ${(packed / 1024).toFixed(0)} KB (gz) loaded meanwhile`;
  return {
    name: 'search in the page, a query',
    documents: size,
    ms: spread(times),
    note,
    indexGz: packed,
    firstMs: first,
  };
}

async function serving(browser, home, size) {
  const root = home.community(size);
  const child = spawn(process.execPath, [COP, 'site', 'serve', '--port', '0'], {
    cwd: root,
    env: { ...process.env, COP_AS_OF: TODAY },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  try {
    const url = await new Promise((resolve) => {
      child.stdout.on('data', (data) => resolve(String(data).trim()));
    });
    const name = readdirSync(join(root, 'notes/cases')).sort()[5];
    const path = join(root, 'notes/cases', name);
    const text = readFileSync(path, 'utf8');
    const page = await browser.newPage();
    await page.goto(`${url}notes/${name.replace(/\.md$/, '.html')}`);
    await page.waitForTimeout(4000);
    const times = [];
    for (let round = 0; round < SAVES; round += 1) {
      const word = `savedinround${round}`;
      const start = performance.now();
      writeFileSync(path, `${text}\n${word}\n`);
      await page.waitForFunction((wanted) => document.body.innerText.includes(wanted), word, { polling: 4 });
      times.push(performance.now() - start);
      await page.waitForTimeout(200);
    }
    await page.close();
    writeFileSync(path, text);
    return { name: 'site serve, saved to reloaded', documents: size, ms: spread(times), goalMs: 200 };
  } finally {
    child.kill('SIGINT');
  }
}

/** The rows that need a browser, each by how it is measured. */
export async function inBrowser(home) {
  const wanted = [
    { name: 'site serve, saved to reloaded', documents: 1_000, measure: serving },
    { name: 'search in the page, a query', documents: 1_000, measure: searching },
    { name: 'search in the page, a query', documents: 10_000, measure: searching },
  ];
  return wanted.map(({ name, documents, measure }) => {
    if (BROWSER === undefined) return { name, documents, skipped: 'there is no Chromium' };
    const measureIt = async () => {
      const { chromium } = await import('playwright-core');
      const browser = await chromium.launch({ executablePath: BROWSER, args: ['--no-sandbox', '--disable-gpu'] });
      try {
        return await measure(browser, home, documents);
      } finally {
        await browser.close();
      }
    };
    return { name, documents, measure: measureIt };
  });
}
