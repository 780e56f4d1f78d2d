import type { ServerResponse } from 'node:http';
import { describe, expect, test } from 'vitest';
import { dayOfMoment, openForge } from '../src/edges/forge.ts';
import type { Forge } from '../src/edges/forge.ts';
import { addressOfForge } from '../src/edges/forge-address.ts';
import type { AddressWish } from '../src/edges/forge-address.ts';
import type { ForgeName } from '../src/model/forge.ts';
import type { Patience } from '../src/edges/forge-door.ts';
import { Refusal } from '../src/model/refusal.ts';
import { githubIssue, githubUser, gitlabIssue, json, server } from './forge-server.ts';
import type { Seen, Server } from './forge-server.ts';

const TOKEN = 'ghp_0123456789abcdefSECRETabcdef0123456789';
const PATIENCE: Patience = { answerMs: 400, waitS: 60, secondMs: 2 };
const FORGES = ['github', 'gitlab'] as const;
const TOKENS = { github: 'GITHUB_TOKEN', gitlab: 'GITLAB_TOKEN' } as const;
const NOTHING: AddressWish = { forge: null, url: null, repository: null, written: null, remote: null };

interface Opening {
  readonly token?: string | null;
  readonly env?: NodeJS.ProcessEnv;
  readonly waits?: number[];
  readonly patience?: Partial<Patience>;
}

async function open(
  forge: ForgeName,
  origin: string,
  { token = TOKEN, env = {}, waits = [], patience = {} }: Opening = {},
): Promise<Forge> {
  const path = forge === 'github' ? 'tidewater/practice' : 'group/sub/practice';
  const api = forge === 'github' ? origin : `${origin}/api/v4`;
  return openForge(
    { forge, host: 'forge.example.org', path, api },
    { ...(token === null ? {} : { [TOKENS[forge]]: token }), ...env },
    { patience: { ...PATIENCE, ...patience }, waiting: (seconds) => waits.push(seconds) },
  );
}

/** What is said of a request that fails, without the token, whatever happens. */
async function refused(asked: Promise<unknown>): Promise<string> {
  const error = await asked.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Refusal)) throw new Error(`no refusal: ${String(error)}`, { cause: error });
  const said = `${error.message}\n${error.instead ?? ''}`.replaceAll(/127\.0\.0\.1:\d+/g, 'HOST');
  for (const text of [
    said,
    error.stack ?? '',
    JSON.stringify(error),
    error.cause instanceof Error ? error.cause.message : '',
  ])
    expect(text).not.toContain('SECRET');
  return said;
}

const ok = (forge: ForgeName, response: ServerResponse, { path }: Seen): void => {
  if (path.startsWith('/users/')) json(response, githubUser('ada-l', 4711));
  else json(response, forge === 'github' ? githubIssue(12) : gitlabIssue(12));
};

