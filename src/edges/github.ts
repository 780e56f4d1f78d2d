import { Octokit } from '@octokit/core';
import { paginateRest } from '@octokit/plugin-paginate-rest';
import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';
import * as v from 'valibot';
import type { ForgeAuthor, ForgeIssue } from '../model/forge-issue.ts';
import { Refusal } from '../model/refusal.ts';
import { MOST_PAGES, dayOfMoment } from './forge.ts';
import type { Forge, ForgeParts } from './forge.ts';
import { TRIES } from './forge-door.ts';

const Issue = v.looseObject({
  number: v.pipe(v.number(), v.integer(), v.minValue(1)),
  title: v.string(),
  body: v.nullish(v.string(), ''),
  created_at: v.string(),
  labels: v.array(v.union([v.string(), v.looseObject({ name: v.nullish(v.string()) })])),
  html_url: v.string(),
  user: v.nullish(v.looseObject({ login: v.string(), id: v.pipe(v.number(), v.integer()) })),
  pull_request: v.optional(v.unknown()),
});

const User = v.looseObject({ name: v.nullish(v.string()), email: v.nullish(v.string()) });

/** What nobody mends by asking again. 429 is here since the throttling plugin waits where waiting is asked for. */
const HOPELESS = [400, 401, 403, 404, 409, 410, 422, 429, 451];

const Patient = Octokit.plugin(paginateRest, retry, throttling);

function headersOf(error: unknown): { status: number; headers: Headers } | null {
  const { status, response } = error as { status?: number; response?: { headers: Record<string, unknown> } };
  if (typeof status !== 'number' || !response) return null;
  const pairs = Object.entries(response.headers).map(([name, value]): [string, string] => [name, String(value)]);
  return { status, headers: new Headers(pairs) };
}

/** GitHub's issues, of github.com or an enterprise server (REST API 2022-11-28). */
export function github({ address, door, secret, patience }: ForgeParts): Forge {
  const [owner = '', repo = ''] = address.path.split('/');
  const mayWait = (seconds: number, _options: unknown, _octokit: unknown, tries: number): boolean =>
    tries < TRIES - 1 && door.mayWait(seconds);
  const silent = (): void => {};
  const octokit = new Patient({
    baseUrl: address.api,
    userAgent: 'cop',
    ...(secret ? { auth: secret.value } : {}),
    // It warns of what is deprecated on the console, with whatever the server says.
    log: { debug: silent, info: silent, warn: silent, error: silent },
    retry: { doNotRetry: HOPELESS, retries: TRIES - 1, retryAfterBaseValue: patience.secondMs },
    throttle: { onRateLimit: mayWait, onSecondaryRateLimit: mayWait, retryAfterBaseValue: patience.secondMs },
    request: {
      fetch: async (url: string, { headers }: { headers: Record<string, string> }) => {
        try {
          return await door.fetch(url, headers);
        } catch (error) {
          // What is thrown here Octokit takes for an error of the server and asks again; this status it does not.
          if (door.refusal !== null)
            return new Response('{}', { status: 400, headers: { 'content-type': 'application/json' } });
          throw error;
        }
      },
    },
  });

  /** Carries out a request. What Octokit throws holds the request with its headers, and goes no further. */
  const asked = async <T>(what: string, request: () => Promise<T>): Promise<T> => {
    try {
      return await request();
    } catch (error) {
      if (error instanceof Refusal) throw error;
      const answer = headersOf(error);
      throw door.refusal ?? (answer ? door.refused(answer.status, answer.headers, what) : (door.trouble ?? error));
    }
  };

  const known = new Map<string, Promise<Pick<ForgeAuthor, 'name' | 'mail'>>>();
  const person = (login: string): Promise<Pick<ForgeAuthor, 'name' | 'mail'>> => {
    const there = known.get(login);
    if (there) return there;
    const what = `account ${login}`;
    const found = asked(what, async () => {
      try {
        const told = v.safeParse(User, (await octokit.request('GET /users/{username}', { username: login })).data);
        if (!told.success) throw door.misunderstood(what);
        return { name: told.output.name ?? null, mail: told.output.email ?? null };
      } catch (error) {
        // A robot's account has no page. Nothing else is lost with it.
        if (headersOf(error)?.status === 404 && door.refusal === null) return { name: null, mail: null };
        throw error;
      }
    });
    known.set(login, found);
    return found;
  };

  const read = async (data: unknown, what: string): Promise<ForgeIssue> => {
    const told = v.safeParse(Issue, data);
    const openedOn = told.success ? dayOfMoment(told.output.created_at) : null;
    if (!told.success || openedOn === null) throw door.misunderstood(what);
    const { number, title, body, labels, html_url: url, user } = told.output;
    const isPullRequest = told.output.pull_request !== undefined;
    return {
      number,
      title,
      body: body ?? '',
      author: user
        ? { login: user.login, id: user.id, ...(isPullRequest ? { name: null, mail: null } : await person(user.login)) }
        : null,
      url,
      labels: labels.flatMap((label) => (typeof label === 'string' ? label : (label.name ?? []))),
      openedOn,
      isPullRequest,
    };
  };

  return {
    issue: async (number) => {
      const what = `issue ${number} of ${address.path}`;
      const route = 'GET /repos/{owner}/{repo}/issues/{issue_number}';
      const { data } = await asked(what, () => octokit.request(route, { owner, repo, issue_number: number }));
      return read(data, what);
    },
    issues: async (label) => {
      const what = `issues of ${address.path}`;
      const found: unknown[] = [];
      await asked(what, async () => {
        const query = {
          owner,
          repo,
          labels: label,
          state: 'open',
          sort: 'created',
          direction: 'asc',
          per_page: 100,
        } as const;
        let pages = 0;
        for await (const { data } of octokit.paginate.iterator('GET /repos/{owner}/{repo}/issues', query)) {
          if (!Array.isArray(data)) throw door.misunderstood(what);
          found.push(...(data as unknown[]));
          pages += 1;
          if (pages > MOST_PAGES)
            throw new Refusal(
              `There are more than ${MOST_PAGES * 100} issues with that label.`,
              'Take some in by their numbers.',
            );
        }
      });
      const issues: ForgeIssue[] = [];
      for (const one of found) {
        const issue = await read(one, what);
        if (!issue.isPullRequest) issues.push(issue);
      }
      return issues;
    },
  };
}
