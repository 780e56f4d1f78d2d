import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PATIENCE_MS = 30_000;

/**
 * Draws Mermaid diagrams with a program that whoever runs us named; no repository can name one. It gets the text in a file,
 * never on its command line, and what it draws is shown as a picture, in which nothing runs.
 *
 * @param told Hears, once, why a diagram could not be drawn.
 */
export function drawer(program: string, told: (why: string) => void): (text: string) => string | null {
  let hasFailed = false;
  return (text) => {
    if (hasFailed) return null;
    const folder = mkdtempSync(join(tmpdir(), 'cop-diagram-'));
    try {
      const [from, to] = [join(folder, 'diagram.mmd'), join(folder, 'diagram.svg')];
      writeFileSync(from, text);
      execFileSync(program, ['-i', from, '-o', to], { cwd: folder, stdio: 'ignore', timeout: PATIENCE_MS });
      const svg = readFileSync(to, 'utf8');
      if (svg.includes('<svg')) return svg;
      told(`${program} drew no SVG`);
    } catch (error) {
      const { code, status } = error as NodeJS.ErrnoException & { status?: number };
      // A program that is not there will not be there for the next one either.
      hasFailed = code === 'ENOENT' || code === 'EACCES';
      told(`${program} ended with ${code ?? status ?? 'an error'}`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
    return null;
  };
}
