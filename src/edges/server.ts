import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a server hands out for a path. */
export interface Answer {
  readonly type: string;
  readonly bytes: Buffer | string;
}

/** A server on this machine, for this machine. */
export interface Server {
  /** Where it is, with a `/` at its end. */
  readonly url: string;
  /** Tells every page that is open that what it shows may have changed, or that it has to be loaded again. */
  readonly tell: (event: 'change' | 'reload') => void;
  readonly close: () => Promise<void>;
}

/** Where pages listen for changes. */
const CHANGES = '/-/changes';
const LOOPBACK = '127.0.0.1';

/** What goes with every answer: nothing is kept, guessed, framed or told to others. */
const HEADERS = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  // A picture may be opened by itself, and is then a document that could run something.
  'content-security-policy':
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
};

function refuse(response: ServerResponse, status: number, sentence: string): void {
  response.writeHead(status, { ...HEADERS, 'content-type': 'text/plain; charset=utf-8' }).end(`${sentence}\n`);
}

/** The path of a request below the site; null where it has none that could be meant. */
function pathOf({ url = '' }: IncomingMessage): string | null {
  const written = (url.split('?', 1)[0] ?? '').slice(1);
  try {
    const path = written.split('/').map(decodeURIComponent).join('/');
    return url.startsWith('/') ? path : null;
  } catch {
    return null;
  }
}

/**
 * Hands out what `answer` has for a path, to programs on this machine that ask for it by the name of this machine: a page
 * from elsewhere that has its own name lead here (DNS rebinding) is refused.
 *
 * @param port 0 takes any that is free.
 * @throws Error of the system where the port is taken.
 */
export async function openServer(port: number, answer: (path: string) => Answer | null): Promise<Server> {
  const listening = new Set<ServerResponse>();
  const hosts = new Set<string>();
  const server = createServer((request, response) => {
    const { method = '', headers } = request;
    if (!hosts.has(headers.host ?? '')) return refuse(response, 403, 'This is for this machine alone.');
    if (method !== 'GET' && method !== 'HEAD') {
      response.setHeader('allow', 'GET, HEAD');
      return refuse(response, 405, 'There is nothing to be changed here.');
    }
    const path = pathOf(request);
    if (path === null) return refuse(response, 400, 'No page can have this address.');
    if (`/${path}` === CHANGES) {
      response.writeHead(200, { ...HEADERS, 'content-type': 'text/event-stream' });
      response.write('retry: 500\n\n');
      listening.add(response);
      response.on('close', () => listening.delete(response));
      return undefined;
    }
    let found: Answer | null;
    try {
      found = answer(path);
    } catch (error) {
      return refuse(response, 500, `This page cannot be drawn: ${(error as Error).message}`);
    }
    if (!found) return refuse(response, 404, 'There is no such page.');
    const bytes = typeof found.bytes === 'string' ? Buffer.from(found.bytes, 'utf8') : found.bytes;
    // Pages say themselves what they may load.
    const policy = found.type.startsWith('text/html') ? { 'content-security-policy': "frame-ancestors 'none'" } : {};
    response.writeHead(200, { ...HEADERS, ...policy, 'content-type': found.type, 'content-length': bytes.length });
    response.end(method === 'HEAD' ? undefined : bytes);
    return undefined;
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, LOOPBACK, () => resolve());
  });
  const { port: taken } = server.address() as AddressInfo;
  for (const name of [LOOPBACK, 'localhost']) hosts.add(`${name}:${taken}`);
  return {
    url: `http://${LOOPBACK}:${taken}/`,
    tell: (event) => {
      for (const response of listening) response.write(`event: ${event}\ndata: {}\n\n`);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
