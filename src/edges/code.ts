import { existsSync, readFileSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { dirname, join, relative } from 'node:path';
import { Script } from 'node:vm';
import { build } from './build.ts';

/** The folder of the built program, in which this file lies one below. */
const PROGRAM = dirname(import.meta.dirname);

/**
 * What V8 made of this program when it was built, so that it need not be compiled again, for the version of node that built it. It
 * lies with the program and is trusted as that is: code that is run comes from no cache that somebody else may have filled.
 */
export const CODE = join(PROGRAM, 'code', `${process.version}-${build}`);

/** Where what V8 made of a file lies. */
export const codeOf = (path: string): string => join(CODE, `${relative(PROGRAM, path).replaceAll(/[/\\]/g, '+')}.bin`);

/** The files that were loaded, as V8 holds them. */
export const scripts = new Map<string, Script>();

const isKept = existsSync(CODE);
// Packed and installed elsewhere, there is nothing with the program; node 22 and later keep what they compiled themselves.
if (!isKept) (nodeModule as { enableCompileCache?: () => void }).enableCompileCache?.();

const nodes = nodeModule.createRequire(join(PROGRAM, 'main.cjs'));

function keptOf(path: string): Buffer | undefined {
  try {
    return readFileSync(codeOf(path));
  } catch {
    return undefined;
  }
}

type Wrapped = (exports: unknown, require: unknown, module: Loaded, filename: string, dirname: string) => void;

interface Loaded {
  exports: unknown;
}

const loaded = new Map<string, Loaded>();

/** What node does for a module of the old kind, but that it is not compiled again where V8 knows it. */
function required(path: string): unknown {
  const known = loaded.get(path);
  if (known) return known.exports;
  // What node wraps it in as well.
  const source = `(function (exports, require, module, __filename, __dirname) { ${readFileSync(path, 'utf8')}\n})`;
  // Made by another V8, or under other flags, it counts for nothing.
  const script = new Script(source, { filename: path, cachedData: keptOf(path) });
  scripts.set(path, script);
  const folder = dirname(path);
  const require = Object.assign(
    (name: string): unknown => (name.startsWith('.') ? required(join(folder, name)) : nodes(name)),
    { resolve: nodes.resolve },
  );
  const module: Loaded = { exports: {} };
  loaded.set(path, module);
  try {
    (script.runInThisContext() as Wrapped).call(module.exports, module.exports, require, module, path, folder);
  } catch (error) {
    loaded.delete(path);
    throw error;
  }
  return module.exports;
}

/** What a file of the built program exports, by its path there. */
export const load = (name: string): unknown =>
  isKept ? required(join(PROGRAM, name)) : (nodes(join(PROGRAM, name)) as unknown);
// What it loads loads more through the same.
loaded.set(import.meta.filename, { exports: { load } });
