import { writeSync } from 'node:fs';
import { isatty } from 'node:tty';
import { once } from '../text/once.ts';
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

const two = (number: number): string => String(number).padStart(2, '0');

function localDay(now: Date): string {
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** A pipe that is closed early is how `| head` says thank you; every other error of writing has to be told. */
function writer(stream: NodeJS.WriteStream, process: NodeJS.Process): (text: string) => void {
  let closed = false;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    closed = true;
    if (error.code === 'EPIPE') return;
    process.exitCode = 2;
    if (stream !== process.stderr) {
      try {
        writeSync(2, `cop: the output could not be written (${error.code ?? 'unknown error'}).\n`);
      } catch {
        // Nobody is left to tell.
      }
    }
  });
  return (text) => {
    if (!closed) stream.write(text);
  };
}

/** The world of this process. Its streams take a while to make, and are made when they are used. */
export function processIo(process: NodeJS.Process): Io {
  const out = once(() => writer(process.stdout, process));
  const talk = once(() => writer(process.stderr, process));
  return {
    cwd: process.cwd(),
    env: process.env,
    clock: () => localDay(new Date()),
    random: () => process.getBuiltinModule('node:crypto').randomInt(2 ** 40) / 2 ** 40,
    stdout: (text) => out()(text),
    stderr: (text) => talk()(text),
    stdin: () => readAll(process.stdin),
    interrupted: () =>
      new Promise((resolve) => {
        for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve());
      }),
    stdoutIsTerminal: isatty(1),
    stderrIsTerminal: isatty(2),
    elapsed: () => performance.now(),
    // A pipe has no width; lines are not cut there.
    get width() {
      return isatty(1) ? (process.stdout.columns ?? 200) : 200;
    },
    asker: async () => {
      if (!isatty(0) || !isatty(2)) return null;
      // A terminal that goes away in the middle is no reason to crash.
      talk();
      const { terminalAsker } = await import('./prompts.ts');
      return terminalAsker({ input: process.stdin, output: process.stderr });
    },
  };
}
