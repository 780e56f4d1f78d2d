import { Refusal } from '../model/refusal.ts';
import { counted } from '../text/words.ts';

/** How long somebody waits. */
export interface Patience {
  /** For one answer, in milliseconds. */
  readonly answerMs: number;
  /** For all that a forge asks to wait, in seconds. */
  readonly waitS: number;
  /** What a second of waiting is, in milliseconds; tests shorten it. */
  readonly secondMs: number;
}

export const PATIENCE: Patience = { answerMs: 20_000, waitS: 60, secondMs: 1000 };

/** A token, and the variable of the environment that it comes from. */
export interface Secret {
  readonly value: string;
  readonly variable: string;
}

/** How often something is asked again that failed for no reason of ours. */
export const TRIES = 3;

const MOST_REDIRECTS = 3;
const LARGEST_ANSWER = 64 * 1024 * 1024;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** The first of these variables that is set. @throws Refusal where it can be no token: it is not repeated. */
export function secretFrom(env: NodeJS.ProcessEnv, variables: readonly string[]): Secret | null {
  const variable = variables.find((name) => (env[name] ?? '') !== '');
  if (variable === undefined) return null;
  const value = env[variable] as string;
  // A header that cannot be sent is quoted in the error that says so.
  if (!/^[\x21-\x7e]{1,4096}$/.test(value))
    throw new Refusal(`What ${variable} holds can be no token.`, 'Set it again.');
  return { value, variable };
}

const until = (seconds: number): string => {
  const time = new Date(Date.now() + seconds * 1000).toISOString();
  return `${time.slice(0, 10)} ${time.slice(11, 16)} UTC`;
};

/** The seconds that an answer asks to wait; null where it does not say. */
export function secondsToWait(headers: Headers): number | null {
  const after = headers.get('retry-after') ?? '';
  if (/^[0-9]{1,9}$/.test(after)) return Number(after);
  const date = after === '' ? Number.NaN : Date.parse(after);
  if (!Number.isNaN(date)) return Math.max(0, Math.ceil((date - Date.now()) / 1000));
  const isSpent = headers.get('x-ratelimit-remaining') === '0' || headers.get('ratelimit-remaining') === '0';
  const reset = headers.get('x-ratelimit-reset') ?? headers.get('ratelimit-reset') ?? '';
  return isSpent && /^[0-9]{1,12}$/.test(reset) ? Math.max(0, Math.ceil(Number(reset) - Date.now() / 1000)) : null;
}

export interface DoorOptions {
  readonly api: string;
  readonly secret: Secret | null;
  /** The variable that would hold a token, to say so to whoever has none. */
  readonly variable: string;
  readonly patience: Patience;
  /** Hears of every wait that a forge asks for, in seconds. */
  readonly waiting: (seconds: number, host: string) => void;
}

/**
 * The only way to a forge: one origin, no other, whatever a redirect or a link to the next page says; an end to every
 * answer and to all waiting; and errors in our words, in which the token cannot be.
 */
export class ForgeDoor {
  readonly #options: DoorOptions;
  readonly #origin: string;
  #left: number;
  /** What no other try would mend. */
  refusal: Refusal | null = null;
  /** What went wrong on the way the last time. */
  trouble: Refusal | null = null;

  constructor(options: DoorOptions) {
    this.#options = options;
    this.#origin = new URL(options.api).origin;
    this.#left = options.patience.waitS;
  }

  get host(): string {
    return new URL(this.#options.api).host;
  }

  /** A refusal in which no token stands, even where a server told us our own. */
  #say(message: string, instead: string | null = null): Refusal {
    const { secret } = this.#options;
    const plain = (text: string): string => (secret === null ? text : text.replaceAll(secret.value, '***'));
    return new Refusal(plain(message), instead === null ? null : plain(instead));
  }

