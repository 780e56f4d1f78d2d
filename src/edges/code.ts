import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { Script } from 'node:vm';
import { build } from './build.ts';
import { sealed, unsealed } from './crypto.ts';

/** The folder of the built program, in which this file lies one below. */
const PROGRAM = dirname(import.meta.dirname);

/**
 * What V8 made of this program when it was built, so that it need not be compiled again, for that node on that sort of machine. It
 * lies with the program and is trusted as that is: what is run comes from no cache that somebody else may have filled.
 */
export const CODE = join(PROGRAM, 'code', [process.version, process.platform, process.arch, build].join('-'));

const nameOf = (path: string): string => `${relative(PROGRAM, path).replaceAll(/[/\\]/g, '+')}.bin`;

/** The files that were loaded, as V8 holds them. */
const scripts = new Map<string, Script>();

/** Whether files are loaded here; node loads them as well, and compiles them. */
let isOwn = existsSync(CODE);
/** What was made under other flags is of no use, and then all of it is. */
let isUsable = true;

/** Has files loaded here though nothing is kept of them yet, so that it can be. */
export function loadAnew(): void {
  isOwn = true;
}

/** What there is to keep of the files that were loaded, by the names that they have in {@link CODE}. */
export const codeOfLoaded = (): Map<string, Buffer> =>
  new Map([...scripts].map(([path, script]) => [nameOf(path), sealed(script.createCachedData())]));

/** The files that were loaded, and whether each was as it is kept. */
export const loadedAsKept = (): [path: string, asKept: boolean][] =>
  [...scripts].map(([path, { cachedDataRejected }]) => [path, cachedDataRejected === false]);

/** V8 takes what is damaged for what it is not, and then anything may happen. */
function keptOf(path: string): Buffer | undefined {
  if (!isUsable) return undefined;
  try {
    return unsealed(readFileSync(join(CODE, nameOf(path)))) ?? undefined;
  } catch {
    return undefined;
  }
}

type Wrapped = (exports: unknown, require: unknown, module: Loaded, filename: string, dirname: string) => void;

interface Loaded {
  exports: unknown;
}

const nodes = createRequire(join(PROGRAM, 'main.cjs'));
const loaded = new Map<string, Loaded>();

/** What node does for a module of the old kind, but that it is not compiled again where V8 knows it. */
function required(path: string): unknown {
  const known = loaded.get(path);
  if (known) return known.exports;
  // What node wraps it in as well.
  const source = `(function (exports, require, module, __filename, __dirname) { ${readFileSync(path, 'utf8')}\n})`;
  const script = new Script(source, { filename: path, cachedData: keptOf(path) });
  if (script.cachedDataRejected === true) isUsable = false;
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
  isOwn ? required(join(PROGRAM, name)) : (nodes(join(PROGRAM, name)) as unknown);
