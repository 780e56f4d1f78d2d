import { resolve } from 'node:path';
import { operands } from './command-line.ts';
import type { Question } from './edges/answers.ts';
import { packageVersion } from './edges/package-files.ts';
import type { Io } from './edges/process.ts';
import { findRoot } from './edges/root.ts';
import { failed } from './failing.ts';
import { following } from './following.ts';

/** The folder of the community, which is looked for before anything else is loaded; null where there is none that can be used. */
function rootOf(folder: string): string | null {
  try {
    return findRoot(folder);
  } catch {
    // The command itself meets that as well, and tells.
    return null;
  }
}

/** A command line that was perhaps run before. Where nothing has changed since, what it said is said again. */
async function asked(argv: readonly string[], io: Io): Promise<Question | null> {
  const follows = following(argv);
  if (follows === null) return null;
  // Of several the last one counts.
  const at = argv.lastIndexOf('-C');
  const folder = resolve(io.cwd, at < 0 ? '.' : (argv[at + 1] ?? '.'));
  const root = rootOf(folder);
  if (root === null) return null;
  const { openQuestion } = await import('./edges/answers.ts');
  return openQuestion(argv, follows, { folder, root }, io);
}

/** The world around a run that is written down as it goes: what goes to one stream without a break stands as one piece. */
function listening(io: Io, said: [1 | 2, string][]): Io {
  const writing =
    (stream: 1 | 2, write: Io['stdout']): Io['stdout'] =>
    (text) => {
      const last = said.at(-1);
      if (last?.[0] === stream) last[1] += text;
      else said.push([stream, text]);
      write(text);
    };
  return { ...io, stdout: writing(1, io.stdout), stderr: writing(2, io.stderr) };
}

async function answered(argv: readonly string[], io: Io): Promise<number> {
  if (operands(argv).length === 0 && (argv.includes('--version') || argv.includes('-V'))) {
    io.stdout(`${packageVersion()}\n`);
    return 0;
  }
  const question = await asked(argv, io);
  if (question?.answer) {
    for (const [stream, text] of question.answer.said) (stream === 1 ? io.stdout : io.stderr)(text);
    return question.answer.exit;
  }
  // Whoever only hears again what was said needs none of what says it.
  const { runProgram } = await import('./program.ts');
  const said: [1 | 2, string][] = [];
  const { exit, read } = await runProgram(argv, question ? listening(io, said) : io, question?.known);
  // What went wrong once may be right the next time, though no file has changed.
  if (read !== null) await question?.keep({ said, exit }, read);
  return exit;
}

/** Runs one command line. Resolves to the exit code: 0 done, 1 something was found, 2 it could not be done, 130 somebody left. */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  try {
    return await answered(argv, io);
  } catch (error) {
    return failed(error, argv, io);
  }
}
