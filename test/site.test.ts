import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demo, folderWith, repository, run } from './world.ts';

/** A browser on this machine; COP_BROWSER names another. */
const BROWSER = [
  process.env['COP_BROWSER'] ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => path !== '' && existsSync(path));

if (BROWSER === undefined) {
  process.stderr.write(
    '\n*** SKIPPED: the browser tests of the site. No Chromium was found.\n*** `apt-get install chromium` installs one; COP_BROWSER=/path/to/chrome names another.\n\n',
  );
}

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

async function built(root: string): Promise<string> {
  const { code, out } = await run(['site', 'build'], { cwd: root });
  expect(code).toBe(0);
  return out.trim();
}

/** The HTML that text of strangers would have to break out of. */
const HOSTILE = {
  title: `"><img src=x onerror=alert(1)></title><script>alert(2)</script>`,
  body: [
    '<script>alert(3)</script>',
    '<svg onload=alert(4)></svg>',
    '<details ontoggle=alert(5) open>x</details>',
    '[a](javascript:alert(6)) [b](data:text/html,<script>alert(7)</script>) [c](//canary.invalid/x)',
    '![d](https://canary.invalid/p.gif) ![e](data:image/svg+xml,<svg/onload=alert(8)>)',
    '<a href="https://canary.invalid" style="position:fixed">f</a><base href="https://canary.invalid/">',
    '<meta http-equiv="refresh" content="0;url=https://canary.invalid/"><iframe srcdoc="<script>alert(9)</script>"></iframe>',
    '`<script>` <username> stays readable',
  ].join('\n\n'),
};

