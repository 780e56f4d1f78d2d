import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BROWSER, EVERY_PAGE_MS, FLAGS } from './browser.ts';
import { ALL } from './chance.ts';
import { PURIFIED } from './dompurify.ts';
import { figure } from './figures.ts';
import { TITLES, everywhere, id } from './hostile-community.ts';
import { bytesOf, casesOf } from './hostile-set.ts';
import { PROJECT, run } from './world.ts';

const OWN = JSON.parse(readFileSync(join(PROJECT, 'fixtures/hostile/bodies.json'), 'utf8')) as string[];
const BODIES = [...OWN, ...PURIFIED];

/** The titles that a browser could make something of. */
const MARKUP = [
  ...TITLES.filter((title) => /[<>"&]|script|https?:/i.test(title)),
  ...PURIFIED.filter((text) => text.length < 200 && !text.includes('\\')).map((text) =>
    JSON.stringify(text).slice(1, -1),
  ),
];

/** Shared cases that are files, as they are. */
const FILES = casesOf('html-injection').filter(({ file }) => file.endsWith('.md'));

/** All cases at once: every title everywhere, every body as a note, an issue and an FAQ entry, every shared file. */
function community(): string {
  const files: Record<string, string | Buffer> = {};
  BODIES.forEach((body, index) => {
    const at = id('body', index);
    files[`notes/insights/${at}.md`] =
      `---\ntitle: Body ${index}\nby: ada\ndate: 2026-11-05\nfrom: [${id('i', 1)}]\n---\n\n## The insight\n\n${body}\n`;
    files[`issues/${at}-i.md`] =
      `---\ntitle: Body ${index}\nby: ada\nopened: 2026-11-05\n---\n\n## Challenge\n\n${body}\n\n## Context\n\n${body}\n`;
    files[`faq/${at}-q.md`] = `---\nquestion: Body ${index}?\n---\n\n## Answer\n\n${body}\n`;
    files[`pages/${at}-p.md`] = `# Page ${index}\n\n${body}\n`;
  });
  FILES.forEach(({ file }, index) => {
    files[`notes/cases/${id('shared', index)}.md`] = bytesOf(file);
  });
  return everywhere(MARKUP, files);
}

interface Watched {
  readonly dialogs: string[];
  readonly offSite: string[];
  /** What was asked for and stopped by the page's own policy before it went out. */
  readonly stopped: string[];
  readonly page: Page;
}

async function watched(browser: Browser, bypassCSP: boolean): Promise<Watched> {
  const context = await browser.newContext({ bypassCSP });
  const page = await context.newPage();
  const dialogs: string[] = [];
  const offSite: string[] = [];
  const stopped: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(`${page.url()}: ${dialog.message()}`);
    void dialog.dismiss();
  });
  context.on('request', (request) => {
    if (!/^(?:file|data|about|blob):/.test(request.url())) offSite.push(`${page.url()}: ${request.url()}`);
  });
  context.on('requestfailed', (request) => {
    if (request.failure()?.errorText === 'csp') stopped.push(`${page.url()}: ${request.url()}`);
  });
  context.on('page', (opened) => {
    if (opened !== page) offSite.push(`${page.url()}: a window`);
  });
  return { dialogs, offSite, stopped, page };
}

/**
 * What stands in a page that could act, told by tag and attribute.
 *
 * @param html The page, taken apart by the browser without being opened; null for the one that is open, which is provoked by every event
 *   that needs no click.
 */