describe('GitHub', () => {
  const users = (answer: (response: ServerResponse) => void) =>
    server(({ path }, response) => (path.startsWith('/users/') ? answer(response) : json(response, githubIssue(12))));

  test('one issue as plain values, asked for as published', async () => {
    const there = await users((response) => json(response, githubUser('ada-l', 4711, { email: 'ada@example.org' })));
    const forge = await open('github', there.origin);
    expect(await forge.issue(12)).toEqual({
      number: 12,
      title: 'Issue 12',
      body: '### Challenge\n\nIt sticks.\n\n### Context\n\nA tram.\n',
      author: { login: 'ada-l', id: 4711, name: 'Ada Lovelace', mail: 'ada@example.org' },
      url: 'https://github.com/tidewater/practice/issues/12',
      labels: ['cop:issue'],
      openedOn: '2026-11-19',
      isPullRequest: false,
    });
    expect(there.seen.map(({ path }) => path)).toEqual(['/repos/tidewater/practice/issues/12', '/users/ada-l']);
    for (const { headers } of there.seen) {
      expect(headers.authorization).toBe(`token ${TOKEN}`);
      expect(headers.accept).toContain('application/vnd.github');
      expect(headers['user-agent']).toContain('cop');
    }
  });

  test('works without a token', async () => {
    const there = await users((response) => json(response, githubUser('ada-l', 4711)));
    expect((await (await open('github', there.origin, { token: null })).issue(12)).author?.mail).toBeNull();
    expect(there.seen.map(({ headers }) => headers.authorization)).toEqual([undefined, undefined]);
  });

  test('an account without a page, or gone, takes nothing else with it', async () => {
    const there = await users((response) => json(response, { message: 'Not Found' }, 404));
    expect((await (await open('github', there.origin)).issue(12)).author).toMatchObject({ login: 'ada-l', name: null });
    const ghost = await server((_, response) => json(response, githubIssue(12, { user: null })));
    expect((await (await open('github', ghost.origin)).issue(12)).author).toBeNull();
  });

  test('every page of the issues with a label, without pull requests; each account is asked for once', async () => {
    const pages = [
      [githubIssue(1), githubIssue(2)],
      [
        githubIssue(3, { pull_request: { diff_url: null, html_url: null, patch_url: null, url: null } }),
        githubIssue(4),
      ],
      [githubIssue(5)],
    ];
    const there: Server = await server(({ path, query }, response) => {
      if (path.startsWith('/users/')) return json(response, githubUser('ada-l', 4711));
      const page = Number(query.get('page') ?? '1');
      const next = new URLSearchParams(query);
      next.set('page', String(page + 1));
      const link =
        page < pages.length
          ? { link: `<${there.origin}${path}?${next}>; rel="next", <${there.origin}${path}?page=3>; rel="last"` }
          : {};
      return json(response, pages[page - 1] ?? [], 200, link);
    });
    const issues = await (await open('github', there.origin)).issues('cop:issue');
    expect(issues.map(({ number }) => number)).toEqual([1, 2, 4, 5]);
    const asked = there.seen.filter(({ path }) => path === '/repos/tidewater/practice/issues');
    expect(asked.map(({ query }) => query.get('page') ?? '1')).toEqual(['1', '2', '3']);
    expect(
      asked.every(
        ({ query }) =>
          query.get('labels') === 'cop:issue' && query.get('state') === 'open' && query.get('per_page') === '100',
      ),
    ).toBe(true);
    expect(there.seen.filter(({ path }) => path.startsWith('/users/'))).toHaveLength(1);
  });

  test('waits where it is asked to, if that is not long', async () => {
    const there = await server((asked, response, count) => {
      if (count > 2) return ok('github', response, asked);
      const limit =
        count === 1
          ? { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(Math.ceil(Date.now() / 1000) + 5) }
          : { 'retry-after': '7' };
      return json(
        response,
        { message: count === 1 ? 'API rate limit exceeded' : 'You have exceeded a secondary rate limit' },
        403,
        limit,
      );
    });
    const waits: number[] = [];
    expect((await (await open('github', there.origin, { waits })).issue(12)).number).toBe(12);
    expect(waits).toHaveLength(2);
    expect(waits[1]).toBe(7);
  });

  test('a link to a page elsewhere is not followed', async () => {
    const other = await server((_, response) => json(response, []));
    const there = await server((_, response) =>
      json(response, [githubIssue(1)], 200, { link: `<${other.origin}/x?page=2>; rel="next"` }),
    );
    expect(await refused((await open('github', there.origin)).issues('cop:issue'))).toContain('leads on to HOST');
    expect(other.seen).toEqual([]);
  });
});

