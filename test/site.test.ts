import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { BROWSER, EVERY_PAGE_MS, FLAGS } from './browser.ts';
import { COMMUNITY, PROJECT, SHARED, demo, folder, folderWith, repository, run } from './world.ts';

async function built(root: string): Promise<string> {
  const { code, out } = await run(['site', 'build'], { cwd: root });
  expect(code).toBe(0);
  return out.trim();
}

/** The demo community's report as one HTML file. */
async function reportAlone(): Promise<string> {
  const { out } = await run(['report', '--format', 'html'], { cwd: demo() });
  const file = join(folderWith({ 'report.html': out }), 'report.html');
  return pathToFileURL(file).href;
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

/** Hands a folder out below a path, as a forge's pages do. */
async function handedOut(folder: string, base: string): Promise<{ url: string; close: () => void }> {
  const types: Readonly<Record<string, string>> = { html: 'text/html', css: 'text/css', js: 'text/javascript' };
  const server = createServer((request, response) => {
    const path = decodeURIComponent((request.url ?? '').split('?')[0] ?? '');
    const file = path.startsWith(base) ? join(folder, path.slice(base.length)) : '';
    if (file === '' || !existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'content-type': types[extname(file).slice(1)] ?? 'application/octet-stream' });
    response.end(readFileSync(file));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve());
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}${base}`, close: () => server.close() };
}

/** A community in which everything stands that a body may hold, in several scripts. */
const EVERYTHING = {
  'cop.yml': 'name: Everything\nsite:\n  language: en-GB\n',
  '.cop/logo.svg': '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><circle cx="5" cy="5" r="4"/></svg>',
  'members/ada.md': '---\nname: Ada\n---\n',
  'members/noor.md': '---\nname: نور الهدى\n---\n',
  'issues/rtl-k3p9.md':
    '---\ntitle: كيف نقيس زمن التأخير في الحافلات؟\nby: noor\nopened: 2026-11-02\ntopics: [التأخير]\n---\n\n## Challenge\n\nنريد أن نقيس زمن التأخير.\n',
  'notes/cases/cjk-m4q8.md':
    '---\ntitle: 夜間バッチの遅延をどう測るか\nby: ada\ndate: 2026-11-03\ntopics: [遅延]\n---\n\n## Situation\n\n夜間の処理が遅れると、朝の報告書に間に合わない。そこで測定を始めた。\n',
  'notes/insights/all-n5r7.md': [
    '---\ntitle: All that a body may hold\nby: ada\ndate: 2026-11-04\nfrom: [cjk-m4q8]\n---\n',
    '## The insight\n',
    'Text with a footnote.[^1] And `code`, ~~gone~~, **strong**.\n',
    '> [!WARNING]\n> Mind the gap.\n',
    '| a | b |\n| --- | --- |\n| 1 | 2 |\n',
    '- [x] done\n- [ ] to do\n',
    '```sql\nselect 1 -- one\n```\n',
    '```mermaid\ngraph TD; A-->B;\n```\n',
    '![A dot](dot.png) and [a table](table.csv)\n',
    '[^1]: The note.\n',
    '## When it holds\n\nAlways.\n',
  ].join('\n'),
  'notes/insights/dot.png': Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=',
    'base64',
  ),
  'notes/insights/table.csv': 'a,b\n1,2\n',
};

const NHS = join(SHARED, 'corpora/nhs-rap');
if (!existsSync(NHS)) process.stderr.write(`\n*** SKIPPED: ${NHS} is not there.\n\n`);

const AXE = readFileSync(join(PROJECT, 'node_modules/axe-core/axe.min.js'), 'utf8');

describe.skipIf(BROWSER === undefined)('the site in a browser, from disk', () => {
  let browser: Browser;
  /** The start page of the demo community's site, for whoever changes nothing. */
  let start = '';
  let home = '';
  const requests: string[] = [];
  const complaints: string[] = [];

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: BROWSER as string, args: FLAGS });
    home = mkdtempSync(join(tmpdir(), 'cop-site-'));
    cpSync(COMMUNITY, home, { recursive: true });
    start = await built(repository(home));
  });

  afterAll(async () => {
    rmSync(home, { recursive: true, force: true });
    await browser.close();
  });

  async function open(url: string, options = {}): Promise<Page> {
    const context = await browser.newContext(options);
    onTestFinished(() => context.close());
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
    const page = await open(start);
    const heading = () => page.locator('h1').innerText();
    await page.click('nav >> text=Questions');
    expect(await heading()).toBe('Questions and answers');
    await page.click('main >> text=Trip ids change with every timetable release');
    expect(await page.locator('.verdict .badge').first().innerText()).toContain('validated');
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

  /**
   * Follows every link from a page to every page of its site, and says which of them lead nowhere.
   *
   * @param every How many pages are taken apart for one that is opened.
   */
  async function crawled(first: string, every = 1): Promise<{ pages: number; lost: readonly object[] }> {
    const page = await open(first);
    const queue = [first];
    const anchors = new Map<string, Set<string>>();
    const wanted: { from: string; page: string; anchor: string }[] = [];
    while (queue.length > 0) {
      const url = queue.pop() as string;
      if (anchors.has(url)) continue;
      const isOpened = anchors.size % every === 0;
      if (isOpened) await page.goto(url);
      const html = isOpened ? null : readFileSync(new URL(url), 'utf8');
      const { hrefs, ids, h1 } = await page.evaluate((text) => {
        // oxlint-disable-next-line no-undef -- this runs in the browser
        const whole = text === null ? document : new DOMParser().parseFromString(text, 'text/html');
        return {
          hrefs: [...whole.querySelectorAll('a[href]')].map((link) => link.getAttribute('href') ?? ''),
          ids: [...whole.querySelectorAll('[id]')].map((element) => element.id),
          h1: whole.querySelectorAll('h1').length,
        };
      }, html);
      expect(h1, url).toBeGreaterThan(0);
      expect(new Set(ids).size, `ids of ${url}`).toBe(ids.length);
      anchors.set(url, new Set(ids));
      for (const href of hrefs.map((one) => new URL(one, url).href)) {
        const [target = '', anchor = ''] = href.split('#');
        if (!target.startsWith('file:')) continue;
        expect(existsSync(new URL(target)), `${href} on ${url}`).toBe(true);
        wanted.push({ from: url, page: target, anchor: decodeURIComponent(anchor) });
        if (target.endsWith('.html')) queue.push(target);
      }
    }
    const lost = wanted.filter((link) => link.anchor !== '' && !anchors.get(link.page)?.has(link.anchor));
    return { pages: anchors.size, lost };
  }

  test('every link on every page leads to a page and a place that are there; nothing is asked of anybody else', async () => {
    const { pages, lost } = await crawled(start);
    expect(lost).toEqual([]);
    expect(pages).toBeGreaterThan(55);
    expect(requests.filter((url) => !url.startsWith('file:') && !url.startsWith('data:,'))).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test.skipIf(!existsSync(NHS))(
    'nhs-rap leads to what is there, whole, and asks nobody',
    async () => {
      const root = folder();
      cpSync(NHS, root, { recursive: true });
      await run(['init', '--here', '--name', 'NHS RAP', '--no-input'], { cwd: repository(root) });
      const before = { requests: requests.length, complaints: complaints.length };
      const { pages, lost } = await crawled(await built(root), 8);
      expect(pages).toBeGreaterThan(80);
      // What its own pages lead to and do not have is what `cop check` finds, and nothing else.
      const { out } = await run(['check', '--rule', 'anchor', '--json'], { cwd: root });
      // A definition that two links refer to is one finding.
      expect(new Set(lost.map((one) => JSON.stringify(one))).size).toBe(
        (JSON.parse(out) as { findings: unknown[] }).findings.length,
      );
      expect(
        requests.slice(before.requests).filter((url) => !url.startsWith('file:') && !url.startsWith('data:,')),
      ).toEqual([]);
      expect(complaints.slice(before.complaints)).toEqual([]);
    },
    EVERY_PAGE_MS,
  );

  test('fits a phone, and is dark where that is wished', async () => {
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

  test('finds what is asked for, though misspelt, and says how far it may be relied on', async () => {
    const page = await open(start);
    // Nothing of the index is loaded before somebody wants it.
    expect(await page.evaluate('document.querySelectorAll("script").length')).toBe(1);
    await page.fill('#cop-search', 'timetabel trip');
    await page.waitForSelector('.panel li');
    const first = page.locator('.panel li').first();
    expect(await first.innerText()).toContain('A trip key that outlives the timetable release');
    expect(await first.locator('.badge').innerText()).toBe('✓ validated');
    await page.waitForSelector('.panel .detail mark');
    expect(await page.locator('.panel .detail mark').first().innerText()).toMatch(/^(?:timetable|trips?)$/i);
    expect(await page.locator('.panel .status').innerText()).toMatch(/^\d+ pages found$/);
    // By keyboard: into the results, back, away, and on.
    await page.keyboard.press('ArrowDown');
    expect(await page.evaluate('document.activeElement.textContent')).toContain('A trip key that outlives');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Escape');
    expect(await page.locator('.panel').isVisible()).toBe(false);
    await page.keyboard.press('Enter');
    await page.waitForURL(/search\.html\?q=timetabel%20trip$/);
    await page.waitForSelector('#cop-results li');
    expect(await page.inputValue('#cop-search')).toBe('timetabel trip');
    await page.fill('#cop-search', 'qqqqqqqq');
    expect(await page.locator('#cop-results').innerText()).toBe('Nothing found. Other words may help.');
    await page.fill('#cop-search', 'rerun a day');
    await page.click('#cop-results a >> text=Is it safe to rerun a day?');
    expect(page.url()).toContain('/faq/safe-to-rerun-day-nm3t.html');
  });

  test('finds words of scripts without spaces, and from the right', async () => {
    const start = await built(repository(folderWith(EVERYTHING)));
    const page = await open(new URL('search.html?q=測定', start).href);
    await page.waitForSelector('#cop-results li');
    expect(await page.locator('#cop-results li').first().innerText()).toContain('夜間バッチの遅延をどう測るか');
    await page.waitForSelector('#cop-results .detail mark');
    expect(await page.locator('#cop-results .detail mark').first().innerText()).toBe('測定');
    await page.fill('#cop-search', 'التاخير');
    await page.waitForSelector('#cop-results li:has-text("الحافلات")');
  });

  test('works below any path of a server, and asks nobody else', async () => {
    const { url, close } = await handedOut(join(fileURLToPath(start), '..'), '/some/where/');
    const before = { requests: requests.length, complaints: complaints.length };
    const page = await open(`${url}index.html`);
    await page.click('nav >> text=Issues');
    await page.click('main >> text=Trip ids change with every timetable release');
    await page.click('.topics >> text=gtfs');
    await page.fill('#cop-search', 'ferry');
    await page.click('.panel li a >> nth=0');
    expect(await page.locator('h1').count()).toBe(1);
    await page.fill('#cop-search', 'trip');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#cop-results li');
    expect(page.url()).toBe(`${url}search.html?q=trip`);
    expect(requests.slice(before.requests).filter((one) => !one.startsWith(url) && one !== 'data:,')).toEqual([]);
    expect(complaints.slice(before.complaints)).toEqual([]);
    close();
  });

  test('shows what is saved while it is served, without losing what is typed or the place', async () => {
    const root = demo();
    const said: string[] = [];
    let stop: () => void = () => undefined;
    const interrupted = new Promise<void>((resolve) => {
      stop = resolve;
    });
    const ran = run(['site', 'serve', '--port', '0'], {
      cwd: root,
      interrupted,
      heard: (text) => void said.push(text),
    });
    await expect.poll(() => said.join('')).toMatch(/^http:/m);
    const url = /^http:\S+/m.exec(said.join(''))?.[0] as string;
    const before = { requests: requests.length, complaints: complaints.length };
    const page = await open(`${url}notes/stable-trip-keys-w73t.html`, { viewport: { width: 900, height: 300 } });
    await page.fill('#cop-search', 'half a wo');
    await page.evaluate('window.same = true; window.scrollTo(0, 200)');
    const note = join(root, 'notes/cases/stable-trip-keys-w73t.md');
    writeFileSync(note, `${readFileSync(note, 'utf8')}\nAdded while somebody reads.\n`);
    await page.waitForSelector('text=Added while somebody reads.');
    expect(await page.evaluate('window.same === true && window.scrollY > 100')).toBe(true);
    expect(await page.inputValue('#cop-search')).toBe('half a wo');
    expect(requests.slice(before.requests).filter((one) => !one.startsWith(url) && one !== 'data:,')).toEqual([]);
    expect(complaints.slice(before.complaints)).toEqual([]);
    await page.close();
    stop();
    expect((await ran).code).toBe(0);
  });

  test('reads whole without JavaScript; only the search box is not there', async () => {
    const page = await open(start, { javaScriptEnabled: false });
    expect(await page.locator('form.search').isVisible()).toBe(false);
    await page.click('nav >> text=Questions');
    await page.click('main >> text=By confidence');
    await page.click('main >> text=Is it safe to rerun a day?');
    expect(await page.locator('article').innerText()).toContain('Since May 2026 every load by day');
    await page.goto(new URL('search.html', start).href);
    expect(await page.locator('main').innerText()).toContain('Searching takes JavaScript');
  });

  test('prints what is read and not what is clicked', async () => {
    const page = await open(new URL('issues/trip-ids-change-every-release-5kt4.html', start).href);
    const pdf = await page.pdf({ format: 'A4' });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect((pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? []).length).toBeGreaterThan(1);
    await page.emulateMedia({ media: 'print' });
    for (const hidden of ['nav[aria-label="Site"]', 'form.search', '.skip'])
      expect(await page.locator(hidden).isVisible(), hidden).toBe(false);
    expect(await page.locator('h1').isVisible()).toBe(true);
  });

  test('shows all that a body may hold: alerts, footnotes, tables, tasks, code, diagrams as text, pictures, a logo', async () => {
    const start = await built(repository(folderWith(EVERYTHING)));
    const page = await open(new URL('notes/all-n5r7.html', start).href);
    const shown = (selector: string) => page.locator(selector);
    expect(await shown('.alert-warning .alert-name').innerText()).toBe('Warning');
    expect(await shown('section.footnotes').innerText()).toContain('The note.');
    expect(await shown('input[type=checkbox]').count()).toBe(2);
    expect(await shown('.hljs-keyword').first().innerText()).toBe('select');
    expect(await shown('figure.diagram figcaption').innerText()).toContain('Mermaid');
    expect(await shown('figure.diagram code').innerText()).toContain('A-->B');
    expect(await page.evaluate('document.querySelector(".prose img").naturalWidth')).toBe(1);
    expect(await page.evaluate('document.querySelector(".brand img").naturalWidth')).toBeGreaterThan(0);
    expect(await shown('main').getAttribute('lang')).toBe('en-GB');
    await page.goto(new URL('issues/rtl-k3p9.html', start).href);
    expect(await page.evaluate('getComputedStyle(document.querySelector("h1")).direction')).toBe('rtl');
    expect(await page.evaluate('getComputedStyle(document.querySelector(".prose p")).direction')).toBe('rtl');
    expect(await page.evaluate('getComputedStyle(document.querySelector(".prose h2")).direction')).toBe('ltr');
  });

  test(
    'breaks no rule of WCAG 2.2 AA that a machine can check, on any sort of page, light or dark',
    async () => {
      const everything = await built(repository(folderWith(EVERYTHING)));
      const pages = [
        ...[
          'index.html',
          'search.html?q=trip',
          'faq/index.html',
          'faq/by-confidence.html',
          'faq/safe-to-rerun-day-nm3t.html',
          'faq/how-far-back-rebuild-ve3a.html',
          'notes/index.html',
          'notes/stable-trip-keys-w73t.html',
          'issues/index.html',
          'issues/trip-ids-change-every-release-5kt4.html',
          'topics/index.html',
          'topics/gtfs.html',
          'charter/index.html',
          'charter/vision.html',
          'pages/index.html',
          'pages/README.html',
          'digest/index.html',
          'digest/2026-q2.html',
          'report.html',
        ].map((path) => new URL(path, start).href),
        new URL('notes/all-n5r7.html', everything).href,
        new URL('issues/rtl-k3p9.html', everything).href,
        await reportAlone(),
      ];
      const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
      const page = await open(start, { bypassCSP: true });
      for (const url of pages) {
        await page.emulateMedia({ colorScheme: 'light' });
        await page.goto(url);
        if (url.includes('?q=')) await page.waitForSelector('#cop-results li');
        await page.evaluate(AXE);
        for (const [colorScheme, asked] of [
          ['light', tags],
          // Only the colours are others.
          ['dark', { type: 'rule', values: ['color-contrast', 'link-in-text-block'] }],
        ] as const) {
          await page.emulateMedia({ colorScheme });
          const found = await page.evaluate(
            `axe.run({ runOnly: ${JSON.stringify(asked)} }).then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => id + ' ' + html.slice(0, 120) + ' ' + failureSummary)))`,
          );
          expect(found, `${colorScheme} ${url}`).toEqual([]);
        }
      }
    },
    EVERY_PAGE_MS,
  );

  test('the report as one file: each chart has words, nothing is loaded, nothing is wider than a narrow screen', async () => {
    const url = await reportAlone();
    const seen = { requests: requests.length, complaints: complaints.length };
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await open(url, { colorScheme, viewport: { width: 320, height: 640 } });
      const charts = await page
        .locator('.chart svg[role=img]')
        .evaluateAll((all) =>
          all.map(
            (one) =>
              [
                one.getAttribute('aria-label'),
                one.getBoundingClientRect().width,
                one.querySelectorAll('rect, path, circle').length,
              ] as const,
          ),
        );
      expect(charts.length).toBeGreaterThan(25);
      for (const [label, width, shapes] of charts) {
        expect(label).toMatch(/\d|none/);
        expect(width).toBeGreaterThan(5);
        expect(shapes).toBeGreaterThan(0);
      }
      expect(await page.locator('.slider-chart svg').count()).toBe(7);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
    }
    expect(requests.slice(seen.requests).filter((asked) => asked !== url)).toEqual([]);
    expect(complaints.slice(seen.complaints)).toEqual([]);
  });

  test('a charter of six objectives is printed on one page, each sheet of an inquiry on its own', async () => {
    const root = demo();
    const flags = [
      '--owner',
      'zoe',
      '--measure',
      'How many issues have an answer within three working days',
      '--baseline',
      '2 of them',
      '--target',
      '9 of them',
      '--due',
      '2027-06-30',
    ];
    for (const title of ['One', 'Two', 'Three', 'Four']) {
      const { code } = await run(['new', 'objective', `Objective ${title} is what we are after this year`, ...flags], {
        cwd: root,
      });
      expect(code).toBe(0);
    }
    const pages = async (...argv: readonly string[]): Promise<number> => {
      const { out } = await run([...argv, '--format', 'html'], { cwd: root });
      const page = await open(pathToFileURL(join(folderWith({ 'printed.html': out }), 'printed.html')).href);
      const pdf = await page.pdf({
        format: 'A4',
        margin: { top: '12mm', bottom: '12mm', left: '12mm', right: '12mm' },
      });
      return (pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? []).length;
    };
    expect(await pages('charter')).toBe(1);
    expect(await pages('pitch')).toBe(1);
    // Six take part: a page for each.
    expect(await pages('inquiry', 'sheet', 'mornings')).toBe(6);
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
    await page.fill('#cop-search', 'alert readable');
    await page.waitForSelector('.panel .detail mark');
    expect(await page.locator('.panel li').first().innerText()).toContain('<username>');
    expect(await page.locator('.panel script, .panel img, .panel svg').count()).toBe(0);
    expect(complaints.slice(seen.complaints)).toEqual([]);
    expect(await page.locator('main').innerText()).toContain('<username> stays readable');
    expect(await page.locator('main script, main svg, main iframe, main img').count()).toBe(0);
  });
});

describe('the site as text', () => {
  test('has one script of its own, no style and no address to load from', async () => {
    const root = demo();
    await built(root);
    const site = join(root, '_site');
    const pages = readdirSync(site, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.html'));
    for (const path of pages) {
      const text = readFileSync(join(site, path), 'utf8');
      expect(text, path).not.toMatch(/<style|\sstyle=|\son\w+=|src="https?:|<link[^>]+https?:/i);
      if (text.includes('http-equiv="refresh"')) continue;
      const scripts = text.match(/<script[^]*?<\/script>/gi) ?? [];
      expect(scripts, path).toEqual([
        expect.stringMatching(/^<script src="(?:\.\.\/)*assets\/search\.js" defer><\/script>$/),
      ]);
      expect(text, path).toContain("default-src 'none'; script-src 'self' file:;");
    }
    expect(pages.length).toBeGreaterThan(45);
  });
});
