import { Chalk } from 'chalk';
import type { ColorSupportLevel } from 'chalk';
import type { Ink, Tone } from '../text/ink.ts';

export type ColourWish = 'auto' | 'always' | 'never';

/** Whether to colour, by the wish of the command line, then the environment, then the terminal itself. */
export function colourLevel(wish: ColourWish, env: NodeJS.ProcessEnv, isTerminal: boolean): ColorSupportLevel {
  if (wish !== 'auto') return wish === 'always' ? 1 : 0;
  if (env['FORCE_COLOR'] !== undefined) return env['FORCE_COLOR'] === '0' || env['FORCE_COLOR'] === 'false' ? 0 : 1;
  if ((env['NO_COLOR'] ?? '') !== '' || env['TERM'] === 'dumb') return 0;
  return isTerminal ? 1 : 0;
}

/** Ink as bytes for a terminal of that level. */
export function painter(level: ColorSupportLevel): (ink: Ink) => string {
  const chalk = new Chalk({ level });
  const tones: Readonly<Record<Tone, (text: string) => string>> = {
    plain: (text) => text,
    strong: chalk.bold,
    faint: chalk.dim,
    good: chalk.green,
    bad: chalk.red,
    care: chalk.yellow,
    name: chalk.cyan,
  };
  return (ink) => ink.runs.map((run) => (run.text === '' ? '' : tones[run.tone](run.text))).join('');
}