describe.skipIf(BROWSER === undefined)('the site in a browser, from disk', () => {
  let browser: Browser;
  const requests: string[] = [];
  const complaints: string[] = [];

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: BROWSER as string, args: FLAGS });
  });

  afterAll(() => browser.close());

  async function open(url: string, options = {}): Promise<Page> {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    page.on('request', (request) => requests.push(request.url()));
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('dialog', (dialog) => {
      complaints.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    await page.goto(url);
    return page;
  }

  test('leads from the start page to a question, its issue, a topic and a note, by clicking', async () => {
    const page = await open(await built(demo()));
    const heading = () => page.locator('h1').innerText();
    await page.click('nav >> text=Questions');
    expect(await heading()).toBe('Questions and answers');
    await page.click('main >> text=Trip ids change with every timetable release');
    expect(await page.locator('.facts .badge').first().innerText()).toContain('validated');
    await page.click('section a:has-text("Trip ids change"), article a:has-text("Trip ids change")');
    expect(page.url()).toContain('/issues/trip-ids-change-every-release-5kt4.html');
    expect(await page.locator('.turn.is-advice').count()).toBeGreaterThan(2);
    await page.click('.topics >> text=gtfs');
    expect(await heading()).toBe('gtfs');
    await page.click('main >> text=A trip key that outlives the timetable release');
    expect(await heading()).toBe('A trip key that outlives the timetable release');
    // And back: what it rests on is an issue's thread, and that thread names the note.
    await page.click('section:has-text("Where it comes from") >> a >> nth=0');
    expect(page.url()).toContain('/issues/trip-ids-change-every-release-5kt4.html');
    expect(await page.locator('aside').innerText()).toContain('A trip key that outlives the timetable release');
  });

  test('every link on every page leads to a page and a place that are there; nothing is asked of anybody else', async () => {
    const start = await built(demo());
    const page = await open(start);
    const queue = [start];
    const anchors = new Map<string, Set<string>>();
    const wanted: { from: string; page: string; anchor: string }[] = [];
    while (queue.length > 0) {
      const url = queue.pop() as string;
      if (anchors.has(url)) continue;
      await page.goto(url);
      const { hrefs, ids, h1 } = await page.evaluate(() => ({
        // oxlint-disable-next-line no-undef -- this runs in the browser
        hrefs: [...document.querySelectorAll('a[href]')].map((link) => (link as unknown as { href: string }).href),
        // oxlint-disable-next-line no-undef
        ids: [...document.querySelectorAll('[id]')].map((element) => element.id),
        // oxlint-disable-next-line no-undef
        h1: document.querySelectorAll('h1').length,
      }));
      expect(h1, url).toBe(1);
      expect(new Set(ids).size, `ids of ${url}`).toBe(ids.length);
      anchors.set(url, new Set(ids));
      for (const href of hrefs) {
        const [target = '', anchor = ''] = href.split('#');
        if (!target.startsWith('file:')) continue;
        expect(existsSync(new URL(target)), `${href} on ${url}`).toBe(true);
        wanted.push({ from: url, page: target, anchor: decodeURIComponent(anchor) });
        if (target.endsWith('.html')) queue.push(target);
      }
    }
    const lost = wanted.filter((link) => link.anchor !== '' && !anchors.get(link.page)?.has(link.anchor));
    expect(lost).toEqual([]);
    expect(anchors.size).toBeGreaterThan(45);
    expect(requests.filter((url) => !url.startsWith('file:') && !url.startsWith('data:,'))).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test('fits a phone, and is dark where that is wished', async () => {
    const start = await built(demo());
    for (const path of ['index.html', 'report.html', 'issues/trip-ids-change-every-release-5kt4.html']) {
      const page = await open(new URL(path, start).href, {
        viewport: { width: 320, height: 640 },
        colorScheme: 'dark',
      });
      // oxlint-disable-next-line no-undef -- this runs in the browser
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(wide, path).toBe(0);
      // oxlint-disable-next-line no-undef
      const paper = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
      expect(paper).toBe('rgb(22, 25, 29)');
    }
  });

  test('runs no script and asks nobody, whatever strangers wrote', async () => {
    const quoted = JSON.stringify(HOSTILE.title);
    const fields = `title: ${quoted}\nby: ada\ntopics: [${quoted}]\n`;
    const root = repository(
      folderWith({
        'cop.yml': `name: ${quoted}\n`,
        'members/ada.md': `---\nname: ${quoted}\n---\n`,
        'issues/x-k3p9.md': `---\n${fields}opened: 2026-11-02\n---\n\n## Challenge\n\n${HOSTILE.body}\n`,
        'notes/cases/y-m4q8.md': `---\n${fields}date: 2026-11-02\nfrom: [x-k3p9]\n---\n\n## Situation\n\n${HOSTILE.body}\n`,
        'page.md': `# Page\n\n${HOSTILE.body}\n`,
      }),
    );
    const start = await built(root);
    const seen = { requests: requests.length, complaints: complaints.length };
    const site = join(root, '_site');
    const pages = readdirSync(site, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.html'));
    const page = await open(start);
    for (const path of pages) {
      await page.goto(pathToFileURL(join(site, path)).href);
      const links = await page.locator('main a').all();
      for (const link of links.slice(0, 6)) await link.hover({ timeout: 300, force: true }).catch(() => null);
    }
    expect(pages.length).toBeGreaterThan(8);
    expect(requests.slice(seen.requests).filter((url) => !url.startsWith('file:'))).toEqual([]);
    expect(complaints.slice(seen.complaints)).toEqual([]);
    expect(await page.goto(pathToFileURL(join(site, 'pages/page.html')).href)).not.toBeNull();
    expect(await page.locator('main').innerText()).toContain('<username> stays readable');
    expect(await page.locator('main script, main svg, main iframe, main img').count()).toBe(0);
  });
});

describe('the site as text', () => {
  test('has no script, no style and no address of its own to load from', async () => {
    const root = demo();
    await built(root);
    const site = join(root, '_site');
    const pages = readdirSync(site, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.html'));
    for (const path of pages) {
      const text = readFileSync(join(site, path), 'utf8');
      expect(text, path).not.toMatch(/<script|<style|\sstyle=|\son\w+=|src="https?:|<link[^>]+https?:/i);
      expect(text, path).toContain("default-src 'none'");
    }
    expect(pages.length).toBeGreaterThan(45);
  });
});
