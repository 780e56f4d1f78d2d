// A chunk for each set of commands that share a module makes dozens of small files, and finding, opening and linking them takes
// longer than the work of a small command. What most commands need becomes one.
import { readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { byText } from './third-party.mjs';

/** What is loaded whichever command is called. */
const ALWAYS = /^src\/commands\/running\.ts$/;
const COMMAND = /^src\/commands\/[\w-]+\.ts$/;
/** From this share of the commands on, a module belongs to what all of them load. */
const MOST = 0.5;

/** Everything that an output loads before it runs, itself among it. */
function loadedWith(name, outputs, known = new Set()) {
  if (known.has(name)) return known;
  known.add(name);
  for (const { path, kind } of outputs[name].imports)
    if (kind === 'import-statement' && path in outputs) loadedWith(path, outputs, known);
  return known;
}

/** Of a build without it: the modules that most commands load, and the entries that are to load them all. */
export function coreOf({ outputs }) {
  const entries = Object.entries(outputs)
    .filter(([, { entryPoint }]) => entryPoint !== undefined)
    .map(([name, { entryPoint }]) => ({
      source: entryPoint,
      // Packages come along with the sources that import them, or not yet where those wake them later.
      loads: [...loadedWith(name, outputs)]
        .flatMap((output) => Object.keys(outputs[output].inputs))
        .filter((path) => path.startsWith('src/')),
    }));
  const always = entries.filter(({ source }) => ALWAYS.test(source)).flatMap(({ loads }) => loads);
  const commands = entries.filter(({ source }) => COMMAND.test(source) && !ALWAYS.test(source));
  const times = new Map();
  for (const path of commands.flatMap(({ loads }) => [...new Set(loads)])) times.set(path, (times.get(path) ?? 0) + 1);
  const often = [...times].filter(([, count]) => count >= commands.length * MOST).map(([path]) => path);
  const own = new Set(entries.map(({ source }) => source));
  return { modules: [...new Set([...always, ...often])].filter((path) => !own.has(path)).sort(byText), entries: own };
}

/** Has every command load the same modules, so that they lie in one chunk. */
export function coreChunk({ modules, entries }) {
  return {
    name: 'core chunk',
    setup(build) {
      build.onResolve({ filter: /^cop:core$/ }, () => ({ path: 'core', namespace: 'core', sideEffects: true }));
      build.onLoad({ filter: /.*/, namespace: 'core' }, () => ({
        contents: modules.map((path) => `import ${JSON.stringify(resolve(path))};`).join('\n'),
        resolveDir: '.',
      }));
      build.onLoad({ filter: /\.tsx?$/ }, ({ path }) =>
        entries.has(relative('.', path).replaceAll('\\', '/'))
          ? { contents: `import 'cop:core';\n${readFileSync(path, 'utf8')}`, loader: path.endsWith('x') ? 'tsx' : 'ts' }
          : undefined,
      );
    },
  };
}
