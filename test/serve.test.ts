import { mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { taken } from '../src/text/work.ts';
import { demo, folder, run } from './world.ts';

interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

interface Serving {
  readonly url: string;
  readonly said: () => string;
  readonly ask: (path: string, options?: { method?: string; headers?: Record<string, string> }) => Promise<Reply>;
  /** Ends it, and says with which code. */
  readonly end: () => Promise<number>;
}

/** `cop site serve`, running until the test ends it. */
async function serving(root: string, ...flags: readonly string[]): Promise<Serving> {
  let stop: () => void = () => undefined;
  const interrupted = new Promise<void>((resolve) => {
    stop = resolve;
  });
  let said = '';
  let isUp: (url: string) => void = () => undefined;
  const up = new Promise<string>((resolve) => {
    isUp = resolve;
  });
  const heard = (text: string): void => {
    said += text;
    const url = /^http:\/\/\S+\/$/m.exec(said)?.[0];
    if (url !== undefined) isUp(url);
  };
  const ran = run(['site', 'serve', '--port', '0', ...flags], { cwd: root, interrupted, heard });
  const end = async (): Promise<number> => {
    stop();
    return (await ran).code;
  };
  onTestFinished(async () => void (await end()));
  const url = await Promise.race([up, ran.then(({ err }) => Promise.reject(new Error(err)))]);
  const ask: Serving['ask'] = (path, { method = 'GET', headers = {} } = {}) =>
    new Promise((resolve, reject) => {
      const { port } = new URL(url);
      // `path` goes out as it is: no client makes it tidy first.
      const sent = request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
        let body = '';
        response.setEncoding('latin1');
        response.on('data', (chunk: string) => (body += chunk));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
      });
      sent.on('error', reject);
      sent.end();
    });
  return { url, said: () => said, ask, end };
}

/** Hears what an open page would hear, from now on. */
async function listening(url: string): Promise<readonly string[]> {
  const heard: string[] = [];
  await new Promise<void>((resolve, reject) => {
    const sent = request(new URL('/-/changes', url), (response) => {
      response.setEncoding('utf8');
      response.on('data', (text: string) => {
        heard.push(...(text.match(/(?<=event: )\w+/g) ?? []));
        resolve();
      });
    });
    sent.on('error', reject);
    onTestFinished(() => void sent.destroy());
    sent.end();
  });
  return heard;
}

const NOTE = 'notes/cases/stable-trip-keys-w73t.md';
const PAGE = '/notes/stable-trip-keys-w73t.html';