describe('GitLab', () => {
  test('one issue as plain values, asked for as published', async () => {
    const there = await server((asked, response) => ok('gitlab', response, asked));
    expect(await (await open('gitlab', there.origin)).issue(12)).toEqual({
      number: 12,
      title: 'Issue 12',
      body: '### Challenge\n\nIt sticks.\n\n### Context\n\nA tram.\n',
      author: { login: 'ada.l', id: 42, name: 'Ada Lovelace', mail: null },
      url: 'https://gitlab.com/group/practice/-/issues/12',
      labels: ['cop::issue'],
      // Half past midnight in Helsinki is still the day before in UTC.
      openedOn: '2026-11-19',
      isPullRequest: false,
    });
    expect(there.seen).toHaveLength(1);
    expect(there.seen[0]).toMatchObject({
      path: '/api/v4/projects/group%2Fsub%2Fpractice/issues/12',
      headers: { 'private-token': TOKEN },
    });
    expect(there.seen[0]?.headers.authorization).toBeUndefined();
  });

  test('a job’s token goes where it belongs', async () => {
    const there = await server((asked, response) => ok('gitlab', response, asked));
    await (await open('gitlab', there.origin, { token: null, env: { CI_JOB_TOKEN: TOKEN } })).issue(12);
    expect(there.seen[0]?.headers).toMatchObject({ 'job-token': TOKEN });
    expect(there.seen[0]?.headers['private-token']).toBeUndefined();
  });

  test('every page of the issues with a label', async () => {
    const there = await server(({ query }, response) => {
      const page = Number(query.get('page'));
      json(response, [gitlabIssue(2 * page - 1), gitlabIssue(2 * page)], 200, {
        'x-page': String(page),
        'x-next-page': page < 3 ? String(page + 1) : '',
      });
    });
    const issues = await (await open('gitlab', there.origin)).issues('cop::issue');
    expect(issues.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(there.seen.map(({ query }) => [query.get('page'), query.get('labels'), query.get('state')])).toEqual(
      ['1', '2', '3'].map((page) => [page, 'cop::issue', 'opened']),
    );
  });

  test('pages without end are refused', async () => {
    const there = await server(({ query }, response) =>
      json(response, [], 200, { 'x-next-page': String(Number(query.get('page')) + 1) }),
    );
    expect(await refused((await open('gitlab', there.origin)).issues('x'))).toContain('more than 10000 issues');
    expect(there.seen).toHaveLength(100);
  });

  test('waits where it is asked to, if that is not long', async () => {
    const there = await server((asked, response, count) =>
      count < 3 ? json(response, {}, 429, { 'retry-after': '3' }) : ok('gitlab', response, asked),
    );
    const waits: number[] = [];
    expect((await (await open('gitlab', there.origin, { waits })).issue(12)).number).toBe(12);
    expect(waits).toEqual([3, 3]);
  });
});

describe.each(FORGES)('what goes wrong on %s', (name) => {
  const variable = TOKENS[name];
  const path = name === 'github' ? 'tidewater/practice' : 'group/sub/practice';
  const telling = (status: number, headers: Record<string, string> = {}) =>
    // A server may say our own token to us.
    server((_, response) =>
      json(response, { message: `no: ${TOKEN}`, error: TOKEN, documentation_url: TOKEN }, status, headers),
    );

  test.each([
    [
      401,
      {},
      `HOST does not accept the token in ${variable} (401).\nHas it expired? Make a new one that may read issues.`,
    ],
    [
      403,
      {},
      `HOST does not let the token in ${variable} read issue 12 of ${path} (403).\nIt needs the right to read issues.`,
    ],
    [
      404,
      {},
      `There is no issue 12 of ${path} on HOST (404).\nIs the number right? If it is, the token in ${variable} may not be allowed to see it.`,
    ],
    [
      410,
      {},
      `There is no issue 12 of ${path} on HOST (410).\nIs the number right? If it is, the token in ${variable} may not be allowed to see it.`,
    ],
    [422, {}, `HOST answered 422 when asked for issue 12 of ${path}.\n`],
  ] as const)('%i is told at once', async (status, headers, said) => {
    const there = await telling(status, headers);
    expect(await refused((await open(name, there.origin)).issue(12))).toBe(said);
    expect(there.seen).toHaveLength(1);
  });

  test.each([401, 403, 404] as const)('%i without a token says which variable would hold one', async (status) => {
    const there = await telling(status);
    expect(await refused((await open(name, there.origin, { token: null })).issue(12))).toContain(variable);
  });

  test.each([
    [429, { 'retry-after': '3600' }],
    [403, { 'retry-after': '3600' }],
    [403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(Math.ceil(Date.now() / 1000) + 3600) }],
    [429, { 'ratelimit-remaining': '0', 'ratelimit-reset': String(Math.ceil(Date.now() / 1000) + 3600) }],
  ])('%i %j: a long wait is left to the user, with its end', async (status, headers) => {
    const there = await telling(status, headers);
    const waits: number[] = [];
    const said = await refused((await open(name, there.origin, { waits })).issue(12));
    expect(said).toMatch(
      /^HOST takes no more requests before \d{4}-\d\d-\d\d \d\d:\d\d UTC \(4\d\d\)\.\nTry again then\.$/,
    );
    expect(there.seen).toHaveLength(1);
    expect(waits).toEqual([]);
  });

  test('short waits do not add up to a long one', async () => {
    const there = await telling(429, { 'retry-after': '40' });
    const waits: number[] = [];
    expect(await refused((await open(name, there.origin, { waits })).issue(12))).toContain(
      'takes no more requests before',
    );
    expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeLessThanOrEqual(60);
  });

  test.each([500, 502, 503])('%i is tried three times', async (status) => {
    const there = await telling(status);
    expect(await refused((await open(name, there.origin)).issue(12))).toBe(
      `HOST has trouble of its own (${status}), 3 times.\nTry again later.`,
    );
    expect(there.seen).toHaveLength(3);
  });

  test('a passing trouble passes', async () => {
    const there = await server((asked, response, count) =>
      count === 1 ? json(response, {}, 502) : count === 2 ? response.destroy() : ok(name, response, asked),
    );
    expect((await (await open(name, there.origin)).issue(12)).title).toBe('Issue 12');
  });

  test('nobody there', async () => {
    const there = await server(() => {});
    await there.close();
    expect(await refused((await open(name, there.origin)).issue(12))).toBe(
      'HOST cannot be reached, or broke off (ECONNREFUSED).\nIs there a network, and is the address right?',
    );
  });

  test('no answer in time', async () => {
    const there = await server(() => {});
    expect(await refused((await open(name, there.origin, { patience: { answerMs: 60 } })).issue(12))).toContain(
      'did not answer within',
    );
    expect(there.seen).toHaveLength(3);
  });

  test('an answer that stops halfway', async () => {
    const there = await server((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
      response.write('{"number": 12,');
      setTimeout(() => response.destroy(), 5);
    });
    expect(await refused((await open(name, there.origin)).issue(12))).toContain('cannot be reached, or broke off');
  });

  test.each([
    ['no JSON', '<html>Sign in</html>', 'with something that is no JSON'],
    ['JSON that is cut', '{"number": 12, "title": "', 'with something that is no JSON'],
    ['other JSON', '{"number": "12"}', 'is not what its API promises'],
    ['a list', '[]', 'is not what its API promises'],
    ['null', 'null', 'is not what its API promises'],
  ])('%s', async (_, body, said) => {
    const there = await server((__, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(body);
    });
    const forge = await open(name, there.origin);
    expect(await refused(forge.issue(12))).toContain(said);
    expect(there.seen).toHaveLength(1);
  });

  test('a moment that is none', async () => {
    const there = await server((_, response) =>
      json(
        response,
        name === 'github' ? githubIssue(12, { created_at: 'soon' }) : gitlabIssue(12, { created_at: 'soon' }),
      ),
    );
    expect(await refused((await open(name, there.origin)).issue(12))).toContain('is not what its API promises');
  });

  test.each([301, 302, 307, 308])(
    'a redirect (%i) to another server is not followed: it sees nothing',
    async (status) => {
      const other = await server((asked, response) => ok(name, response, asked));
      const there = await server(({ path: asked }, response) => {
        response.writeHead(status, { location: `${other.origin}${asked}` });
        response.end();
      });
      expect(await refused((await open(name, there.origin)).issue(12))).toContain('a token is sent to one host only');
      expect(other.seen).toEqual([]);
      expect(there.seen).toHaveLength(1);
    },
  );

  test('a redirect that would put the token into our words does not', async () => {
    const there = await server((_, response) => {
      response.writeHead(302, { location: `https://${TOKEN.toLowerCase().replaceAll('_', '')}.example.org/` });
      response.end();
    });
    const said = await refused(
      (await open(name, there.origin, { token: TOKEN.toLowerCase().replaceAll('_', '') })).issue(12),
    );
    expect(said).toContain('leads on to ***.example.org');
  });

  test('a redirect on the same server is followed, with an end', async () => {
    const moved = await server((asked, response, count) => {
      if (count > 1) return ok(name, response, asked);
      response.writeHead(301, { location: '/repositories/77/issues/12' });
      return response.end();
    });
    expect((await (await open(name, moved.origin)).issue(12)).number).toBe(12);
    const circle = await server((_, response) => {
      response.writeHead(302, { location: '/again' });
      response.end();
    });
    expect(await refused((await open(name, circle.origin)).issue(12))).toContain('leads on and on');
    expect(circle.seen).toHaveLength(4);
  });

  test('a token that cannot be sent is not quoted', async () => {
    expect(await refused(open(name, 'http://127.0.0.1:1', { token: `${TOKEN}\nX-Evil: 1` }))).toBe(
      `What ${variable} holds can be no token.\nSet it again.`,
    );
  });
});

