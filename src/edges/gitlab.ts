import * as v from 'valibot';
import type { ForgeIssue } from '../model/forge-issue.ts';
import { Refusal } from '../model/refusal.ts';
import { MOST_PAGES, dayOfMoment } from './forge.ts';
import type { Forge, ForgeParts } from './forge.ts';
import { TRIES, secondsToWait } from './forge-door.ts';

/*
 * Not on `@gitbeaker/rest`. Measured with 43.8.0, against a server on this machine that answers with a redirect to
 * another one: the second server was sent `PRIVATE-TOKEN`, since only `Authorization` is taken away by `fetch`, and no
 * option hands `redirect` through. It also adds 515 KB, for two requests, asks ten times again on 429 without heeding
 * `Retry-After`, and keeps the token in the `cause` of its errors.
 */

const Issue = v.looseObject({
  iid: v.pipe(v.number(), v.integer(), v.minValue(1)),
  title: v.string(),
  description: v.nullish(v.string(), ''),
  created_at: v.string(),
  labels: v.array(v.string()),
  web_url: v.string(),
  author: v.nullish(
    v.looseObject({ id: v.pipe(v.number(), v.integer()), username: v.string(), name: v.nullish(v.string()) }),
  ),
});

function issueFrom(told: v.InferOutput<typeof Issue>): ForgeIssue | null {
  const openedOn = dayOfMoment(told.created_at);
  if (openedOn === null) return null;
  const { author } = told;
  return {
    number: told.iid,
    title: told.title,
    body: told.description ?? '',
    // GitLab shows nobody's address with an issue.
    author: author ? { login: author.username, id: author.id, name: author.name ?? null, mail: null } : null,
    url: told.web_url,
    labels: told.labels,
    openedOn,
    isPullRequest: false,
  };
}

/** GitLab's issues, of its own server or another's (API v4). */
export function gitlab({ address, door, secret, patience }: ForgeParts): Forge {
  const project = `${address.api}/projects/${encodeURIComponent(address.path)}`;
  const header = secret?.variable === 'CI_JOB_TOKEN' ? 'job-token' : 'private-token';
  const headers = { accept: 'application/json', 'user-agent': 'cop', ...(secret ? { [header]: secret.value } : {}) };

  const once = async (url: string): Promise<Response | Refusal> => {
    try {
      return await door.fetch(url, headers);
    } catch (error) {
      if (error instanceof Refusal && door.refusal === null) return error;
      throw error;
    }
  };

  /** Asks again where it may help: at once a forge says when, else after 1 and 4 seconds. */
  const get = async (url: string, what: string): Promise<Response> => {
    for (let attempt = 1; ; attempt += 1) {
      const answer = await once(url);
      if (answer instanceof Response && answer.ok) return answer;
      const isPassing = answer instanceof Refusal || answer.status === 429 || answer.status >= 500;
      const asked = answer instanceof Response ? secondsToWait(answer.headers) : null;
      const wait = asked ?? attempt ** 2;
      if (!isPassing || attempt === TRIES || !door.mayWait(wait)) {
        throw answer instanceof Refusal ? answer : door.refused(answer.status, answer.headers, what);
      }
      await new Promise((resolve) => setTimeout(resolve, wait * patience.secondMs));
    }
  };

  const read = (data: unknown, what: string): ForgeIssue => {
    const told = v.safeParse(Issue, data);
    const issue = told.success ? issueFrom(told.output) : null;
    if (issue === null) throw door.misunderstood(what);
    return issue;
  };

  return {
    issue: async (number) => {
      const what = `issue ${number} of ${address.path}`;
      return read(await (await get(`${project}/issues/${number}`, what)).json(), what);
    },
    issues: async (label) => {
      const what = `issues of ${address.path}`;
      const found: ForgeIssue[] = [];
      const query = new URLSearchParams({
        labels: label,
        state: 'opened',
        per_page: '100',
        order_by: 'created_at',
        sort: 'asc',
      });
      let page = '1';
      for (let count = 0; count < MOST_PAGES; count += 1) {
        query.set('page', page);
        const answer = await get(`${project}/issues?${query}`, what);
        const data: unknown = await answer.json();
        if (!Array.isArray(data)) throw door.misunderstood(what);
        found.push(...data.map((one) => read(one, what)));
        const next = answer.headers.get('x-next-page') ?? '';
        if (!/^[0-9]{1,6}$/.test(next)) return found;
        page = next;
      }
      throw new Refusal(
        `There are more than ${MOST_PAGES * 100} issues with that label.`,
        'Take some in by their numbers.',
      );
    },
  };
}
