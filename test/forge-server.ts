import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { components } from '@octokit/openapi-types';
import { onTestFinished } from 'vitest';

/** A request as a server on this machine got it. */
export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
}

export interface Server {
  readonly origin: string;
  readonly seen: Seen[];
  readonly close: () => Promise<void>;
}

export type Answering = (asked: Seen, response: ServerResponse, count: number) => void;

/** A server that goes away with the test. */
export async function server(answering: Answering): Promise<Server> {
  const seen: Seen[] = [];
  const http = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const asked = { method: request.method ?? '', path: pathname, query: searchParams, headers: request.headers };
    seen.push(asked);
    answering(asked, response, seen.length);
  });
  await new Promise<void>((resolve) => {
    http.listen(0, '127.0.0.1', resolve);
  });
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      http.closeAllConnections();
      http.close(() => resolve());
    });
  const { port } = http.address() as AddressInfo;
  onTestFinished(close);
  return { origin: `http://127.0.0.1:${port}`, seen, close };
}

export function json(
  response: ServerResponse,
  body: unknown,
  status = 200,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(JSON.stringify(body));
}

type GithubIssue = components['schemas']['issue'];
type GithubUser = components['schemas']['public-user'];
type Account = NonNullable<components['schemas']['nullable-simple-user']>;

const account = (login: string, id: number): Account => ({
  login,
  id,
  node_id: `U_${id}`,
  avatar_url: 'https://avatars.example.org/1',
  gravatar_id: '',
  url: `https://api.github.com/users/${login}`,
  html_url: `https://github.com/${login}`,
  followers_url: 'https://api.github.com/x',
  following_url: 'https://api.github.com/x',
  gists_url: 'https://api.github.com/x',
  starred_url: 'https://api.github.com/x',
  subscriptions_url: 'https://api.github.com/x',
  organizations_url: 'https://api.github.com/x',
  repos_url: 'https://api.github.com/x',
  events_url: 'https://api.github.com/x',
  received_events_url: 'https://api.github.com/x',
  type: 'User',
  site_admin: false,
});

/** An issue as GitHub's published description has it; the compiler holds it to that. */
export function githubIssue(number: number, changes: Partial<GithubIssue> = {}): GithubIssue {
  const url = `https://api.github.com/repos/tidewater/practice/issues/${number}`;
  return {
    id: 1000 + number,
    node_id: `I_${number}`,
    url,
    repository_url: 'https://api.github.com/repos/tidewater/practice',
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: `https://github.com/tidewater/practice/issues/${number}`,
    number,
    state: 'open',
    title: `Issue ${number}`,
    body: '### Challenge\n\nIt sticks.\n\n### Context\n\nA tram.\n',
    user: account('ada-l', 4711),
    labels: [{ id: 1, node_id: 'L', url, name: 'cop:issue', description: null, color: 'ededed', default: false }],
    assignee: null,
    assignees: [],
    milestone: null,
    locked: false,
    active_lock_reason: null,
    comments: 0,
    closed_at: null,
    created_at: '2026-11-19T23:30:00Z',
    updated_at: '2026-11-19T23:30:00Z',
    author_association: 'NONE',
    ...changes,
  };
}

export function githubUser(login: string, id: number, changes: Partial<GithubUser> = {}): GithubUser {
  return {
    ...account(login, id),
    user_view_type: 'public',
    name: 'Ada Lovelace',
    company: null,
    blog: null,
    location: null,
    email: null,
    hireable: null,
    bio: null,
    public_repos: 0,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: '2020-01-01T00:00:00Z',
    updated_at: '2020-01-01T00:00:00Z',
    ...changes,
  };
}

/** The part of an issue that GitLab documents as always there (docs.gitlab.com, “Issues API”, v4) and that is read. */
export function gitlabIssue(iid: number, changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    id: 9000 + iid,
    iid,
    project_id: 7,
    title: `Issue ${iid}`,
    description: '### Challenge\n\nIt sticks.\n\n### Context\n\nA tram.\n',
    state: 'opened',
    created_at: '2026-11-20T00:30:00.000+02:00',
    updated_at: '2026-11-20T00:30:00.000+02:00',
    closed_at: null,
    closed_by: null,
    labels: ['cop::issue'],
    milestone: null,
    assignees: [],
    author: {
      id: 42,
      username: 'ada.l',
      name: 'Ada Lovelace',
      state: 'active',
      avatar_url: null,
      web_url: 'https://gitlab.com/ada.l',
    },
    type: 'ISSUE',
    user_notes_count: 0,
    confidential: false,
    due_date: null,
    web_url: `https://gitlab.com/group/practice/-/issues/${iid}`,
    ...changes,
  };
}
