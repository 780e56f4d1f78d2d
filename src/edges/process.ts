import { fstatSync, statSync, writeSync } from 'node:fs';
import type { Stats } from 'node:fs';
import { devNull } from 'node:os';
import { once, remembered } from '../text/once.ts';
import { crypto } from './crypto.ts';
import type { Asker } from './prompts.ts';

/** The world around one run of the program. Tests hand in another. */
export interface Io {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Today by the clock, in the zone of whoever runs it. */
  readonly clock: () => string;
  readonly random: () => number;
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  readonly stdin: () => Promise<Uint8Array>;
  /** Resolves when the program is asked to end (Ctrl-C); until it is called, that ends the program at once. */
  readonly interrupted: () => Promise<void>;
  readonly stdoutIsTerminal: boolean;
  readonly stderrIsTerminal: boolean;
  /** Milliseconds since the program began, to tell where they went. */
  readonly elapsed: () => number;
  readonly width: number;
  /** Somebody to ask; null where there is no terminal on both sides. */
  readonly asker: () => Promise<Asker | null>;
}

async function readAll(stream: NodeJS.ReadStream): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Whether everything is thrown away there: it looks like a terminal to the system, and nobody sits at it. */
function isNowhere(found: Stats): boolean {
  try {
    return found.rdev === statSync(devNull).rdev;
  } catch {
    return false;
  }
}

/** Whether somebody sits there. Node knows with all that streams take; of a file or a pipe the system says that nobody does. */
const isTerminal = remembered((descriptor: 0 | 1 | 2): boolean => {
  try {
    const found = fstatSync(descriptor);
    if (!found.isCharacterDevice() || isNowhere(found)) return false;
  } catch {
    // Nothing is open there.
    return false;
  }
  return process.getBuiltinModule('node:tty').isatty(descriptor);
});

const two = (number: number): string => String(number).padStart(2, '0');

function localDay(now: Date): string {
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/**
 * Writes to a descriptor: at once where it is a file or a pipe, since streams take a while to make, else through its stream. A pipe
 * that is closed early is how `| head` says thank you; every other error of writing has to be told.
 */
function writer(descriptor: 1 | 2, process: NodeJS.Process): (text: string) => void {
  let through: 'system' | 'stream' | 'nothing' =
    isTerminal(descriptor) || process.platform === 'win32' ? 'stream' : 'system';
  const failed = ({ code }: NodeJS.ErrnoException): void => {
    // A pipe that somebody made to refuse where it is full: a stream waits.
    through = code === 'EAGAIN' ? 'stream' : 'nothing';
    if (code === 'EAGAIN' || code === 'EPIPE') return;
    process.exitCode = 2;
    if (descriptor === 2) return;
    try {
      writeSync(2, `cop: the output could not be written (${code ?? 'unknown error'}).\n`);
    } catch {
      // Nobody is left to tell.
    }
  };
  const stream = once(() => (descriptor === 1 ? process.stdout : process.stderr).on('error', failed));
  // What asks somebody writes there by itself.
  if (through === 'stream') stream();
  const put = (bytes: Buffer): void => {
    if (through === 'stream') stream().write(bytes);
    if (through !== 'system' || bytes.length === 0) return;
    let written = 0;
    try {
      written = writeSync(descriptor, bytes);
    } catch (error) {
      failed(error as NodeJS.ErrnoException);
    }
    put(bytes.subarray(written));
  };
  return (text) => put(Buffer.from(text));
}

/** The world of this process. Its streams take a while to make, and are made when they are used. */
export function processIo(process: NodeJS.Process): Io {
  const out = once(() => writer(1, process));
  const talk = once(() => writer(2, process));
  return {
    cwd: process.cwd(),
    env: process.env,
    clock: () => localDay(new Date()),
    random: () => crypto().randomInt(2 ** 40) / 2 ** 40,
    stdout: (text) => out()(text),
    stderr: (text) => talk()(text),
    stdin: () => readAll(process.stdin),
    interrupted: () =>
      new Promise((resolve) => {
        for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve());
      }),
    stdoutIsTerminal: isTerminal(1),
    stderrIsTerminal: isTerminal(2),
    elapsed: () => performance.now(),
    // A pipe has no width; lines are not cut there.
    get width() {
      return isTerminal(1) ? (process.stdout.columns ?? 200) : 200;
    },
    asker: async () => {
      if (!isTerminal(0) || !isTerminal(2)) return null;
      // A terminal that goes away in the middle is no reason to crash.
      talk();
      const { terminalAsker } = await import('./prompts.ts');
      return terminalAsker({ input: process.stdin, output: process.stderr });
    },
  };
}
