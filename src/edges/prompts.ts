import { Stopped } from '../model/refusal.ts';
import type { Leaving } from '../model/refusal.ts';
import { printable } from '../text/printable.ts';
import type { Setting } from './slider.ts';

export interface Option<T> {
  readonly value: T;
  readonly name: string;
  readonly description?: string;
}

/** Somebody who answers questions: a person at a terminal, or a test. */
export interface Asker {
  readonly input: (
    question: string,
    options?: {
      initial?: string;
      check?: (text: string) => string | null;
      /** What it begins with stands in the line as if it had been typed, to be changed. */
      isTyped?: boolean;
      /** Hears what stands in the line, whenever that changes. */
      typing?: (text: string) => void;
    },
  ) => Promise<string>;
  readonly select: <T>(question: string, options: readonly Option<T>[], initial?: T) => Promise<T>;
  readonly checkbox: <T>(
    question: string,
    options: readonly Option<T>[],
    rules?: { required: boolean; checked?: readonly T[] },
  ) => Promise<readonly T[]>;
  readonly confirm: (question: string, initial: boolean) => Promise<boolean>;
  /** Where something is now and where it ought to be, from 0 to `most`. */
  readonly slider: (question: string, from: Setting, most: number) => Promise<Setting>;
}

export interface Streams {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

const cleaned = <T>(options: readonly Option<T>[]) =>
  options.map(({ value, name, description }) => ({
    value,
    name: printable(name),
    short: printable(name),
    ...(description === undefined ? {} : { description: printable(description) }),
  }));

/** Signals that end a process at once, and would lose what was answered before. */
const SIGNALS: readonly Leaving[] = ['SIGHUP', 'SIGINT', 'SIGTERM'];

/** Leaving a prompt is a decision, not a failure of ours. */
async function leaving<T>(ask: (left: { readonly signal: AbortSignal }) => Promise<T>): Promise<T> {
  const left = new AbortController();
  let by: Leaving = 'SIGINT';
  const end = (signal: NodeJS.Signals): void => {
    by = SIGNALS.find((one) => one === signal) ?? by;
    left.abort();
  };
  for (const signal of SIGNALS) process.on(signal, end);
  try {
    return await ask({ signal: left.signal });
  } catch (error) {
    if (error instanceof Error && ['ExitPromptError', 'AbortPromptError'].includes(error.name)) throw new Stopped(by);
    throw error;
  } finally {
    for (const signal of SIGNALS) process.off(signal, end);
  }
}

/** Asks at the terminal. Questions go to stderr, so that stdout stays data. */
export function terminalAsker(streams: Streams): Asker {
  return {
    input: async (question, options = {}) => {
      const { default: input } = await import('@inquirer/input');
      const { initial, check, isTyped = false, typing } = options;
      return leaving((left) =>
        input(
          {
            message: printable(question),
            ...(initial === undefined ? {} : { default: printable(initial) }),
            validate: (text) => check?.(text) ?? true,
            ...(isTyped ? { prefill: 'editable' as const } : {}),
            transformer: (text) => {
              typing?.(text);
              return text;
            },
          },
          { ...streams, ...left },
        ),
      );
    },
    select: async (question, options, initial) => {
      const { default: select } = await import('@inquirer/select');
      const given = initial === undefined ? {} : { default: initial };
      return leaving((left) =>
        select(
          { message: printable(question), choices: cleaned(options), pageSize: 12, loop: false, ...given },
          { ...streams, ...left },
        ),
      );
    },
    checkbox: async (question, options, { required, checked = [] } = { required: false }) => {
      const { default: checkbox } = await import('@inquirer/checkbox');
      return leaving((left) =>
        checkbox(
          {
            message: printable(question),
            choices: cleaned(options).map((one) => ({ ...one, checked: checked.includes(one.value) })),
            pageSize: 12,
            loop: false,
            required,
          },
          { ...streams, ...left },
        ),
      );
    },
    confirm: async (question, initial) => {
      const { default: confirm } = await import('@inquirer/confirm');
      return leaving((left) => confirm({ message: printable(question), default: initial }, { ...streams, ...left }));
    },
    slider: async (question, from, most) => {
      const { slider } = await import('./slider.ts');
      return leaving((left) => slider({ message: printable(question), ...from, most }, { ...streams, ...left }));
    },
  };
}
