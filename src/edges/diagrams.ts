import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { isActiveSvg } from '../text/svg.ts';
import { readText } from './files.ts';

const PATIENCE_MS = 30_000;

/** Pictures of diagrams are small; what is larger is none. */
const LARGEST_PICTURE = 5 * 1024 * 1024;

/** Why a program could not draw, in words. */
function failure(error: unknown): string {
  const { code, status, signal } = error as NodeJS.ErrnoException & { status?: number | null; signal?: string | null };
  if (signal) return `it was stopped after ${PATIENCE_MS / 1000} seconds`;
  return code === 'ENOENT' || code === 'EACCES' ? `it cannot be started (${code})` : `it ended with ${status ?? code}`;
}

/**
 * Draws Mermaid diagrams with a program that whoever runs us named; no repository can name one. It gets the text in a file,
 * never on its command line, and what it draws is shown as a picture, in which nothing runs.
 *
 * @param folder Where a relative program is meant from.
 * @param told Hears why a diagram could not be drawn.
 */
export function drawer(program: string, folder: string, told: (why: string) => void): (text: string) => string | null {
  const command = program.includes('/') ? resolve(folder, program) : program;
  let isThere = true;
  return (text) => {
    if (!isThere) return null;
    const place = mkdtempSync(join(tmpdir(), 'cop-diagram-'));
    try {
      const [from, to] = [join(place, 'diagram.mmd'), join(place, 'diagram.svg')];
      writeFileSync(from, text);
      const options = { cwd: place, stdio: 'ignore', timeout: PATIENCE_MS, killSignal: 'SIGKILL' } as const;
      execFileSync(command, ['-i', from, '-o', to], options);
      const drawn = readText(to, LARGEST_PICTURE);
      if ('text' in drawn && drawn.text.includes('<svg') && !isActiveSvg(drawn.text)) return drawn.text;
      told(`${program} drew no picture that could be shown`);
    } catch (error) {
      // A program that is not there will not be there for the next one either.
      isThere = !['ENOENT', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '');
      told(`of ${program}, ${failure(error)}`);
    } finally {
      rmSync(place, { recursive: true, force: true });
    }
    return null;
  };
}