  #final(message: string, instead: string | null = null): Refusal {
    this.refusal = this.#say(message, instead);
    return this.refusal;
  }

  /** Whether to wait so long: not where all waits together would be longer than anybody's patience. */
  mayWait(seconds: number): boolean {
    if (seconds > this.#left) return false;
    this.#left -= seconds;
    if (seconds > 0) this.#options.waiting(seconds, this.host);
    return true;
  }

  /** What an answer that is none means for whoever asked. @param what `issue 12 of owner/name`. */
  refused(status: number, headers: Headers, what: string): Refusal {
    const { secret, variable } = this.#options;
    const seconds = secondsToWait(headers);
    if (status === 429 || (status === 403 && seconds !== null)) {
      const when = seconds === null ? 'for now' : `before ${until(seconds)}`;
      const more = secret === null ? ` A token in ${variable} is allowed more.` : '';
      return this.#say(`${this.host} takes no more requests ${when} (${status}).`, `Try again then.${more}`);
    }
    if (status === 401) {
      return secret === null
        ? this.#say(`${this.host} wants to know who asks for ${what} (401).`, `Put a token into ${variable}.`)
        : this.#say(
            `${this.host} does not accept the token in ${secret.variable} (401).`,
            'Has it expired? Make a new one that may read issues.',
          );
    }
    if (status === 403) {
      return this.#say(
        `${this.host} does not let ${secret === null ? 'just anybody' : `the token in ${secret.variable}`} read ${what} (403).`,
        secret === null ? `Put a token into ${variable}.` : 'It needs the right to read issues.',
      );
    }
    if (status === 404 || status === 410) {
      const may =
        secret === null
          ? `without a token in ${variable} only public ones can be seen`
          : `the token in ${secret.variable} may not be allowed to see it`;
      return this.#say(`There is no ${what} on ${this.host} (${status}).`, `Is the number right? If it is, ${may}.`);
    }
    if (status >= 500)
      return this.#say(
        `${this.host} has trouble of its own (${status}), ${counted(TRIES, 'time')}.`,
        'Try again later.',
      );
    return this.#say(`${this.host} answered ${status} when asked for ${what}.`);
  }

  /** @throws Refusal in place of an answer that is not as published. */
  misunderstood(what: string): Refusal {
    return this.#say(
      `What ${this.host} says of ${what} is not what its API promises.`,
      'Does --url lead to the API of that forge?',
    );
  }

  /** As the global `fetch`. Only what asks is led on; what is sent is sent once. Fails with `trouble` where another try may help, with `refusal` where none would. */
  async fetch(
    address: string,
    headers: Readonly<Record<string, string>>,
    sent: Readonly<Record<string, unknown>> | null = null,
  ): Promise<Response> {
    if (this.refusal) throw this.refusal;
    let url = new URL(address);
    for (let hop = 0; hop <= MOST_REDIRECTS; hop += 1) {
      if (url.origin !== this.#origin) {
        throw this.#final(
          `${this.host} leads on to ${url.host}, which was not asked: a token is sent to one host only.`,
          'Has the repository moved? `--repository` and `--url` say where to.',
        );
      }
      const answer = await this.#answer(url, headers, sent);
      const location = answer.headers.get('location');
      if (!REDIRECTS.has(answer.status) || location === null || sent !== null) return answer;
      if (!URL.canParse(location, url.href)) break;
      url = new URL(location, url);
    }
    throw this.#final(`${this.host} leads on and on.`, 'Is the repository’s address right?');
  }

  async #answer(
    url: URL,
    headers: Readonly<Record<string, string>>,
    sent: Readonly<Record<string, unknown>> | null,
  ): Promise<Response> {
    const signal = AbortSignal.timeout(this.#options.patience.answerMs);
    try {
      const body = sent === null ? {} : { method: 'POST', body: JSON.stringify(sent) };
      const answer = await fetch(url, { headers: { ...headers }, redirect: 'manual', signal, ...body });
      const text = await this.#text(answer);
      if (answer.ok) this.#mustBeJson(text);
      const kept = new Headers(answer.headers);
      for (const name of ['content-encoding', 'content-length', 'transfer-encoding']) kept.delete(name);
      kept.set('content-type', 'application/json');
      const isEmpty = [204, 205, 304].includes(answer.status);
      return new Response(isEmpty ? null : text, { status: answer.status, headers: kept });
    } catch (error) {
      if (error instanceof Refusal) throw error;
      const { name, cause } = error as Error & { cause?: NodeJS.ErrnoException };
      const seconds = this.#options.patience.answerMs / 1000;
      this.trouble =
        name === 'TimeoutError'
          ? this.#say(`${this.host} did not answer within ${counted(seconds, 'second')}.`, 'Try again later.')
          : this.#say(
              `${this.host} cannot be reached, or broke off (${cause?.code ?? 'no reason given'}).`,
              'Is there a network, and is the address right?',
            );
      throw this.trouble;
    }
  }

  async #text(answer: Response): Promise<string> {
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of answer.body ?? []) {
      size += chunk.length;
      if (size > LARGEST_ANSWER)
        throw this.#final(`${this.host} answers without end: more than ${LARGEST_ANSWER / 1024 / 1024} MB.`);
      chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString('utf8');
  }

  #mustBeJson(text: string): void {
    try {
      JSON.parse(text);
    } catch {
      throw this.#final(
        `${this.host} answers with something that is no JSON.`,
        'Does --url lead to the API, such as https://gitlab.example.org/api/v4?',
      );
    }
  }
}