describe('where a forge is', () => {
  const at = (wish: Partial<AddressWish>, env: NodeJS.ProcessEnv = {}) => addressOfForge({ ...NOTHING, ...wish }, env);
  const why = (wish: Partial<AddressWish>, env: NodeJS.ProcessEnv = {}): string => {
    try {
      return `none: ${JSON.stringify(at(wish, env))}`;
    } catch (error) {
      if (error instanceof Refusal) return `${error.message} ${error.instead ?? ''}`;
      throw error;
    }
  };

  test.each([
    [{ written: 'https://github.com/a/b' }, {}, 'github https://api.github.com a/b'],
    [{ remote: 'git@gitlab.com:g/s/b.git' }, {}, 'gitlab https://gitlab.com/api/v4 g/s/b'],
    [{ written: 'https://github.com/a/b', remote: 'git@github.com:c/d' }, {}, 'github https://api.github.com a/b'],
    [{ written: 'https://github.com/a/b' }, { GITHUB_REPOSITORY: 'c/d' }, 'github https://api.github.com c/d'],
    [{ repository: 'https://git.example.org/a/b', forge: 'github' }, {}, 'github https://git.example.org/api/v3 a/b'],
    [{ repository: 'https://gitlab.example.org/a/b' }, {}, 'gitlab https://gitlab.example.org/api/v4 a/b'],
    [
      { written: 'https://git.example.org/a/b', url: 'https://git.example.org/api/v4/' },
      {},
      'gitlab https://git.example.org/api/v4 a/b',
    ],
    [
      { remote: 'https://git.example.org/a/b' },
      { CI_SERVER_URL: 'https://git.example.org', CI_API_V4_URL: 'https://git.example.org/api/v4' },
      'gitlab https://git.example.org/api/v4 a/b',
    ],
    [
      {},
      {
        CI_PROJECT_URL: 'https://gitlab.com/g/b',
        CI_SERVER_URL: 'https://gitlab.com',
        CI_API_V4_URL: 'https://gitlab.com/api/v4',
      },
      'gitlab https://gitlab.com/api/v4 g/b',
    ],
    [
      {},
      {
        GITHUB_REPOSITORY: 'a/b',
        GITHUB_SERVER_URL: 'https://ghe.example.org',
        GITHUB_API_URL: 'https://ghe.example.org/api/v3',
      },
      'github https://ghe.example.org/api/v3 a/b',
    ],
  ] as const)('%j %j', (wish, env, expected) => {
    const { forge, api, path } = at(wish, env);
    expect(`${forge} ${api} ${path}`).toBe(expected);
  });

  test('a host that only the repository’s own files name is asked nothing', () => {
    for (const wish of [
      { written: 'https://gitlab.evil.example/a/b' },
      { remote: 'git@gitlab.evil.example:a/b.git' },
      { written: 'http://169.254.169.254/a/b', forge: 'gitlab' as const },
    ])
      expect(why(wish)).toContain('it is asked nothing, and gets no token, before you name it');
    // Nor does the environment’s API serve another host.
    expect(
      why(
        { written: 'https://gitlab.evil.example/a/b' },
        { CI_SERVER_URL: 'https://gitlab.com', CI_API_V4_URL: 'https://gitlab.com/api/v4' },
      ),
    ).toContain('before you name it');
  });

  test.each([
    [{}, 'On which forge is the repository?'],
    [{ written: 'https://git.example.org/a/b' }, 'Is git.example.org a GitHub or a GitLab?'],
    [{ remote: `https://me:${TOKEN}@example.org/only` }, 'git’s `origin` leads to no repository on a forge.'],
    [{ written: 'https://github.com/a/b/c' }, 'a/b/c is no repository of GitHub’s'],
    [{ written: 'https://gitlab.com/a/b', url: 'http://gitlab.com/api/v4' }, '--url is not https'],
    [{ written: 'https://gitlab.com/a/b', url: 'file:///etc/passwd' }, '--url is no address of an API'],
    [{ written: 'https://gitlab.com/a/b', url: `https://${TOKEN}@gitlab.com/api/v4` }, '--url is no address of an API'],
  ] as const)('%j is refused', (wish, said) => {
    expect(why(wish)).toContain(said);
    expect(why(wish)).not.toContain('SECRET');
  });

  test('a day is that of UTC', () => {
    expect(dayOfMoment('2026-11-20T00:30:00.000+02:00')).toBe('2026-11-19');
    expect(dayOfMoment('2026-11-20T23:59:59Z')).toBe('2026-11-20');
    expect(dayOfMoment('')).toBeNull();
  });
});
