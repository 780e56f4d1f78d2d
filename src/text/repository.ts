/** A repository on a forge: whose host, and its path there, `owner/name` or `group/subgroup/name`. */
export interface Repository {
  /** With the port, where it is not the usual one of https. */
  readonly host: string;
  readonly path: string;
}

const HOST = /^[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?(?::[0-9]{1,5})?$/;
const STEP = /^(?!\.{1,2}$)[A-Za-z0-9_.][A-Za-z0-9._-]{0,150}$/;

function checked(host: string, path: string): Repository | null {
  const plain = path
    .replace(/^\//, '')
    .replace(/\/$/, '')
    .replace(/\.git$/, '');
  const steps = plain.split('/');
  const isPath = steps.length >= 2 && steps.length <= 20 && steps.every((step) => STEP.test(step));
  return HOST.test(host.toLowerCase()) && isPath ? { host: host.toLowerCase(), path: plain } : null;
}

/**
 * The repository that an address of git's leads to: `https://host/path`, `ssh://git@host/path` or `git@host:path`. What
 * the address says of users and passwords is dropped. Null where it leads to no forge.
 */
export function repositoryAt(address: string): Repository | null {
  const short = /^(?:[\w.-]{1,60}@)?([\w.-]{1,250}):(?!\/\/)([^\s:]{1,500})$/.exec(address);
  if (short) return checked(short[1] as string, short[2] as string);
  if (!/^(?:https?|ssh|git):\/\//i.test(address) || !URL.canParse(address)) return null;
  const { protocol, host, hostname, pathname } = new URL(address);
  // The port of ssh says nothing of where the forge answers.
  return checked(/^https?:$/.test(protocol) ? host : hostname, pathname);
}
