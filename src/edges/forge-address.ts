import type { ForgeName } from '../model/forge.ts';
import { Refusal } from '../model/refusal.ts';
import { repositoryAt } from '../text/repository.ts';
import type { Repository } from '../text/repository.ts';

/** A repository on a forge, and where that answers programs. */
export interface ForgeAddress extends Repository {
  readonly forge: ForgeName;
  /** The base of its API, without a slash at the end; https, unless it is this very machine. */
  readonly api: string;
}

/** What tells where the repository is. Flags and the environment are the user's; the rest is anybody's text. */
export interface AddressWish {
  readonly forge: ForgeName | null;
  /** `--url`: the base of the API. */
  readonly url: string | null;
  /** `--repository`: the address of the repository's page. */
  readonly repository: string | null;
  /** What `cop.yml` says. */
  readonly written: string | null;
  /** What git calls `origin`. */
  readonly remote: string | null;
}

const PUBLIC: Readonly<Record<string, { readonly forge: ForgeName; readonly api: string }>> = {
  'github.com': { forge: 'github', api: 'https://api.github.com' },
  'gitlab.com': { forge: 'gitlab', api: 'https://gitlab.com/api/v4' },
};

/** Where a forge of one's own answers. */
const OWN: Readonly<Record<ForgeName, string>> = { github: '/api/v3', gitlab: '/api/v4' };

const LOOPBACK = new Set(['127.0.0.1', '[::1]', 'localhost']);

/** @throws Refusal where it is no address to which a token may go. */
function apiBase(address: string, what: string): string {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (!url || !['https:', 'http:'].includes(url.protocol) || url.username !== '' || url.search !== '') {
    throw new Refusal(`${what} is no address of an API.`, 'It is to be such as https://gitlab.example.org/api/v4.');
  }
  if (url.protocol === 'http:' && !LOOPBACK.has(url.hostname)) {
    throw new Refusal(`${what} is not https: whatever is sent there could be read on the way.`);
  }
  return `${url.origin}${url.pathname.replace(/\/$/, '')}`;
}

const hostOf = (address: string | undefined): string | null =>
  address !== undefined && URL.canParse(address) ? new URL(address).host : null;

/** The page of the repository that a runner works for. */
function ofRunner(env: NodeJS.ProcessEnv): string | null {
  const { GITHUB_REPOSITORY: name, GITHUB_SERVER_URL: server, CI_PROJECT_URL: project } = env;
  if (name) return `${server || 'https://github.com'}/${name}`;
  return project || null;
}

function repositoryFrom({ repository, written, remote }: AddressWish, env: NodeJS.ProcessEnv) {
  const sources = [
    { address: repository, what: '--repository', isNamed: true },
    { address: ofRunner(env), what: 'What the environment calls the repository', isNamed: true },
    { address: written, what: '`repository_url` in cop.yml', isNamed: false },
    { address: remote, what: 'git’s `origin`', isNamed: false },
  ];
  const source = sources.find(({ address }) => address !== null);
  const say = '`--repository https://github.com/OWNER/NAME` says it, or `site: {repository_url: …}` in cop.yml.';
  if (!source) throw new Refusal('On which forge is the repository?', say);
  // The address itself is not repeated: git's may hold a password.
  const found = repositoryAt(source.address ?? '');
  if (!found) throw new Refusal(`${source.what} leads to no repository on a forge.`, say);
  return { ...found, ...source };
}

function forgeOf(host: string, url: string | null, env: NodeJS.ProcessEnv): ForgeName | null {
  if (PUBLIC[host]) return PUBLIC[host].forge;
  if (host === hostOf(env['GITHUB_SERVER_URL'])) return 'github';
  if (host === hostOf(env['CI_SERVER_URL'])) return 'gitlab';
  if (url !== null) return url.includes('/api/v4') ? 'gitlab' : url.includes('/api/v3') ? 'github' : null;
  return /(?:^|\.)gitlab\./.test(host) ? 'gitlab' : null;
}

/** The API that the environment names, where it is that of the repository's own host. */
function apiOfRunner(forge: ForgeName, host: string, env: NodeJS.ProcessEnv): string | null {
  const [api, server] =
    forge === 'github' ? ['GITHUB_API_URL', 'GITHUB_SERVER_URL'] : ['CI_API_V4_URL', 'CI_SERVER_URL'];
  const address = env[api];
  if (!address) return null;
  const isIts = [hostOf(address), hostOf(env[server])].includes(host) || hostOf(address) === `api.${host}`;
  return isIts ? apiBase(address, api) : null;
}

/**
 * Where to ask. `cop.yml` and git's `origin` are texts of whoever wrote the repository: they may name a repository on
 * github.com or gitlab.com, but no other host. Such a host would get a token, or be one inside the network of whoever
 * runs this; it is asked nothing before the user names it, with a flag or in the environment.
 *
 * @throws Refusal where that is not known, with the flag that says it.
 */
export function addressOfForge(wish: AddressWish, env: NodeJS.ProcessEnv): ForgeAddress {
  const { host, path, isNamed, what } = repositoryFrom(wish, env);
  const forge = wish.forge ?? forgeOf(host, wish.url, env);
  if (forge === null)
    throw new Refusal(`Is ${host} a GitHub or a GitLab?`, '`--forge github` or `--forge gitlab` says it.');
  if (forge === 'github' && path.split('/').length !== 2)
    throw new Refusal(`${path} is no repository of GitHub’s: OWNER/NAME is.`);
  const known = PUBLIC[host];
  const usual = `https://${host}${OWN[forge]}`;
  const api =
    (wish.url === null ? null : apiBase(wish.url, '--url')) ??
    apiOfRunner(forge, host, env) ??
    (known?.forge === forge ? known.api : null) ??
    (isNamed ? apiBase(usual, what) : null);
  if (api !== null) return { forge, host, path, api };
  throw new Refusal(
    `Only ${what.startsWith('git') ? what : 'cop.yml'} names ${host}: it is asked nothing, and gets no token, before you name it.`,
    `\`--url ${usual}\` does.`,
  );
}
