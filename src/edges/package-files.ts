import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ShippedText } from '../text/written.ts';

/** The folder of this package, whether it runs from `src` or from its bundle. */
function packageRoot(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
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