describe('cop site serve', () => {
  test('hands out the pages of the site, and says nothing to anybody else', async () => {
    const root = demo();
    writeFileSync(join(root, '.env'), 'SECRET=1');
    writeFileSync(join(root, 'secret.json'), '{"secret": 1}');
    mkdirSync(join(root, 'files'));
    writeFileSync(join(root, 'files/list.csv'), 'a,b\n');
    writeFileSync(join(root, NOTE), `${readFileSync(join(root, NOTE), 'utf8')}\n[The list](../../files/list.csv)\n`);
    symlinkSync('/etc/passwd', join(root, 'files/link.csv'));
    const { ask, url } = await serving(root);
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    const { port } = new URL(url);
    const rows: readonly (readonly [string, number, Parameters<Serving['ask']>[1]?])[] = [
      ['/', 200],
      ['/index.html', 200],
      ['/index.html?x=1', 200],
      ['/faq/', 200],
      [PAGE, 200],
      [`${PAGE}.md`, 200],
      ['/assets/site.css', 200],
      ['/assets/search-index.js', 200],
      ['/pages.json', 200],
      ['/feed.xml', 200],
      ['/files/files/list.csv', 200],
      ['/', 200, { method: 'HEAD' }],
      ['/', 200, { headers: { host: `localhost:${port}` } }],
      // Nothing beside the site, by whatever way.
      ['/cop.yml', 404],
      ['/.env', 404],
      ['/files/.env', 404],
      ['/files/secret.json', 404],
      ['/files/files/link.csv', 404],
      [`/${NOTE}`, 404],
      ['/../cop.yml', 404],
      ['/..%2fcop.yml', 404],
      ['/%2e%2e/%2e%2e/etc/passwd', 404],
      ['/files/../../../../etc/passwd', 404],
      ['/files/..%5c..%5ccop.yml', 404],
      ['/files//etc/passwd', 404],
      ['//etc/passwd', 404],
      ['/index.html%00.png', 404],
      ['/__proto__', 404],
      ['/constructor', 404],
      ['/faq', 404],
      ['/%', 400],
      ['/%ff', 400],
      ['http://example.org/', 400],
      ['/', 405, { method: 'POST' }],
      ['/', 405, { method: 'PUT' }],
      ['/', 405, { method: 'OPTIONS' }],
      ['/', 405, { method: 'TRACE' }],
      // A name that somebody else lets lead here.
      ['/', 403, { headers: { host: 'evil.example' } }],
      ['/', 403, { headers: { host: `evil.example:${port}` } }],
      ['/', 403, { headers: { host: `127.0.0.1.evil.example:${port}` } }],
      ['/', 403, { headers: { host: '127.0.0.1' } }],
      ['/-/changes', 403, { headers: { host: 'evil.example' } }],
    ];
    for (const [path, status, options = {}] of rows) {
      const reply = await ask(path, options);
      expect(reply.status, `${options.method ?? 'GET'} ${path} ${JSON.stringify(options.headers ?? {})}`).toBe(status);
      expect(reply.body, path).not.toMatch(/SECRET|root:|respond_within/);
      expect(reply.headers).toMatchObject({
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
      });
      // What is no page runs nothing, even opened by itself.
      const isPage = String(reply.headers['content-type']).startsWith('text/html') || path === '/-/changes';
      if (!isPage) expect(reply.headers['content-security-policy'], path).toMatch(/^sandbox; default-src 'none'/);
      expect(reply.headers['access-control-allow-origin']).toBeUndefined();
    }
    expect((await ask('/', { method: 'HEAD' })).body).toBe('');
    expect((await ask(PAGE)).headers['content-type']).toBe('text/html; charset=utf-8');
  });

  test('shows what is saved, added, moved and taken away, and tells pages that are open', async () => {
    const root = demo();
    mkdirSync(join(root, '.cop'));
    const { ask, url, end } = await serving(root);
    expect((await ask(PAGE)).body).toContain('assets/live.js');
    const page = async (path: string): Promise<string> => {
      const { status, body } = await ask(path);
      return status === 200 ? body : String(status);
    };
    const added = join(root, 'notes/cases/added-k3p9.md');
    const moved = join(root, 'notes/cases/moved-k3p9.md');
    const heard = await listening(url);
    writeFileSync(
      join(root, NOTE),
      readFileSync(join(root, NOTE), 'utf8').replace('Situation', 'Situation\n\nNew words.'),
    );
    await expect.poll(() => page(PAGE)).toContain('New words.');
    await expect.poll(() => heard).toContain('change');
    writeFileSync(added, '---\ntitle: Added\nby: samir\ndate: 2026-11-19\n---\n');
    await expect.poll(() => page('/notes/index.html')).toContain('Added');
    renameSync(added, moved);
    await expect.poll(() => page('/notes/added-k3p9.html')).toBe('404');
    await expect.poll(() => page('/notes/moved-k3p9.html')).toContain('Added');
    rmSync(moved);
    await expect.poll(() => page('/notes/moved-k3p9.html')).toBe('404');
    expect(heard).not.toContain('reload');
    writeFileSync(join(root, '.cop/site.css'), ':root { --accent: #7a1f5c }\n');
    await expect.poll(() => page('/assets/own.css')).toContain('#7a1f5c');
    await expect.poll(() => heard).toContain('reload');
    expect(await end()).toBe(0);
    await expect(ask('/')).rejects.toThrow(/ECONNREFUSED|hang up/);
  });

  test('asks git which files there are where one came, went or is to be ignored, and not for a save', async () => {
    const root = demo();
    const { ask, said } = await serving(root);
    const started = async (change: () => void, shown: () => Promise<void>): Promise<number> => {
      const before = taken().git;
      change();
      await shown();
      return taken().git - before;
    };
    const added = join(root, 'notes/cases/added-k3p9.md');
    const write = (title: string): void =>
      writeFileSync(added, `---\ntitle: ${title}\nby: samir\ndate: 2026-11-19\n---\n`);
    const index = async (): Promise<string> => (await ask('/notes/index.html')).body;
    const showing = (title: string) => async (): Promise<void> => {
      await expect.poll(index).toContain(title);
    };
    const settings = readFileSync(join(root, 'cop.yml'), 'utf8');
    expect(await started(() => write('Added'), showing('Added'))).toBeGreaterThan(0);
    expect(await started(() => write('Second thoughts'), showing('Second thoughts'))).toBe(0);
    const gone = async (): Promise<void> => {
      await expect.poll(index).not.toContain('Second thoughts');
    };
    expect(await started(() => writeFileSync(join(root, '.gitignore'), 'added-*\n'), gone)).toBeGreaterThan(0);
    expect(
      await started(() => writeFileSync(join(root, '.gitignore'), ''), showing('Second thoughts')),
    ).toBeGreaterThan(0);
    // What came while nothing could be read is there as soon as it can.
    writeFileSync(join(root, 'cop.yml'), 'name: [\n');
    await expect.poll(said).toContain('The site stays as it was.');
    const other = join(root, 'notes/cases/meanwhile-k3p9.md');
    writeFileSync(other, readFileSync(added, 'utf8').replace('Second thoughts', 'Meanwhile'));
    await new Promise((resolve) => {
      setTimeout(resolve, 300);
    });
    writeFileSync(join(root, 'cop.yml'), settings);
    await showing('Meanwhile')();
  });

  test('stays as it was while cop.yml cannot be read, says so once, and goes on', async () => {
    const root = demo();
    const { ask, said } = await serving(root);
    const settings = readFileSync(join(root, 'cop.yml'), 'utf8');
    writeFileSync(join(root, 'cop.yml'), 'name: [\n');
    await expect.poll(said).toContain('The site stays as it was.');
    expect((await ask('/index.html')).body).toContain('Tidewater data practice');
    writeFileSync(join(root, 'cop.yml'), settings.replaceAll('Tidewater data practice', 'Ebb and flow'));
    await expect.poll(async () => (await ask('/index.html')).body).toContain('Ebb and flow');
    expect(said().match(/stays as it was/g)).toHaveLength(1);
  });

  test('hands out the same bytes as a build, but for what keeps a page fresh', async () => {
    const root = demo();
    const out = join(folder(), 'built');
    await run(['site', 'build', '--out', out], { cwd: root });
    const { ask } = await serving(root);
    for (const path of ['index.html', PAGE.slice(1), 'report.html', 'assets/search-index.js', 'feed.xml']) {
      const { body } = await ask(`/${path}`);
      const same = body
        .replace("; connect-src 'self'", '')
        .replace(/<script src="[./]*assets\/live\.js" defer><\/script>/, '');
      expect(same, path).toBe(readFileSync(join(out, path), 'latin1'));
    }
  });

  test('with --public shows nothing else', async () => {
    const { ask } = await serving(demo(), '--public');
    expect((await ask('/report.html')).status).toBe(404);
    expect((await ask(PAGE)).body).not.toContain('Last changed');
  });

  test('refuses a port that is taken, in a sentence', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => {
      other.listen(0, '127.0.0.1', () => resolve());
    });
    onTestFinished(() => void other.close());
    const { port } = other.address() as AddressInfo;
    const { code, err } = await run(['site', 'serve', '--port', String(port)], { cwd: demo() });
    expect(code).toBe(2);
    expect(err).toBe(`cop: Port ${port} cannot be taken (EADDRINUSE).\n\`--port 0\` takes any that is free.\n`);
  });
});