const acting = (page: Page, html: string | null): Promise<readonly string[]> =>
  page.evaluate((text) => {
    const found: string[] = [];
    // oxlint-disable-next-line no-undef -- this runs in the browser
    const whole = text === null ? document : new DOMParser().parseFromString(text, 'text/html');
    for (const element of whole.querySelectorAll('*')) {
      const tag = element.localName;
      const src = element.getAttribute('src') ?? '';
      if (tag === 'script' && !/^(?:file:[^#?]*\/_site\/)?(?:\.\.\/)*assets\/[\w-]+\.js$/.test(src))
        found.push(`script ${src}`);
      if (['iframe', 'object', 'embed', 'base', 'frame', 'portal', 'video', 'audio', 'dialog'].includes(tag))
        found.push(tag);
      // The search box is the one form.
      if (tag === 'form' && element.getAttribute('role') !== 'search') found.push(tag);
      if (tag === 'meta' && /refresh/i.test(element.getAttribute('http-equiv') ?? '')) found.push('meta refresh');
      for (const { name, value } of element.attributes) {
        if (/^on/i.test(name)) found.push(`${tag} ${name}`);
        if (
          tag !== 'script' &&
          value !== 'data:,' &&
          /^(?:javascript|vbscript|data|file):/i.test(value.replaceAll(/[^\x21-\x7e]/g, '')) &&
          /^(?:href|src|action|formaction|xlink:href|data)$/i.test(name)
        )
          found.push(`${tag} ${name}=${value.slice(0, 40)}`);
        if (name === 'style' && /url\(|expression|@import/i.test(value))
          found.push(`${tag} style=${value.slice(0, 40)}`);
      }
      if (text !== null) continue;
      for (const event of ['mouseover', 'mouseenter', 'focus', 'toggle', 'error', 'load', 'animationstart'])
        element.dispatchEvent(new Event(event, { bubbles: false }));
    }
    return found;
  }, html);

/** Which pages are opened, too: each of them where there is time, else every third. */
const EVERY = ALL || PURIFIED.length > 0 ? 1 : 3;

const LEADS = /<meta http-equiv="refresh" content="0; ?url=([\w./-]+\.html)"\/?>/;

describe.skipIf(BROWSER === undefined)('hostile pages in a browser', () => {
  let browser: Browser;
  let root = '';
  let pages: readonly string[] = [];

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: BROWSER as string, args: FLAGS });
  });
  afterAll(() => browser.close());

  async function build(): Promise<void> {
    root = community();
    const { code, err } = await run(['site', 'build'], { cwd: root });
    expect(code, err).toBe(0);
    for (const line of [
      ['report', '--format', 'html'],
      ['faq', '--format', 'html'],
      ['charter', '--format', 'html'],
      ['pitch', '--format', 'html'],
      ['digest', '--since', '2026-10-01', '--html'],
      ['start-here', '--html'],
    ]) {
      const { out } = await run(line, { cwd: root });
      expect(out, line.join(' ')).toContain('<!doctype html>');
      writeFileSync(join(root, `_site/alone-${line[0]}.html`), out);
    }
    pages = readdirSync(join(root, '_site'), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.html'))
      .sort();
  }

  test(
    'on every page: no script of a stranger, no dialog, nothing asked of anybody else, with its own policy and without',
    async () => {
      const told = figure('scripts');
      await build();
      expect(pages.length).toBeGreaterThan(2 * MARKUP.length + 3 * BODIES.length + FILES.length);
      const found: string[] = [];
      const halves = [pages.filter((_, index) => index % 2 === 0), pages.filter((_, index) => index % 2 === 1)];
      // Without its policy a page has nothing but its escapes: pages are opened so, and every eighth with it as well.
      await Promise.all(
        halves.map(async (half) => {
          const bare = await watched(browser, true);
          const guarded = await watched(browser, false);
          for (const [index, path] of half.entries()) {
            told.tried += 1;
            const url = pathToFileURL(join(root, '_site', path)).href;
            // An alias leads on by itself, and to a page of the site.
            const leads = LEADS.exec(readFileSync(join(root, '_site', path), 'utf8'))?.[1];
            if (leads !== undefined) {
              expect(pages, path).toContain(join(dirname(path), leads));
              continue;
            }
            const html = readFileSync(join(root, '_site', path), 'utf8');
            found.push(...(await acting(bare.page, html)).map((one) => `${path}: ${one}`));
            if (index % EVERY !== 0) continue;
            await bare.page.goto(url, { waitUntil: 'load' });
            found.push(...(await acting(bare.page, null)).map((one) => `${path}: ${one}`));
            expect(bare.page.url(), path).toBe(url);
            if (index % 8 !== 0) continue;
            await guarded.page.goto(url, { waitUntil: 'load' });
            expect(guarded.page.url(), path).toBe(url);
          }
          found.push(...bare.dialogs, ...bare.offSite, ...guarded.dialogs, ...guarded.offSite);
        }),
      );
      expect(found.join('\n')).toBe('');

      // The controls: what fires where nothing is escaped, is heard; the policy of our pages alone stops it.
      const own = readFileSync(join(root, '_site/index.html'), 'utf8');
      const policy = /<meta http-equiv="Content-Security-Policy"[^>]*>/.exec(own)?.[0] ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toContain("script-src 'unsafe-inline'");
      const raw = `${BODIES[0]}${BODIES[2]}<b onmouseover=alert('cop-xss-over')>x</b><script src=https://canary.invalid/x.js></script>`;
      writeFileSync(join(root, '_site/control.html'), `<!doctype html>${raw}`);
      writeFileSync(join(root, '_site/control-guarded.html'), `<!doctype html><head>${policy}</head>${raw}`);
      const control = await watched(browser, false);
      await control.page.goto(pathToFileURL(join(root, '_site/control.html')).href);
      told.fired = (await acting(control.page, null)).length;
      expect(await acting(control.page, raw)).toHaveLength(told.fired);
      expect(told.fired).toBeGreaterThan(3);
      expect(control.dialogs.join('\n')).toMatch(/cop-xss-b1[\s\S]*cop-xss-b2[\s\S]*cop-xss-over/);
      expect(control.offSite.join('\n')).toContain('canary.invalid/x.js');
      const guarded = await watched(browser, false);
      await guarded.page.goto(pathToFileURL(join(root, '_site/control-guarded.html')).href);
      await acting(guarded.page, null);
      expect(guarded.dialogs).toEqual([]);
      expect(guarded.stopped.length).toBeGreaterThan(0);
      expect(guarded.stopped).toEqual(guarded.offSite);

      // What a stranger wrote stays readable, and a feed stays well-formed.
      const { page } = guarded;
      const texts = pages.map((path) => readFileSync(join(root, '_site', path), 'utf8')).join('\n');
      // A title is shown as it was written; raw HTML in a body is left out, the text around it stays.
      expect(texts).toContain('&lt;svg onload=alert');
      await page.goto(pathToFileURL(join(root, '_site/index.html')).href);
      for (const path of readdirSync(join(root, '_site')).filter((name) => name.endsWith('.xml'))) {
        const wrong = await page.evaluate(
          // oxlint-disable-next-line no-undef -- this runs in the browser
          (text) =>
            new DOMParser().parseFromString(text, 'application/xml').querySelector('parsererror')?.textContent ?? null,
          readFileSync(join(root, '_site', path), 'utf8'),
        );
        expect(wrong, path).toBeNull();
      }
      const bad = await page.evaluate(
        // oxlint-disable-next-line no-undef -- as above
        () => new DOMParser().parseFromString('<a>\uffff', 'application/xml').querySelector('parsererror') !== null,
      );
      expect(bad).toBe(true);
    },
    PURIFIED.length > 0 ? 10 * EVERY_PAGE_MS : EVERY_PAGE_MS,
  );
});
