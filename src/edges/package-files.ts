import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from './build.ts';
import { once } from '../text/once.ts';
import type { ShippedText } from '../text/written.ts';

/** The folder of this package, whether it runs from `src` or from its bundle. */
function packageRoot(): string {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json')) && existsSync(join(folder, 'templates'))) return folder;
    if (dirname(folder) === folder) throw new Error('the package has no templates folder');
  }
}

/** A file that ships with the package, such as `templates/documents/case.md`. */
export function packageFile(path: string): ShippedText {
  return readFileSync(join(packageRoot(), path), 'utf8') as ShippedText;
}

export function packageVersion(): string {
  return (JSON.parse(packageFile('package.json')) as { version: string }).version;
}

/** What the commands take, as the build wrote it down; null where the program runs from its sources. */
const declarations = once((): Readonly<Record<string, unknown>> | null =>
  build !== null ? (JSON.parse(packageFile('dist/commands.json')) as Record<string, unknown>) : null,
);

/** What a command takes, known without loading it; undefined where that depends on more than its name. */
export const shippedDeclaration = (name: string): unknown => declarations()?.[name];
