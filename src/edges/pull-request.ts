import * as v from 'valibot';
import { Refusal } from '../model/refusal.ts';
import type { ForgeAddress } from './forge-address.ts';
import { openDoor } from './forge.ts';

const Made = v.looseObject({ html_url: v.string() });

export interface PullRequest {
  readonly branch: string;
  /** The branch it is to be merged into. */
  readonly base: string;
  readonly title: string;
  readonly body: string;
}

/**
 * Makes a pull request on GitHub of a branch that is there (REST API 2022-11-28, `POST /repos/{owner}/{repo}/pulls`).
 *
 * @returns its address; null where the environment holds no token to make it with.
 * @throws Refusal where GitHub does not take it.
 */
export async function openPullRequest(
  address: ForgeAddress,
  env: NodeJS.ProcessEnv,
  { branch, base, title, body }: PullRequest,
): Promise<string | null> {
  const { api, path } = address;
  const { door, secret } = openDoor(address, env);
  if (secret === null) return null;
  const headers = {
    accept: 'application/vnd.github+json',
    authorization: `Bearer ${secret.value}`,
    'content-type': 'application/json',
    'user-agent': 'cop',
    'x-github-api-version': '2022-11-28',
  };
  const answer = await door.fetch(`${api}/repos/${path}/pulls`, headers, { title, head: branch, base, body });
  const made = answer.status === 201 ? v.safeParse(Made, await answer.json()) : null;
  if (made?.success === true) return made.output.html_url;
  if ([401, 429].includes(answer.status) || answer.status >= 500)
    throw door.refused(answer.status, answer.headers, `a pull request of ${path}`);
  throw new Refusal(
    `The branch is pushed, and ${door.host} did not make a pull request of it (${answer.status}).`,
    answer.status === 422
      ? 'Is there one already?'
      : `The token in ${secret.variable} needs the right to make pull requests.`,
  );
}
